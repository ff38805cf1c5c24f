"""Instances of duties that come round follow their rule, and nobody is blamed for what moved."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import DateTime

from db.domain.deadlines.day_math import WeekdayCalendar, WorkCalendar, end_of_day, instant_at
from db.domain.deadlines.occurrences import MOST, Row, SeriesState, after, changes
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.recurrence import Recurrence
from db.domain.deadlines.rules import Recurring

ZONE = "Africa/Kinshasa"
NOW = instant_at(dt.date(2026, 11, 23), dt.time(16, 20), ZONE)


class Holidays(WeekdayCalendar):
    """Monday to Friday, but not on these days."""

    def __init__(self, *days: str) -> None:
        self.days = {dt.date.fromisoformat(day) for day in days}

    def is_working_day(self, day: dt.date) -> bool:
        return super().is_working_day(day) and day not in self.days


def followed(
    rows: list[Row],
    rule: str,
    start: str,
    entered: DateTime,
    now: DateTime = NOW,
    *,
    calendar: WorkCalendar | None = None,
    zone: str = ZONE,
    from_start: bool = False,
) -> list[Row]:
    """The instances there are after they followed that rule."""
    parsed = parse_rule(rule)
    assert isinstance(parsed, Recurring)
    dates = Recurrence(parsed, dt.date.fromisoformat(start), zone, calendar or WeekdayCalendar())
    of = SeriesState(dates, 1, True, now, entered, lambda: False, from_start)
    made = after(rows, changes(rows, of))
    again = changes(made, of)
    assert again == [] or len(made) - len(rows) == MOST  # nothing is left to do
    return [{"id": row["number"], **row} for row in made]


def met(rows: list[Row], *days: str) -> list[Row]:
    """The same with the instances of these days met on their day."""
    for row in rows:
        if str(row["due_on"]) in days:
            row.update(done_at=row["due_at"], done_on=row["due_on"])
    return rows


def told(rows: list[Row]) -> str:
    """Each by its day: `+` is met, `!` is missed."""
    signs = {row["number"]: "+" if row["done_at"] else "!" * (row["due_at"] <= NOW) for row in rows}
    days = sorted((row["due_on"], signs[row["number"]]) for row in rows)
    return " ".join(f"{day:%m-%d}{sign}" for day, sign in days)


@pytest.mark.parametrize(
    ("rule", "starts", "entered", "kept", "expected"),
    [
        # Entered today: whatever would have come due before is nobody's fault.
        ("every month", "2026-06-30 2026-06-15", "2026-11-23", "", "12-15"),
        ("every month", "2026-06-15 2026-06-30", "2026-11-23", "", "11-30"),
        ("every week", "2026-11-01 2026-10-30", "2026-11-23", "", "11-27"),
        # Entered long ago: what moves into the past is missed, what was met stays met.
        ("every month", "2026-06-30 2026-06-15", "2026-10-01", "10-30", "10-30+ 11-15! 12-15"),
        ("every month", "2026-06-30 2026-06-15", "2026-09-01", "", "09-15! 10-15! 11-15! 12-15"),
        # Moved by more than an interval: each day stays the day it was.
        ("every day", "2026-06-30 2026-06-20", "2026-11-20", "11-20 11-21 11-22",
         "11-20+ 11-21+ 11-22+ 11-23"),
        ("every day", "2026-06-30 2026-07-10", "2026-11-20", "11-20 11-22",
         "11-20+ 11-21! 11-22+ 11-23"),
        ("every month", "2025-06-30 2026-06-30", "2026-09-01", "09-30 10-30",
         "09-30+ 10-30+ 11-30"),
        ("every month", "2026-06-30 2027-06-30", "2026-10-01", "10-30", "10-30+ 07-30"),
        # Moved by nearly an interval: who met a date has met the one that is there now.
        ("every month", "2026-06-20 2026-07-20", "2026-08-01", "09-20 10-20 11-20",
         "08-20! 09-20+ 10-20+ 11-20+ 12-20"),
        ("every month", "2026-06-20 2026-07-18", "2026-08-01", "09-20 10-20 11-20",
         "08-18! 09-20+ 10-20+ 11-20+ 12-18"),
        ("every month", "2026-06-20 2026-05-23", "2026-08-01", "08-20 10-20 11-20",
         "08-20+ 09-23! 10-20+ 11-20+"),
        # Moved by half of one: those met one after the other stay one after the other.
        ("every month", "2025-12-31 2026-01-15", "2026-01-10", "01-31 02-28 03-31 04-30",
         "01-31+ 02-28+ 03-31+ 04-30+ 06-15! 07-15! 08-15! 09-15! 10-15! 11-15! 12-15"),
    ],
)  # fmt: skip
def test_a_moved_start(rule: str, starts: str, entered: str, kept: str, expected: str) -> None:
    start, moved_to = starts.split()
    began = min(NOW, end_of_day(dt.date.fromisoformat(entered), ZONE).subtract(hours=12))
    rows = followed([], rule, start, began, began)
    rows = followed(rows, rule, start, began)
    rows = met(rows, *(f"2026-{day}" for day in kept.split()))
    assert told(followed(rows, rule, moved_to, began)) == expected


def test_another_calendar_makes_nothing_missed() -> None:
    began = NOW.subtract(days=4)  # on Thursday the 19th
    rule, start = "every working day", "2026-11-01"
    rows = followed(followed([], rule, start, began, began), rule, start, began)
    rows = met(rows, "2026-11-19", "2026-11-20")
    assert told(rows) == "11-19+ 11-20+ 11-23"
    off = Holidays("2026-11-02", "2026-11-03", "2026-11-20")
    rows = followed(rows, rule, start, began, calendar=off)
    assert told(rows) == "11-19+ 11-20+ 11-23"
    assert told(followed(rows, rule, start, began)) == "11-19+ 11-20+ 11-23"


def test_what_came_before_is_made_when_it_is_asked_for_and_moves_then() -> None:
    rule = "every month"
    rows = followed([], rule, "2026-08-30", NOW, from_start=True)
    assert told(rows) == "09-30! 10-30! 11-30"
    assert told(followed(rows, rule, "2026-08-15", NOW)) == "09-15! 10-15! 11-15! 12-15"


def test_a_long_past_is_made_by_some_hundreds_at_a_time() -> None:
    rows = followed([], "every hour", "1900-01-01", NOW, from_start=True)
    assert len(rows) == MOST
    assert len(followed(rows, "every hour", "1900-01-01", NOW, from_start=True)) == 2 * MOST
    assert len(followed([], "every hour", "1900-01-01", NOW)) == 1


RULES = (
    "every month", "every 2 months", "every year", "every week", "every 3 days", "every day",
    "every 36 hours", "every 2 weeks on friday", "every working day", "every 3 working days",
    "every month until 2026-10-31",
)  # fmt: skip
STARTS = st.dates(dt.date(2026, 3, 1), dt.date(2026, 12, 31)).map(str)
CALENDARS = st.sampled_from([WeekdayCalendar(), Holidays("2026-10-12", "2026-11-19")])
MOVES = st.fixed_dictionaries(
    {"start": STARTS, "calendar": CALENDARS, "zone": st.sampled_from([ZONE, "Asia/Kolkata"])}
)
ENTERED = st.sampled_from([NOW, NOW.subtract(days=20), NOW.subtract(months=5)])


@st.composite
def kept(draw: st.DrawFn, rule: str, start: str, entered: DateTime) -> list[Row]:
    """Instances of a duty of which some were met."""
    from_start = draw(st.booleans())
    rows = followed(followed([], rule, start, entered, entered), rule, start, entered)
    rows = followed(rows, rule, start, entered, from_start=from_start)
    days = [str(row["due_on"]) for row in rows]
    return met(rows, *draw(st.sets(st.sampled_from(days)) if days else st.just(set())))


@given(st.data(), st.sampled_from(RULES), STARTS, ENTERED, st.tuples(MOVES, MOVES))
def test_what_was_moved_before_does_not_matter(
    data: st.DataObject,
    rule: str,
    start: str,
    entered: DateTime,
    moves: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    there, elsewhere = moves
    rows = data.draw(kept(rule, start, entered))
    from_start = any(row["due_at"] <= entered for row in rows)
    asked: dict[str, Any] = {"entered": entered, "from_start": from_start}

    moved = followed(rows, rule, **there, **asked)
    assert followed(moved, rule, start, **asked) == rows
    round_about = followed(followed(rows, rule, **elsewhere, **asked), rule, **there, **asked)
    assert told(round_about) == told(moved)
    done = [row for row in moved if row["done_at"]]
    assert done == [row for row in rows if row["done_at"]]
    unmet = [row for row in moved if not row["done_at"]]
    assert from_start or all(row["due_at"] > entered for row in unmet)


@given(st.sampled_from(["every month", "every 2 months", "every week", "every 3 days"]), STARTS,
       STARTS)  # fmt: skip
def test_none_is_missed_between_two_that_were_met(rule: str, start: str, there: str) -> None:
    entered = NOW.subtract(months=5)
    rows = followed(followed([], rule, start, entered, entered), rule, start, entered)
    ended = [row for row in rows if row["due_at"] <= NOW]
    moved = followed(met(rows, *(str(row["due_on"]) for row in ended)), rule, there, entered)
    missed = [row["due_on"] for row in moved if not row["done_at"] and row["due_at"] <= NOW]
    if ended:
        first, last = ended[0]["due_on"], ended[-1]["due_on"]
        assert not [day for day in missed if first <= day <= last]
