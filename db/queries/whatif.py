"""What would move if an event moved or a duty were done: worked out, and nothing written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.anchors import AnchorBook, DutyFact, EventFact, When
from db.dating import Dating, Duty, read_duties
from db.domain.deadline.days import local_day, start_of_day
from db.domain.deadline.outcome import Due
from db.domain.errors import NotFound
from db.domain.vocabulary import UNTIED, DeadlineKind, Status
from db.links import dependants


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a commitment stands: its date, or why there is none and what it would be by plan."""

    kind: DeadlineKind
    due: Due | None
    why: str
    plan: Due | None
    open: bool

    def overdue(self, now: DateTime) -> bool:
        """Whether it is open and past its date at `now`."""
        return self.open and self.due is not None and now >= self.due.ends


@dataclass(frozen=True, slots=True)
class Moved:
    """A commitment whose deadline would come out differently, or that would be done."""

    code: str
    title: str
    before: Stand
    after: Stand


@dataclass(frozen=True, slots=True)
class SupposedEvent:
    """An event of an agreement at `at` (UTC; None: unknown).

    Args:
        agreement: Its code.
        key: The event's; one that does not exist yet moves nothing.
        at: When it happens; for a day only, any instant of that day in the agreement's zone.
        day_only: Whether only the day is known.
        planned: Whether it has not happened yet.
        completes: The commitment that it is tied to; "" leaves that as it is, "none" unties it.
        keeps_dates: Whether its dates are left as they are, and `at` means nothing.
    """

    agreement: str
    key: str
    at: DateTime | None
    day_only: bool = True
    planned: bool = False
    completes: str = ""
    keeps_dates: bool = False


@dataclass(frozen=True, slots=True)
class SupposedDone:
    """A commitment done on a day of its agreement's zone, or at an exact moment (UTC)."""

    code: str
    on: date | DateTime


Supposed = SupposedEvent | SupposedDone


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Deadlines that would move if all this were so."""

    supposed: tuple[Supposed, ...]

    def read(self, connection: Connection) -> tuple[Moved, ...]:
        """Those that move, in the order they were entered.

        Raises:
            NotFound: when a commitment that is supposed done is not there.
        """
        dating = Dating(connection)
        events: set[int] = set()
        done: set[int] = set()
        for each in self.supposed:
            if isinstance(each, SupposedEvent):
                events |= _suppose_event(connection, dating.book, each)
            else:
                done |= _suppose_done(connection, dating.book, each)
        dating.along(dependants(connection, events=events) | done, done)
        found = (_moved(dating, each) for each in sorted(dating.found))
        return tuple(each for each in found if each.before != each.after)


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
        planned, actual = (supposed.at, None) if supposed.planned else (None, supposed.at)
        fact = replace(fact, planned_at=planned, actual_at=actual, day_only=supposed.day_only)
    book.events[code, supposed.key] = fact
    return {int(event_id)}


def _suppose_done(connection: Connection, book: AnchorBook, supposed: SupposedDone) -> set[int]:
    c = t.commitment.c
    code = supposed.code.strip().upper()
    found = connection.scalar(select(c.id).where(c.code == code))
    if found is None:
        raise NotFound(f"There is no commitment {supposed.code!r}.", "accord list shows all codes.")
    duty = read_duties(connection, [found])[found]
    if isinstance(supposed.on, DateTime):
        when = When(supposed.on, local_day(supposed.on, duty.zone), timed=True)
    else:
        when = When(start_of_day(supposed.on, duty.zone), supposed.on, timed=False)
    fact = DutyFact.of(duty.kept)
    book.duties[code] = fact._replace(status=Status.DONE, done=when)
    return {found}


def _moved(dating: Dating, commitment_id: int) -> Moved:
    duty = dating.duties[commitment_id]
    before, after = duty.kept, {**duty.kept, **dating.found[commitment_id]}
    fact = dating.book.duties[duty.code]
    status = fact.status if fact is not None else duty.kept["status"]
    return Moved(
        duty.code,
        duty.title,
        _stand(duty, before, is_open=duty.kept["status"].is_open),
        _stand(duty, after, is_open=status.is_open),
    )


def _stand(duty: Duty, values: Mapping[str, Any], *, is_open: bool) -> Stand:
    due = None
    if values["due_at"] is not None:
        due = Due(
            values["due_at"], values["due_on"], duty.zone, values["due_timed"],
            values["due_provisional"],
        )  # fmt: skip
    plan = None
    if values["plan_at"] is not None:
        plan = Due(values["plan_at"], values["plan_on"], duty.zone, values["plan_timed"], True)
    return Stand(values["deadline_kind"], due, values["waiting_on"], plan, is_open)


def late_ones(moved: Iterable[Moved], now: DateTime) -> tuple[list[Moved], list[Moved]]:
    """Of what moves: what becomes overdue, and what stops being so, at `now`."""
    pairs = [(each, each.before.overdue(now), each.after.overdue(now)) for each in moved]
    become = [each for each, before, after in pairs if after and not before]
    stop = [each for each, before, after in pairs if before and not after]
    return become, stop
