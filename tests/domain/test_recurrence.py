"""The dates on which recurring duties come round."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import UTC, DateTime

from db.domain.deadlines.day_math import WeekdayCalendar, shift_day
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.recurrence import Recurrence
from db.domain.deadlines.resolution import Due
from db.domain.deadlines.rules import Recurring, Unit
from tests.domain import strategies as some

LONG_AGO = DateTime(2000, 1, 1, tzinfo=UTC)


def coming(series: Recurrence, after: DateTime, limit: int) -> list[Due]:
    first = series.first_after(after)
    return [due for place in range(first, first + limit) if (due := series.at(place))]


def days(text: str, start: str, limit: int = 4, after: DateTime = LONG_AGO) -> list[str]:
    rule = parse_rule(text)
    assert isinstance(rule, Recurring)
    start_day = dt.date.fromisoformat(start)
    found = coming(Recurrence(rule, start_day, "Africa/Juba", WeekdayCalendar()), after, limit)
    return [str(due.day) for due in found]


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("every month", "2026-01-31", ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]),
        ("every year", "2024-02-29", ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("every 3 months until 2026-07-31", "2026-01-31", ["2026-04-30", "2026-07-31"]),
        (
            "every 2 weeks on friday until 2026-06-30",
            "2026-06-01",
            ["2026-06-05", "2026-06-19"],
        ),
        ("every friday until 2026-06-12", "2026-06-05", ["2026-06-05", "2026-06-12"]),
        ("every 5 wd", "2026-06-05", ["2026-06-12", "2026-06-19", "2026-06-26", "2026-07-03"]),
        ("every 36 hours", "2026-06-05", ["2026-06-07", "2026-06-08", "2026-06-10", "2026-06-11"]),
        ("every 9999 years", "2026-06-05", []),
    ],
)
def test_each_time_is_counted_from_the_start(rule: str, start: str, expected: list[str]) -> None:
    assert days(rule, start) == expected


def test_those_that_have_ended_are_left_out() -> None:
    after = DateTime(2026, 3, 31, 22, tzinfo=UTC)  # the very end of 31 March in Juba
    assert days("every month", "2026-01-31", 2, after) == ["2026-04-30", "2026-05-31"]
    assert days("every month", "2026-01-31", 0, after) == []


units = st.sampled_from([Unit.HOURS, Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])


@given(st.integers(1, 40), units, some.likely_dates, some.zones, some.instants)
def test_skipping_to_an_instant_misses_none_and_repeats_none(
    every: int, unit: Unit, start: dt.date, zone: str, after: DateTime
) -> None:
    rule = Recurring(every, unit)
    series = Recurrence(rule, start, zone)
    found = coming(series, after, 3)
    assert all(due.ends > after for due in found)
    assert all(first.ends < second.ends for first, second in pairwise(found))
    earlier = coming(series, after.subtract(days=5), 130)
    assert found == [due for due in earlier if due.ends > after][:3]


@given(st.integers(1, 40), st.sampled_from(Unit), some.likely_dates, some.zones, some.instants)
def test_the_first_after_an_instant_is_found_without_those_before_it(
    every: int, unit: Unit, start: dt.date, zone: str, after: DateTime
) -> None:
    series = Recurrence(Recurring(every, unit), start, zone, WeekdayCalendar())
    place = series.first_after(after)
    due, before = series.at(place), series.at(place - 1) if place else None
    assert due is None or due.ends > after
    assert before is None or before.ends <= after


@given(some.likely_dates, st.integers(-600, 600))
def test_working_days_are_counted_as_one_by_one(start: dt.date, amount: int) -> None:
    calendar, day, left = WeekdayCalendar(), start, abs(amount)
    while left:
        day += dt.timedelta(1 if amount > 0 else -1)
        left -= calendar.is_working_day(day)
    assert shift_day(start, amount, Unit.WORKING_DAYS, calendar) == day


def test_working_days_are_counted_in_years_of_which_holidays_are_known() -> None:
    for amount in (90_000, -90_000):
        with pytest.raises(OverflowError, match="counted in 1900 to 2200"):
            shift_day(dt.date(2026, 1, 1), amount, Unit.WORKING_DAYS, WeekdayCalendar())
