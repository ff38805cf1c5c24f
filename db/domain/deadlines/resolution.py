"""Results of resolving a rule, and times of events.

Some are made ten thousand times when an event moves: those are tuples, made in a third of the time.
"""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple, Self

from pendulum import DateTime

from db.domain.deadlines.day_math import (
    ONE_DAY,
    WorkCalendar,
    day_begun_at,
    local_day,
    start_of_day,
)
from db.domain.deadlines.rules import Anchor
from db.domain.enums import DeadlineKind
from db.domain.parsing.day_names import WEEKDAYS


class AnchorTime(NamedTuple):
    """Actual or planned time of an event.

    If only the day is known, `at` is an instant of that day in `zone`, by custom its start; `day`
    is set where that day is known.
    """

    at: DateTime
    day_only: bool
    zone: str
    planned: bool = False
    day: dt.date | None = None

    @classmethod
    def of_day(cls, day: dt.date, zone: str, *, planned: bool = False) -> Self:
        """An event known only to the day, in the calendar of `zone`."""
        return cls(start_of_day(day, zone), day_only=True, zone=zone, planned=planned, day=day)

    def day_in(self, zone: str) -> dt.date:
        """Its day: the same in every zone without an hour; an exact instant is converted."""
        if not self.day_only:
            return local_day(self.at, zone)
        return self.day or local_day(self.at, self.zone)


class Due(NamedTuple):
    """A deadline: the first instant that is too late (UTC), and the day it falls on in `zone`.

    `zone` is the agreement's, unless a rule names a whole day of another zone. A `provisional` date
    depends on an event that is planned or still unknown. `opens` is the opening of a window (UTC).
    `notes` are remarks for people.
    """

    ends: DateTime
    day: dt.date
    zone: str
    timed: bool
    provisional: bool = False
    opens: DateTime | None = None
    notes: tuple[str, ...] = ()

    def to_the_day(self) -> Self:
        """The same to the day: hours counted from a day end, at midnight, with the day before."""
        begun = day_begun_at(self.ends, self.zone)
        return self if begun is None else self._replace(day=begun - ONE_DAY, timed=False)


@dataclass(frozen=True, slots=True)
class Waiting:
    """No date yet: these events have not taken place and are not planned."""

    on: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Unset:
    """There is no deadline."""


@dataclass(frozen=True, slots=True)
class Standing:
    """No single date: the duty recurs, or arises with each occurrence."""

    words: str


@dataclass(frozen=True, slots=True)
class Undetermined:
    """No date can be determined; `because` completes the sentence "cannot tell, because"."""

    because: str


Resolution = Due | Waiting | Unset | Standing | Undetermined


def kind_of(resolution: Resolution) -> DeadlineKind:
    """The resolution's kind, as stored with a commitment."""
    match resolution:
        case Due():
            return DeadlineKind.DUE
        case Waiting():
            return DeadlineKind.WAITING
        case Unset():
            return DeadlineKind.NONE
        case Standing():
            return DeadlineKind.STANDING
        case Undetermined():
            return DeadlineKind.UNDETERMINED


def day_remarks(due: Due, calendar: WorkCalendar | None = None) -> tuple[str, ...]:
    """Remarks about the due day: a weekend, or a holiday. The day is not moved."""
    remarks = []
    off = not calendar.is_working_day(due.day) if calendar else due.day.weekday() > 4
    holiday = calendar.holiday(due.day) if calendar else ""
    if due.day.weekday() > 4 or (off and not holiday):
        remarks.append(f"falls on a {WEEKDAYS[due.day.weekday()]}")
    if holiday:
        remarks.append(f"falls on a holiday: {holiday}")
    return tuple(remarks)
