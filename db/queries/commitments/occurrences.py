"""Instances of duties that come round, and how they were kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection

from db.domain.deadlines.resolution import Due
from db.domain.time_state import Done, is_late
from db.projections import occurrences
from db.queries.commitments.row import CommitmentRow


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One instance of a standing duty; `arose_at` is what set it off, where anything did."""

    number: int
    arose_at: DateTime | None
    due: Due
    done: Done | None
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
        """Whether it was met after its time."""
        return self.done is not None and is_late(self.due, self.done)

    def missed(self, now: DateTime) -> bool:
        """Whether its time is over and it is not met."""
        return self.done is None and now >= self.due.ends


@dataclass(frozen=True, slots=True)
class CameUp:
    """Whether `MakeOccurrences` would make an instance at `now`: looked at before it writes."""

    now: DateTime

    def read(self, connection: Connection) -> bool:
        """Whether one is to be made."""
        return occurrences.have_come_up(connection, self.now)


@dataclass(frozen=True, slots=True)
class Tally:
    """How a standing duty was kept: instances met, and those whose time is over."""

    on_time: int
    late: int
    missed: int

    @property
    def came_up(self) -> int:
        """All that are judged."""
        return self.on_time + self.late + self.missed


def tally_of(found: Iterable[OccurrenceRow], now: DateTime) -> Tally:
    """How instances were kept, at `now`."""
    rows = tuple(found)
    met = sum(each.done is not None for each in rows)
    late = sum(each.late for each in rows)
    return Tally(met - late, late, sum(each.missed(now) for each in rows))


def kept_by(rows: Iterable[Mapping[str, Any]], zone: str, now: DateTime) -> Tally:
    """The same of instances as they are kept, of an agreement in this zone."""
    return tally_of((_occurrence(row, zone) for row in rows), now)


def occurrences_of(connection: Connection, row: CommitmentRow) -> tuple[OccurrenceRow, ...]:
    """All instances of a commitment, by number."""
    found = occurrences.read_rows(connection, row.id)
    return tuple(_occurrence(each, row.zone) for each in found)


def _occurrence(found: Mapping[str, Any], zone: str) -> OccurrenceRow:
    done = None
    if found["done_at"] is not None:
        done = Done(found["done_at"], found["done_on"], found["done_timed"])
    due = Due(found["due_at"], found["due_on"], zone, found["due_timed"])
    return OccurrenceRow(
        found["number"], found["arose_at"], due, done, found["note"], found["source"]
    )
