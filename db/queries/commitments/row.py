"""The row of a commitment in lists, and its selection."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pendulum import DateTime
from sqlalchemy import Select, select

from db import tables as t
from db.domain.deadlines.day_math import DayOrMoment, day_or_moment
from db.domain.deadlines.resolver import Due
from db.domain.enums import DeadlineKind, Status, Verification
from db.domain.time_state import CompletionTime

_C = t.commitment.c


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One commitment as a line: every field that a list, a count or a sentence about it needs."""

    id: int
    code: str
    agreement: str
    zone: str
    title: str
    owners: str
    provision: str
    theme: str
    tags: str
    status: Status
    status_on: date | None
    critical: bool
    continuing: bool
    pinned: bool
    deadline_kind: DeadlineKind
    rule: str
    waiting_on: str
    due_at: DateTime | None
    due_on: date | None
    due_timed: bool
    due_provisional: bool
    first_due_at: DateTime | None
    first_due_on: date | None
    plan_at: DateTime | None
    plan_on: date | None
    plan_timed: bool
    done_at: DateTime | None
    done_on: date | None
    done_timed: bool
    verification: Verification
    amount: int | None
    target: int | None
    unit: str
    level: int | None
    reports: int
    version: int

    @property
    def due(self) -> Due | None:
        """The deadline in force, when it has a date."""
        if self.due_at is None or self.due_on is None:
            return None
        return Due(self.due_at, self.due_on, self.zone, self.due_timed, self.due_provisional)

    @property
    def first_due(self) -> Due | None:
        """The date of the deadline's first version, when it differs from the one in force."""
        if self.first_due_at is None or self.first_due_on is None:
            return None
        if self.first_due_at == self.due_at:
            return None
        return Due(self.first_due_at, self.first_due_on, self.zone, self.due_timed)

    @property
    def plan(self) -> Due | None:
        """The date if everything it waits for came on time; None unless it waits."""
        if self.plan_at is None or self.plan_on is None:
            return None
        return Due(self.plan_at, self.plan_on, self.zone, self.plan_timed, provisional=True)

    @property
    def done(self) -> CompletionTime | None:
        """Its completion; None while it is not done."""
        if self.done_at is None or self.done_on is None:
            return None
        return CompletionTime(self.done_at, self.done_on, self.done_timed)


RowSelect = Select[*tuple[Any, ...]]
RowT = TypeVar("RowT")


def each_as(kind: Callable[..., RowT], rows: Iterable[Iterable[Any]]) -> tuple[RowT, ...]:
    """Rows of a select as frozen rows: SQLAlchemy types at most ten columns."""
    return tuple(kind(*row) for row in rows)


EVENT_TIMES = (t.event.c.planned_at, t.event.c.actual_at, t.event.c.day_only)


def event_times(
    planned: DateTime | None,
    actual: DateTime | None,
    day_only: bool,  # noqa: FBT001  a column
    zone: str,
) -> tuple[DayOrMoment | None, DayOrMoment | None]:
    """Planned and actual time of an event, from EVENT_TIMES and its agreement's zone."""
    return (
        day_or_moment(planned, zone, day_only=day_only),
        day_or_moment(actual, zone, day_only=day_only),
    )


def select_rows() -> RowSelect:
    """All columns of a CommitmentRow, in its order, without a WHERE."""
    columns = [
        t.agreement.c.code if name == "agreement" else t.agreement.c.zone if name == "zone"
        else _C[name]
        for name in CommitmentRow.__dataclass_fields__
    ]  # fmt: skip
    return select(*columns).join_from(t.commitment, t.agreement)
