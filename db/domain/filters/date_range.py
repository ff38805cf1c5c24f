"""Stretches of time in a filter: `<30d`, `2025-09`, `2025-09-01..`, `today`, `7d`."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from pendulum import DateTime

from db.domain.bounds import YEARS_READ, within_years
from db.domain.errors import BadInput

_SPAN = re.compile(r"([<>])(\d{1,5})([dwmy])")
_AGO = re.compile(r"-?(\d{1,5})([dwmy])")
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_MONTH = re.compile(r"\d{4}(-\d{2})?")

DUE_WORDS = (
    "overdue", "yesterday", "today", "tomorrow", "week", "soon", "later", "waiting", "none",
)  # fmt: skip
"""Words that `due:` knows beside days: most have the meaning of the flag of that name."""
PAST_WORDS = {"today": 0, "yesterday": 1}
"""Words that `since:` and `until:` know, as days ago."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """From a first to a last day, both included; None leaves that side open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """Before (or after) so many units from now."""

    text: str
    before: bool
    amount: int
    unit: str
    """One of `days`, `weeks`, `months` or `years`."""

    def instant(self, now: DateTime) -> DateTime:
        """The instant of the edge.

        Raises:
            BadInput: when it lies outside the accepted years.
        """
        return _moved(self.text, now, self.unit, self.amount)


def parse_due(value: str) -> DateRange | RelativeDate | str:
    """The value of `due:`: days, an edge from now, or one of DUE_WORDS.

    Raises:
        BadInput: for anything else.
    """
    if value in DUE_WORDS:
        return value
    span = _SPAN.fullmatch(value)
    if span:
        return RelativeDate(value, span[1] == "<", int(span[2]), _UNITS[span[3]])
    try:
        if value[:1] in ("<", ">"):
            return _beyond(value)
        first, dots, last = value.partition("..")
        return DateRange(
            _stretch(first)[0] if first else None,
            _stretch(last or ("" if dots else first))[1] if last or not dots else None,
        )
    except OverflowError as error:
        raise _too_far(value) from error
    except ValueError as error:
        raise BadInput(
            f"'{value}' is no span of time.",
            text=value,
            examples=("due:<30d", "due:today", "due:2025-09", "due:2025-09-01..2025-09-30"),
        ) from error


def _beyond(value: str) -> DateRange:
    first, last = _stretch(value[1:])
    if value[0] == "<":
        return DateRange(None, date.fromordinal(first.toordinal() - 1))
    return DateRange(date.fromordinal(last.toordinal() + 1), None)


def parse_past(value: str, now: DateTime) -> tuple[DateTime, DateTime]:
    """Start and end of a day in the past, in the zone of `now`; `7d` is that long ago.

    Raises:
        BadInput: for anything else.
    """
    ago = _AGO.fullmatch(value)
    if ago:
        at = _moved(value, now, _UNITS[ago[2]], -int(ago[1]))
        return at, at
    try:
        first, last = _past(value, now)
        begins = now.replace(year=first.year, month=first.month, day=first.day).start_of("day")
        ends = now.replace(year=last.year, month=last.month, day=last.day).start_of("day")
        return begins, ends.add(days=1)
    except OverflowError as error:
        raise _too_far(value) from error
    except ValueError as error:
        raise BadInput(
            f"'{value}' is no day.", text=value, examples=("2025-09-25", "yesterday", "7d", "2w")
        ) from error


def _past(value: str, now: DateTime) -> tuple[date, date]:
    if value not in PAST_WORDS:
        return _stretch(value)
    day = now.subtract(days=PAST_WORDS[value]).date()
    return day, day


def _stretch(text: str) -> tuple[date, date]:
    """First and last day of a day, month or year; OverflowError outside the accepted years."""
    if not _MONTH.fullmatch(text):
        day = within_years(date.fromisoformat(text))
        return day, day
    year, _, month = text.partition("-")
    first = within_years(date(int(year), int(month or 1), 1))
    last = int(month or 12)
    return first, date(first.year, last, calendar.monthrange(first.year, last)[1])


def _moved(text: str, now: DateTime, unit: str, amount: int) -> DateTime:
    try:
        moved = now.add(**{unit: amount})
        within_years(moved)
    except (ValueError, OverflowError) as error:
        raise _too_far(text) from error
    return moved


def _too_far(text: str) -> BadInput:
    message = f"'{text}' reaches too far: {YEARS_READ}"
    return BadInput(message, text=text, examples=("due:<30d", "2025-09"))
