"""What a countdown says at each moment, and that it never runs backwards."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import UTC, DateTime

from db.domain.countdown import countdown, due_short, due_words, long_text
from db.domain.deadlines.day_math import end_of_day, instant_at, to_utc
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.resolver import Due, resolve
from tests.domain import strategies as some


def due(text: str, zone: str = "Africa/Kinshasa") -> Due:
    found = resolve(parse_rule(text), {}, zone)
    assert isinstance(found, Due)
    return found


def at(text: str) -> DateTime:
    return to_utc(dt.datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("now", "text"),
    [
        ("2026-11-27T17:59:59+01:00", "in 1s"),
        ("2026-11-27T17:59:18+01:00", "in 42s"),
        ("2026-11-27T17:59:00+01:00", "in 1m"),
        ("2026-11-27T17:20:30+01:00", "in 39m"),
        ("2026-11-27T17:00:00+01:00", "in 1h 00m"),
        ("2026-11-27T10:20:59+01:00", "in 7h 39m"),
        ("2026-11-26T18:00:01+01:00", "in 23h 59m"),
        ("2026-11-26T18:00:00+01:00", "in 1d 00h"),
        ("2026-11-25T16:30:00+01:00", "in 2d 01h"),
        ("2026-11-17T18:00:01+01:00", "in 9d 23h"),
        ("2026-11-17T18:00:00+01:00", "in 10d"),
        ("2026-11-13T17:00:00+01:00", "in 14d"),
        ("2025-11-27T18:00:00+01:00", "in 365d"),
        ("2026-11-27T18:00:00+01:00", "just now"),
        ("2026-11-27T18:39:59+01:00", "39m ago"),
        ("2026-11-28T01:05:00+01:00", "7h 05m ago"),
        ("2026-11-28T17:59:59+01:00", "23h 59m ago"),
        ("2026-12-01T16:00:00+01:00", "3d 22h ago"),
        ("2026-12-09T18:00:00+01:00", "12d ago"),
    ],
)
def test_a_deadline_with_an_hour_is_counted_to_that_hour(now: str, text: str) -> None:
    counted = countdown(due("2026-11-27 18:00"), at(now))
    assert counted.text == text
    assert counted.past == (counted.seconds <= 0) == text.endswith(("ago", "now"))


@pytest.mark.parametrize(
    ("now", "text", "days"),
    [
        ("2025-09-11T00:00:00+01:00", "in 14d", 14),
        ("2025-09-11T23:59:59+01:00", "in 14d", 14),
        ("2025-09-16T00:00:01+01:00", "in 9d 23h", 9),
        ("2025-09-25T00:00:00+01:00", "in 1d 00h", 0),
        ("2025-09-25T16:21:00+01:00", "in 7h 39m", 0),
        ("2025-09-25T23:59:59+01:00", "in 1s", 0),
        ("2025-09-26T00:00:00+01:00", "1d ago", -1),
        ("2025-09-26T23:59:59+01:00", "1d ago", -1),
        ("2025-09-27T00:00:00+01:00", "2d ago", -2),
        ("2026-11-23T00:00:00+01:00", "424d ago", -424),
        ("2026-11-23T23:59:59+01:00", "424d ago", -424),
    ],
)
def test_a_deadline_without_an_hour_is_counted_in_days_once_past(
    now: str, text: str, days: int
) -> None:
    counted = countdown(due("2025-09-25"), at(now))
    assert (counted.text, counted.days) == (text, days)


def test_days_are_those_of_the_deadlines_zone() -> None:
    now = at("2025-09-25T22:30:00+00:00")  # half past eleven in Kinshasa, past midnight in Juba
    assert countdown(due("2025-09-25"), now).text == "in 30m"
    assert countdown(due("2025-09-25", "Africa/Juba"), now).text == "1d ago"
    assert countdown(due("2025-09-25", "Africa/Lubumbashi"), now).days == -1


def test_days_that_clocks_shorten_or_lengthen_still_count_as_days() -> None:
    sunday = due("2025-04-08", "Europe/Kyiv")  # clocks went forward on 30 March
    assert countdown(sunday, at("2025-03-29T00:00:00+02:00")).text == "in 10d"
    assert countdown(due("2025-11-01", "Europe/Kyiv"), at("2025-10-20T00:00+03:00")).days == 12


@pytest.mark.parametrize(
    ("deadline", "now", "words"),
    [
        ("2026-11-25 13:40", "2026-11-23T12:00:00+01:00", "in 2 days 1 hour 40 minutes"),
        ("2026-11-23 12:01", "2026-11-23T12:00:00+01:00", "in 1 minute"),
        ("2026-11-23 12:01", "2026-11-23T12:00:18+01:00", "in 42 seconds"),
        ("2026-11-25", "2026-11-25T00:00:00+01:00", "in 1 day"),
        ("2026-11-20 12:00", "2026-11-23T13:00:00+01:00", "3 days 1 hour ago"),
        ("2025-09-25", "2026-11-23T12:00:00+01:00", "424 days ago"),
        ("2026-11-22", "2026-11-23T12:00:00+01:00", "1 day ago"),
    ],
)
def test_there_are_words_for_it(deadline: str, now: str, words: str) -> None:
    assert long_text(due(deadline), at(now)) == words


def test_a_deadline_is_written_with_its_weekday() -> None:
    assert due_words(due("2026-11-27")) == "Fri 27 Nov 2026"
    assert due_words(due("2026-11-27 18:00", "Africa/Juba")) == "Fri 27 Nov 2026 18:00 +02:00"
    assert due_words(due("2026-07-01 09:05", "America/New_York")).endswith("09:05 -04:00")
    assert due_words(due("2026-11-27 18:00 UTC")) == "Fri 27 Nov 2026 19:00 +01:00"
    assert due_words(due("2026-11-27 18:00", "UTC")) == "Fri 27 Nov 2026 18:00 +00:00"


def test_the_short_form_leaves_out_the_present_year() -> None:
    eve = at("2025-12-31T23:30:00+00:00")
    assert due_short(due("2026-11-27"), eve) == "Fri 27 Nov"  # already 2026 in Kinshasa
    assert due_short(due("2026-11-27", "UTC"), eve) == "Fri 27 Nov 2026"


moments = st.integers(-62_000_000_000, 250_000_000_000).map(
    lambda seconds: DateTime.fromtimestamp(0, tz=UTC).add(seconds=seconds)
)


def any_due(day: dt.date, time: dt.time | None, zone: str) -> Due:
    if time is None:
        return Due(end_of_day(day, zone), day, zone, timed=False)
    return Due(instant_at(day, time, zone), day, zone, timed=True)


whole_days = st.dates(dt.date(2, 1, 1), dt.date(9998, 1, 1))


@given(whole_days, st.none() | some.times, some.zones, moments)
def test_it_always_fits_its_column(
    day: dt.date, time: dt.time | None, zone: str, now: DateTime
) -> None:
    counted = countdown(any_due(day, time, zone), now)
    assert len(counted.text) <= 11
    assert counted.text.startswith("in ") != counted.past


@given(
    some.likely_dates,
    st.none() | some.times,
    some.zones,
    some.instants,
    st.integers(0, 400_000),
)
def test_it_never_runs_backwards(
    day: dt.date, time: dt.time | None, zone: str, now: DateTime, seconds: int
) -> None:
    deadline = any_due(day, time, zone)
    sooner = countdown(deadline, now)
    later = countdown(deadline, now.add(seconds=seconds))
    assert later.seconds == sooner.seconds - seconds
    assert later.days <= sooner.days
    assert later.past >= sooner.past


@given(some.likely_dates, some.zones, st.floats(0, 1, exclude_max=True))
def test_the_last_part_of_a_second_is_still_in_time(day: dt.date, zone: str, part: float) -> None:
    deadline = any_due(day, None, zone)
    now = deadline.ends.subtract(seconds=1).add(microseconds=int(part * 1_000_000))
    assert countdown(deadline, now).text == "in 1s"
