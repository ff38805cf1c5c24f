"""Readers in three zones who look at the same store at the same moment, of the same day for all."""

import re

import pendulum

READERS = ("Pacific/Auckland", "UTC", "America/Los_Angeles")
HOMES = ("Pacific/Kiritimati", "Asia/Kolkata", "Africa/Kinshasa", "America/New_York")
"""Zones of agreements."""
WHEN = pendulum.datetime(2026, 11, 23, 10, tz="UTC")
"""The 23rd in the zones of all readers, so that only what is known by its day could differ."""
_CLOCK = re.compile(r"[+-]?\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?|\d{6}Z")
_ZONE = re.compile("|".join(map(re.escape, READERS)))


def without_clocks(text: str) -> str:
    """The text without times of day and without the reader's zone; days stay."""
    unfolded = text.replace("\r\n ", "")
    return _ZONE.sub("", _CLOCK.sub("", unfolded))
