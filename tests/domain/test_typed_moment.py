"""Moments as people type them, and what is said of a text that is none."""

import pendulum
import pytest

from db.domain.errors import BadInput
from db.domain.parsing.history_point import EXAMPLES, Now, NumberedChange, read_point
from db.domain.parsing.moment import read_moment

ZONE = "Africa/Kinshasa"
NOW = pendulum.datetime(2026, 11, 23, 16, 20, tz=ZONE)  # a Monday


@pytest.mark.parametrize(
    ("typed", "day", "time"),
    [
        ("2025-09-25", "2025-09-25", None),
        ("yesterday", "2026-11-22", None),
        ("1 May 2026", "2026-05-01", None),
        ("20 nov 2026 14:30", "2026-11-20", "14:30"),
        ("-3 d", "2026-11-20", None),
        ("3 days ago", "2026-11-20", None),
        ("3 days ago 09:00", "2026-11-20", "09:00"),
        ("-2h", "2026-11-23", "14:20"),
        ("last fri", "2026-11-20", None),
        ("Last Monday 08:00", "2026-11-16", "08:00"),
        ("14:00", "2026-11-23", "14:00"),
        ("01:00 Asia/Tokyo", "2026-11-24", "01:00"),  # it is the 24th there already
    ],
)
def test_a_moment_is_read(typed: str, day: str, time: str | None) -> None:
    found = read_moment(typed, now=NOW, zone=ZONE)
    assert (str(found.day), found.time and f"{found.time:%H:%M}") == (day, time)


@pytest.mark.parametrize(
    ("typed", "marked", "said"),
    [
        ("lsat fri", "lsat", "“lsat” is no day and no moment. Did you mean last?"),
        ("last mondax", "mondax", "Expected a weekday here, but found “mondax”."),
        ("signing + 90 days", "signing", "“signing” is no day and no moment."),
        ("none", "none", "“none” is no day and no moment."),
        ("now-30d", "now-30d", "“now-30d” is no day and no moment."),
        ("-30 min", "min", "Minutes are not counted"),
        ("-10wd", "wd", "Working days are counted from an event"),
        ("3 fortnights ago", "fortnights", "“fortnights” is not a unit."),
        ("2026-05-01 25:00", "25:00", "There is no time 25:00"),
        ("  fri 18:00 Mars", "Mars", "“Mars” is not a time zone."),
        ("2026-05-01 .. 2026-05-09", "..", "“..” does not belong here."),
        ("2026-02-30", "2026-02-30", "February 2026 has 28 days"),
        (" 12 ", "12", "A change is written as # and its number."),
        ("#twelve", "#twelve", "A change is written as # and its number."),
    ],
)
def test_what_is_no_moment_is_marked_and_answered_in_moments(
    typed: str, marked: str, said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read_point(typed, now=NOW, zone=ZONE)
    error = refused.value
    assert error.message.startswith(said)
    assert error.text[error.start : error.end] == marked
    wanted = "For that change write #12." if "12" in marked else f"Try: {', '.join(EXAMPLES)}"
    assert error.hint == wanted


@pytest.mark.parametrize("typed", EXAMPLES)
def test_each_example_can_be_typed(typed: str) -> None:
    assert read_point(typed, now=NOW, zone=ZONE) is not None


def test_a_change_and_the_present() -> None:
    assert read_point("# 12", now=NOW, zone=ZONE) == NumberedChange(12)
    assert read_point(" NOW ", now=NOW, zone=ZONE) == Now()
