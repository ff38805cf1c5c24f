"""The numbers of the scoreboard: what each counts, its denominator, and its filter. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.domain.countdown import countdown
from db.domain.deadlines.resolution import Due
from db.domain.filters.parser import quoted
from tui.formatting import commitment, detail, time_left
from tui.formatting.commitment import Words
from tui.formatting.sanitize import cut, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pendulum import DateTime

    from db.queries.boards.scoreboard import Score
    from db.queries.commitments.row import CommitmentRow
    from tui.formatting.detail import Line


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a score."""

    id: str
    label: str
    words: str
    """Filter terms besides the party's; empty for all that is owed."""
    says: str
    of: str = ""
    """Filter term of its denominator; empty for all that is owed."""
    role: str = ""


MEASURES = (
    Measure("owes", "Owes", "", "All that is owed, open or closed, without what was withdrawn."),
    Measure("kept", "Kept", "kept", "Done, by its deadline, after it or without one.", role="done"),
    Measure("on_time", "On time", "on-time", "Done by the deadline in force.", "came-due"),
    Measure("late", "Late", "late", "Done after the deadline in force.", "came-due"),
    Measure(
        "overdue", "Over", "overdue", "Open and past the deadline in force.", "came-due", "overdue"
    ),
    Measure(
        "disputed",
        "Disp",
        "disputed",
        "The latest words of its speakers contradict each other; counted beside, not instead.",
        role="disputed",
    ),
    Measure("not_due", "NotDue", "not-due", "Open, and its deadline is still to come."),
    Measure("waiting", "Wait", "waiting", "Its deadline has no date until an event has happened."),
    Measure("undated", "NoDate", "undated", "Open, without a deadline."),
    Measure("level", "Level", "level:any", "The mean level, 0 to 3, of those that have one."),
    Measure("next", "Next due", "not-due", "The nearest deadline of those still to come."),
)
"""All numbers, in the order of the columns."""
BY_ID = {measure.id: measure for measure in MEASURES}
NAMES = {"came-due": "that came due", "": "owed"}


def whose(score: Score, by: str) -> str:
    """Filter term of a row of the scoreboard; empty for the total row."""
    if by == "theme":
        return f"theme:{quoted(score.code) if score.code else 'none'}"
    return f"{by}:{quoted(score.code)}" if by else ""


def number(score: Score, measure: Measure) -> int:
    """Number of commitments counted."""
    if measure.id == "level":
        return score.levelled
    return int(getattr(score, "not_due" if measure.id == "next" else measure.id))


def denominator(score: Score, measure: Measure) -> int:
    """Denominator of the number."""
    return score.came_due if measure.of else score.owes


def words(score: Score, measure: Measure, now: DateTime) -> Words:
    """Format the number for its column."""
    if measure.id == "level":
        return Words("--" if score.level is None else f"{score.level:.1f}", "dim")
    if measure.id == "next":
        return Words(next_due(score, now), "" if score.next_due_at else "dim")
    count = number(score, measure)
    return Words(f"{count:,}", measure.role if count else "dim")


def next_due(score: Score, now: DateTime) -> str:
    """Time left to the nearest deadline."""
    at = score.next_due_at
    return "--" if at is None else countdown(Due(at, at.date(), "UTC", timed=True), now).text


def sentence(score: Score, measure: Measure, now: DateTime) -> str:
    """Describe the number with its denominator: `On time 3 of 7 that came due (43%)`."""
    count = number(score, measure)
    if measure.id == "level":
        mean = words(score, measure, now).text
        return f"Level {mean}, the mean of {count} that have one, of {score.owes} owed"
    if measure.id == "next":
        return f"Next due {next_due(score, now)}: the first of {count} still to come"
    if measure.id == "owes":
        return f"Owes {count}" if score.kind else f"{count} owed"
    whole = denominator(score, measure)
    share = f" ({round(100 * count / whole)}%)" if whole else ""
    return f"{long_label(measure)} {count} of {whole} {NAMES[measure.of]}{share}"


def long_label(measure: Measure) -> str:
    """Give the label without abbreviation."""
    return {
        "overdue": "Overdue",
        "disputed": "Disputed",
        "not_due": "Not yet due",
        "waiting": "Waiting",
        "undated": "Without a deadline",
    }.get(measure.id, measure.label)


def explained(
    score: Score,
    measure: Measure,
    behind: tuple[Sequence[CommitmentRow], Sequence[CommitmentRow]],
    *,
    narrowed: str,
    now: DateTime,
    width: int,
) -> Iterator[Line]:
    """Explain a number: the sentence, what it counts, and its commitments.

    `behind` are the commitments counted, and the rest of the denominator.
    """
    counted, rest = behind
    yield detail.line(Words(f" {sentence(score, measure, now)}.", "strong"))
    yield from detail.wrapped(measure.says, width)
    if score.joint:
        yield from detail.wrapped(_joint(score), width, "dim")
    if narrowed:
        yield from detail.wrapped(f"Counted within the filter '{narrowed}'.", width, "dim")
    yield from _listed(f"THESE {len(counted):,}", counted, now, width)
    if rest:
        yield from _listed(f"THE OTHER {len(rest):,} {NAMES[measure.of].upper()}", rest, now, width)


def preview(
    score: Score,
    measure: Measure,
    counted: Sequence[CommitmentRow],
    *,
    label: str,
    now: DateTime,
    width: int,
) -> Iterator[Line]:
    """List the first commitments that a number counts, below the board."""
    head = f"{safe(label)}: {long_label(measure).upper()} {number(score, measure):,}"
    yield detail.line(Words(f" {head}", "heading"))
    yield from _rows(counted, now, width)


def _joint(score: Score) -> str:
    whole = not score.code and score.kind is None
    how = "once here" if score.kind is None else "for each of its owners, and once under All"
    start = f"{score.joint:,} of the {score.owes:,} are joint" if whole else "A joint duty"
    return f"{start}{', counted' if whole else ' counts'} {how}."


def _listed(head: str, rows: Sequence[CommitmentRow], now: DateTime, width: int) -> Iterator[Line]:
    yield detail.line("")
    yield detail.line(Words(f" {head}", "heading"))
    yield from _rows(rows, now, width)


def _rows(rows: Sequence[CommitmentRow], now: DateTime, width: int) -> Iterator[Line]:
    told = [time_left.compact(row, now) for row in rows]
    wide = max([time_left.WIDEST, *(len(left.text) for left in told)])
    room = max(width - 3 - 10 - wide - 2, 12)
    for row, left in zip(rows, told, strict=True):
        sign = commitment.sign(row, now)
        yield detail.line(
            Words(f" {sign.text} ", sign.role),
            f"{safe(row.code):<10}",
            Words(f"{left.text:>{wide}}  ", left.role),
            cut(commitment.title(row), room),
        )
