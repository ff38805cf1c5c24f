"""Remarks on unlikely dates: understood, but perhaps not meant."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Final

from pendulum import DateTime

from db.domain.deadlines.day_math import clock_remark, local_day
from db.domain.deadlines.rules import FixedDate, Rule
from db.domain.parsing.day import same_day_before

FIRST_LIKELY_YEAR: Final = 1900
MOST_YEARS_AHEAD: Final = 100
"""Years ahead; later dates, and those before FIRST_LIKELY_YEAR, need a confirmation."""
_RULES: Final = frozenset({"rule", "deadline"})
_SPAN: Final = re.compile(r"(\d+) (hour|day|week|month|year)s?\b")
_OF_A_YEAR: Final = {"hour": 8766, "day": 365.25, "week": 52, "month": 12, "year": 1}
"""Number of each unit in a year."""
_YEAR: Final = re.compile(r"(?<![\w-])(\d{4})-\d\d-\d\d(?![\w-])")


def remarks(text: str, rule: Rule, now: DateTime, zone: str) -> tuple[str, ...]:
    """Remarks on a day or moment typed at `now` by somebody in `zone`.

    They name a clock that skips or repeats the time, and the last occurrence of a date without a
    year.
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
    """A question about the probably mistyped years in a command; otherwise empty."""
    rules = tuple(_rules(command))
    found = {int(year) for rule in rules for year in _YEAR.findall(rule)}
    years = sorted(year for year in found if _is_unlikely(year, now))
    said = [
        f"{year:04} is before {FIRST_LIKELY_YEAR}"
        if year < FIRST_LIKELY_YEAR
        else f"{year} is {year - now.year} years ahead"
        for year in years
    ]
    spans = dict.fromkeys(span for rule in rules for span in _long_spans(rule))
    said += [f"{span} are more than {MOST_YEARS_AHEAD} years" for span in spans]
    return f"{', '.join(said)}." if said else ""


def _long_spans(rule: str) -> Iterator[str]:
    for span in _SPAN.finditer(rule):
        if int(span[1]) > MOST_YEARS_AHEAD * _OF_A_YEAR[span[2]]:
            yield span[0]


def _is_unlikely(year: int, now: DateTime) -> bool:
    return not FIRST_LIKELY_YEAR <= year <= now.year + MOST_YEARS_AHEAD


def _rules(value: object, name: str = "") -> Iterator[str]:
    """All rules in a command's fields, and all days, which are rules too."""
    if isinstance(value, date):
        yield value.isoformat()[:10]
    elif isinstance(value, str):
        yield from (value,) if name in _RULES else ()
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _rules(each, str(key))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _rules(each, name)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _rules(getattr(value, each.name), each.name)
