"""The dates on which a recurring duty comes round."""

import datetime as dt
from collections.abc import Iterator
from itertools import count
from typing import Final

from pendulum import DateTime

from db.domain.deadline.days import WorkCalendar, end_of_day, local_day, shift_day, to_utc
from db.domain.deadline.outcome import Due
from db.domain.deadline.rules import Recurring, Unit

_MOST_DAYS: Final = {
    Unit.HOURS: 1 / 24,
    Unit.DAYS: 1,
    Unit.WEEKS: 7,
    Unit.MONTHS: 31,
    Unit.YEARS: 366,
}


def occurrences(
    rule: Recurring,
    start_date: dt.date,
    zone: str,
    *,
    after: DateTime,
    limit: int,
    calendar: WorkCalendar | None = None,
) -> Iterator[Due]:
    """At most `limit` due dates of `rule` that end after the instant `after`, in order.

    The first is one interval after `start_date` (with hours: after its end), or, on a weekday,
    the first such day on or after it. Each is counted from the start, so that the 31st comes
    back after a short month. Working days need a calendar: ValueError without one.
    """
    made = 0
    for number in count(_first_number(rule, start_date, zone, after)):
        if made >= limit:
            return
        try:
            due = _occurrence(rule, start_date, zone, number, calendar)
        except OverflowError:
            return
        if rule.until is not None and due.day > rule.until:
            return
        if due.ends > after:
            made += 1
            yield due


def _first_number(rule: Recurring, start: dt.date, zone: str, after: DateTime) -> int:
    """A number not beyond the first occurrence after `after`, to spare counting from the start."""
    lowest = 0 if rule.weekday is not None else 1
    most = _MOST_DAYS.get(rule.unit)
    if most is None:
        return lowest
    days = (local_day(after, zone) - start).days - 2
    return max(lowest, int(days / (rule.every * most)) - 1)


def _occurrence(
    rule: Recurring, start: dt.date, zone: str, number: int, calendar: WorkCalendar | None
) -> Due:
    amount = number * rule.every
    if rule.unit is Unit.HOURS:
        ends = to_utc(end_of_day(start, zone) + dt.timedelta(hours=amount))
        return Due(ends, local_day(ends, zone), zone, timed=True)
    if rule.weekday is not None:
        start += dt.timedelta(days=(rule.weekday - start.weekday()) % 7)
    day = shift_day(start, amount, rule.unit, calendar)
    return Due(end_of_day(day, zone), day, zone, timed=False)
