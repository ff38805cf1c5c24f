"""Instances of recurring duties, and their record of being met."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection

from db.domain.deadlines.resolution import Due
from db.domain.time_state import CompletionTime, is_late
from db.projections import occurrences
from db.queries.commitments.row import CommitmentRow


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One instance of a standing duty; `arose_at` is the time of its trigger, if there was one."""

    number: int
    arose_at: DateTime | None
    due: Due
    done: CompletionTime | None
    note: str
    source: str

    @property
    def due_on(self) -> date:
        """The day it is due."""
        return self.due.day

    @property
    def done_on(self) -> date | None:
        """The day it was met."""
        return self.done.day if self.done else None

    @property
    def late(self) -> bool:
        """True if it was met late."""
        return self.done is not None and is_late(self.due, self.done)

    def missed(self, now: DateTime) -> bool:
        """Check whether its time is over and it is not met."""
        return self.done is None and now >= self.due.ends


@dataclass(frozen=True, slots=True)
class CameUp:
    """Check whether `MakeOccurrences` would make an instance at `now`, without writing."""

    now: DateTime

    def read(self, connection: Connection) -> bool:
        """True if one is to be made."""
        return occurrences.have_come_up(connection, self.now)


@dataclass(frozen=True, slots=True)
class OccurrenceCounts:
    """Record of a standing duty: instances met, and instances past their time."""

    on_time: int
    late: int
    missed: int

    @property
    def came_up(self) -> int:
        """Number of all judged instances."""
        return self.on_time + self.late + self.missed


def tally_of(found: Iterable[OccurrenceRow], now: DateTime) -> OccurrenceCounts:
    """Record of these instances at `now`."""
    rows = tuple(found)
    met = sum(each.done is not None for each in rows)
    late = sum(each.late for each in rows)
    return OccurrenceCounts(met - late, late, sum(each.missed(now) for each in rows))


def kept_by(rows: Iterable[Mapping[str, Any]], zone: str, now: DateTime) -> OccurrenceCounts:
    """Record of stored instances, of an agreement in this zone."""
    return tally_of((_occurrence(row, zone) for row in rows), now)


def occurrences_of(connection: Connection, row: CommitmentRow) -> tuple[OccurrenceRow, ...]:
    """All instances of a commitment, by number."""
    found = occurrences.read_rows(connection, row.id)
    return tuple(_occurrence(each, row.zone) for each in found)


def _occurrence(found: Mapping[str, Any], zone: str) -> OccurrenceRow:
    done = None
    if found["done_at"] is not None:
        done = CompletionTime(found["done_at"], found["done_on"], found["done_timed"])
    due = Due(found["due_at"], found["due_on"], zone, found["due_timed"])
    return OccurrenceRow(
        found["number"], found["arose_at"], due, done, found["note"], found["source"]
    )
