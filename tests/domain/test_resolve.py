"""From rules to due dates, worked out by hand in the zones and at the clock changes that matter."""

import datetime as dt
from collections.abc import Mapping

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.deadlines.day_math import (
    WeekdayCalendar,
    end_of_day,
    instant_at,
    local_day,
    shift_day,
    start_of_day,
    to_utc,
)
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.resolver import (
    AnchorTime,
    Due,
    Resolution,
    Standing,
    Undetermined,
    Unset,
    Waiting,
    day_remarks,
    kind_of,
    resolve,
)
from db.domain.deadlines.rules import Anchor, CompletionAnchor, EventAnchor, Offset, Rule, Unit
from db.domain.enums import DeadlineKind
from db.domain.time_state import CompletionTime, is_late
from tests.domain import strategies as some

Known = Mapping[Anchor, AnchorTime | None]
KINSHASA = "Africa/Kinshasa"
SIGNED = AnchorTime.of_day(dt.date(2025, 6, 27), KINSHASA)


def at(text: str) -> pendulum.DateTime:
    """An instant written with its offset, in UTC."""
    return to_utc(dt.datetime.fromisoformat(text))


def exact(text: str, zone: str, *, planned: bool = False) -> AnchorTime:
    return AnchorTime(at(text), day_only=False, zone=zone, planned=planned)


def worked_out(text: str, zone: str = KINSHASA, **events: AnchorTime | None) -> Resolution:
    """Resolve a rule whose events are given by key, with _ for the hyphen."""
    known: Known = {EventAnchor(key.replace("_", "-")): when for key, when in events.items()}
    return resolve(parse_rule(text), known, zone)


def due(text: str, zone: str = KINSHASA, **events: AnchorTime | None) -> Due:
    found = worked_out(text, zone, **events)
    assert isinstance(found, Due), found
    return found


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("signing", "2025-06-27"),
        ("signing + 30 days", "2025-07-27"),
        ("signing + 45 days", "2025-08-11"),
        ("signing + 90 days", "2025-09-25"),
        ("signing + 8 weeks", "2025-08-22"),
        ("signing + 8 months", "2026-02-27"),
        ("signing + 2 years", "2027-06-27"),
        ("signing - 60 days", "2025-04-28"),
        ("signing + 188 days", "2026-01-01"),
    ],
)
def test_days_are_counted_from_signing_and_end_in_kinshasa(rule: str, day: str) -> None:
    found = due(rule, signing=SIGNED)
    assert str(found.day) == day
    assert found.ends == at(f"{day}T23:00:00+00:00")
    assert (found.zone, found.timed, found.provisional, found.notes) == (KINSHASA, False, False, ())


@pytest.mark.parametrize(
    ("zone", "ends"),
    [
        ("Africa/Kinshasa", "2025-11-30T23:00:00+00:00"),
        ("Africa/Lubumbashi", "2025-11-30T22:00:00+00:00"),
        ("Africa/Kigali", "2025-11-30T22:00:00+00:00"),
        ("Africa/Juba", "2025-11-30T22:00:00+00:00"),
        ("Asia/Qatar", "2025-11-30T21:00:00+00:00"),
        ("Asia/Jerusalem", "2025-11-30T22:00:00+00:00"),
        ("America/New_York", "2025-12-01T05:00:00+00:00"),
    ],
)
def test_a_day_ends_when_it_ends_in_its_zone(zone: str, ends: str) -> None:
    assert due("2025-11-30", zone).ends == at(ends)
    assert due(f"2025-11-30 {zone}").ends == at(ends)


def test_gaza_hours_are_exact_from_noon() -> None:
    noon = exact("2025-10-10T12:00:00+03:00", "Asia/Jerusalem")
    found = due("ceasefire + 72 hours", "Asia/Jerusalem", ceasefire=noon)
    assert found.ends == at("2025-10-13T12:00:00+03:00")
    assert (found.day, found.timed, found.notes) == (dt.date(2025, 10, 13), True, ())


def test_days_from_an_exact_instant_end_with_the_local_day() -> None:
    late = exact("2025-10-10T22:30:00+00:00", "UTC")
    assert due("x + 1 day", "Africa/Juba", x=late).day == dt.date(2025, 10, 12)
    assert due("x + 1 day", KINSHASA, x=late).day == dt.date(2025, 10, 11)
    assert due("x + 1 day", KINSHASA, x=late).timed is False


def test_a_day_known_without_its_hour_is_that_day_in_every_zone() -> None:
    doha = AnchorTime.of_day(dt.date(2025, 11, 15), "Asia/Qatar")
    assert due("x + 14 days", KINSHASA, x=doha).day == dt.date(2025, 11, 29)


def test_hours_from_a_day_count_from_its_end_and_say_so() -> None:
    found = due("signing + 72 hours", signing=SIGNED)
    assert found.ends == at("2025-07-01T00:00:00+01:00")
    assert (found.day, found.timed) == (dt.date(2025, 6, 30), False)  # the last day of the three
    for day, late in ((30, False), (31, True)):
        on = dt.date(2025, 6, 29) + dt.timedelta(days=day - 29)
        done = CompletionTime(start_of_day(on, KINSHASA), on, timed=False)
        assert is_late(found, done) is late
    noon = due("signing + 60 hours", signing=SIGNED)
    assert (noon.day, noon.timed) == (dt.date(2025, 6, 30), True)
    assert "the hour of “signing” is not known" in found.notes[0]


@pytest.mark.parametrize(
    "row",
    [
        # Clocks go forward in the night after the anchor: that day has 23 hours.
        "Europe/Kyiv 2025-03-29T12:00+02:00 2025-03-31T00:00+03:00 2025-03-30T13:00+03:00",
        "America/New_York 2025-03-08T12:00-05:00 2025-03-10T00:00-04:00 2025-03-09T13:00-04:00",
        "Asia/Jerusalem 2025-03-27T12:00+02:00 2025-03-29T00:00+03:00 2025-03-28T13:00+03:00",
        # And back: 25 hours.
        "Africa/Casablanca 2025-04-05T12:00+00:00 2025-04-07T00:00+01:00 2025-04-06T13:00+01:00",
        "Europe/Kyiv 2025-10-25T12:00+03:00 2025-10-27T00:00+02:00 2025-10-26T11:00+02:00",
        "America/New_York 2025-11-01T12:00-04:00 2025-11-03T00:00-05:00 2025-11-02T11:00-05:00",
        "Asia/Jerusalem 2025-10-25T12:00+03:00 2025-10-27T00:00+02:00 2025-10-26T11:00+02:00",
        "Africa/Casablanca 2025-02-22T12:00+01:00 2025-02-24T00:00+00:00 2025-02-23T11:00+00:00",
    ],
)
def test_a_day_is_no_24_hours_when_clocks_change(row: str) -> None:
    zone, anchor, one_day_ends, hours_end = row.split()
    event = exact(anchor, zone)
    assert due("x + 1 day", zone, x=event).ends == at(one_day_ends)
    assert due("x + 24 hours", zone, x=event).ends == at(hours_end)


@pytest.mark.parametrize(
    ("start", "rule", "day"),
    [
        ("2025-01-31", "x + 1 month", "2025-02-28"),
        ("2024-01-31", "x + 1 month", "2024-02-29"),
        ("2025-01-31", "x + 2 months", "2025-03-31"),
        ("2024-02-29", "x + 1 year", "2025-02-28"),
        ("2024-02-29", "x + 4 years", "2028-02-29"),
        ("2024-02-28", "x + 1 day", "2024-02-29"),
        ("2025-12-31", "x + 1 day", "2026-01-01"),
        ("2025-11-30", "x + 3 months", "2026-02-28"),
        ("2026-01-15", "x - 2 months", "2025-11-15"),
        ("2025-03-31", "x - 1 month", "2025-02-28"),
        ("2026-12-31", "x - 36 months", "2023-12-31"),
    ],
)
def test_months_clamp_and_years_turn(start: str, rule: str, day: str) -> None:
    event = AnchorTime.of_day(dt.date.fromisoformat(start), KINSHASA)
    assert str(due(rule, x=event).day) == day


def test_a_date_with_a_time_is_an_instant_and_shown_in_the_agreements_zone() -> None:
    found = due("2025-12-24 00:01 Africa/Juba")
    assert found.ends == at("2025-12-24T00:01:00+02:00")
    assert (found.day, found.zone, found.timed) == (dt.date(2025, 12, 23), KINSHASA, True)
    assert due("2025-12-24 Africa/Juba").day == dt.date(2025, 12, 24)
    assert due("2025-12-24 00:01").ends == at("2025-12-24T00:01:00+01:00")


def test_a_time_that_clocks_skip_or_repeat_is_remarked() -> None:
    skipped = due("2025-03-30 03:30", "Europe/Kyiv")
    assert skipped.ends == at("2025-03-30T04:30:00+03:00")
    assert skipped.notes == ("03:30 does not exist that day, as clocks go forward: 04:30 is meant",)
    twice = due("2025-10-26 03:30", "Europe/Kyiv")
    assert twice.ends == at("2025-10-26T03:30:00+03:00")
    assert twice.notes == ("03:30 comes twice that day, as clocks go back: the first is meant",)


@pytest.mark.parametrize(
    ("zone", "day", "starts"),
    [
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00-02:00"),  # no midnight that day
        ("Asia/Beirut", "2025-03-30", "2025-03-30T01:00+03:00"),
        ("America/Havana", "2025-11-02", "2025-11-02T00:00-04:00"),  # two: the first counts
        ("Pacific/Apia", "2011-12-30", "2011-12-31T00:00+14:00"),  # no such day there
    ],
)
def test_days_begin_even_where_midnight_does_not(zone: str, day: str, starts: str) -> None:
    assert start_of_day(dt.date.fromisoformat(day), zone) == at(starts)


def test_unknown_anchors_are_waited_for() -> None:
    assert worked_out("WPA-3 done + 30 days") == Waiting((CompletionAnchor("WPA-3"),))
    assert worked_out("signing + 1 day", signing=None) == Waiting((EventAnchor("signing"),))
    assert worked_out("every month from signing") == Standing("every month from signing")
    assert worked_out("within 2 days of each x") == Standing("within 2 days of each x")
    assert worked_out("none") == Unset()


def test_planned_events_give_provisional_dates() -> None:
    plan = AnchorTime.of_day(dt.date(2026, 12, 1), KINSHASA, planned=True)
    assert due("elections - 60 days", elections=plan).provisional
    assert due("min(elections, 2026-01-01)", elections=plan).provisional
    assert due("signing .. elections", elections=plan, signing=SIGNED).provisional
    assert not due("signing + 1 hour", signing=SIGNED).provisional


def test_the_earliest_of_what_is_known_may_become_earlier() -> None:
    found = due("min(signing + 90 days, WPA-3 done, x, 2025-12-31)", signing=SIGNED)
    assert found.day == dt.date(2025, 9, 25)
    assert found.provisional
    assert found.notes == ("may be earlier: waiting for WPA-3 done, x",)
    assert not due("min(signing + 90 days, 2025-08-31)", signing=SIGNED).provisional
    assert worked_out("min(x, y + 1 day)") == Waiting((EventAnchor("x"), EventAnchor("y")))


def test_the_latest_waits_for_all() -> None:
    assert due("max(signing + 90 days, 2025-08-31)", signing=SIGNED).day == dt.date(2025, 9, 25)
    unknown = worked_out("max(signing, x, max(x, y))", signing=SIGNED)
    assert unknown == Waiting((EventAnchor("x"), EventAnchor("y")))


def test_a_window_opens_with_one_day_and_ends_with_the_other() -> None:
    found = due("2025-10-21 .. 2025-10-31")
    assert found.opens == at("2025-10-21T00:00:00+01:00")
    assert found.ends == at("2025-11-01T00:00:00+01:00")
    assert due("2025-10-21 .. 2025-10-21").day == dt.date(2025, 10, 21)
    assert due("2025-10-21 09:00 .. 2025-10-21").opens == at("2025-10-21T09:00:00+01:00")
    assert worked_out("x .. 2025-10-21") == Waiting((EventAnchor("x"),))


@pytest.mark.parametrize(
    "rule", ["2025-10-22 .. 2025-10-21", "2025-10-21 10:00 .. 2025-10-21 09:00"]
)
def test_a_window_that_ends_before_it_opens_cannot_be_told(rule: str) -> None:
    assert worked_out(rule) == Undetermined("the window ends before it opens")


def test_working_days_need_a_calendar() -> None:
    rule = parse_rule("signing + 3 working days")
    friday: Known = {EventAnchor("signing"): SIGNED}
    missing = Undetermined("no calendar of working days is set for the agreement")
    assert resolve(rule, friday, KINSHASA) == missing
    assert resolve(parse_rule("max(signing + 1 wd, 2025-01-01)"), friday, KINSHASA) == missing
    assert resolve(parse_rule("min(signing + 1 wd, 2025-01-01)"), friday, KINSHASA) == missing
    found = resolve(rule, friday, KINSHASA, WeekdayCalendar())
    assert isinstance(found, Due)
    assert found.day == dt.date(2025, 7, 2)
    assert found.notes == ("working days: Monday to Friday",)


@pytest.mark.parametrize(
    ("start", "amount", "day"),
    [
        ("2025-06-27", 1, "2025-06-30"),
        ("2025-06-28", 1, "2025-06-30"),
        ("2025-06-29", 5, "2025-07-04"),
        ("2025-06-27", 10, "2025-07-11"),
        ("2025-06-30", -1, "2025-06-27"),
        ("2025-06-28", 0, "2025-06-28"),
    ],
)
def test_working_days_are_those_after_the_anchor(start: str, amount: int, day: str) -> None:
    moved = shift_day(dt.date.fromisoformat(start), amount, Unit.WORKING_DAYS, WeekdayCalendar())
    assert str(moved) == day


def test_working_days_are_never_counted_without_a_calendar() -> None:
    with pytest.raises(ValueError, match="calendar"):
        shift_day(dt.date(2025, 6, 27), 3, Unit.WORKING_DAYS, None)


@pytest.mark.parametrize(
    "rule",
    [
        "9999-12-31",
        "0001-01-01 00:00 Asia/Qatar",
        "signing + 999999 years",
        "signing - 999999 months",
        "signing - 999999 weeks",
        "2026-01-01 .. signing + 99999 years",
        "0001-01-01 .. 2026-01-01",
    ],
)
def test_dates_beyond_the_calendar_cannot_be_told(rule: str) -> None:
    found = worked_out(rule, signing=SIGNED)
    assert found == Undetermined("the date lies outside the years 1000 to 9000")


def test_weekends_are_pointed_out_and_nothing_is_moved() -> None:
    assert day_remarks(due("2025-07-27")) == ("falls on a Sunday",)
    assert day_remarks(due("2025-07-26")) == ("falls on a Saturday",)
    assert day_remarks(due("2025-07-25")) == ()


def test_each_outcome_has_its_kind() -> None:
    kinds = [
        (due("2025-07-27"), DeadlineKind.DUE),
        (worked_out("x"), DeadlineKind.WAITING),
        (worked_out("none"), DeadlineKind.NONE),
        (worked_out("every day"), DeadlineKind.STANDING),
        (worked_out("9999-12-31"), DeadlineKind.UNDETERMINED),
    ]
    assert all(kind_of(found) is kind for found, kind in kinds)


@given(some.rules, some.zones, st.dictionaries(some.anchors, some.instants, max_size=3))
def test_every_rule_comes_to_something(
    rule: Rule, zone: str, known: dict[Anchor, pendulum.DateTime]
) -> None:
    anchors: Known = {
        anchor: AnchorTime(when, day_only=when.second % 2 == 0, zone=zone)
        for anchor, when in known.items()
    }
    found = resolve(rule, anchors, zone)
    if isinstance(found, Due):
        assert found.ends.timezone_name == "UTC"
        assert found.opens is None or found.opens <= found.ends


@given(some.likely_dates, some.zones)
def test_a_days_end_is_the_next_days_start(day: dt.date, zone: str) -> None:
    ends = end_of_day(day, zone)
    assert ends == start_of_day(day + dt.timedelta(days=1), zone)
    assert local_day(ends, zone) > day
    assert local_day(ends.subtract(seconds=1), zone) <= day
    assert dt.timedelta(hours=-1) < ends - start_of_day(day, zone) <= dt.timedelta(hours=25)


@given(some.likely_dates, st.integers(-600, 600))
def test_months_keep_the_day_or_clamp_to_the_last(day: dt.date, months: int) -> None:
    moved = shift_day(day, months, Unit.MONTHS, None)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + dt.timedelta(days=1)).day == 1)


@given(some.instants, some.zones, st.integers(0, 5000), st.booleans())
def test_hours_are_exact_whatever_clocks_do(
    start: pendulum.DateTime, zone: str, hours: int, before: bool
) -> None:
    anchor = EventAnchor("x")
    known: Known = {anchor: AnchorTime(start, day_only=False, zone=zone)}
    found = resolve(Offset(anchor, hours, Unit.HOURS, before), known, zone)
    assert isinstance(found, Due)
    sign = -1 if before else 1
    assert found.ends.int_timestamp - start.int_timestamp == sign * hours * 3600


@given(some.instants, some.zones, st.integers(0, 5000))
def test_more_days_are_never_due_sooner(start: pendulum.DateTime, zone: str, days: int) -> None:
    anchor = EventAnchor("x")
    known: Known = {anchor: AnchorTime(start, day_only=False, zone=zone)}
    sooner = resolve(Offset(anchor, days, Unit.DAYS), known, zone)
    later = resolve(Offset(anchor, days + 1, Unit.DAYS), known, zone)
    assert isinstance(sooner, Due)
    assert isinstance(later, Due)
    assert start < sooner.ends <= later.ends


@given(some.likely_dates, some.times, some.zones)
def test_an_instant_shows_its_time_unless_clocks_skip_it(
    day: dt.date, time: dt.time, zone: str
) -> None:
    shown = instant_at(day, time, zone).in_timezone(zone)
    skipped = dt.datetime.combine(shown.date(), shown.time()) - dt.datetime.combine(day, time)
    assert dt.timedelta() <= skipped <= dt.timedelta(days=1)
