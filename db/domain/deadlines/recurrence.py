"""The dates of a recurring duty."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from pendulum import DateTime

from db.domain.deadlines.day_math import (
    WorkCalendar,
    end_of_day,
    local_day,
    shift_day,
    to_utc,
    working_days_until,
)
from db.domain.deadlines.resolution import Due
from db.domain.deadlines.rules import Recurring, Unit

_FEWEST_DAYS: Final = {Unit.WEEKS: 7, Unit.MONTHS: 28, Unit.YEARS: 365}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recurring rule with the first day of its count, in the zone of its agreement.

    The first date is one interval after `start` (with hours: after its end). On a weekday, it is
    the first such day on or after `start`. Each date is counted from the start, so that the 31st
    returns after a short month, and any date is known without the earlier ones.
    """

    rule: Recurring
    start: dt.date
    zone: str
    calendar: WorkCalendar | None = None

    def at(self, place: int) -> Due | None:
        """The date at a place of the series, from 0; None before it, beyond its end or all years.

        Raises:
            ValueError: for working days without a calendar.
        """
        if place < 0:
            return None
        number = place if self.rule.weekday is not None else place + 1
        try:
            due = self._counted(number * self.rule.every)
        except OverflowError:
            return None
        return None if self.rule.until is not None and due.day > self.rule.until else due

    def first_after(self, instant: DateTime) -> int:
        """The place of the first date that ends after an instant; after all dates, the next."""
        low, high = 0, self._enough(instant)
        while low < high:
            middle = (low + high) // 2
            due = self.at(middle)
            if due is None or due.ends > instant:
                high = middle
            else:
                low = middle + 1
        return low

    def position(self, ends: DateTime, day: dt.date) -> float:
        """Position of another date in the series: 0.0 at the first, 1.5 half-way from 1 to 2.

        It continues on both sides beyond the series; by months it is exact to a tenth of one. Only
        hours use the time `ends`; all other units use the `day`, whatever the zone.
        """
        start, unit = self._first_counted(), self.rule.unit
        match unit:
            case Unit.HOURS:
                amount = (ends - end_of_day(start, self.zone)).total_seconds() / 3600
            case Unit.WORKING_DAYS if self.calendar is not None:
                amount = working_days_until(day, start, self.calendar)
            case Unit.MONTHS | Unit.YEARS:
                months = (day.year - start.year) * 12 + day.month - start.month
                amount = months + (day.day - start.day) / 31
                amount /= 12 if unit is Unit.YEARS else 1
            case _:
                amount = (day - start).days / _FEWEST_DAYS.get(unit, 1)
        return amount / self.rule.every - (self.rule.weekday is None)

    def _enough(self, instant: DateTime) -> int:
        """A place that is not before an instant."""
        days = max((local_day(instant, self.zone) - self.start).days + 2, 0)
        units = days * 24 if self.rule.unit is Unit.HOURS else days
        return units // (_FEWEST_DAYS.get(self.rule.unit, 1) * self.rule.every) + 1

    def _counted(self, amount: int) -> Due:
        if self.rule.unit is Unit.HOURS:
            begins = end_of_day(self.start, self.zone)
            # By the standard library: of some there are thousands, and pendulum takes ten times
            # as long to add.
            plain = dt.datetime.combine(begins.date(), begins.time(), dt.UTC)
            ends = to_utc(plain + dt.timedelta(hours=amount))
            return Due(ends, local_day(ends, self.zone), self.zone, timed=True).to_the_day()
        day = shift_day(self._first_counted(), amount, self.rule.unit, self.calendar)
        return Due(end_of_day(day, self.zone), day, self.zone, timed=False)

    def _first_counted(self) -> dt.date:
        if self.rule.weekday is None:
            return self.start
        return self.start + dt.timedelta(days=(self.rule.weekday - self.start.weekday()) % 7)
