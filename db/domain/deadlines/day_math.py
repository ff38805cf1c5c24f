"""Days and instants: start and end of a day in a zone, and calendar arithmetic on days.

All instants are in UTC and to the second.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Protocol

import pendulum
from pendulum import Date, DateTime, Timezone

from db.domain.bounds import (
    FIRST_WORKED_YEAR,
    LAST_WORKED_YEAR,
    YEARS_WORKED,
    within_years,
)
from db.domain.deadlines.rules import Unit

ONE_DAY = dt.timedelta(days=1)
DayOrMoment = dt.date | DateTime
"""A day if only that is known, and is the same for every reader; else a moment, in a zone.

A DateTime is a date as well: test for it first.
"""


class WorkCalendar(Protocol):
    """Working days: weekdays less the holidays of a country or an organisation."""

    @property
    def name(self) -> str:
        """The calendar's name for people."""
        ...

    def __hash__(self) -> int:
        """Hash of the calendar: working days are cached by it."""
        ...

    def is_working_day(self, day: dt.date) -> bool:
        """Check whether `day` is a working day."""
        ...

    def holiday(self, day: dt.date) -> str:
        """The holiday on `day`; empty when there is none."""
        ...


class WeekdayCalendar:
    """Monday to Friday, no holidays."""

    name = "Monday to Friday"

    def is_working_day(self, day: dt.date) -> bool:
        """Check that `day` is not a Saturday or Sunday."""
        return day.weekday() < 5

    def holiday(self, day: dt.date) -> str:
        """No holiday is known."""
        del day
        return ""


@lru_cache(maxsize=600)
def zone_of(name: str) -> Timezone:
    """The zone with that name; pendulum would read its file anew each time."""
    return pendulum.timezone(name)


def to_utc(instant: dt.datetime) -> DateTime:
    """An aware instant as a pendulum one in UTC, truncated to the second."""
    there = instant.astimezone(dt.UTC)
    return DateTime(
        there.year,
        there.month,
        there.day,
        there.hour,
        there.minute,
        there.second,
        tzinfo=pendulum.UTC,
    )


def instant_at(day: dt.date, time: dt.time, zone: str) -> DateTime:
    """Instant when the clocks of `zone` show `time` on `day`.

    A repeated time means its first occurrence; a skipped one is moved on by as much as the clocks
    skip. OverflowError beyond the years 1 to 9999.
    """
    # The standard library's own combination: pendulum's takes the second of a repeated time.
    return to_utc(dt.datetime.combine(day, time, tzinfo=zone_of(zone)))


def clock_remark(day: dt.date, time: dt.time, zone: str) -> str | None:
    """A remark if the clocks of `zone` show `time` twice on `day`, or never; else None."""
    first = dt.datetime.combine(day, time, tzinfo=zone_of(zone))
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    shown = instant_at(day, time, zone).in_timezone(zone)
    if shown.time().replace(fold=0) == time:
        return f"{time:%H:%M} comes twice that day, as clocks go back: the first is meant"
    return f"{time:%H:%M} does not exist that day, as clocks go forward: {shown:%H:%M} is meant"


@lru_cache(maxsize=1 << 15)
def start_of_day(day: dt.date, zone: str) -> DateTime:
    """The first instant of `day` in `zone`, even where midnight is skipped or comes twice."""
    return instant_at(day, dt.time(), zone)


def end_of_day(day: dt.date, zone: str) -> DateTime:
    """The exclusive end of `day` in `zone`: the first instant of the next day."""
    return start_of_day(day + ONE_DAY, zone)


def local_day(instant: DateTime, zone: str) -> dt.date:
    """The date that calendars in `zone` show at `instant`."""
    # By the standard library's datetime: pendulum's own takes five times as long.
    plain = dt.datetime(
        instant.year,
        instant.month,
        instant.day,
        instant.hour,
        instant.minute,
        instant.second,
        tzinfo=instant.tzinfo,
        fold=instant.fold,
    )
    return plain.astimezone(zone_of(zone)).date()


def day_or_moment(at: DateTime | None, zone: str, *, day_only: bool) -> DayOrMoment | None:
    """A stored instant in the form it was given in `zone`: a day alone, or a moment there."""
    if at is None:
        return None
    return local_day(at, zone) if day_only else at.in_timezone(zone)


def day_begun_at(at: DateTime, zone: str) -> dt.date | None:
    """The day that begins in `zone` at exactly this instant; None at any other."""
    day = local_day(at, zone)
    return day if start_of_day(day, zone) == at else None


def shift_day(day: dt.date, amount: int, unit: Unit, calendar: WorkCalendar | None) -> dt.date:
    """`day` moved by `amount` (negative: back) units of the calendar, from `day` in one step.

    Months and years clamp to the month's last day. Working days are counted from the day after
    (or before) and need a calendar. OverflowError outside the years of db.domain.bounds.
    """
    if unit is Unit.DAYS:
        return within_years(day + dt.timedelta(amount))
    if unit is Unit.WORKING_DAYS:
        if calendar is None:
            msg = "working days need a calendar"
            raise ValueError(msg)
        return within_years(_shift_working(day, amount, calendar))
    if unit is Unit.WEEKS:
        return within_years(day + dt.timedelta(weeks=amount))
    months = amount * 12 if unit is Unit.YEARS else amount
    return within_years(_shift_months(day, months))


def _shift_months(day: dt.date, months: int) -> dt.date:
    if not 1 <= (day.year * 12 + day.month - 1 + months) // 12 <= 9999:
        msg = "date value out of range"
        raise OverflowError(msg)
    moved = Date(day.year, day.month, day.day).add(months=months)
    return dt.date(moved.year, moved.month, moved.day)


def _shift_working(day: dt.date, amount: int, calendar: WorkCalendar) -> dt.date:
    """Move by whole years over long distances: a year's working days are counted only once."""
    year, left = day.year, abs(amount)
    while left:
        if not FIRST_WORKED_YEAR <= year <= LAST_WORKED_YEAR:
            raise OverflowError(YEARS_WORKED)
        worked = _worked(calendar, year)
        if amount > 0:
            first = bisect_right(worked, day) if year == day.year else 0
            there = worked[first : first + left]
        else:
            end = bisect_left(worked, day) if year == day.year else len(worked)
            there = worked[max(end - left, 0) : end][::-1]
        left -= len(there)
        if not left:
            return there[-1]
        year += 1 if amount > 0 else -1
    return day


def working_days_until(day: dt.date, start: dt.date, calendar: WorkCalendar) -> int:
    """Number of working days after `start` up to `day`; negative if `day` is before it.

    None outside the years with known holidays.
    """
    bounds = dt.date(FIRST_WORKED_YEAR, 1, 1), dt.date(LAST_WORKED_YEAR, 12, 31)
    low, high = (min(max(each, bounds[0]), bounds[1]) for each in sorted((start, day)))
    counted = sum(len(_worked(calendar, year)) for year in range(low.year, high.year))
    counted += bisect_right(_worked(calendar, high.year), high)
    counted -= bisect_right(_worked(calendar, low.year), low)
    return counted if day > start else -counted


@lru_cache(maxsize=1024)
def _worked(calendar: WorkCalendar, year: int) -> tuple[dt.date, ...]:
    """The working days of a year."""
    first = dt.date(year, 1, 1).toordinal()
    days = map(dt.date.fromordinal, range(first, dt.date(year, 12, 31).toordinal() + 1))
    return tuple(filter(calendar.is_working_day, days))
