"""Words for units and weekdays, and reading them from a text."""

from typing import Final

from db.domain.bounds import MOST_UNITS
from db.domain.deadlines.rules import Unit
from db.domain.deadlines.tokenizer import Tokenizer, did_you_mean
from db.domain.parsing.day_names import WEEKDAYS

_SPELLINGS: Final = {
    Unit.HOURS: "h hr hrs hour hours",
    Unit.DAYS: "d day days",
    Unit.WORKING_DAYS: "wd bd workday workdays",
    Unit.WEEKS: "w wk wks week weeks",
    Unit.MONTHS: "mo mos month months",
    Unit.YEARS: "y yr yrs year years",
}
_UNITS: Final = {word: unit for unit, words in _SPELLINGS.items() for word in words.split()}
_WORKING: Final = r"(?:working|business)\s+days?(?![\w-])"
UNIT_WORDS: Final = ("hours", "days", "working days", "weeks", "months", "years")
_AMOUNTS: Final = ("signing + 90 days", "signing + 72 hours", "signing + 10 working days")

WEEKDAY_PATTERN: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![\w/-])"
)


def take_amount(scan: Tokenizer) -> int:
    """A whole number of units; BadInput if it is missing or beyond all calendars."""
    found = scan.take("[0-9]+")
    if not found:
        raise scan.expected("a number", examples=_AMOUNTS)
    if len(found[0]) > len(str(MOST_UNITS)):
        message = f"{found[0][:12]} is too many: the most is {MOST_UNITS}."
        raise scan.error(message, *found.span(), _AMOUNTS)
    return int(found[0])


def look_unit(scan: Tokenizer) -> bool:
    """Check whether a unit comes next."""
    found = scan.look(r"[a-z]+(?![\w-])")
    return bool(scan.look(_WORKING) or (found and found[0].lower() in _UNITS))


def take_unit(scan: Tokenizer) -> Unit:
    """A unit in any of its spellings; BadInput names the nearest."""
    if scan.take(_WORKING):
        return Unit.WORKING_DAYS
    found = scan.take(r"[^\W\d_][\w-]*")
    if not found:
        raise scan.expected("a unit (hours, days, working days, weeks, months, years)")
    unit = _UNITS.get(found[0].lower())
    if unit is None:
        raise scan.error(_not_a_unit(found[0]), *found.span(), _AMOUNTS)
    return unit


def _not_a_unit(word: str) -> str:
    if word.lower() == "m":
        return "“m” could be minutes or months: write “mo” for months."
    if word.lower() in ("min", "mins", "minute", "minutes"):
        return "Minutes are not counted: give hours, or a date with its time."
    return f"“{word}” is not a unit.{did_you_mean(word, UNIT_WORDS)}"


def take_weekday(scan: Tokenizer) -> int | None:
    """A weekday's name, full or short, as 0 (Monday) to 6; None if there is none."""
    found = scan.take(WEEKDAY_PATTERN)
    return weekday_number(found[0]) if found else None


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 for a weekday's name of three letters or more."""
    return [weekday[:3].lower() for weekday in WEEKDAYS].index(name[:3].lower())
