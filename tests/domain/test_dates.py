"""What people type into a date field, and what is understood. It is Monday, 23 November 2026."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pendulum import DateTime

from db.domain.deadlines.day_math import to_utc
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.resolver import Due, resolve
from db.domain.deadlines.rules import DueAnchor, FixedDate, Offset, Rule, Unit, anchors_of
from db.domain.errors import BadInput
from db.domain.parsing.deadline import examples, parse_deadline
from tests.domain import strategies as some
from tests.domain.reading import read

KINSHASA = "Africa/Kinshasa"
NOW = to_utc(dt.datetime.fromisoformat("2026-11-23T10:12:40+01:00"))
EVENTS = ("signing", "elections", "withdrawal-completed", "D-day", "DOHA/signing")


def due(text: str) -> Due:
    found = resolve(parse_rule(text), {}, KINSHASA)
    assert isinstance(found, Due)
    return found


def understood(text: str, current: str = "", events: tuple[str, ...] = ()) -> str:
    kept = due(current) if current else None
    return str(parse_deadline(text, now=NOW, zone=KINSHASA, current=kept, events=events))


def refused(text: str, current: str = "", events: tuple[str, ...] = ()) -> BadInput:
    with pytest.raises(BadInput) as caught:
        understood(text, current, events)
    assert caught.value.examples
    return caught.value


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("yesterday", "2026-11-22"),
        ("fri", "2026-11-27"),
        ("Friday 18:00", "2026-11-27 18:00"),
        ("mon", "2026-11-23"),
        ("sun", "2026-11-29"),
        ("next friday", "2026-12-04"),
        ("next mon", "2026-11-30"),
        ("next sunday", "2026-12-06"),
        ("in 2 weeks", "2026-12-07"),
        ("in 1 day", "2026-11-24"),
        ("in 3 months", "2027-02-23"),
        ("in 36 hours", "2026-11-24 22:12"),
        ("in 36h", "2026-11-24 22:12"),
        ("+3d", "2026-11-26"),
        ("-1d", "2026-11-22"),
        ("+1wk", "2026-11-30"),
        ("+ 1 y", "2027-11-23"),
        ("eow", "2026-11-29"),
        ("eom", "2026-11-30"),
        ("eom 12:00", "2026-11-30 12:00"),
        ("eoy", "2026-12-31"),
        ("27 nov", "2026-11-27"),
        ("27nov", "2026-11-27"),
        ("27th November", "2026-11-27"),
        ("23 nov", "2026-11-23"),
        ("22 nov", "2027-11-22"),
        ("1 jan", "2027-01-01"),
        ("29 feb", "2028-02-29"),
        ("27 nov 2026", "2026-11-27"),
        ("1 feb 2025", "2025-02-01"),
        ("nov 27", "2026-11-27"),
        ("nov 27 09:30", "2026-11-27 09:30"),
        ("sept 3, 2027", "2027-09-03"),
        ("27 nov 09:00 Africa/Juba", "2026-11-27 09:00 Africa/Juba"),
        ("27.11.2026", "2026-11-27"),
        ("1.2.2027 18:00", "2027-02-01 18:00"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("7/7/2026", "2026-07-07"),
        ("2026-W48-5", "2026-11-27"),
        ("2026-w48", "2026-11-29"),
        ("2026-W53-5", "2027-01-01"),
        ("D+90", "signing + 90 days"),
        ("d + 90 days", "signing + 90 days"),
        ("D+72 hours", "signing + 72 hours"),
        ("E-60", "E-day - 60 days"),
        ("D-3 done", "D-3 done"),
        ("10wd after WPA-3", "WPA-3 done + 10 working days"),
        ("10 working days after WPA-3 done", "WPA-3 done + 10 working days"),
        ("3 days after signing", "signing + 3 days"),
        ("90 days from DOHA/signing", "DOHA/signing + 90 days"),
        ("60 days before elections", "elections - 60 days"),
        ("none", "none"),
        ("", "none"),
        (" ? ", "none"),
        ("signing + 90 days", "signing + 90 days"),
        ("every friday", "every week on friday"),
        ("friday-prayers + 1 d", "friday-prayers + 1 day"),
    ],
)
def test_free_typing_is_understood(typed: str, rule: str) -> None:
    assert understood(typed) == rule


@pytest.mark.parametrize(
    ("current", "typed", "rule"),
    [
        ("2026-12-01", "+3d", "2026-12-04"),
        ("2026-12-01", "-1d", "2026-11-30"),
        ("2026-12-01 18:00", "+1wk", "2026-12-08 18:00"),
        ("2026-12-01 18:00 Africa/Juba", "+1d", "2026-12-02 17:00"),
        ("2026-12-01 Africa/Juba", "+1d", "2026-12-02 Africa/Juba"),
        ("2026-12-01 18:00", "+12h", "2026-12-02 06:00"),
        ("2026-12-01", "+12h", "2026-12-02 12:00"),
        ("2026-01-31", "+1mo", "2026-02-28"),
        ("2026-12-01", "in 3 days", "2026-11-26"),
        ("2026-12-01", "tomorrow", "2026-11-24"),
    ],
)
def test_plus_and_minus_move_the_current_deadline(current: str, typed: str, rule: str) -> None:
    assert understood(typed, current) == rule


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("D+90", "D-day + 90 days"),
        ("d-3", "D-day - 3 days"),
        ("3 days after withdrawal-completed", "withdrawal-completed + 3 days"),
        ("OTHER/signing + 3 days", "OTHER/signing + 3 days"),
        ("DOHA/signing + 3 days", "DOHA/signing + 3 days"),
        ("WPA-9 done", "WPA-9 done"),
    ],
)
def test_rules_may_name_the_events_there_are(typed: str, rule: str) -> None:
    assert understood(typed, events=EVENTS) == rule


def test_an_events_own_name_goes_before_free_typing() -> None:
    assert understood("today + 1 day", events=("today",)) == "today + 1 day"
    assert understood("3 days after WPA-3", events=("WPA-3",)) == "WPA-3 + 3 days"
    assert understood("D + 3 days", events=("D", "D-day")) == "D + 3 days"


@pytest.mark.parametrize(
    ("typed", "wrong", "says"),
    [
        ("signng + 3 d", "signng", "Did you mean signing?"),
        ("Signing", "Signing", "Did you mean signing?"),
        ("tomorow", "tomorow", "Did you mean tomorrow?"),
        ("3 d after withdrawal-complete", "withdrawal-complete", "withdrawal-completed?"),
        ("WPA-3 + 3 d", "WPA-3", "write WPA-3 done"),
        ("DOHA/x", "DOHA/x", "There is no event “DOHA/x”"),
        ("E+3", "E+3", "There is no event “E-day”"),
        ("min(2026-12-01, electons)", "electons", "Did you mean elections?"),
        ("zzz", "zzz", "Events: D-day, DOHA/signing, elections, signing, withdrawal-completed."),
    ],
)
def test_unknown_events_are_refused_with_the_nearest(typed: str, wrong: str, says: str) -> None:
    error = refused(typed, events=EVENTS)
    assert typed[error.start : error.end] == wrong
    assert says in error.message


def test_a_long_list_of_events_is_cut_short() -> None:
    events = tuple(f"event-{number:02}" for number in range(20))
    assert refused("zzz", events=events).message.endswith("event-11 and 8 more.")


@pytest.mark.parametrize(
    ("typed", "wrong", "says"),
    [
        (
            "12/07/2026",
            "12/07/2026",
            "12 July 2026 (2026-07-12) or 7 December 2026 (2026-12-07)",
        ),
        ("30 feb", "30 feb", "February has at most 29 days"),
        ("feb 30 18:00", "feb 30", "February has at most 29 days"),
        ("29 feb 2026", "29 feb 2026", "February 2026 has 28 days"),
        ("30.02.2026", "30.02.2026", "February 2026 has 28 days"),
        ("31/31/2026", "31/31/2026", "no month 31"),
        ("0 nov", "0 nov", "no day 0"),
        ("27.11.26", "26", "four digits"),
        ("12/7/26", "26", "four digits"),
        ("2026-W54", "2026-W54", "2026 has weeks 1 to 53"),
        ("2026-W48-8", "2026-W48-8", "days 1 (Monday) to 7"),
        ("0000-W01", "0000-W01", "there is no year 0000"),
        ("9999-W52", "9999-W52", "year 10000"),
        ("a-3 x", "x", "does not belong"),
        ("2026-02-30", "2026-02-30", "February 2026 has 28 days"),
        ("fri 25:00", "25:00", "no time 25:00"),
        ("fri 18:00 Juba", "Juba", "Did you mean Africa/Juba?"),
        ("today + 3 days", "+", "does not belong"),
        ("in 3d 4h", "4h", "does not belong"),
        ("next week", "week", "does not belong"),
        ("in two weeks", "in", "first word"),
        ("+3", "", "a unit"),
        ("+3m", "m", "minutes or months"),
        ("in 10 working days", "working", "counted from an event"),
        ("0999-12-31", "0999-12-31", "the years 1000 to 9000"),
        ("every day from 9001-01-01", "9001-01-01", "the years 1000 to 9000"),
        ("in 999999 years", "in 999999 years", "the years 1000 to 9000"),
        ("-999999d", "-999999d", "the years 1000 to 9000"),
        ("3 days after", "", "the name of an event"),
        ("2 weeks ago", "2", "a date such as"),
    ],
)
def test_what_is_not_understood_is_refused(typed: str, wrong: str, says: str) -> None:
    error = refused(typed)
    assert typed[error.start : error.end] == wrong
    assert says in error.message


def test_todays_date_is_that_of_the_agreements_zone() -> None:
    late = to_utc(dt.datetime.fromisoformat("2026-11-23T22:30:00+00:00"))
    in_kinshasa = parse_deadline("today", now=late, zone=KINSHASA)
    in_juba = parse_deadline("today", now=late, zone="Africa/Juba")
    assert [str(in_kinshasa), str(in_juba)] == ["2026-11-23", "2026-11-24"]


def test_hours_that_land_in_a_repeated_hour_are_kept_exact() -> None:
    before = to_utc(dt.datetime.fromisoformat("2026-10-25T00:30:00+00:00"))
    rule = parse_deadline("in 1 hour", now=before, zone="Europe/Kyiv")
    assert str(rule) == "2026-10-25 01:30 UTC"  # 03:30 in Kyiv, for the second time
    rule = parse_deadline("in 0 hours", now=before, zone="Europe/Kyiv")
    assert str(rule) == "2026-10-25 03:30"


def test_the_last_leap_day_before_2100_is_followed_by_one_eight_years_on() -> None:
    now = to_utc(dt.datetime(2096, 3, 1, 12, tzinfo=dt.UTC))
    assert str(parse_deadline("29 feb", now=now, zone="UTC")) == "2104-02-29"


def test_there_is_no_next_year_at_the_end_of_the_calendar() -> None:
    now = to_utc(dt.datetime(9999, 6, 1, tzinfo=dt.UTC))
    with pytest.raises(BadInput, match="no year 10000"):
        parse_deadline("1 jan", now=now, zone="UTC")


def test_all_examples_can_be_typed() -> None:
    for typed in examples():
        assert understood(typed)
        assert understood(typed, "2026-12-01 18:00", (*EVENTS, "WPA-3"))


@given(some.texts, st.booleans(), st.booleans(), some.instants, some.zones)
def test_any_text_is_understood_or_bad_input(
    text: str, moving: bool, checked: bool, now: DateTime, zone: str
) -> None:
    current = due("2026-12-01 18:00") if moving else None
    events = EVENTS if checked else ()
    rule = read(
        lambda typed: parse_deadline(typed, now=now, zone=zone, current=current, events=events),
        text,
    )
    assert rule is None or parse_rule(str(rule)) == rule


@given(some.rules)
@example(Offset(DueAnchor("friday"), 0, Unit.HOURS))  # a name that alone would be a day
def test_the_whole_language_can_be_typed(rule: Rule) -> None:
    found = [str(anchor) for anchor in anchors_of(rule)]
    names = tuple(each.removesuffix(" done").removesuffix(" due") for each in found)
    assert understood(str(rule), events=names) == str(rule)


@given(some.instants, some.zones, st.integers(0, 5000))
def test_hours_from_now_are_exact_to_the_minute(now: DateTime, zone: str, hours: int) -> None:
    rule = parse_deadline(f"in {hours} hours", now=now, zone=zone)
    assert isinstance(rule, FixedDate)
    found = resolve(rule, {}, zone)
    assert isinstance(found, Due)
    wanted = now.int_timestamp + hours * 3600
    assert found.ends.int_timestamp == wanted - wanted % 60


@given(
    some.instants, some.zones, st.sampled_from(["fri", "27 nov", "29 feb", "eow", "eom", "today"])
)
def test_coming_days_are_never_past(now: DateTime, zone: str, typed: str) -> None:
    rule = parse_deadline(typed, now=now, zone=zone)
    assert isinstance(rule, FixedDate)
    found = resolve(rule, {}, zone)
    assert isinstance(found, Due)
    assert found.ends > now
