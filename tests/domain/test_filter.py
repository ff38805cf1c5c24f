"""The filter language: what a text means, and which part of it is wrong."""

from contextlib import suppress

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.errors import BadInput
from db.domain.filters.date_range import parse_due, parse_past
from db.domain.filters.keywords import CLOSED, FLAGS, KEYS
from db.domain.filters.parser import Filter, Term, parse_filter, quoted


def terms(text: str) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(term.key, term.values, term.negated) for term in parse_filter(text).terms]


storable = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("party:RWA,M23", [("party", ("rwa", "m23"), False)]),
        ("-critical !late", [("flag", ("critical",), True), ("flag", ("late",), True)]),
        ("overdue,disputed", [("flag", ("overdue", "disputed"), False)]),
        ("is:overdue,late", [("flag", ("overdue", "late"), False)]),
        ("is:over", [("flag", ("overdue",), False)]),
        ('"troop withdrawal"', [("text", ("troop withdrawal",), False)]),
        ('"overdue"', [("text", ("overdue",), False)]),
        ("free and fair", [("text", (word,), False) for word in ("free", "and", "fair")]),
        ('"or" late', [("text", ("or",), False), ("flag", ("late",), False)]),
        ("WPA-3,wpa-3,WPA-3", [("code", ("wpa-3",), False)]),
        ("art.,4", [("text", ("art.,4",), False)]),
        ("WPA-3", [("code", ("wpa-3",), False)]),
        ("WPA-3,DOHA-1", [("code", ("wpa-3", "doha-1"), False)]),
        ('theme:"a, b",c', [("theme", ("a, b", "c"), False)]),
        (r'tag:"say \"no\""', [("tag", ('say "no"',), False)]),
        ("owner:DRC who:asel", [("party", ("drc",), False), ("by", ("asel",), False)]),
        ("status:re", [("status", ("released",), False)]),
        ("verification:co", [("verification", ("confirmed", "could-not-verify"), False)]),
        ("party:", [("party", (), False)]),
        ("-", []),
        ("  ", []),
    ],
)
def test_what_a_text_means(text: str, expected: list[tuple[str, tuple[str, ...], bool]]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("text", "wrong", "hint"),
    [
        ("overdue partie:RWA", "partie", "Did you mean party:?"),
        ("critical status:done,finishd", "finishd", "released"),
        ("-is:overdue,disputet x", "disputet", "Did you mean disputed?"),
        ("x due:soonish", "soonish", "due:today"),
        ("level:2,9", "9", "any"),
        ("due:2025-13", "2025-13", "due:2025-09"),
        ("today or week", "or", "Write today,week."),
        ('"today or week"', '"today or week"', "Write today,week."),
        ("x party:RWA OR party:DRC", "OR", "Write party:RWA,DRC."),
        ("is:overdue or late", "or", "Write is:overdue,late."),
        ("WPA-3 or WPA-4", "or", "Write WPA-3,WPA-4."),
        ("overdue or party:RWA", "or", "A comma means either"),
        ("rebels or army", "or", 'To look for the word itself: "or".'),
        ("-overdue or late", "or", "A comma means either"),
        ("party: or party:RWA", "or", "A comma means either"),
        ("overdue or", "or", 'To look for the word itself: "or".'),
        ("or overdue", "or", "A comma means either"),
        ("or", "or", "A comma means either"),
        ("overdue and", "and", "Leave it out"),
        ("and overdue", "and", "Leave it out"),
        ("overdue NOT", "NOT", "-overdue"),
        ("overdue and late", "and", "Leave it out"),
        ("not overdue", "not", "-overdue"),
        ("theme:a\x00b", "\x00", "Take it out"),
        ("left \udce9", "\udce9", "Take it out"),
    ],
)
def test_the_wrong_word_is_marked_with_what_to_type(text: str, wrong: str, hint: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_filter(f"  {text}")
    error = caught.value
    assert error.text[error.start : error.end] == wrong
    assert hint in error.hint


def test_every_key_and_every_word_of_a_closed_set_is_read() -> None:
    for key in KEYS:
        for value in CLOSED.get(key, ()):
            assert terms(f"{key}:{value}")
    assert [terms(flag) for flag in FLAGS] == [[("flag", (flag,), False)] for flag in FLAGS]


@given(storable, storable)
def test_a_quoted_value_is_that_value(one: str, other: str) -> None:
    found = parse_filter(f"theme:{quoted(one)},{quoted(other)} late", "UTC")
    assert found.terms[0] == Term("theme", tuple({one.casefold(): 1, other.casefold(): 1}))
    assert found.terms[1:] == (Term("flag", ("late",)),)


@given(st.text())
def test_the_mark_lies_in_the_text(text: str) -> None:
    try:
        found = parse_filter(text)
    except BadInput as error:
        marks, whole = [(error.start, error.end)], error.text
    else:
        marks, whole = [place for term in found.terms for place in term.places], found.source
    assert all(0 <= start < end <= len(whole) for start, end in marks)


def test_nothing_is_a_filter_that_hides_nothing() -> None:
    assert not parse_filter(" ")
    assert parse_filter(" ") == Filter()


def test_a_day_of_the_trail_begins_and_ends_where_the_reader_is() -> None:
    now = pendulum.datetime(2026, 11, 23, 0, 30, tz="Africa/Kinshasa")
    begins, ends = parse_past("yesterday", now)
    assert (begins.isoformat(), ends.isoformat()) == (
        "2026-11-22T00:00:00+01:00",
        "2026-11-23T00:00:00+01:00",
    )
    assert parse_past("2w", now)[0] == now.subtract(weeks=2)
    assert parse_past("2026-10", now)[1] == pendulum.datetime(2026, 11, 1, tz="Africa/Kinshasa")


@given(st.text(max_size=12) | st.sampled_from(["<99999y", "9999", "9999-12..", "<0001", "99999y"]))
def test_a_span_is_read_or_refused(text: str) -> None:
    for read in (parse_due, lambda each: parse_past(each, pendulum.datetime(2026, 1, 1))):
        with suppress(BadInput):
            read(text)
