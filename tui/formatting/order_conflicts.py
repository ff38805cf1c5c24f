"""Words for impossible orders: deadlocks, and dates before what they must follow. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from db.domain.countdown import due_short
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pendulum import DateTime

    from db.domain.deadlines.resolution import Due
    from db.queries.commitments.detail import LinkRow
    from db.queries.commitments.row import CommitmentRow
    from db.queries.dependencies.conflicts import Conflict, Deadlock


class Owned(Protocol):
    """Commitment, as a deadlock names it."""

    @property
    def code(self) -> str:
        """Its code."""
        ...

    @property
    def owners(self) -> str:
        """Codes of its owners."""
        ...


def deadlock(found: Deadlock) -> str:
    """`Each waits for the other: WPA-3 (RWA) and WPA-4 (DRC).`."""
    return f"Each waits for the other{'s' * (len(found) > 2)}: {_named(found)}."


def deadlock_head(found: Sequence[Owned]) -> str:
    """Describe a deadlock as a heading: `DEADLOCK  WPA-3 (RWA) and WPA-4 (DRC)`."""
    return f"DEADLOCK  {_named(found)}"


def _named(found: Sequence[Owned]) -> str:
    names = [f"{each.code} ({safe(each.owners) or 'nobody named'})" for each in found]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def conflicts(due: Due, links: Iterable[LinkRow], now: DateTime) -> Iterator[str]:
    """Find conflicts between an open duty's date and those of its linked duties."""
    for link in links:
        other = link.row.due or link.row.plan
        if other is None or not link.row.status.is_open:
            continue
        if link.relation == "after" and due.ends < other.ends:
            yield f"before what it must follow: {_dated(link.row, other, now)}"
        elif link.relation == "before" and due.ends > other.ends:
            yield f"after what must follow it: {_dated(link.row, other, now)}"


def conflict(found: Conflict, now: DateTime) -> str:
    """`WPA-6 due Wed 25 Nov, before what it must follow: WPA-5, Fri 27 Nov`."""
    row, other = found.row, found.after.due or found.after.plan
    if row.due is None or other is None:
        return row.code  # it was changed in the meantime
    after = _dated(found.after, other, now)
    return f"{row.code} due {due_short(row.due, now)}, before what it must follow: {after}"


def _dated(row: CommitmentRow, due: Due, now: DateTime) -> str:
    plan = " by plan" if row.due is None else ""
    return f"{row.code}, {due_short(due, now)}{plan}"
