"""Scanner of a rule's text from left to right; it keeps the place, so that errors mark the spot."""

import difflib
import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from db.domain.bounds import LONGEST_LINE
from db.domain.errors import BadInput
from db.domain.parsing.day_names import MONTHS

EXAMPLES: Final = (
    "2025-09-25",
    "signing + 90 days",
    "WPA-3 done + 5 working days",
    "transition-ends - 60 days",
    "none",
)
_NEXT: Final = re.compile(r"[\w/:+-]+|\.+|.", re.DOTALL)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` probably means, in any case, or None."""
    folded = {choice.lower(): choice for choice in choices}
    found = difflib.get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A sentence to follow an error, with a space before it; empty if nothing is near."""
    near = nearest(word, choices)
    return f" Did you mean {near}?" if near else ""


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled patterns of the grammar, which has few; `re` would use its own, slower cache."""
    return re.compile(pattern, re.IGNORECASE)


class Tokenizer:
    """A place in a text. Every `take` skips blanks and moves on if its pattern matches."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST_LINE:
            message = f"At most {LONGEST_LINE:,} characters are read here: these are {len(text):,}."
            raise BadInput(message, examples=EXAMPLES)
        self.text = text
        self.at = 0

    def take(self, pattern: str) -> re.Match[str] | None:
        """Match `pattern`, in any case, at the next token, and move behind it."""
        found = self.look(pattern)
        if found:
            self.at = found.end()
        return found

    def look(self, pattern: str) -> re.Match[str] | None:
        """Match `pattern` at the next token without moving behind it."""
        self._skip()
        return _compiled(pattern).match(self.text, self.at)

    def word(self, word: str) -> bool:
        """Take the keyword `word`, if it stands there alone."""
        return self.take(rf"{word}(?![\w/-])") is not None

    def sign(self, sign: str) -> bool:
        """Take a sign such as "(" or ".."."""
        return self.take(re.escape(sign)) is not None

    def ended(self) -> bool:
        """Check whether only blanks are left."""
        self._skip()
        return self.at == len(self.text)

    def rest(self) -> tuple[str, int, int]:
        """The next token, whatever it is, and its span; at the end, an empty span."""
        self._skip()
        found = _NEXT.match(self.text, self.at)
        return (found[0], found.start(), found.end()) if found else ("", self.at, self.at)

    def error(
        self, message: str, start: int, end: int, examples: tuple[str, ...] = EXAMPLES
    ) -> BadInput:
        """An error about part of the text."""
        return BadInput(message, text=self.text, start=start, end=end, examples=examples)

    def expected(
        self, what: str, choices: Iterable[str] = (), examples: tuple[str, ...] = EXAMPLES
    ) -> BadInput:
        """An error that the next token is not `what`."""
        found, start, end = self.rest()
        where = f"found “{found}”" if found else "the text ends"
        message = f"Expected {what} here, but {where}.{did_you_mean(found, choices)}"
        return self.error(message, start, end, examples)

    def _skip(self) -> None:
        rest = self.text[self.at : self.at + 1]
        if rest.isspace():
            self.at = len(self.text) - len(self.text[self.at :].lstrip())


def real_date(text: str, span: tuple[int, int], numbers: tuple[int, int, int]) -> date:
    """The date of year, month, day; if there is none, BadInput marks the span and says why."""
    reason = why_no_such_day(*numbers)
    if reason:
        start, end = span
        examples = ("2026-11-27", "27 nov 2026")
        raise BadInput(reason, text=text, start=start, end=end, examples=examples)
    return date(*numbers)


def why_no_such_day(year: int, month: int, day: int) -> str | None:
    """The reason why the three numbers make no date, as a sentence; None if they do."""
    if not 1 <= year <= 9999:
        return f"There is no year {year:04}."
    if not 1 <= month <= 12:
        return f"There is no month {month}: months are 1 to 12."
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return f"{MONTHS[month - 1]} {year} has {days} days, so there is no day {day}."
    return None


def is_zone(name: str) -> bool:
    """Check whether `name` is an IANA time zone's full name, such as Africa/Kinshasa, or UTC."""
    area, slash, _ = name.partition("/")
    if name != "UTC" and (not slash or area in ("posix", "right")):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def nearest_zone(name: str) -> str | None:
    """The time zone that was probably meant: equal but for case, by its city, or similar."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone)
    by_city = {zone.rpartition("/")[2].lower(): zone for zone in reversed(zones)}
    return nearest(name, zones) or by_city.get(name.lower())
