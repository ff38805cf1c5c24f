"""Moments of the history as people type them: `2025-09-25`, `-30d`, `last fri`, `#12`, `now`."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from pendulum import DateTime

from db.domain.dates import understand
from db.domain.deadline.days import instant_at
from db.domain.deadline.rules import FixedDate
from db.domain.deadline.units import WEEKDAY_PATTERN
from db.domain.errors import BadInput

EXAMPLES: Final = ("2025-09-25", "fri 18:00", "-30d", "+90d", "#12", "now")
_CHANGE: Final = re.compile(r"#\s*(\d{1,9})")
_AGO: Final = re.compile(r"(\d+\s*[a-z]+)\s+ago", re.IGNORECASE)
_LAST: Final = re.compile(rf"last\s+({WEEKDAY_PATTERN})(.*)", re.IGNORECASE)
_END_OF_DAY: Final = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class NumberedChange:
    """A typed `#12`: just after the change of that number."""

    number: int


@dataclass(frozen=True, slots=True)
class Now:
    """A typed `now`: the present, with all that is known."""


Typed = DateTime | NumberedChange | Now


def read_point(text: str, *, now: DateTime, zone: str) -> Typed:
    """Read a moment as people type it; a day without a time means its end, as everywhere.

    Raises:
        BadInput: marking what cannot be understood, with examples.
    """
    tidy = text.strip()
    if tidy.casefold() in ("now", ""):
        return Now()
    if found := _CHANGE.fullmatch(tidy):
        return NumberedChange(int(found[1]))
    try:
        rule = understand(_plainly(tidy), now=now, zone=zone)
    except BadInput as error:  # its examples are deadlines
        error.examples, error.hint = EXAMPLES, f"Try: {', '.join(EXAMPLES)}"
        raise
    if not isinstance(rule, FixedDate):
        message = "A day, a moment or the number of a change is wanted here."
        raise BadInput(message, text=text, examples=EXAMPLES)
    try:
        day = rule.day - timedelta(days=7) if _LAST.fullmatch(tidy) else rule.day
        return moment_of(day, rule.time, rule.zone or zone)
    except OverflowError as error:  # the first or last day of all, in a zone ahead or behind
        message = "That lies outside the years 1 to 9999."
        raise BadInput(message, text=text, examples=EXAMPLES) from error


def _plainly(text: str) -> str:
    """In the words that deadlines are typed in: they know no `30 days ago` and no `last fri`."""
    if ago := _AGO.fullmatch(text):
        return f"-{ago[1]}"
    if last := _LAST.fullmatch(text):
        return f"{last[1]}{last[last.re.groups]}"
    return text


def moment_of(day: date, hour: time | None, zone: str) -> DateTime:
    """A moment of a day in a zone; without a time the last second of the day."""
    if hour is not None:
        return instant_at(day, hour, zone)
    return instant_at(day, _END_OF_DAY, zone) + timedelta(microseconds=999_999)
