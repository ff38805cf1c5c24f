"""What falls on each day of a stretch: counted by its sign, with the events that fall there."""

from dataclasses import dataclass
from datetime import date

import pendulum
from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from db import tables as t
from db.domain.filter import EVERYTHING, Filter
from db.domain.vocabulary import Verification
from db.queries.conditions import conditions, flag

_C = t.commitment.c


@dataclass(frozen=True, slots=True)
class DayCount:
    """What is due on a day: each counted once, the disputed ones of them beside."""

    day: date
    overdue: int
    ahead: int
    closed: int
    disputed: int

    @property
    def total(self) -> int:
        """How many fall on it."""
        return self.overdue + self.ahead + self.closed


@dataclass(frozen=True, slots=True)
class DayEvent:
    """An event on its day, in the zone of its agreement."""

    day: date
    agreement: str
    key: str
    planned: bool


@dataclass(frozen=True, slots=True)
class DayBoard:
    """The days that have something, in order, and the events."""

    days: dict[date, DayCount]
    events: tuple[DayEvent, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """What passes the filter and is due from `first` to `last`; events of one agreement or all."""

    now: DateTime
    first: date
    last: date
    filter: Filter = EVERYTHING
    agreement: str = ""

    def read(self, connection: Connection) -> DayBoard:
        """The board, from two questions."""
        return DayBoard(self._days(connection), self._events(connection))

    def _days(self, connection: Connection) -> dict[date, DayCount]:
        late = flag(connection, "overdue", self.now)
        sums = (
            _sum(late), _sum(and_(_C.band == 0, _C.due_at > self.now)), _sum(_C.band == 3),
            _sum(_C.verification == Verification.DISPUTED),
        )  # fmt: skip
        rows = connection.execute(
            select(_C.due_on, *sums)
            .where(
                *conditions(connection, self.filter, self.now),
                _C.due_on.between(self.first, self.last),
            )
            .group_by(_C.due_on)
            .order_by(_C.due_on)
        )
        return {day: DayCount(day, *counts) for day, *counts in rows if day is not None}

    def _events(self, connection: Connection) -> tuple[DayEvent, ...]:
        e, a = t.event.c, t.agreement.c
        at = func.coalesce(e.actual_at, e.planned_at)
        start = pendulum.datetime(self.first.year, self.first.month, self.first.day)
        query = (
            select(at, a.zone, a.code, e.key, e.actual_at.is_(None))
            .join_from(t.event, t.agreement)
            .where(at.between(start.subtract(days=2), start.add(days=self._length + 2)))
            .order_by(at, e.id)
        )
        if self.agreement:
            query = query.where(a.code == self.agreement.upper())
        found = (
            DayEvent(row[0].in_timezone(row[1]).date(), row[2], row[3], row[4])
            for row in connection.execute(query)
            if row[0] is not None
        )
        return tuple(each for each in found if self.first <= each.day <= self.last)

    @property
    def _length(self) -> int:
        return self.last.toordinal() - self.first.toordinal() + 1


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
