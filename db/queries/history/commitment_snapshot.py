"""Commitments with every part that can differ between two moments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.domain.enums import CommitmentRole, Says, Status
from db.domain.filters.parser import Filter
from db.queries.commitments.row import CommitmentRow, select_rows
from db.queries.filters.sql import conditions
from db.tables.batching import batches

_C = t.commitment.c
_OWNED_BY = (CommitmentRole.LEAD, CommitmentRole.OWNER)


@dataclass(frozen=True, slots=True)
class ReportSnapshot:
    """A report in the short form for differences."""

    id: int
    day: date
    speaker: str
    says: Says | None
    status_to: Status | None
    level: int | None
    quantity: int | None
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class CommitmentSnapshot:
    """One commitment at one moment."""

    row: CommitmentRow
    withdrawn: bool
    words: str
    source: str
    parent: str
    owed_to: tuple[str, ...]
    verifiers: tuple[str, ...]
    follows: tuple[str, ...]
    """Codes of the duties that it must follow, and of those it runs in parallel with."""
    occurrences: tuple[str, ...]
    reports: tuple[ReportSnapshot, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The existing commitments with these numbers."""

    ids: frozenset[int]

    def read(self, connection: Connection) -> dict[int, CommitmentSnapshot]:
        """Commitments by number."""
        found: dict[int, CommitmentSnapshot] = {}
        for some in batches(self.ids):
            found |= _pictures(connection, some)
        return found


def _pictures(connection: Connection, ids: list[int]) -> dict[int, CommitmentSnapshot]:
    parent = t.commitment.alias()
    more = select(_C.id, _C.withdrawn, _C.words, _C.source, parent.c.code)
    more = more.outerjoin_from(t.commitment, parent, _C.parent_id == parent.c.id)
    rest = {row[0]: row for row in connection.execute(more.where(_C.id.in_(ids)))}
    parties = _parties(connection, ids)
    follows, reports = _follows(connection, ids), _reports(connection, ids)
    occurrences = _occurrences(connection, ids)
    found: dict[int, CommitmentSnapshot] = {}
    for values in connection.execute(select_rows().where(_C.id.in_(ids)).order_by(_C.id)):
        row = CommitmentRow(*values)
        _, withdrawn, words, source, parent_code = rest[row.id]
        named = parties.get(row.id, [])
        found[row.id] = CommitmentSnapshot(
            row,
            withdrawn,
            words,
            source,
            parent_code or "",
            tuple(code for role, code in named if role is CommitmentRole.COUNTERPART),
            tuple(code for role, code in named if role is CommitmentRole.VERIFIER),
            tuple(follows.get(row.id, ())),
            tuple(occurrences.get(row.id, ())),
            tuple(reports.get(row.id, ())),
        )
    return found


def _by_commitment(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """The second column of the rows, grouped by the first."""
    found: dict[int, list[Any]] = {}
    for commitment_id, value in rows:
        found.setdefault(commitment_id, []).append(value)
    return found


def _parties(connection: Connection, ids: list[int]) -> dict[int, list[Any]]:
    cp, p = t.commitment_party.c, t.party.c
    rows = connection.execute(
        select(cp.commitment_id, cp.role, p.code)
        .join_from(t.commitment_party, t.party)
        .where(cp.commitment_id.in_(ids), cp.role.not_in(_OWNED_BY))
        .order_by(cp.place, cp.id)
    )
    return _by_commitment((row[0], (row[1], row[2])) for row in rows)


def _follows(connection: Connection, ids: list[int]) -> dict[int, list[Any]]:
    d = t.dependency.c
    rows = connection.execute(
        select(d.commitment_id, d.parallel, _C.code)
        .join(t.commitment, d.on_id == _C.id)
        .where(d.commitment_id.in_(ids))
        .order_by(d.id)
    )
    beside = {True: "in parallel with", False: "after"}
    return _by_commitment((row[0], f"{beside[row[1]]} {row[2]}") for row in rows)


def _occurrences(connection: Connection, ids: list[int]) -> dict[int, list[Any]]:
    o = t.occurrence.c
    rows = connection.execute(
        select(o.commitment_id, o.number, o.due_on, o.done_on)
        .where(o.commitment_id.in_(ids))
        .order_by(o.commitment_id, o.number)
    )
    return _by_commitment(
        (row[0], f"{row[1]} due {row[2]}" + (f", done {row[3]}" if row[3] else "")) for row in rows
    )


def _reports(connection: Connection, ids: list[int]) -> dict[int, list[Any]]:
    r, p = t.report.c, t.party.c
    columns = (r.day, p.code, r.says, r.status_to, r.level, r.quantity, r.text, r.source, r.author)
    rows = connection.execute(
        select(r.commitment_id, r.id, *columns)
        .select_from(t.report.outerjoin(t.party, r.speaker_id == p.id))
        .where(r.commitment_id.in_(ids))
        .order_by(r.at, r.id)
    )
    return _by_commitment(
        (row[0], ReportSnapshot(row[1], row[2], row[3] or row[10], *row[4:10])) for row in rows
    )


@dataclass(frozen=True, slots=True)
class Passing:
    """The numbers of the commitments that pass a filter."""

    filter: Filter
    now: DateTime

    def read(self, connection: Connection) -> frozenset[int]:
        """Their numbers."""
        holds = conditions(connection, self.filter, self.now)
        return frozenset(connection.scalars(select(_C.id).where(*holds)))


@dataclass(frozen=True, slots=True)
class DueBetween:
    """The numbers of open commitments that became overdue after one moment and by another."""

    after: DateTime
    until: DateTime

    def read(self, connection: Connection) -> frozenset[int]:
        """Their numbers."""
        due = _C.due_at.is_not(None) & (_C.due_at > self.after) & (_C.due_at <= self.until)
        return frozenset(
            connection.scalars(select(_C.id).where(_C.withdrawn.is_(False), _C.band == 0, due))
        )
