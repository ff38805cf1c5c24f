"""Any window of the commitments, in any order, by one scan of an index."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pendulum import DateTime
from sqlalchemy import Column, ColumnElement, Connection, and_, func, select, true

from db import tables as t
from db.domain.enums import CommitmentRole
from db.domain.errors import NotFound
from db.domain.filters.parser import EVERYTHING, Filter
from db.queries.commitments.row import CommitmentRow, each_as, select_rows
from db.queries.filters.sql import Condition, conditions
from db.tables.batching import BATCH, batches

_C = t.commitment.c


class Sort(StrEnum):
    """The possible orders of a list. Ties are always broken by the order of entry."""

    LEFT = "left"
    CODE = "id"
    TITLE = "title"
    OWNER = "owner"
    STATUS = "status"
    THEME = "theme"


Keys = tuple[Column[Any], ...]
"""Sort columns of a list; the last one is unique."""

_KEYS: dict[Sort, Keys] = {
    Sort.LEFT: (_C.band, _C.due_at, _C.id),
    Sort.CODE: (_C.agreement_id, _C.number, _C.id),
    Sort.TITLE: (_C.title, _C.id),
    Sort.OWNER: (_C.owners, _C.band, _C.due_at, _C.id),
    Sort.STATUS: (_C.status, _C.band, _C.due_at, _C.id),
    Sort.THEME: (_C.theme, _C.band, _C.due_at, _C.id),
}


@dataclass(frozen=True, slots=True)
class CommitmentWindow:
    """`limit` commitments from `offset` on, of those that pass the filter, in order."""

    now: DateTime
    filter: Filter = EVERYTHING
    sort: Sort = Sort.LEFT
    descending: bool = False
    offset: int = 0
    limit: int = 100

    def read(self, connection: Connection) -> tuple[CommitmentRow, ...]:
        """The rows; fewer than `limit` at the end."""
        holds, order = conditions(connection, self.filter, self.now), self._order()
        # Skipping over the index alone and joining after is ten times as fast as whole rows.
        ids = select(_C.id).where(*holds).order_by(*order)
        window = ids.limit(self.limit).offset(self.offset).subquery()
        found = select_rows().where(_C.id.in_(select(window.c.id)))
        return each_as(CommitmentRow, connection.execute(found.order_by(*order)))

    def _order(self) -> list[ColumnElement[Any]]:
        return order_by(self.sort, descending=self.descending)


@dataclass(frozen=True, slots=True)
class Total:
    """Number of commitments that pass the filter, and of all commitments."""

    now: DateTime
    filter: Filter = EVERYTHING

    def read(self, connection: Connection) -> tuple[int, int]:
        """Shown, and all."""
        # Counting all is a matter of pages, and few are withdrawn; counting the rest, one of rows.
        count = select(func.count()).select_from(t.commitment)
        withdrawn = count.where(_C.withdrawn.is_(true())).scalar_subquery()
        everything = connection.execute(select(count.scalar_subquery() - withdrawn)).scalar_one()
        if not self.filter:
            return everything, everything
        return count_rows(connection, conditions(connection, self.filter, self.now)), everything


@dataclass(frozen=True, slots=True)
class Locate:
    """Place of a commitment in the window's order; None when the filter hides it."""

    code: str
    now: DateTime
    filter: Filter = EVERYTHING
    sort: Sort = Sort.LEFT
    descending: bool = False

    def read(self, connection: Connection) -> int | None:
        """The place, from 0."""
        holds = conditions(connection, self.filter, self.now)
        return place_of(connection, self.code, holds, _KEYS[self.sort], descending=self.descending)


@dataclass(frozen=True, slots=True)
class CodesOf:
    """The codes of all commitments that pass the filter, in order: for marking all shown ones."""

    now: DateTime
    filter: Filter = EVERYTHING
    sort: Sort = Sort.LEFT
    descending: bool = False
    limit: int = 10_000

    def read(self, connection: Connection) -> tuple[str, ...]:
        """The codes."""
        holds = conditions(connection, self.filter, self.now)
        order = order_by(self.sort, descending=self.descending)
        return tuple(
            connection.scalars(select(_C.code).where(*holds).order_by(*order).limit(self.limit))
        )


def count_rows(connection: Connection, holds: list[Condition]) -> int:
    """Number of commitments that meet all these conditions."""
    return connection.execute(
        select(func.count()).select_from(t.commitment).where(*holds)
    ).scalar_one()


def order_by(sort: Sort, *, descending: bool) -> list[ColumnElement[Any]]:
    """The terms of ORDER BY for an order."""
    return ordered(_KEYS[sort], descending=descending)


def ordered(keys: Keys, *, descending: bool = False) -> list[ColumnElement[Any]]:
    """The terms of ORDER BY; NULLs come first, on every database."""
    return [_term(key, descending=descending) for key in keys]


def _term(key: Column[Any], *, descending: bool) -> ColumnElement[Any]:
    term = key.desc() if descending else key.asc()
    if not key.nullable:
        return term  # more said of it would keep PostgreSQL from walking along an index
    return term.nulls_last() if descending else term.nulls_first()


def place_of(
    connection: Connection,
    code: str,
    holds: list[Condition],
    keys: Keys,
    *,
    descending: bool = False,
) -> int | None:
    """Number of matching commitments before this one; None if this one does not match."""
    row = connection.execute(select(*keys).where(*holds, _C.code == code)).first()
    if row is None:
        return None
    before = _before(keys, tuple(row), descending=descending)
    return sum(count_rows(connection, [*holds, stretch]) for stretch in before)


def _before(keys: Keys, values: tuple[Any, ...], *, descending: bool) -> Iterator[Condition]:
    """Rows before the one with these key values, as ranges of the order that do not overlap."""
    same: list[Condition] = []
    for key, value in zip(keys, values, strict=True):
        for less in _less(key, value, descending=descending):
            yield and_(*same, less)
        same.append(key.is_(None) if value is None else key == value)


def _less(key: ColumnElement[Any], value: Any, *, descending: bool) -> tuple[Condition, ...]:
    if descending:
        return (key.is_not(None) if value is None else key > value,)
    return () if value is None else (key.is_(None), key < value)


@dataclass(frozen=True, slots=True)
class RowsOf:
    """The commitments with these codes, most pressing first; unknown codes are ignored."""

    codes: tuple[str, ...]

    def read(self, connection: Connection) -> tuple[CommitmentRow, ...]:
        """The rows."""
        rows = select_rows().where(_C.code.in_(self.codes))
        ordered = rows.order_by(*order_by(Sort.LEFT, descending=False))
        return each_as(CommitmentRow, connection.execute(ordered))


@dataclass(frozen=True, slots=True)
class CommitmentsByCode:
    """The commitments with these codes, in this order."""

    codes: tuple[str, ...]

    def read(self, connection: Connection) -> tuple[CommitmentRow, ...]:
        """The rows.

        Raises:
            NotFound: when one of them does not exist.
        """
        wanted = tuple(dict.fromkeys(code.strip().upper() for code in self.codes))
        found: dict[str, CommitmentRow] = {}
        for start in range(0, len(wanted), BATCH):
            some = select_rows().where(t.commitment.c.code.in_(wanted[start : start + BATCH]))
            rows = each_as(CommitmentRow, connection.execute(some))
            found |= {row.code: row for row in rows}
        missing = [code for code in wanted if code not in found]
        if missing:
            raise NotFound(
                f"There is no commitment '{missing[0]}'.", "accord list shows all codes."
            )
        return tuple(found[code] for code in wanted)


@dataclass(frozen=True, slots=True)
class StillThere:
    """The codes among these that belong to existing commitments, not withdrawn."""

    codes: tuple[str, ...]

    def read(self, connection: Connection) -> frozenset[str]:
        """The codes."""
        c = t.commitment.c
        found: set[str] = set()
        for some in batches(self.codes):
            there = select(c.code).where(c.code.in_(some), c.withdrawn.is_(False))
            found |= set(connection.scalars(there))
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class PartiesOfEach:
    """The parties of the commitments with these codes, in their roles."""

    codes: tuple[str, ...]

    def read(self, connection: Connection) -> dict[str, dict[CommitmentRole, tuple[str, ...]]]:
        """Codes of parties by role, by the commitment's code; the lead first among the owners."""
        c, cp, p = t.commitment.c, t.commitment_party.c, t.party.c
        found: dict[str, dict[CommitmentRole, tuple[str, ...]]] = {}
        for start in range(0, len(self.codes), BATCH):
            rows = connection.execute(
                select(c.code, cp.role, p.code)
                .select_from(t.commitment.join(t.commitment_party).join(t.party))
                .where(c.code.in_(self.codes[start : start + BATCH]))
                .order_by(c.id, cp.place, cp.id)
            )
            for code, role, party in rows:
                owner = CommitmentRole.OWNER
                as_role = owner if role is CommitmentRole.LEAD else role
                roles = found.setdefault(code, {})
                roles[as_role] = (*roles.get(as_role, ()), party)
        return found
