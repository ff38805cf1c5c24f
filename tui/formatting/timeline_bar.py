"""One commitment along the days: its course, due date and delay. Pure.

Signs are ASCII; `to_unicode` turns them into lines and blocks if the terminal has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.domain.enums import Status, TimeState, Verification
from tui.formatting import commitment
from tui.formatting.sanitize import cut, fit
from tui.formatting.timeline_scale import cell_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pendulum import DateTime

    from db.queries.boards.timeline import BarRow
    from db.queries.commitments.row import CommitmentRow

LEGEND = (
    ("|", "today"),
    ("D", "due"),
    ("d", "first"),
    ("P", "plan"),
    ("o", "done"),
    ("x", "released"),
    (".", "pending"),
    ("=", "under way"),
    ("-", "stalled"),
    ("!", "late"),
    ("?", "disputed"),
    (">", "extended"),
    ("#", "blocked"),
    ("^", "before"),
    ("v", "after"),
    ("%", "both"),
)
"""Meanings of the signs of a bar, and of the dependency signs after a code."""

_BLOCKS = str.maketrans({"|": "│", ".": "·", "=": "━", "-": "╌", "#": "▒", ">": "»"})
_ROLES = {
    TimeState.OVERDUE: "overdue",
    TimeState.DUE_TODAY: "today",
    TimeState.DUE_SOON: "soon",
    TimeState.MET_LATE: "done",
    TimeState.MET_ON_TIME: "done",
}
_RUNS = {Status.PENDING: ".", Status.STALLED: "-"}
_WORDS_FROM = 16
"""Cells that words need beside today's line."""


def to_unicode(signs: str) -> str:
    """Convert the signs for a terminal that has more than ASCII."""
    return signs.translate(_BLOCKS)


def legend(width: int, lines: int, *, ascii_only: bool) -> list[str]:
    """Explain the signs, on a number of lines; those without room are in the help."""
    shown = [""]
    for sign, means in LEGEND:
        part = f"{sign if ascii_only else to_unicode(sign)} {means}"
        longer = f"{shown[-1]}  {part}" if shown[-1] else f" {part}"
        if len(longer) < width:
            shown[-1] = longer
        elif len(shown) < lines:
            shown.append(f" {part}")
        else:
            break
    return shown


@dataclass(frozen=True, slots=True)
class TimelineDays:
    """Days of the screen: `cells` columns of `each` days, from `first` on; and today."""

    first: date
    each: int
    cells: int
    ascii_only: bool = True


def bar(shown: BarRow, days: TimelineDays, now: DateTime) -> commitment.Words:
    """Draw one commitment along the days."""
    row = shown.row
    today = now.in_timezone(row.zone).date()
    band = _Band(days, [" "] * days.cells)
    for start, end, sign in _stretches(shown, today):
        band.fill(start, end, sign)
    band.put(today, "|")
    for day, sign in _marks(shown, today):
        band.put(day, sign)
    text = "".join(band.line)
    signs = text if days.ascii_only else to_unicode(text)
    return commitment.Words(_with_words(signs, shown, days, today), _role(row, now))


def _role(row: CommitmentRow, now: DateTime) -> str:
    if row.verification is Verification.DISPUTED and row.status.is_open:
        return "disputed"
    return _ROLES.get(commitment.state_of(row, now), "")


def _stretches(shown: BarRow, today: date) -> Iterator[tuple[date, date, str]]:
    """Give spans of days with their sign, later ones over earlier ones."""
    row = shown.row
    if not row.status.is_open:
        yield from _closed(shown)
    elif (due := row.due_on or row.plan_on) is not None:
        yield from _open(shown, due, today)


def _closed(shown: BarRow) -> Iterator[tuple[date, date, str]]:
    row = shown.row
    end = row.done_on or row.status_on
    if end is None or row.status is Status.RELEASED:
        return
    if shown.since is not None and row.due_on is not None:
        yield shown.since, min(end, row.due_on), "="
    if row.first_due is not None and row.due_on is not None:
        yield row.first_due.day, min(row.due_on, end), ">"
    if row.due_on is not None and end > row.due_on:
        yield row.due_on, end, "!"


def _open(shown: BarRow, due: date, today: date) -> Iterator[tuple[date, date, str]]:
    row = shown.row
    since = shown.since if shown.since is not None and shown.since < due else due
    yield since, due, _RUNS.get(row.status, "=")
    if row.first_due is not None:
        yield row.first_due.day, due, ">"
    if shown.after or row.due_on is None:
        yield max(since, today), due, "#"
    yield due, today, "?" if row.verification is Verification.DISPUTED else "!"


def _marks(shown: BarRow, today: date) -> Iterator[tuple[date, str]]:
    """Give days with a sign of their own, later ones over earlier ones."""
    row = shown.row
    for each in shown.rounds:
        missed = each.done_on is None and each.due_on < today
        yield each.due_on, "!" if missed else "D" if each.done_on is None else "o"
    if row.first_due is not None:
        yield row.first_due.day, "d"
    if row.due_on is not None:
        yield row.due_on, "P" if row.due_provisional else "D"
    elif row.plan_on is not None and row.status.is_open:
        yield row.plan_on, "P"
    if row.done_on is not None:
        yield row.done_on, "o"
    elif row.status is Status.RELEASED and row.status_on is not None:
        yield row.status_on, "x"


def _with_words(signs: str, shown: BarRow, days: TimelineDays, today: date) -> str:
    """Add the reason for a missing date, or the date of a mark beyond an edge."""
    row, marks = shown.row, dict(_marks(shown, today))
    if not marks:
        words = commitment.why_no_date(row) if row.status.is_open else commitment.status_word(row)
        return _beside(signs, words, cell_of(today, days.first, days.each))
    if shown.rounds:
        return signs
    off = row.status_on if row.status is Status.RELEASED else None
    day = row.done_on or off or row.due_on or row.plan_on or max(marks)
    place = cell_of(day, days.first, days.each)
    note = f"{marks[day]} {_short(day, today)}"
    if place < 0:
        return _over(signs, f"< {note} ", left=True)
    if place >= days.cells:
        return _over(signs, f" {note} >", left=False)
    waits = row.due_on is None and row.status.is_open
    return _beside(signs, commitment.why_no_date(row), place) if waits else signs


def _over(signs: str, note: str, *, left: bool) -> str:
    """Write a note at an edge; if it would take more than half, write only the sign of the edge."""
    if len(note) * 2 > len(signs):
        note = note[0] if left else note[-1]
    return note + signs[len(note) :] if left else signs[: len(signs) - len(note)] + note


def _beside(signs: str, words: str, cell: int) -> str:
    """Write words on the right of a column, or on its left if there is more room."""
    start = cell + 2
    if 0 <= cell < len(signs) and len(signs) - start < _WORDS_FROM:
        free = signs[:cell].isspace()
        return fit(cut(words, max(cell - 1, 0)), cell) + signs[cell:] if free else signs
    start = start if 0 <= cell < len(signs) else 1
    return signs[:start] + fit(words, len(signs) - start)


def _short(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {commitment.MONTHS[day.month - 1]}{year}"


@dataclass(slots=True)
class _Band:
    """Cells of one line."""

    days: TimelineDays
    line: list[str]

    def put(self, day: date, char: str) -> None:
        """Put a sign on a day."""
        cell = cell_of(day, self.days.first, self.days.each)
        if 0 <= cell < len(self.line):
            self.line[cell] = char

    def fill(self, start: date, end: date, char: str) -> None:
        """Fill the cells from one day up to another."""
        first, last = (cell_of(day, self.days.first, self.days.each) for day in (start, end))
        for cell in range(max(first, 0), min(last + 1, len(self.line))):
            self.line[cell] = char
