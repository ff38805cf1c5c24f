"""Commitments due on each day of a stretch, counted by sign, with the events of these days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pendulum
from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from db import tables as t
from db.calendars import calendar_of
from db.domain.enums import Verification
from db.domain.filters.parser import EVERYTHING, Filter
from db.queries.filters.sql import conditions, flag

_C = t.commitment.c


@dataclass(frozen=True, slots=True)
class DayCount:
    """Commitments due on a day: each is counted once, disputed ones also apart."""

    day: date
    overdue: int
    ahead: int
    closed: int
    disputed: int

    @property
    def total(self) -> int:
        """Number of commitments on the day."""
        return self.overdue + self.ahead + self.closed


@dataclass(frozen=True, slots=True)
class DayEvent:
    """An event on its day, in the zone of its agreement."""

    day: date
    agreement: str
    key: str
    planned: bool


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day off by a calendar that agreements use."""

    day: date
    agreements: tuple[str, ...]
    """Agreements that use the calendar."""
    calendar: str
    """`CD+RW`, or `weekdays`."""
    holiday: str
    """Name of the holiday; empty for a weekend."""


@dataclass(frozen=True, slots=True)
class DayBoard:
    """Days with something due, in order, the events, and the days off."""

    days: dict[date, DayCount]
    events: tuple[DayEvent, ...] = ()
    off: tuple[DayOff, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Commitments that pass the filter and are due from `first` to `last`.

    Events and days off are those of one agreement, or of all.
    """

    now: DateTime
    first: date
    last: date
    filter: Filter = EVERYTHING
    agreement: str = ""

    def read(self, connection: Connection) -> DayBoard:
        """The board, from three queries."""
        off = tuple(self._off(connection))
        return DayBoard(self._days(connection), self._events(connection), off)

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

    def _off(self, connection: Connection) -> Iterator[DayOff]:
        """Days off in order; a calendar shared by several agreements gives one entry a day."""
        a = t.agreement.c
        query = select(a.calendar, a.code).where(a.calendar != "").order_by(a.calendar, a.code)
        if self.agreement:
            query = query.where(a.code == self.agreement.upper())
        using: dict[str, list[str]] = {}
        for name, code in connection.execute(query):
            using.setdefault(name, []).append(code)
        for ahead in range(self._length) if using else ():
            day = self.first + timedelta(days=ahead)
            for name, codes in using.items():
                calendar = calendar_of(name)
                if calendar is not None and not calendar.is_working_day(day):
                    yield DayOff(day, tuple(codes), name, calendar.holiday(day))

    @property
    def _length(self) -> int:
        return self.last.toordinal() - self.first.toordinal() + 1


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
