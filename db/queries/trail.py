"""The trail of changes: audit log, a commitment's history, and the feed of live changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, func, select

from db import tables as t
from db.domain.filter import EVERYTHING, Filter
from db.queries.trail_filter import change_conditions

_CH = t.change.c


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row, before and after, as text for people."""

    item: str  # the table, in words
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One carried-out command."""

    id: int
    at: DateTime
    actor: str
    kind: str
    summary: str
    reason: str
    target_id: int | None
    codes: tuple[str, ...]
    fields: tuple[FieldChange, ...]
    undone: bool


@dataclass(frozen=True, slots=True)
class Trail:
    """Changes, newest first: of one commitment (`code`), or of all; `before` an id, to page.

    `filter` narrows them as of `now`, which it needs.
    """

    code: str = ""
    limit: int = 100
    before: int | None = None
    filter: Filter = EVERYTHING
    now: DateTime | None = None

    def read(self, connection: Connection) -> tuple[ChangeRow, ...]:
        """The changes."""
        query = select(t.change).order_by(_CH.id.desc()).limit(self.limit)
        query = query.where(*_passing(connection, self.code, self.filter, self.now))
        if self.before is not None:
            query = query.where(_CH.id < self.before)
        rows = connection.execute(query).all()
        ids = [row.id for row in rows]
        codes, undone = _codes(connection, ids), _undone(connection, ids)
        return tuple(
            ChangeRow(
                row.id, row.at, row.actor, row.kind, row.summary, row.reason, row.target_id,
                codes.get(row.id, ()), tuple(_fields(row.rows)), row.id in undone,
            )
            for row in rows
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrailTotal:
    """How many changes of the trail pass a filter, and how many there are without it."""

    code: str = ""
    filter: Filter = EVERYTHING
    now: DateTime | None = None

    def read(self, connection: Connection) -> tuple[int, int]:
        """Shown, and all."""
        count = select(func.count()).select_from(t.change)
        everything = count.where(*_passing(connection, self.code, EVERYTHING, None))
        total = connection.execute(everything).scalar_one()
        if not self.filter:
            return total, total
        passing = count.where(*_passing(connection, self.code, self.filter, self.now))
        return connection.execute(passing).scalar_one(), total


def _passing(
    connection: Connection,
    code: str,
    filter: Filter,  # noqa: A002  the field's word
    now: DateTime | None,
) -> Iterator[ColumnElement[bool]]:
    if code:
        ci, c = t.change_item.c, t.commitment.c
        own = select(ci.change_id).where(
            ci.commitment_id.in_(select(c.id).where(c.code == code.strip().upper()))
        )
        yield _CH.id.in_(own)
    if filter and now is not None:
        yield from change_conditions(connection, filter, now)


@dataclass(frozen=True, slots=True)
class LastChange:
    """The id of the newest change (0 while there is none): to notice what others did."""

    def read(self, connection: Connection) -> int:
        """The id."""
        return connection.execute(select(func.coalesce(func.max(_CH.id), 0))).scalar_one()


@dataclass(frozen=True, slots=True)
class ChangesSince:
    """How many changes there are after one, by how many people; those of `but` are not counted."""

    after: int
    but: str = ""

    def read(self, connection: Connection) -> tuple[int, int]:
        """Changes, people."""
        counted = select(func.count(), func.count(_CH.actor.distinct())).where(
            _CH.id > self.after, _CH.actor != self.but
        )
        changes, people = connection.execute(counted).one()
        return changes, people


def _codes(connection: Connection, ids: list[int]) -> dict[int, tuple[str, ...]]:
    ci, c = t.change_item.c, t.commitment.c
    rows = connection.execute(
        select(ci.change_id, c.code)
        .join(t.commitment, c.id == ci.commitment_id)
        .where(ci.change_id.in_(ids))
        .order_by(ci.change_id, c.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for change_id, code in rows:
        found[change_id] = (*found.get(change_id, ()), code)
    return found


def _undone(connection: Connection, ids: list[int]) -> set[int]:
    turns = connection.execute(
        select(_CH.target_id, _CH.kind)
        .where(_CH.target_id.in_(ids), _CH.kind.in_(("undo", "redo")))
        .order_by(_CH.id)
    )
    last: dict[int | None, str] = {target: kind for target, kind in turns}  # noqa: C416  typed rows
    return {target for target, kind in last.items() if kind == "undo" and target is not None}


def _fields(rows: list[Any]) -> list[FieldChange]:
    fields = []
    for operation, table, _, before, after in rows:
        for name in (key for key in after or before if key not in t.UNTRACKED):
            pair = (before.get(name), after.get(name))
            if operation == "update" or pair[operation == "insert"] not in (None, "", False):
                fields.append(FieldChange(table.replace("_", " "), name, *map(_text, pair)))
    return fields


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
