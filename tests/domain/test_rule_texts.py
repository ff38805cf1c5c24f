"""The rule language: what is read, how it is printed, and what is refused where."""

import datetime as dt

import pytest
from hypothesis import example, given

from db.domain.deadlines.parser import parse_rule, stored_rule
from db.domain.deadlines.rules import (
    CompletionAnchor,
    Earliest,
    EventAnchor,
    FixedDate,
    Latest,
    NoDeadline,
    Offset,
    PerOccurrence,
    Recurring,
    Rule,
    Unit,
    Window,
    anchors_of,
    format_rule,
    is_event_key,
)
from db.domain.errors import BadInput
from tests.domain import strategies as some
from tests.domain.reading import read

SIGNING = EventAnchor("signing")
DAY = dt.date(2025, 9, 25)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2025-09-25", FixedDate(DAY)),
        (
            "2025-12-24 00:01 Africa/Juba",
            FixedDate(dt.date(2025, 12, 24), dt.time(0, 1), "Africa/Juba"),
        ),
        ("2025-12-24 18:00", FixedDate(dt.date(2025, 12, 24), dt.time(18))),
        ("signing + 90 days", Offset(SIGNING, 90, Unit.DAYS)),
        (
            "withdrawal-completed + 5 days",
            Offset(EventAnchor("withdrawal-completed"), 5, Unit.DAYS),
        ),
        ("WPA-3 done + 30 days", Offset(CompletionAnchor("WPA-3"), 30, Unit.DAYS)),
        ("D-day + 72 hours", Offset(EventAnchor("D-day"), 72, Unit.HOURS)),
        ("DOHA/signing + 3 months", Offset(EventAnchor("signing", "DOHA"), 3, Unit.MONTHS)),
        (
            "transition-ends - 60 days",
            Offset(EventAnchor("transition-ends"), 60, Unit.DAYS, before=True),
        ),
        ("elections - 2 months", Offset(EventAnchor("elections"), 2, Unit.MONTHS, before=True)),
        ("signing", Offset(SIGNING, 0, Unit.DAYS)),
        (
            "2025-10-21 .. 2025-10-31",
            Window(FixedDate(dt.date(2025, 10, 21)), FixedDate(dt.date(2025, 10, 31))),
        ),
        (
            "min(signing + 90 days, 2025-12-31)",
            Earliest((Offset(SIGNING, 90, Unit.DAYS), FixedDate(dt.date(2025, 12, 31)))),
        ),
        (
            "max(signing, WPA-3 done)",
            Latest(
                (Offset(SIGNING, 0, Unit.DAYS), Offset(CompletionAnchor("WPA-3"), 0, Unit.DAYS))
            ),
        ),
        ("every month from signing", Recurring(1, Unit.MONTHS, None, SIGNING)),
        (
            "every 2 weeks on friday until 2026-06-30",
            Recurring(2, Unit.WEEKS, 4, None, dt.date(2026, 6, 30)),
        ),
        (
            "within 48 hours of each violation-report",
            PerOccurrence(48, Unit.HOURS, "violation-report"),
        ),
        ("none", NoDeadline()),
    ],
)
def test_every_form_is_read_and_printed_back_as_it_was(text: str, rule: Rule) -> None:
    assert parse_rule(text) == rule
    assert format_rule(rule) == str(rule) == text


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("", "none"),
        ("  NONE ", "none"),
        ("2025-9-5", "2025-09-05"),
        ("2025-12-24T00:01Z", "2025-12-24 00:01 UTC"),
        ("2025-12-24 8:05:30 utc", "2025-12-24 08:05:30 UTC"),
        ("2025-12-24 Africa/Juba", "2025-12-24 Africa/Juba"),
        ("signing+1 days", "signing + 1 day"),
        ("signing + 72h", "signing + 72 hours"),
        ("Signing + 3 D", "Signing + 3 days"),
        ("signing-30 days", "signing - 30 days"),
        ("signing \u2212 2 wk", "signing - 2 weeks"),
        ("signing + 10wd", "signing + 10 working days"),
        ("signing + 10 Business Days", "signing + 10 working days"),
        ("signing + 1 working day", "signing + 1 working day"),
        ("signing + 3mo", "signing + 3 months"),
        ("signing + 2y", "signing + 2 years"),
        ("WPA-3 DONE", "WPA-3 done"),
        ("done done", "done done"),
        ("min-wage + 3 days", "min-wage + 3 days"),
        ("MAX(a,min(b - 1 y,c done))", "max(a, min(b - 1 year, c done))"),
        ("signing .. signing+90d", "signing .. signing + 90 days"),
        ("every friday", "every week on friday"),
        ("every day", "every day"),
        (
            "Every 3 months from 2026-01-31 until 2027-01-01",
            "every 3 months from 2026-01-31 until 2027-01-01",
        ),
        ("within 1 hour of every incident", "within 1 hour of each incident"),
    ],
)
def test_free_spellings_print_canonically(typed: str, canonical: str) -> None:
    assert str(parse_rule(typed)) == canonical


@pytest.mark.parametrize(
    ("text", "wrong", "says"),
    [
        ("signing + 90 dyas", "dyas", "Did you mean days?"),
        ("evry month from signing", "evry", "Did you mean every?"),
        ("mn(a, b)", "mn", "Did you mean min?"),
        ("every week frm signing", "frm", "Did you mean from?"),
        ("every week on fryday", "fryday", "Did you mean Friday?"),
        ("signing plus 90 days", "plus", "does not belong here"),
        ("signing + ", "", "the text ends"),
        ("signing + 90", "", "a unit"),
        ("signing + 3m", "m", "minutes or months"),
        ("signing + 30 minutes", "minutes", "Minutes are not counted"),
        ("signing + 1234567 days", "1234567", "too many"),
        ("2025-02-30", "2025-02-30", "February 2025 has 28 days"),
        ("2025-13-01", "2025-13-01", "no month 13"),
        ("0000-01-01", "0000-01-01", "no year 0000"),
        ("2025-12-24 25:00", "25:00", "no time 25:00"),
        ("2025-12-24 24:30", "24:30", "no time 24:30"),
        ("2025-12-24 24:00", "24:00", "next day"),
        ("2025-12-24 00:01 africa/juba", "africa/juba", "Did you mean Africa/Juba?"),
        ("2025-12-24 00:01 Juba", "Juba", "Did you mean Africa/Juba?"),
        ("2025-12-24 00:01 Africa", "Africa", "not a time zone"),
        ("2025-12-24 08:00 +02:00", "+02:00", "Name the time zone"),
        ("min(a)", ")", "a second bound"),
        ("min a, b", "a", "“(”"),
        ("max(a, b", "", "“)”"),
        ("min(a, every month)", "every", "rule language"),
        ("none yet", "yet", "does not belong"),
        ("2025-10-21 .. ", "", "a date or the name"),
        ("a .. b .. c", "..", "does not belong"),
        ("every 0 days", "0", "every 0"),
        ("every month on friday", "friday", "Only a rule in weeks"),
        ("within 2 days of ech x", "of", "of each"),
        ("within + 3 days", "+", "a number"),
        ("12/07/2026", "12/07/2026", "a date such as"),
        ("min(" * 30 + "a", "min", "inside each other"),
    ],
)
def test_what_cannot_be_read_is_marked_and_explained(text: str, wrong: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_rule(text)
    error = caught.value
    assert text[error.start : error.end] == wrong
    assert says in error.message
    assert error.text == text
    assert error.examples


@given(some.rules)
@example(Offset(EventAnchor("signing"), 0, Unit.DAYS, before=True))
@example(Offset(EventAnchor("x-3"), 0, Unit.WEEKS))
@example(Window(Offset(EventAnchor("x-3", "none-x"), 1, Unit.DAYS), FixedDate(DAY)))
def test_a_printed_rule_reads_back_as_itself(rule: Rule) -> None:
    assert parse_rule(format_rule(rule)) == rule
    assert stored_rule(format_rule(rule)) == rule


@given(some.texts)
def test_any_text_is_a_rule_or_bad_input(text: str) -> None:
    rule = read(parse_rule, text)
    assert rule is None or parse_rule(str(rule)) == rule


@given(some.texts)
@example("min + 3 days")
@example("signing + 3 days.")
def test_a_rule_is_read_from_the_store_as_when_it_was_typed(text: str) -> None:
    assert read(stored_rule, text) == read(parse_rule, text)


def test_the_examples_in_complaints_can_be_typed() -> None:
    for text in ("12/07/2026", "2025-12-24 25:00", "min(a)", "every 0 d", "within 1 d x", "a + x"):
        with pytest.raises(BadInput) as caught:
            parse_rule(text)
        for shown in caught.value.examples:
            assert str(parse_rule(shown)) == shown


def test_anchors_are_found_wherever_they_stand() -> None:
    rule = parse_rule("min(signing + 1 day, WPA-3 done) .. max(DOHA/signing, D-day - 1 week)")
    assert {str(anchor) for anchor in anchors_of(rule)} == {
        "signing",
        "WPA-3 done",
        "DOHA/signing",
        "D-day",
    }
    assert anchors_of(parse_rule("every month from signing")) == {SIGNING}
    assert anchors_of(parse_rule("every month from 2026-01-01")) == frozenset()


def test_event_keys_keep_clear_of_the_languages_own_words() -> None:
    assert is_event_key("withdrawal-completed")
    assert not any(map(is_event_key, ("None", "every", "3rd-day", "a b", "a-", "", "a.b")))


@pytest.mark.parametrize(
    "build",
    [
        lambda: EventAnchor("min"),
        lambda: Offset(SIGNING, -1, Unit.DAYS),
        lambda: Offset(SIGNING, 1_000_000, Unit.DAYS),
        lambda: FixedDate(DAY, dt.time(1, 2, 3, 4)),
        lambda: Earliest((FixedDate(DAY),)),
        lambda: Recurring(0, Unit.DAYS),
        lambda: Recurring(1, Unit.MONTHS, weekday=4),
        lambda: PerOccurrence(1, Unit.DAYS, "two words"),
    ],
)
def test_a_rule_that_cannot_be_written_cannot_be_built(build: object) -> None:
    assert callable(build)
    with pytest.raises(ValueError, match=r"\w"):
        build()
