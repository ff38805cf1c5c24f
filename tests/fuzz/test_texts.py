"""Every reader of a typed text, given anything: it answers, or refuses with advice."""

from collections.abc import Callable

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.commitment_toml import read_sheets
from db.domain.deadlines.parser import parse_rule
from db.domain.filters.date_range import parse_due, parse_past
from db.domain.filters.parser import parse_filter
from db.domain.parsing.deadline import parse_deadline
from db.domain.parsing.history_point import read_point
from db.domain.parsing.quick_add import parse_line
from db.domain.parsing.what_if import parse_question
from db.engine.url import store_url
from tests.fuzz import words
from tests.fuzz.guard import few, fuzzed, taken
from tui.cli.fixed_clock import parse_moment
from tui.cli.ssh_session import client_words
from tui.ssh.authorized_keys import checked_name, checked_store, read_lines
from tui.ssh.public_key import read_key

NOW = pendulum.datetime(2026, 11, 23, 16, 20, tz="Africa/Kinshasa")
ZONE = "Africa/Kinshasa"
Reader = Callable[[str], object]
Readers = dict[str, tuple[st.SearchStrategy[str], Reader]]

READERS: Readers = {
    "rule": (words.rule_texts, parse_rule),
    "deadline": (
        words.rule_texts | words.moments,
        lambda text: parse_deadline(text, now=NOW, zone=ZONE, events=("signing", "DOHA/signing")),
    ),
    "deadline at the end of time": (
        words.rule_texts | words.moments,
        lambda text: parse_deadline(text, now=NOW.set(year=9999, month=12, day=31), zone=ZONE),
    ),
    "moment in the past": (words.moments, lambda text: read_point(text, now=NOW, zone=ZONE)),
    "--now": (words.moments, lambda text: parse_moment(text, ZONE)),
    "filter": (words.filters, parse_filter),
    "due:": (words.moments | words.filters, parse_due),
    "since:": (words.moments | words.filters, lambda text: parse_past(text, NOW)),
    "one line": (words.lines, parse_line),
    "what-if": (words.rule_texts | words.moments, parse_question),
    "sheet": (words.tomls, read_sheets),
    "place of a store": (words.places, store_url),
    "public key": (words.keys, read_key),
    "authorized_keys": (words.keys, lambda text: list(read_lines(text))),
    "name for a key": (words.keys | words.lines, checked_name),
    "store for a key": (words.places, checked_store),
    "words of a login": (words.keys | words.filters, client_words),
}


@pytest.mark.parametrize("name", READERS)
def test_any_text_is_read_or_refused_with_advice(name: str) -> None:
    texts, reader = READERS[name]

    @fuzzed
    @given(texts)
    def tried(text: str) -> None:
        taken(reader, text)

    tried()


@pytest.mark.parametrize("name", ["place of a store", "store for a key"])
def test_a_home_that_nobody_has_is_refused(name: str) -> None:
    assert taken(READERS[name][1], "~u:p@") is None


def test_the_first_and_last_day_are_no_moment_in_every_zone() -> None:
    read = READERS["moment in the past"][1]
    assert taken(read, "0001-01-01 00:00 Pacific/Apia") is None
    assert taken(read, "9999-12-31 23:59 America/New_York") is None


def test_a_zone_longer_than_a_name_of_a_file_is_none() -> None:
    for name in ("--now", "moment in the past", "deadline", "rule"):
        assert taken(READERS[name][1], f"2026-11-23 16:20 Africa/{'Kinshasa' * 99}") is None


@pytest.mark.parametrize("name", READERS)
def test_no_long_text_keeps_a_reader_busy(name: str) -> None:
    texts, reader = READERS[name]

    @few
    @given(words.pumped(texts))
    def tried(text: str) -> None:
        taken(reader, text)

    tried()
