"""Answers of the command line as lines and table rows, in the words of the screens. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from db.domain.bounds import LONGEST_QUOTE
from tui.formatting import commitment, order_conflicts, time_left
from tui.formatting.commitment import Words
from tui.formatting.detail import Line, line
from tui.formatting.sanitize import cut, pad, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pendulum import DateTime

    from db.domain.history_point import Point
    from db.queries.boards.overview import Board, Counts
    from db.queries.boards.scoreboard import Score
    from db.queries.commitments.row import CommitmentRow
    from db.queries.history.changes import ChangeRow
    from db.queries.lookups import AgreementRow, EventRow

    Clock = Callable[[CommitmentRow, DateTime], Words]

NUMBERS = "Total Open Overdue Owes Kept Late Disputed Due Waiting Undated Level Deadlines"
LIST_HEAD = ("", "Id", "Commitment", "Owner", "Due", "Left", "Status", "Verified")
AGREEMENTS_HEAD = (
    "Code",
    "Agreement",
    "Process",
    "Signed",
    "Total",
    "Open",
    "Overdue",
    "Known as of",
)
_SCORES = (
    "Owes", "Kept", "On time", "Late", "Overdue", "Disputed", "Due", "Waiting", "Undated", "Level",
)  # fmt: skip
PARTIES_HEAD = ("Code", "Party", *_SCORES)
THEMES_HEAD = ("Theme", *_SCORES)
SCORES_GIVE_WAY = ("Level", "Undated", "Waiting", "Due", "Late", "Disputed")
PARTIES_FOOT = (
    "A joint duty counts for each of its owners, and once under All.",
    "On time: by the deadline in force, of what had one and is done or overdue.",
)
EVENTS_HEAD = ("Agreement", "Event", "Name", "When", "Deadlines", "Source")


def one_line(counts: Counts) -> str:
    """Summarise in one line, for a status bar or a prompt."""
    return (
        f"{counts.overdue} overdue, {counts.disputed} disputed, {counts.today} today, "
        f"{counts.week} in 7 days, kept {commitment.share(counts.kept, counts.total)}"
    )


def overview(board: Board, zone: str, narrowed: str, nothing: str = "") -> Iterator[Line]:
    """Give counters and groups; the head names the as-of moment, the zone and the filter.

    Without commitments, `nothing` replaces the hint on how to begin.
    """
    where = f"   {safe(narrowed)}" if narrowed else ""
    yield line(
        Words("ACCORD", "strong"), f"   as of {commitment.moment(board.now, zone)} {zone}{where}"
    )
    counters: list[Words] = []
    for word in commitment.counters(board.counts):
        counters += [Words("  " if counters else ""), word]
    yield tuple(counters)
    for found in board.deadlocks:
        yield line(Words(order_conflicts.deadlock(found), "disputed"))
    if not board.counts.total:
        yield line(nothing or nothing_here(narrowed))
    rows = [row for group in board.groups for row in group.rows]
    widths = (
        max((len(row.code) for row in rows), default=0),
        max((cell_len(safe(row.owners)) for row in rows), default=0),
        max((cell_len(commitment.status(row).text) for row in rows), default=0),
        max(
            [commitment.WIDEST_LEFT, *(len(time_left.compact(row, board.now).text) for row in rows)]
        ),
    )
    for group in board.groups:
        if group.count:
            yield line("")
            yield line(Words(f"{group.group.value.upper()} {group.count}", "heading"))
        for row in group.rows:
            yield _board_line(row, board.now, widths)
        if group.count > len(group.rows):
            yield line(Words(f"  and {group.count - len(group.rows)} more: accord list", "dim"))
    if time_left.any_extended(rows, board.now):
        yield from (line(""), line(Words(f"{time_left.LEGEND}.", "dim")))


def nothing_here(narrowed: str, point: Point | None = None) -> str:
    """Message of an empty answer: the filter that hides all, or in the present how to begin."""
    if narrowed:
        return f"Nothing passes the filter '{cut(narrowed, LONGEST_QUOTE)}'."
    if point is not None:
        return "No commitments were known."
    return (
        "No commitments yet. accord seed load WPA brings a real agreement, accord demo shows one."
    )


def _board_line(row: CommitmentRow, now: DateTime, wide: Sequence[int]) -> Line:
    left, status = time_left.compact(row, now), commitment.status(row)
    code, owners = pad(row.code, wide[0]), pad(row.owners, wide[1])
    return (
        commitment.sign(row, now),
        Words(f" {left.text:>{wide[3]}}", left.role),
        Words(f"  {code}  {owners}  "),
        Words(pad(status.text, wide[2]), status.role),
        Words(f"  {commitment.title(row)}", "strong" if row.critical else ""),
    )


def list_rows(
    rows: Iterable[CommitmentRow], now: DateTime, left: Clock = time_left.compact
) -> list[list[Words]]:
    """Cells of the list; `left` formats the time left."""
    return [
        [
            commitment.sign(row, now),
            Words(row.code),
            Words(commitment.title(row), "strong" if row.critical else ""),
            Words(safe(row.owners)),
            Words(commitment.full_due(row)),
            left(row, now),
            commitment.status(row),
            commitment.verification(row),
        ]
        for row in rows
    ]


def agreement_rows(rows: Iterable[AgreementRow]) -> list[list[Words]]:
    """The cells of the agreements."""
    return [
        [
            Words(safe(row.code), "strong"),
            Words(safe(row.title)),
            Words(safe(row.process)),
            Words(row.signed_on.isoformat() if row.signed_on else "--"),
            Words(f"{row.total}"),
            Words(f"{row.still_open}"),
            Words(f"{row.overdue}", "overdue" if row.overdue else ""),
            Words(row.known_as_of.isoformat() if row.known_as_of else "--"),
        ]
        for row in rows
    ]


def party_rows(rows: Iterable[Score]) -> list[list[Words]]:
    """The cells of the scoreboard; on time stands with its denominator."""
    return [
        [Words(safe(row.code) or "All", "strong"), Words(safe(row.name)), *_numbers(row)]
        for row in rows
    ]


def theme_rows(rows: Sequence[Score]) -> list[list[Words]]:
    """The cells of the scoreboard by theme; the last row is of all."""
    names = [*(safe(row.code) or "(no theme)" for row in rows[:-1]), "All"]
    return [[Words(name), *_numbers(row)] for name, row in zip(names, rows, strict=True)]


def _numbers(row: Score) -> list[Words]:
    return [
        Words(f"{row.owes}"),
        Words(f"{row.kept}"),
        Words(commitment.share(row.on_time, row.came_due)),
        Words(f"{row.late}"),
        Words(f"{row.overdue}", "overdue" if row.overdue else ""),
        Words(f"{row.disputed}", "disputed" if row.disputed else ""),
        Words(f"{row.not_due}"),
        Words(f"{row.waiting}"),
        Words(f"{row.undated}"),
        Words("--" if row.level is None else f"{row.level:.1f}"),
    ]


def event_rows(rows: Iterable[EventRow]) -> list[list[Words]]:
    """The cells of the events."""
    return [
        [
            Words(safe(row.agreement)),
            Words(safe(row.key), "strong"),
            Words(safe(row.name)),
            Words(event_when(row)),
            Words(f"{row.hanging}"),
            Words(safe(row.source)),
        ]
        for row in rows
    ]


def event_when(row: EventRow) -> str:
    """The day or moment of an event, planned or actual, or that it is unknown."""
    on = row.actual or row.planned
    if on is None:
        return f"when {row.completes} is done" if row.completes else "not yet known"
    return commitment.when(on) if row.actual else f"{commitment.when(on)} (planned)"


def hanging(row: EventRow) -> str:
    """Number of deadlines that depend on an event."""
    number = {0: "nothing hangs", 1: "1 hangs"}.get(row.hanging, f"{row.hanging} hang")
    return f"{number} on it"


def no_changes(narrowed: str) -> str:
    """Message of an empty trail: names the filter, if there is one."""
    return nothing_here(narrowed) if narrowed else "No changes yet."


def log(changes: Sequence[ChangeRow], zone: str, *, fields: bool) -> Iterator[Line]:
    """The trail, newest first."""
    wide = max((len(str(change.id)) for change in changes), default=1)
    for change in changes:
        undone = "  (undone)" if change.undone else ""
        reason = f"  ({safe(change.reason)})" if change.reason else ""
        yield line(
            Words(f"{change.id:>{wide}}  {commitment.moment(change.at, zone)}  ", "dim"),
            Words(safe(change.actor), "strong"),
            f"  {safe(change.summary)}{reason}{undone}",
        )
        for step in commitment.steps(change.fields) if fields else ():
            yield line(Words(f"{'':{wide}}    {step}", "dim"))
