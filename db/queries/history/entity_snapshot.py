"""Events, agreements and parties with every part that can differ between two moments."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db import tables as t
from db.queries.commitments.row import EVENT_TIMES, event_times
from db.tables.batching import batches


@dataclass(frozen=True, slots=True)
class EntitySnapshot:
    """An event, agreement or party at one moment: its name for people, and its fields by name."""

    kind: str
    name: str
    fields: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Things:
    """The existing events, agreements and parties, by table and number."""

    keys: frozenset[tuple[str, int]]

    def read(self, connection: Connection) -> dict[tuple[str, int], EntitySnapshot]:
        """By table and number."""
        found: dict[tuple[str, int], EntitySnapshot] = {}
        for name, read in (("event", _events), ("agreement", _agreements), ("party", _partners)):
            for some in batches(row_id for table, row_id in self.keys if table == name):
                found |= {(name, row_id): thing for row_id, thing in read(connection, some)}
        return found


@dataclass(frozen=True, slots=True)
class AgreementsOf:
    """The numbers of the agreements of these agreement parties, which are given by number."""

    ids: frozenset[int]

    def read(self, connection: Connection) -> dict[int, int]:
        """Agreements by the number of the agreement party, for existing ones."""
        ap = t.agreement_party.c
        found: dict[int, int] = {}
        for some in batches(self.ids):
            rows = connection.execute(select(ap.id, ap.agreement_id).where(ap.id.in_(some)))
            found.update((row_id, agreement_id) for row_id, agreement_id in rows)
        return found


def _events(connection: Connection, ids: list[int]) -> Iterable[tuple[int, EntitySnapshot]]:
    e, a = t.event.c, t.agreement.c
    rows = connection.execute(
        select(
            e.id,
            a.code,
            e.key,
            e.name,
            *EVENT_TIMES,
            a.zone,
            t.commitment.c.code,
        )
        .join_from(t.event, t.agreement)
        .outerjoin(t.commitment, e.commitment_id == t.commitment.c.id)
        .where(e.id.in_(ids))
        .order_by(e.id)
    )  # fmt: skip
    for row_id, agreement, key, name, planned, actual, day_only, zone, completes in rows:
        happens = zip(
            ("planned", "actual"), event_times(planned, actual, day_only, zone), strict=True
        )
        fields = (("name", name), *happens, ("completes", completes))
        yield row_id, EntitySnapshot("event", f"{agreement}/{key}", fields)


def _agreements(connection: Connection, ids: list[int]) -> Iterable[tuple[int, EntitySnapshot]]:
    a = t.agreement.c
    names = ("title", "process", "signed_on", "zone", "calendar", "known_as_of", "note")
    rows = connection.execute(
        select(a.id, a.code, a.title, t.process.c.name, a.signed_on, a.zone, a.calendar,
               a.known_as_of, a.note)
        .outerjoin_from(t.agreement, t.process)
        .where(a.id.in_(ids))
        .order_by(a.id)
    )  # fmt: skip
    roles = _roles(connection, ids)
    for row in rows:
        fields = (*zip(names, row[2:], strict=True), ("parties", tuple(roles.get(row[0], ()))))
        yield row[0], EntitySnapshot("agreement", row[1], fields)


def _roles(connection: Connection, ids: list[int]) -> dict[int, list[str]]:
    ap, p = t.agreement_party.c, t.party.c
    rows = connection.execute(
        select(ap.agreement_id, p.code, ap.role)
        .join_from(t.agreement_party, t.party)
        .where(ap.agreement_id.in_(ids))
        .order_by(ap.id)
    )
    found: dict[int, list[str]] = {}
    for agreement_id, code, role in rows:
        found.setdefault(agreement_id, []).append(f"{code} {role}")
    return found


def _partners(connection: Connection, ids: list[int]) -> Iterable[tuple[int, EntitySnapshot]]:
    p = t.party.c
    rows = connection.execute(
        select(p.id, p.code, p.name, p.kind).where(p.id.in_(ids)).order_by(p.id)
    )
    for row_id, code, name, kind in rows:
        yield row_id, EntitySnapshot("party", code, (("name", name), ("kind", kind)))
