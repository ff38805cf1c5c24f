"""What is odd about days as they were typed: understood, but perhaps not meant."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Final

from pendulum import DateTime

from db.domain.deadline.days import clock_remark, local_day
from db.domain.deadline.rules import FixedDate, Rule
from db.domain.typed_days import same_day_before

FIRST_YEAR: Final = 1900
MOST_AHEAD: Final = 100
"""Years before the first, or so many ahead, are asked about before anything is saved."""
_RULES: Final = frozenset({"rule", "deadline"})
_YEAR: Final = re.compile(r"(?<![\w-])(\d{4})-\d\d-\d\d(?![\w-])")


def remarks(text: str, rule: Rule, now: DateTime, zone: str) -> tuple[str, ...]:
    """What to point out of a day or moment typed at `now` by somebody in `zone`.

    A clock that skips or repeats the time, and the day that a date without its year was last.
    """
    if not isinstance(rule, FixedDate):
        return ()
    found = [] if rule.time is None else [clock_remark(rule.day, rule.time, rule.zone or zone)]
    today = local_day(now, zone)
    before = same_day_before(text, rule.day)
    if before is not None and today - before < rule.day - today:
        ago = (today - before).days
        found.append(f"{ago} day{'s' * (ago != 1)} ago would be {before.isoformat()}")
    return tuple(each for each in found if each)


def unlikely(command: object, now: DateTime) -> str:
    """A sentence about the years in what is to be saved that are probably slips; else nothing."""
    years = sorted({year for year in _years(command) if _is_unlikely(year, now)})
    if not years:
        return ""
    said = [
        f"{year:04} is before {FIRST_YEAR}"
        if year < FIRST_YEAR
        else f"{year} is {year - now.year} years ahead"
        for year in years
    ]
    return f"{', '.join(said)}."


def _is_unlikely(year: int, now: DateTime) -> bool:
    return not FIRST_YEAR <= year <= now.year + MOST_AHEAD


def _years(value: object, name: str = "") -> Iterator[int]:
    """The years of all days, and of all rules, in what a command is made of."""
    if isinstance(value, date):
        yield value.year
    elif isinstance(value, str):
        yield from map(int, _YEAR.findall(value) if name in _RULES else ())
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _years(each, str(key))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _years(each, name)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _years(getattr(value, each.name), each.name)
