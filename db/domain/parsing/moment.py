"""Days and moments as typed where no rule can stand: `20 nov 14:30`, `-3d`, `18:00`."""

import datetime as dt
import re
from dataclasses import replace
from typing import Final

from pendulum import DateTime

from db.domain.bounds import YEARS_READ, within_years
from db.domain.deadlines.day_math import instant_at, local_day
from db.domain.deadlines.parser import TIME, take_fixed, take_time_and_zone
from db.domain.deadlines.rules import FixedDate
from db.domain.deadlines.tokenizer import Tokenizer, did_you_mean
from db.domain.deadlines.units import take_weekday
from db.domain.errors import BadInput
from db.domain.parsing.day import NAMED_DAYS, same_day_before
from db.domain.parsing.day_names import MONTHS, WEEKDAYS, day_words
from db.domain.parsing.deadline import take_moment

EXAMPLES: Final = ("2026-11-23", "20 nov 14:30", "yesterday", "last fri", "-3d", "18:00")
_WORDS: Final = (*NAMED_DAYS, *map(str.lower, (*WEEKDAYS, *MONTHS)), "now", "last", "next", "in")

_WEEKDAY: Final = re.compile(r"\s*(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)


def read_moment(
    text: str, *, now: DateTime, zone: str, examples: tuple[str, ...] = EXAMPLES
) -> FixedDate:
    """Read a day or a moment as typed at `now` by somebody in `zone`.

    A time alone is today's, whatever the hour.

    Raises:
        BadInput: marking the unreadable word, with the given examples.
    """
    scan = Tokenizer(text)
    try:
        found = _moment(scan, now, zone)
        if found.time is None:
            found = FixedDate(found.day, *_clock(scan, found))
        within_years(found.day)
    except OverflowError as error:
        raise BadInput(YEARS_READ, text=text, examples=examples) from error
    except BadInput as error:  # its examples may be deadlines
        raise scan.error(error.message, error.start, error.end, examples) from error
    if not scan.ended():
        word, start, end = scan.rest()
        raise scan.error(f"“{word}” does not belong here.", start, end, examples)
    return found


def read_past(text: str, *, now: DateTime, zone: str) -> FixedDate:
    """Read a time in the past: a weekday, or a date without its year, is the last one.

    Raises:
        BadInput: see `read_moment`; also for a time in the future.
    """
    found = read_moment(text, now=now, zone=zone)
    if not _is_ahead(found, now, zone):
        return found
    earlier = _the_one_before(found.day, text)
    if earlier is not None and not _is_ahead(replace(found, day=earlier), now, zone):
        return replace(found, day=earlier)
    said = f"{day_words(found.day)} is still to come."
    raise BadInput(said, text=text, hint="Give today or an earlier day, with its year.")


def _is_ahead(found: FixedDate, now: DateTime, zone: str) -> bool:
    zone = found.zone or zone
    if found.time is None:
        return found.day > local_day(now, zone)
    return instant_at(found.day, found.time, zone) > now


def _the_one_before(day: dt.date, text: str) -> dt.date | None:
    """The last day of a name or a date without its year, where the next one was understood."""
    if not _WEEKDAY.match(text):
        return same_day_before(text, day)
    return day - dt.timedelta(days=7) if day.toordinal() > 7 else None


def _moment(scan: Tokenizer, now: DateTime, zone: str) -> FixedDate:
    today = local_day(now, zone)
    if scan.word("last"):
        return FixedDate(_last(scan, today))
    if scan.look(TIME):
        time, named = take_time_and_zone(scan)
        return FixedDate(local_day(now, named or zone), time, named)
    found = take_moment(scan, now=now, zone=zone)
    if found is None and not scan.look("[0-9]"):
        raise _unknown(scan)
    return found or take_fixed(scan)


def _last(scan: Tokenizer, today: dt.date) -> dt.date:
    weekday = take_weekday(scan)
    if weekday is None:
        raise scan.expected("a weekday", WEEKDAYS)
    return today - dt.timedelta(days=(today.weekday() - weekday) % 7 or 7)


def _unknown(scan: Tokenizer) -> BadInput:
    word, start, end = scan.rest()
    wrong = f"“{word}” is no day and no moment." if word else "A day or a moment is wanted."
    hint = "" if word.casefold() in _WORDS else did_you_mean(word, _WORDS)
    return scan.error(f"{wrong}{hint}", start, end)


def _clock(scan: Tokenizer, found: FixedDate) -> tuple[dt.time | None, str | None]:
    time, zone = take_time_and_zone(scan)
    return time, zone or found.zone
