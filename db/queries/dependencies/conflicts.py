"""Conflicts in the order of duties: deadlocks, and dates before those they must follow."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Row, select

from db import tables as t
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.rules import DueAnchor, anchors_of
from db.domain.dependency_graph import deadlocks
from db.projections.dependencies import Pair, upstream
from db.queries.commitments.row import CommitmentRow, each_as, select_rows
from db.queries.filters.sql import Condition
from db.tables.batching import batches

_C = t.commitment.c
_CLOSED = 3
"""The band of closed commitments: done or released."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A duty of a deadlock, with its owners."""

    code: str
    owners: str
    title: str


Deadlock = tuple[Locked, ...]
"""Two or more open duties that all wait for each other."""


@dataclass(frozen=True, slots=True)
class Deadlocks:
    """All deadlocks; or those of one commitment, if it is named."""

    code: str = ""

    def read(self, connection: Connection) -> tuple[Deadlock, ...]:
        """The deadlocks, each in the order of entry of its duties."""
        if not self.code:
            return find(connection)
        which = _C.code == self.code.strip().upper()
        return find(connection, [which])


def find(connection: Connection, holds: Iterable[Condition] | None = None) -> tuple[Deadlock, ...]:
    """Deadlocks with at least one duty that meets the conditions; without conditions, all."""
    groups = deadlocks(_pairs(connection))
    if not groups:
        return ()
    members = {each for group in groups for each in group}
    wanted = members
    if holds is not None:
        wanted = set(connection.scalars(select(_C.id).where(_C.id.in_(members), *holds)))
    rows = connection.execute(select(_C.id, _C.code, _C.owners, _C.title).where(_C.id.in_(members)))
    named = {row[0]: Locked(*row[1:]) for row in rows}
    return tuple(
        tuple(named[each] for each in sorted(group))
        for group in sorted(map(sorted, groups))
        if not wanted.isdisjoint(group)
    )


def _pairs(connection: Connection) -> set[Pair]:
    """Pairs of open duties, waiting and waited for, that a deadlock could include.

    Rules alone make no circle, since those are refused: at least one dependency is part of it.
    """
    links = _links(connection)
    still = _open(connection, {each for own, other, _ in links for each in (own, other)})
    rows = [link for link in links if link[0] in still and link[1] in still]
    pairs = {(a, b) for a, b, _ in rows} | {(b, a) for a, b, parallel in rows if parallel}
    if not pairs:
        return pairs
    by_rule = upstream(connection, {each for pair in pairs for each in pair})
    return pairs | _still_waiting(connection, by_rule)


def _links(connection: Connection) -> list[tuple[int, int, bool]]:
    """All links of duties that follow or run in parallel: few compared with the commitments.

    They are read alone: joined, SQLite without statistics goes through all pairs of commitments.
    """
    d = t.dependency.c
    rows = connection.execute(
        select(d.commitment_id, d.on_id, d.parallel).order_by(d.commitment_id, d.on_id)
    )
    return [(own, other, parallel) for own, other, parallel in rows]


def _open(connection: Connection, ids: set[int]) -> set[int]:
    """The open ones. In SQL conditions, this would scan the index of all open commitments."""
    found: set[int] = set()
    for group in batches(ids):
        rows = connection.execute(select(_C.id, _C.band, _C.withdrawn).where(_C.id.in_(group)))
        found |= {row_id for row_id, band, withdrawn in rows if band < _CLOSED and not withdrawn}
    return found


def _still_waiting(connection: Connection, pairs: set[Pair]) -> set[Pair]:
    """The pairs without closed duties, and without rules that only count from another deadline."""
    ids = _open(connection, {each for pair in pairs for each in pair})
    rows: dict[int, Row[int, str, str]] = {}
    for group in batches(ids):
        found = connection.execute(select(_C.id, _C.code, _C.rule).where(_C.id.in_(group)))
        rows |= {row[0]: row for row in found}
    return {
        (own, other)
        for own, other in pairs
        if own in rows and other in rows and not _by_deadline(rows[own][2], rows[other][1])
    }


def _by_deadline(rule: str, code: str) -> bool:
    return DueAnchor(code) in anchors_of(parse_rule(rule))


@dataclass(frozen=True, slots=True)
class Conflict:
    """A duty that is due before one that it must follow."""

    row: CommitmentRow
    after: CommitmentRow


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Open duties that are due before their predecessors, by deadline or by plan."""

    def read(self, connection: Connection) -> tuple[Conflict, ...]:
        """The conflicts, in the order of entry."""
        links = [(own, other) for own, other, parallel in _links(connection) if not parallel]
        rows: dict[int, CommitmentRow] = {}
        for group in batches(_open(connection, {each for link in links for each in link})):
            found = connection.execute(select_rows().where(_C.id.in_(group)))
            rows |= {row.id: row for row in each_as(CommitmentRow, found)}
        pairs = [(rows[own], rows[other]) for own, other in links if own in rows and other in rows]
        return tuple(Conflict(*pair) for pair in pairs if _is_before(*pair))


def _is_before(row: CommitmentRow, after: CommitmentRow) -> bool:
    """Check whether a duty has a date before the date or plan of its predecessor."""
    follows = after.due_at or after.plan_at
    return row.due_at is not None and follows is not None and row.due_at < follows
