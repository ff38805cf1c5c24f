"""Short lists for forms and completion: agreements, parties, events."""

from dataclasses import dataclass
from datetime import date

from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from db import tables as t
from db.domain.deadlines.day_math import DayOrMoment
from db.domain.enums import AgreementRole
from db.domain.errors import NotFound
from db.domain.filters.keywords import there_are
from db.queries.commitments.row import EVENT_TIMES, each_as, event_times

_C = t.commitment.c


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Number of rows that meet the condition; 0, not NULL, when none does."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement with the numbers of its commitments, open ones and overdue ones."""

    id: int
    code: str
    title: str
    process: str
    zone: str
    signed_on: date | None
    known_as_of: date | None
    calendar: str
    note: str
    version: int
    total: int
    still_open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Agreements:
    """All agreements, by process and code."""

    now: DateTime

    def read(self, connection: Connection) -> tuple[AgreementRow, ...]:
        """The agreements."""
        a, p = t.agreement.c, t.process.c
        counted = and_(_C.agreement_id == a.id, _C.withdrawn.is_(False))
        late = and_(_C.band == 0, _C.due_at <= self.now)
        rows = connection.execute(
            select(
                a.id, a.code, a.title, func.coalesce(p.name, ""), a.zone, a.signed_on,
                a.known_as_of, a.calendar, a.note, a.version,
                func.count(_C.id), _sum(_C.band < 3), _sum(late),
            )
            .select_from(t.agreement.outerjoin(t.process).outerjoin(t.commitment, counted))
            .group_by(
                a.id, a.code, a.title, p.name, a.zone, a.signed_on, a.known_as_of, a.calendar,
                a.note, a.version,
            )
            .order_by(func.coalesce(p.name, ""), a.code)  # databases differ on where NULL goes
        )  # fmt: skip
        return each_as(AgreementRow, rows)


@dataclass(frozen=True, slots=True)
class PartyName:
    """A party for a form, with its role in the given agreement."""

    code: str
    name: str
    role: AgreementRole | None


@dataclass(frozen=True, slots=True)
class Parties:
    """Parties to offer: first the parties of the agreement, then all others."""

    agreement: str = ""

    def read(self, connection: Connection) -> tuple[PartyName, ...]:
        """The parties."""
        p, ap, a = t.party.c, t.agreement_party.c, t.agreement.c
        own = and_(
            ap.party_id == p.id,
            ap.agreement_id.in_(select(a.id).where(a.code == self.agreement.upper())),
        )
        rows = connection.execute(
            select(p.code, p.name, ap.role)
            .select_from(t.party.outerjoin(t.agreement_party, own))
            .order_by(ap.role.is_(None), p.code)
        )
        return tuple(PartyName(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An anchor, and the number of deadlines that depend on it."""

    agreement: str
    key: str
    name: str
    planned: DayOrMoment | None
    actual: DayOrMoment | None
    zone: str
    completes: str | None
    source: str
    version: int
    hanging: int


@dataclass(frozen=True, slots=True)
class Events:
    """The events of an agreement, or of all."""

    agreement: str = ""

    def read(self, connection: Connection) -> tuple[EventRow, ...]:
        """The events, in the order they were entered."""
        a, e, da = t.agreement.c, t.event.c, t.deadline_anchor.c
        hanging = select(func.count()).where(da.event_id == e.id).scalar_subquery()
        query = (
            select(
                a.code, e.key, e.name, *EVENT_TIMES, a.zone, _C.code, e.source, e.version, hanging,
            )
            .select_from(
                t.event.join(t.agreement).outerjoin(t.commitment, e.commitment_id == _C.id)
            )
            .order_by(a.code, e.id)
        )  # fmt: skip
        if self.agreement:
            query = query.where(a.code == self.agreement.upper())
        rows = connection.execute(query)
        return each_as(EventRow, ([*row[:3], *event_times(*row[3:7]), *row[6:]] for row in rows))


@dataclass(frozen=True, slots=True)
class Codes:
    """Commitment codes with this beginning, for completion."""

    beginning: str = ""
    limit: int = 200

    def read(self, connection: Connection) -> tuple[str, ...]:
        """The codes, in order."""
        query = (
            select(_C.code)
            .where(
                _C.withdrawn.is_(False), _C.code.startswith(self.beginning.upper(), autoescape=True)
            )
            .order_by(_C.agreement_id, _C.number)
            .limit(self.limit)
        )
        return tuple(connection.scalars(query))


@dataclass(frozen=True, slots=True)
class AgreementOf:
    """The agreement with this code."""

    code: str
    now: DateTime

    def read(self, connection: Connection) -> AgreementRow:
        """The agreement.

        Raises:
            NotFound: when there is none.
        """
        found = Agreements(self.now).read(connection)
        for row in found:
            if row.code == self.code.strip().upper():
                return row
        known = there_are([row.code for row in found], 20) or "There are none yet."
        raise NotFound(f"There is no agreement '{self.code}'.", known)
