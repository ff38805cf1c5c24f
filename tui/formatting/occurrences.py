"""Words for recurring duties: each occurrence, and how many were kept. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.domain.countdown import due_words
from db.domain.time_state import lateness_days
from tui.formatting import commitment
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pendulum import DateTime

    from db.queries.commitments.detail import CommitmentDetail
    from db.queries.commitments.occurrences import OccurrenceCounts, OccurrenceRow
    from tui.formatting.styled_text import Line

MOST = 12
"""Number of occurrences shown; JSON has all."""


def tally(kept: OccurrenceCounts) -> str:
    """`3 on time, 1 late, 2 missed of 6`."""
    return f"{kept.on_time} on time, {kept.late} late, {kept.missed} missed of {kept.came_up}"


def instances(story: CommitmentDetail, now: DateTime, width: int) -> Iterator[Line]:
    """Each occurrence of a standing duty, newest first, and how many were kept."""
    yield (Words(f" INSTANCES  {tally(story.tally(now))}", "heading"),)
    for each in reversed(story.occurrences[-MOST:]):
        arose = f"  arose {commitment.day(each.arose_at, story.row.zone)}" if each.arose_at else ""
        start = Words(f"  {each.number:>3}  due {due_words(each.due)}  ")
        yield (start, state(each, now), Words(arose, "dim"))
        texts = (each.note, f"Source: {each.source}" if each.source else "")
        for text in (part for part in texts if part):
            yield (Words(f"       {safe(text)[: max(width - 8, 12)]}", "dim"),)
    older = len(story.occurrences) - MOST
    if older > 0:
        yield (Words(f"  and {older} earlier: accord show {story.row.code} --json", "dim"),)


def state(each: OccurrenceRow, now: DateTime) -> Words:
    """State of an occurrence: met on time or late, missed, or to come."""
    if each.done is not None:
        days = lateness_days(each.due, each.done)
        late = f", {days} d late" if each.late and days else ", late" if each.late else ""
        return Words(f"met {each.done.day.isoformat()}{late}", "done")
    return Words("missed", "overdue") if each.missed(now) else Words("to come", "dim")
