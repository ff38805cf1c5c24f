"""Typed as-of moments: `2025-09-25`, `-30d`, `last fri`, `#12`, `now`."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from pendulum import DateTime

from db.domain.deadlines.day_math import instant_at
from db.domain.errors import BadInput
from db.domain.parsing.moment import read_moment

EXAMPLES: Final = ("2025-09-25", "fri 18:00", "-30d", "+90d", "#12", "now")
_CHANGE: Final = re.compile(r"#\s*(\d{1,9})")
_END_OF_DAY: Final = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class NumberedChange:
    """A typed `#12`: just after the change of that number."""

    number: int


@dataclass(frozen=True, slots=True)
class Now:
    """A typed `now`: the present, with everything known."""


Typed = DateTime | NumberedChange | Now


def read_point(text: str, *, now: DateTime, zone: str) -> Typed:
    """Read a typed moment; a day without a time means its end, as everywhere.

    Raises:
        BadInput: marking the unreadable part, with examples.
    """
    tidy = text.strip()
    if tidy.casefold() in ("now", ""):
        return Now()
    if found := _CHANGE.fullmatch(tidy):
        return NumberedChange(int(found[1]))
    if tidy[:1] == "#" or re.fullmatch("[0-9]+", tidy):
        raise _no_change(text, tidy)
    typed = read_moment(text, now=now, zone=zone, examples=EXAMPLES)
    return moment_of(typed.day, typed.time, typed.zone or zone)


def _no_change(text: str, tidy: str) -> BadInput:
    hint = f"For that change write #{tidy}." if len(tidy) < 10 and tidy[0] != "#" else ""
    start = text.index(tidy)
    return BadInput(
        "A change is written as # and its number.",
        text=text,
        start=start,
        end=start + len(tidy),
        examples=EXAMPLES,
        hint=hint,
    )


def moment_of(day: date, hour: time | None, zone: str) -> DateTime:
    """A moment of a day in a zone; without a time the last second of the day."""
    if hour is not None:
        return instant_at(day, hour, zone)
    return instant_at(day, _END_OF_DAY, zone) + timedelta(microseconds=999_999)
