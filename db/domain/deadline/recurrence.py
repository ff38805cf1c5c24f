"""The dates on which a recurring duty comes round."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from pendulum import DateTime

from db.domain.deadline.days import WorkCalendar, end_of_day, local_day, shift_day, to_utc
from db.domain.deadline.outcome import Due
from db.domain.deadline.rules import Recurring, Unit

_FEWEST_DAYS: Final = {Unit.WEEKS: 7, Unit.MONTHS: 28, Unit.YEARS: 365}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recurring rule from the day its count starts, in the zone of its agreement.

    The first date is one interval after `start` (with hours: after its end), or, on a weekday,
    the first such day on or after it. Each is counted from the start, so that the 31st comes
    back after a short month, and so that any is known without those before it.
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
        """The place of the first date that ends after an instant; beyond the last, the next."""
        low, high = 0, self._enough(instant)
        while low < high:
            middle = (low + high) // 2
            due = self.at(middle)
            if due is None or due.ends > instant:
                high = middle
            else:
                low = middle + 1
        return low

    def interval(self, place: int) -> dt.timedelta:
        """From the date at a place to the next one; of the last, from the one before it."""
        for one, other in ((place, place + 1), (place - 1, place)):
            first, second = self.at(one), self.at(other)
            if first is not None and second is not None:
                return second.ends - first.ends
        return dt.timedelta.max

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
        start = self.start
        if self.rule.weekday is not None:
            start += dt.timedelta(days=(self.rule.weekday - start.weekday()) % 7)
        day = shift_day(start, amount, self.rule.unit, self.calendar)
        return Due(end_of_day(day, self.zone), day, self.zone, timed=False)
