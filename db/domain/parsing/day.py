"""Days as typed: `fri`, `27 nov`, `eom`, `27.11.2026`, `2026-W48`."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from db.domain.deadlines.tokenizer import Tokenizer, real_date, why_no_such_day
from db.domain.deadlines.units import WEEKDAY_PATTERN, weekday_number
from db.domain.parsing.day_names import MONTHS, long_day_words

_END: Final = r"(?![\w/.-])"
_MONTH: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY: Final = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:,?\s+([0-9]{4})(?![:\w]))?"
_ONE_DAY: Final = dt.timedelta(days=1)
_LEAP_YEAR: Final = 2024

NAMED_DAYS: Final = ("today", "tomorrow", "yesterday", "eow", "eom", "eoy")


def take_day(scan: Tokenizer, today: dt.date) -> dt.date | None:
    """A day in any free spelling, as seen from `today`; None if the next token is no day.

    A weekday is the next one with that name, today included. `next` moves it into the week after
    this one; weeks start on Monday. A date without its year is the next one, today included.
    BadInput for days that do not exist or are ambiguous.
    """
    for reader in _READERS:
        day = reader(scan, today)
        if day is not None:
            return day
    return None


def _named(scan: Tokenizer, today: dt.date) -> dt.date | None:
    found = scan.take(rf"({'|'.join(NAMED_DAYS)}){_END}")
    if not found:
        return None
    match found[1].lower():
        case "tomorrow":
            return today + _ONE_DAY
        case "yesterday":
            return today - _ONE_DAY
        case "eow":
            return today + dt.timedelta(days=6 - today.weekday())
        case "eom":
            return _end_of_month(today)
        case "eoy":
            return dt.date(today.year, 12, 31)
        case _:
            return today


def _end_of_month(day: dt.date) -> dt.date:
    # The 28th is in every month; four days on is the next month, whose day number is the excess.
    beyond = day.replace(day=28) + dt.timedelta(days=3)
    return beyond if beyond.month == day.month else beyond - dt.timedelta(days=beyond.day)


def _weekday(scan: Tokenizer, today: dt.date) -> dt.date | None:
    found = scan.take(rf"(next\s+)?({WEEKDAY_PATTERN})")
    if not found:
        return None
    weekday = weekday_number(found[2])
    if found[1]:
        return today + dt.timedelta(days=7 - today.weekday() + weekday)
    return today + dt.timedelta(days=(weekday - today.weekday()) % 7)


def _day_month(scan: Tokenizer, today: dt.date) -> dt.date | None:
    found = scan.take(rf"{_DAY}\s*{_MONTH}(?![\w/.-]){_YEAR}")
    return _month_and_day(scan, found, today, found[2], found[1]) if found else None


def _month_day(scan: Tokenizer, today: dt.date) -> dt.date | None:
    found = scan.take(rf"{_MONTH}\s+{_DAY}(?![\w/:.-]){_YEAR}")
    return _month_and_day(scan, found, today, found[1], found[2]) if found else None


def _month_and_day(
    scan: Tokenizer, found: re.Match[str], today: dt.date, month_name: str, day_digits: str
) -> dt.date:
    month = [name[:3].lower() for name in MONTHS].index(month_name[:3].lower()) + 1
    day = int(day_digits)
    if found[3]:
        return real_date(scan.text, found.span(), (int(found[3]), month, day))
    return _next_of_that_name(scan, found, today, month, day)


def _next_of_that_name(
    scan: Tokenizer, found: re.Match[str], today: dt.date, month: int, day: int
) -> dt.date:
    most = _end_of_month(dt.date(_LEAP_YEAR, month, 1)).day
    if not 1 <= day <= most:
        message = f"{MONTHS[month - 1]} has at most {most} days, so there is no day {day}."
        raise scan.error(message, *found.span(), ("27 nov", "27 nov 2026"))
    there = dt.date(today.year, month, 1)
    year = today.year
    # 29 February comes every fourth year, or after eight around 2100.
    while day > _end_of_month(there).day or there.replace(day=day) < today:
        year += 1
        there = real_date(scan.text, found.span(), (year, month, 1))
    return there.replace(day=day)


_WITHOUT_YEAR: Final = re.compile(
    rf"\s*(?:{_DAY}\s*{_MONTH}|{_MONTH}\s+{_DAY})(?![\w/.-])(?!,?\s+[0-9]{{4}}(?![:\w]))",
    re.IGNORECASE,
)


def same_day_before(text: str, day: dt.date) -> dt.date | None:
    """The last such day before `day`, if the text gave day and month without a year."""
    if not _WITHOUT_YEAR.match(text):
        return None
    for year in range(day.year - 1, max(day.year - 9, 0), -1):  # 29 February is not in every one
        if why_no_such_day(year, day.month, day.day) is None:
            return day.replace(year=year)
    return None


def _dotted(scan: Tokenizer, today: dt.date) -> dt.date | None:  # noqa: ARG001  as all readers
    found = scan.take(rf"([0-9]{{1,2}})\.([0-9]{{1,2}})\.([0-9]{{1,4}}){_END}")
    if not found:
        return None
    _check_year(scan, found)
    day, month, year = map(int, found.groups())
    return real_date(scan.text, found.span(), (year, month, day))


def _slashed(scan: Tokenizer, today: dt.date) -> dt.date | None:  # noqa: ARG001  as all readers
    found = scan.take(rf"([0-9]{{1,2}})/([0-9]{{1,2}})/([0-9]{{1,4}}){_END}")
    if not found:
        return None
    _check_year(scan, found)
    first, second, year = map(int, found.groups())
    readings = [
        dt.date(year, month, day)
        for day, month in dict.fromkeys([(first, second), (second, first)])
        if why_no_such_day(year, month, day) is None
    ]
    if not readings:
        return real_date(scan.text, found.span(), (year, second, first))
    if len(readings) == 2:
        one, other = readings
        message = (
            f"“{found[0]}” could be {long_day_words(one)} ({one}) "
            f"or {long_day_words(other)} ({other}): write which."
        )
        raise scan.error(message, *found.span(), tuple(map(str, readings)))
    return readings[0]


def _check_year(scan: Tokenizer, found: re.Match[str]) -> None:
    if len(found[3]) != 4:
        message = f"Write the year of “{found[0]}” in full, with four digits."
        raise scan.error(message, *found.span(3), ("27.11.2026", "2026-11-27"))


def _iso_week(scan: Tokenizer, today: dt.date) -> dt.date | None:  # noqa: ARG001  as all readers
    found = scan.take(rf"([0-9]{{4}})-W([0-9]{{1,2}})(?:-([0-9]))?{_END}")
    if not found:
        return None
    year, week, weekday = int(found[1]), int(found[2]), int(found[3] or 7)
    try:
        return dt.date.fromisocalendar(year, week, weekday)
    except (ValueError, OverflowError):
        message = f"There is no {found[0].upper()}: {_why_no_such_week(year, week, weekday)}."
        raise scan.error(message, *found.span(), ("2026-W48", "2026-W48-5")) from None


def _why_no_such_week(year: int, week: int, weekday: int) -> str:
    if not 1 <= weekday <= 7:
        return "a week has days 1 (Monday) to 7"
    if not 1 <= year <= dt.MAXYEAR:
        return f"there is no year {year:04}"
    weeks = dt.date(year, 12, 28).isocalendar().week
    return f"{year} has weeks 1 to {weeks}" if week > weeks or not week else "that is year 10000"


_READERS: Final[tuple[Callable[[Tokenizer, dt.date], dt.date | None], ...]] = (
    _named,
    _weekday,
    _day_month,
    _month_day,
    _dotted,
    _slashed,
    _iso_week,
)
