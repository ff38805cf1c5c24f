"""Time left until a deadline, or since: numbers for sorting, and words that fit a column.

Columns are redrawn each second, so plain numbers serve where they suffice.
"""

from dataclasses import dataclass
from typing import Final

from pendulum import DateTime

from db.domain.deadlines.day_math import local_day
from db.domain.deadlines.resolution import Due
from db.domain.parsing.day_names import day_words

_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86_400
_TEN_DAYS: Final = 10 * _DAY
_MOST_DAYS: Final = 999_999
_UNITS: Final = (("day", _DAY), ("hour", _HOUR), ("minute", _MINUTE))


@dataclass(frozen=True, slots=True)
class Countdown:
    """Time left at some instant.

    `seconds` is negative when past; `days` is the difference of calendar days in the deadline's
    zone, negative after it; `text` has at most 11 cells; `past` is True once it is too late.
    """

    seconds: int
    days: int
    text: str
    past: bool


def countdown(due: Due, now: DateTime) -> Countdown:
    """Time left at `now`: "in 42s", "in 2d 01h", "in 14d", "3d 22h ago".

    A deadline without an hour counts calendar days once it is past: "1d ago" all through the
    first day after it.
    """
    # Parts of a second are dropped from `now`, so the last second counts down to its very end.
    seconds = due.ends.int_timestamp - now.int_timestamp
    days = (due.day - local_day(now, due.zone)).days
    past = seconds <= 0
    text = _ago(due, -seconds, -days) if past else _left(due, seconds, days)
    return Countdown(seconds, days, text, past)


def _left(due: Due, seconds: int, days: int) -> str:
    if seconds < _TEN_DAYS:
        return f"in {_short(seconds)}"
    return f"in {_whole_days(seconds // _DAY if due.timed else max(days, 10))}"


def _ago(due: Due, seconds: int, days: int) -> str:
    if not due.timed:
        return f"{_whole_days(days)} ago"
    if seconds == 0:  # where clocks have no seconds, this is what a whole minute says
        return "just now"
    return f"{_short(seconds) if seconds < _TEN_DAYS else _whole_days(seconds // _DAY)} ago"


def _short(seconds: int) -> str:
    """At most two units of a span below ten days."""
    if seconds < _MINUTE:
        return f"{seconds}s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE}m"
    if seconds < _DAY:
        return f"{seconds // _HOUR}h {seconds % _HOUR // _MINUTE:02}m"
    return f"{seconds // _DAY}d {seconds % _DAY // _HOUR:02}h"


def _whole_days(days: int) -> str:
    # Beyond 2,700 years the column is full; then years must do.
    return f"{days}d" if days <= _MOST_DAYS else f"{days * 400 // 146_097}y"


def long_text(due: Due, now: DateTime) -> str:
    """Time left at `now` in words: "in 2 days 1 hour 40 minutes", "424 days ago"."""
    counted = countdown(due, now)
    if counted.past and not due.timed:
        return f"{_plural(-counted.days, 'day')} ago"
    words = _long(abs(counted.seconds))
    return f"{words} ago" if counted.past else f"in {words}"


def _long(seconds: int) -> str:
    if seconds < _MINUTE:
        return _plural(seconds, "second")
    parts = []
    for name, size in _UNITS:
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(_plural(amount, name))
    return " ".join(parts)


def _plural(amount: int, name: str) -> str:
    return f"{amount} {name}" if amount == 1 else f"{amount} {name}s"


def due_words(due: Due) -> str:
    """The deadline in full: "Fri 27 Nov 2026", or with its hour "… 18:00 +02:00"."""
    if not due.timed:
        return day_words(due.day)
    there = due.ends.in_timezone(due.zone)
    return f"{day_words(due.day)} {there:%H:%M} {there.isoformat()[19:]}"


def due_short(due: Due, now: DateTime) -> str:
    """The day alone: "Fri 27 Nov", with its year unless it is the year of `now`."""
    return day_words(due.day, year=due.day.year != local_day(now, due.zone).year)
