"""Simulation of a moved event or a completed duty: derived, and nothing written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.domain.deadlines.day_math import DayOrMoment, local_day, start_of_day, to_utc
from db.domain.deadlines.occurrences import after
from db.domain.deadlines.resolution import Due
from db.domain.enums import UNTIED, DeadlineKind, Status, TimeState
from db.domain.errors import NotFound
from db.domain.time_state import CompletionTime, time_state
from db.projections import occurrences as instances
from db.projections.anchor_times import AnchorBook, DutyFact, EventFact, When
from db.projections.dependencies import dependants
from db.projections.due_dates import DueDateCalculator, Duty, read_duties
from db.queries.commitments.occurrences import OccurrenceCounts, kept_by


@dataclass(frozen=True, slots=True)
class Stand:
    """State of a commitment: its date, or why there is none and what it would be by plan."""

    kind: DeadlineKind
    due: Due | None
    why: str
    plan: Due | None
    status: Status
    done: CompletionTime | None
    first: date | None
    """The day by the first version of its deadline."""
    opens: DateTime | None
    """Opening of its window."""
    instances: OccurrenceCounts | None
    """Record of its instances, if it recurs."""

    @property
    def open(self) -> bool:
        """True if it is neither done nor released."""
        return self.status.is_open

    def state(self, now: DateTime) -> TimeState:
        """Time state against its deadline at `now`: overdue, met late."""
        return time_state(self.status, self.kind, self.due, self.done, now)


@dataclass(frozen=True, slots=True)
class Moved:
    """A commitment with any different result of its deadline."""

    code: str
    title: str
    before: Stand
    after: Stand

    @property
    def moves(self) -> bool:
        """True if more changes than its completion."""
        return replace(self.before, status=self.after.status, done=self.after.done) != self.after


@dataclass(frozen=True, slots=True)
class SupposedEvent:
    """An event of an agreement on a day of its zone, or at a moment; None: unknown.

    Args:
        agreement: Code of the agreement.
        key: Key of the event; a new one moves nothing.
        on: Time of the event.
        planned: True if it has not happened yet.
        completes: The commitment that it is tied to; "" leaves that as it is, "none" unties it.
        keeps_dates: True to leave its dates as they are and ignore `on`.
        remarks: Remarks on `on` as it was typed.
    """

    agreement: str
    key: str
    on: DayOrMoment | None
    planned: bool = False
    completes: str = ""
    keeps_dates: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupposedDone:
    """A commitment done on a day of its agreement's zone, or at a moment."""

    code: str
    on: DayOrMoment
    remarks: tuple[str, ...] = ()
    """Remarks on `on` as it was typed."""


@dataclass(frozen=True, slots=True)
class SupposedHome:
    """An agreement with another zone or calendar of working days; None leaves it as it is."""

    agreement: str
    zone: str | None = None
    calendar: str | None = None


Supposed = SupposedEvent | SupposedDone | SupposedHome


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All differences at `now` under these suppositions, as the store would write them."""

    supposed: tuple[Supposed, ...]
    now: DateTime

    def read(self, connection: Connection) -> tuple[Moved, ...]:
        """Commitments that move, in the order of entry.

        Raises:
            NotFound: when a commitment supposed done does not exist.
        """
        dating = DueDateCalculator(connection)
        events: set[int] = set()
        done: set[int] = set()
        others: set[int] = set()
        for each in self.supposed:
            match each:
                case SupposedEvent():
                    events |= _suppose_event(connection, dating.book, each)
                case SupposedDone():
                    done |= _suppose_done(connection, dating.book, each)
                case SupposedHome():
                    others |= _suppose_home(connection, dating.homes, each)
        dating.along(dependants(connection, events=events) | done | others, done)
        tallies = _follow(dating, self.now)
        before = DueDateCalculator(connection)
        some = (each for each in dating.found if dating.homes or dating.duties[each].is_window)
        before.load(some)  # of all others nothing came out otherwise but what is kept
        found = (_moved(before, dating, each, tallies.get(each)) for each in sorted(dating.found))
        return tuple(each for each in found if each.before != each.after)


def _suppose_home(
    connection: Connection, homes: dict[str, tuple[str, str]], supposed: SupposedHome
) -> set[int]:
    a, c = t.agreement.c, t.commitment.c
    code = supposed.agreement.strip().upper()
    found = connection.execute(select(a.id, a.zone, a.calendar).where(a.code == code)).one()
    agreement_id, zone, calendar = found
    homes[code] = (
        zone if supposed.zone is None else supposed.zone,
        calendar if supposed.calendar is None else supposed.calendar,
    )
    return set(connection.scalars(select(c.id).where(c.agreement_id == agreement_id)))


Tallies = tuple[OccurrenceCounts, OccurrenceCounts]
"""Records of a duty's instances, before and after."""


def _follow(dating: DueDateCalculator, now: DateTime) -> dict[int, Tallies]:
    """Derive instances from the new dates, as saving does."""
    tallies: dict[int, Tallies] = {}
    moved: set[int] = set()
    for each in instances.standing(dating.connection, dating.found):
        duty, rows = dating.duties[each], instances.read_rows(dating.connection, each)
        status = _fact(dating, duty).status
        series = replace(
            instances.read_series(dating.connection, each),
            zone=duty.zone,
            calendar=duty.calendar,
            status=status,
        )
        left = after(rows, series.changes(dating.connection, rows, now, dating.book))
        tallies[each] = (kept_by(rows, duty.zone, now), kept_by(left, duty.zone, now))
        unmet = [row for row in left if row["done_at"] is None and status.is_open]
        first = min(unmet, key=lambda row: row["due_at"], default=None)
        instance = When(first["due_at"], first["due_on"], first["due_timed"]) if first else None
        if instance != duty.instance:
            duty.instance = instance
            moved.add(each)
    if moved:
        dating.along(moved)
    return tallies


def _suppose_event(connection: Connection, book: AnchorBook, supposed: SupposedEvent) -> set[int]:
    e, a, c = t.event.c, t.agreement.c, t.commitment.c
    code = supposed.agreement.strip().upper()
    found = connection.execute(
        select(e.id, e.planned_at, e.actual_at, e.day_only, a.zone, c.code)
        .select_from(t.event.join(t.agreement).outerjoin(t.commitment, c.id == e.commitment_id))
        .where(a.code == code, e.key == supposed.key)
    ).first()
    if found is None:
        return set()
    event_id, fact = found[0], EventFact(*found[1:])
    if supposed.completes:
        tied = None if supposed.completes == UNTIED else supposed.completes.upper()
        fact = replace(fact, completes=tied)
    if not supposed.keeps_dates:
        when = _when(supposed.on, fact.zone) if supposed.on is not None else None
        at, timed = (when.at, when.timed) if when is not None else (None, False)
        planned, actual = (at, None) if supposed.planned else (None, at)
        fact = replace(fact, planned_at=planned, actual_at=actual, day_only=not timed)
    book.events[code, supposed.key] = fact
    return {int(event_id)}


def _suppose_done(connection: Connection, book: AnchorBook, supposed: SupposedDone) -> set[int]:
    c = t.commitment.c
    code = supposed.code.strip().upper()
    found = connection.scalar(select(c.id).where(c.code == code))
    if found is None:
        raise NotFound(f"There is no commitment '{supposed.code}'.", "accord list shows all codes.")
    duty = read_duties(connection, [found])[found]
    fact = DutyFact.of(duty.kept)
    book.duties[code] = fact._replace(status=Status.DONE, done=_when(supposed.on, duty.zone))
    return {found}


def _when(on: DayOrMoment, zone: str) -> When:
    if isinstance(on, DateTime):
        return When(to_utc(on), local_day(on, zone), timed=True)
    return When(start_of_day(on, zone), on, timed=False)


def _fact(dating: DueDateCalculator, duty: Duty) -> DutyFact:
    return dating.book.duties[duty.code] or DutyFact.of(duty.kept)


def _moved(
    before: DueDateCalculator,
    dating: DueDateCalculator,
    commitment_id: int,
    tallies: Tallies | None,
) -> Moved:
    duty = dating.duties[commitment_id]
    was = before.duties.get(commitment_id, duty)
    fact = _fact(dating, duty)
    return Moved(
        duty.code,
        duty.title,
        _stand(was, was.kept, DutyFact.of(was.kept), before.opening(was), tallies and tallies[0]),
        _stand(
            duty,
            {**duty.kept, **dating.found[commitment_id]},
            fact,
            dating.opening(duty),
            tallies and tallies[1],
        ),
    )


def _stand(
    duty: Duty,
    values: Mapping[str, Any],
    fact: DutyFact,
    opens: DateTime | None,
    tally: OccurrenceCounts | None,
) -> Stand:
    due = None
    if values["due_at"] is not None:
        due = Due(
            values["due_at"], values["due_on"], duty.zone, values["due_timed"],
            values["due_provisional"],
        )  # fmt: skip
    plan = None
    if values["plan_at"] is not None:
        plan = Due(values["plan_at"], values["plan_on"], duty.zone, values["plan_timed"], True)
    done = CompletionTime(*fact.done) if fact.done is not None else None
    return Stand(
        values["deadline_kind"], due, values["waiting_on"], plan, fact.status, done,
        values["first_due_on"], opens, tally,
    )  # fmt: skip


def late_ones(moved: Iterable[Moved], now: DateTime) -> tuple[list[Moved], list[Moved]]:
    """Moved commitments that become overdue, and those that stop being overdue, at `now`."""
    late = TimeState.OVERDUE
    pairs = [
        (each, each.before.state(now) is late, each.after.state(now) is late) for each in moved
    ]
    become = [each for each, before, after in pairs if after and not before]
    stop = [each for each, before, after in pairs if before and not after]
    return become, stop
