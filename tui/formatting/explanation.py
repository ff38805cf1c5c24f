"""Explanation of a commitment's state, in sentences. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.domain.enums import TimeState, Verification
from tui.formatting import commitment, detail, order_conflicts
from tui.formatting import sentence as aloud
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pendulum import DateTime

    from db.queries.commitments.detail import CommitmentDetail

COUNTING = (
    "Overdue counts open commitments past the deadline in force; disputed ones are those whose "
    "speakers contradict each other, overdue or not, open or done. Kept counts all that are done, "
    "of all that were not withdrawn. A joint duty counts once here, and once for each of its "
    "owners on the Parties screen."
)


def lines(found: CommitmentDetail, now: DateTime, width: int) -> Iterator[detail.Line]:
    """Explain the state, then how the counters count."""
    for sentence in _sentences(found, now):
        yield from detail.wrapped(sentence, width)
    yield detail.line("")
    yield from detail.wrapped(COUNTING, width, "dim")


def _sentences(found: CommitmentDetail, now: DateTime) -> Iterator[str]:
    row = found.row
    yield aloud.sentence(found, now)
    yield f"Its rule is '{safe(row.rule)}'." if row.rule else "No deadline was agreed for it."
    state = commitment.state_of(row, now)
    yield _TIME.get(state, f"Against its deadline it is {state}.")
    if row.verification is Verification.DISPUTED:
        yield "It is disputed because the latest words of its speakers contradict each other."
    if found.deadlock:
        yield order_conflicts.deadlock(found.deadlock)
    if row.due is not None and row.status.is_open:
        yield from (
            f"It is due {each}." for each in order_conflicts.conflicts(row.due, found.links, now)
        )
    if row.critical:
        yield "It is marked critical: the agreement stands or falls with it."


_TIME = {
    TimeState.OVERDUE: "It is open and its deadline has passed, so it stands among the overdue.",
    TimeState.DUE_TODAY: "It is due by the end of today in its agreement's zone.",
    TimeState.WAITING: "Its deadline has no date until what it waits for has happened.",
    TimeState.STANDING: "It recurs, so no single date measures it.",
    TimeState.NO_DEADLINE: "Nothing measures it against time.",
}
