"""The deadline rules as values. `str(rule)` is the canonical text, which `parse_rule` reads back.

Rules know neither the present day nor the times of events: see `resolve`.
"""

import re
from dataclasses import dataclass
from datetime import date
from datetime import time as time_of_day
from enum import StrEnum
from typing import Final

from db.domain.bounds import MOST_UNITS
from db.domain.parsing.day_names import WEEKDAYS

KEY_PATTERN: Final = r"[^\W\d_]\w*(?:-\w+)*"
_KEY: Final = re.compile(KEY_PATTERN)
RESERVED: Final = frozenset({"none", "min", "max", "every", "within"})


class Unit(StrEnum):
    """Unit of an offset. Hours are exact; all others are calendar arithmetic."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

    @property
    def singular(self) -> str:
        """The unit in the singular: "working day"."""
        return self.value.removesuffix("s")


def count(amount: int, unit: Unit) -> str:
    """An amount with its unit: "1 day", "90 days"."""
    return f"{amount} {unit.singular if amount == 1 else unit.value}"


def is_event_key(text: str) -> bool:
    """Check whether `text` can name an event in a rule: a letter, then letters, digits, hyphens."""
    return bool(_KEY.fullmatch(text)) and text.lower() not in RESERVED


def _check_key(text: str) -> None:
    if not is_event_key(text):
        msg = f"{text!r} cannot be named in a rule"
        raise ValueError(msg)


def _check_amount(amount: int, least: int = 0) -> None:
    if not least <= amount <= MOST_UNITS:
        msg = f"an amount is from {least} to {MOST_UNITS}, not {amount}"
        raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class EventAnchor:
    """A named event of this agreement, or of another one: "signing", "DOHA/signing"."""

    key: str
    agreement: str | None = None

    def __post_init__(self) -> None:
        _check_key(self.key)
        if self.agreement is not None:
            _check_key(self.agreement)

    def __str__(self) -> str:
        return self.key if self.agreement is None else f"{self.agreement}/{self.key}"


@dataclass(frozen=True, slots=True)
class CompletionAnchor:
    """The day of a commitment's completion: "WPA-3 done"."""

    code: str

    def __post_init__(self) -> None:
        _check_key(self.code)

    def __str__(self) -> str:
        return f"{self.code} done"


@dataclass(frozen=True, slots=True)
class DueAnchor:
    """The deadline of a commitment, met or not: "WPA-3 due"."""

    code: str

    def __post_init__(self) -> None:
        _check_key(self.code)

    def __str__(self) -> str:
        return f"{self.code} due"


Anchor = EventAnchor | CompletionAnchor | DueAnchor


@dataclass(frozen=True, slots=True)
class NoDeadline:
    """The text gives no deadline."""

    def __str__(self) -> str:
        return "none"


@dataclass(frozen=True, slots=True)
class FixedDate:
    """A calendar date. Without `time`, the end of that day; without `zone`, the agreement's."""

    day: date
    time: time_of_day | None = None
    zone: str | None = None

    def __post_init__(self) -> None:
        if self.time is not None and (self.time.microsecond or self.time.tzinfo):
            msg = "a deadline's time is given to the second, its zone apart"
            raise ValueError(msg)

    def __str__(self) -> str:
        parts = [self.day.isoformat()]
        if self.time is not None:
            parts.append(self.time.isoformat("seconds" if self.time.second else "minutes"))
        if self.zone is not None:
            parts.append(self.zone)
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance after, or before, an anchor. The bare anchor is an offset of 0 days."""

    anchor: Anchor
    amount: int
    unit: Unit
    before: bool = False

    def __post_init__(self) -> None:
        _check_amount(self.amount)

    def __str__(self) -> str:
        if (self.amount, self.unit, self.before) == (0, Unit.DAYS, False):
            return str(self.anchor)
        return f"{self.anchor} {'-' if self.before else '+'} {count(self.amount, self.unit)}"


@dataclass(frozen=True, slots=True)
class Earliest:
    """The earliest of several bounds."""

    bounds: "tuple[Point, ...]"

    def __post_init__(self) -> None:
        _check_bounds(self.bounds)

    def __str__(self) -> str:
        return f"min({', '.join(map(str, self.bounds))})"


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest of several bounds."""

    bounds: "tuple[Point, ...]"

    def __post_init__(self) -> None:
        _check_bounds(self.bounds)

    def __str__(self) -> str:
        return f"max({', '.join(map(str, self.bounds))})"


def _check_bounds(bounds: "tuple[Point, ...]") -> None:
    if len(bounds) < 2:
        msg = "an earliest or latest needs two bounds or more"
        raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Window:
    """A span for the duty: it opens with one point and ends with another."""

    opens: "Point"
    ends: "Point"

    def __str__(self) -> str:
        return f"{self.opens} .. {self.ends}"


@dataclass(frozen=True, slots=True)
class Recurring:
    """A recurring duty: every so many units, on a weekday (0 is Monday) if in weeks."""

    every: int
    unit: Unit
    weekday: int | None = None
    start: Anchor | date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        _check_amount(self.every, least=1)
        if self.weekday is not None and (
            self.unit is not Unit.WEEKS or self.weekday not in range(7)
        ):
            msg = "only a rule in weeks falls on a weekday, 0 to 6"
            raise ValueError(msg)

    def __str__(self) -> str:
        every = self.unit.singular if self.every == 1 else count(self.every, self.unit)
        parts = [f"every {every}"]
        if self.weekday is not None:
            parts.append(f"on {WEEKDAYS[self.weekday].lower()}")
        if self.start is not None:
            parts.append(f"from {self.start}")
        if self.until is not None:
            parts.append(f"until {self.until}")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class PerOccurrence:
    """A standing duty, due so long after each event of a sort."""

    amount: int
    unit: Unit
    event: str

    def __post_init__(self) -> None:
        _check_amount(self.amount)
        _check_key(self.event)

    def __str__(self) -> str:
        return f"within {count(self.amount, self.unit)} of each {self.event}"


Point = FixedDate | Offset | Earliest | Latest
Rule = NoDeadline | Point | Window | Recurring | PerOccurrence


def format_rule(rule: Rule) -> str:
    """The canonical text of a rule; `parse_rule` reads it back into an equal rule."""
    return str(rule)


def anchors_of(rule: Rule) -> frozenset[Anchor]:
    """Every event and completion that a rule counts from."""
    match rule:
        case Offset(anchor=anchor):
            return frozenset({anchor})
        case Earliest(bounds=bounds) | Latest(bounds=bounds):
            return frozenset().union(*map(anchors_of, bounds))
        case Window(opens=opens, ends=ends):
            return anchors_of(opens) | anchors_of(ends)
        case Recurring(start=EventAnchor() | CompletionAnchor() | DueAnchor() as anchor):
            return frozenset({anchor})
        case _:
            return frozenset()


def days_in(rule: Rule) -> tuple[date, ...]:
    """Every day named in a rule itself."""
    match rule:
        case FixedDate(day=day):
            return (day,)
        case Earliest(bounds=bounds) | Latest(bounds=bounds):
            return tuple(day for bound in bounds for day in days_in(bound))
        case Window(opens=opens, ends=ends):
            return days_in(opens) + days_in(ends)
        case Recurring(start=start, until=until):
            return tuple(day for day in (start, until) if isinstance(day, date))
        case _:
            return ()
