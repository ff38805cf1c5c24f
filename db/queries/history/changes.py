"""The audit trail: all changes, a commitment's history, and the feed of live changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, func, select

from db import tables as t
from db.domain.deadlines.day_math import day_begun_at
from db.domain.filters.parser import EVERYTHING, Filter
from db.queries.filters.changes_sql import change_conditions
from db.tables.batching import batches

_CH = t.change.c
_WHEN = frozenset({"planned_at", "actual_at", "at", "arose_at", "due_at", "done_at"})
"""Columns with a moment, or with the start of a day when only the day is known."""
_ENDS = frozenset({"due_at", "done_at"})
_DAY = len("2025-06-27")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row, before and after, as text for people."""

    item: str  # the table, in words
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One executed command."""

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
class Changes:
    """Changes, newest first: of one commitment (`code`), or of all; `before` is an id, for paging.

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
        zones = _zones(connection, (each for row in rows for each in row.rows))
        return tuple(
            ChangeRow(
                row.id, row.at, row.actor, row.kind, row.summary, row.reason, row.target_id,
                codes.get(row.id, ()), tuple(_fields(row.rows, zones)), row.id in undone,
            )
            for row in rows
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrailTotal:
    """Number of changes in the trail that pass a filter, and of all changes."""

    code: str = ""
    filter: Filter = EVERYTHING
    now: DateTime | None = None

    def read(self, connection: Connection) -> tuple[int, int]:
        """Shown, and total."""
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
    """The id of the newest change (0 while there is none): for noticing other people's changes."""

    def read(self, connection: Connection) -> int:
        """The id."""
        return connection.execute(select(func.coalesce(func.max(_CH.id), 0))).scalar_one()


@dataclass(frozen=True, slots=True)
class ChangesSince:
    """Number of changes after a given one, and of their authors, without those of `but`."""

    after: int
    but: str = ""

    def read(self, connection: Connection) -> tuple[int, int]:
        """Number of changes, number of people."""
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


def _zones(connection: Connection, rows: Iterable[list[Any]]) -> dict[tuple[str, int], str]:
    """The zones of these rows' agreements, by table and number, for existing rows."""
    e, a, o, r = t.event.c, t.agreement.c, t.occurrence.c, t.report.c
    of_table = {
        "event": (e.id, select(e.id, a.zone).join_from(t.event, t.agreement)),
        "occurrence": (
            o.id,
            select(o.id, a.zone).select_from(t.occurrence.join(t.commitment).join(t.agreement)),
        ),
        "report": (
            r.id,
            select(r.id, a.zone).select_from(t.report.join(t.commitment).join(t.agreement)),
        ),
    }
    wanted: dict[str, set[int]] = {}
    for _, table, number, *_ in rows:
        wanted.setdefault(table, set()).add(number)
    found: dict[tuple[str, int], str] = {}
    for table, (column, query) in of_table.items():
        for some in batches(wanted.get(table, ())):
            for number, zone in connection.execute(query.where(column.in_(some))):
                found[table, number] = zone
    return found


def _fields(rows: list[Any], zones: Mapping[tuple[str, int], str]) -> Iterator[FieldChange]:
    for operation, table, number, before, after in rows:
        zone = zones.get((table, number), "UTC")
        for name in (key for key in after or before if key not in t.UNTRACKED):
            pair = (before.get(name), after.get(name))
            if operation == "update" or pair[operation == "insert"] not in (None, "", False):
                texts = [_text(value, name, zone) for value in pair]
                if name in _ENDS and all(len(text) <= _DAY for text in texts):
                    continue  # known by its day, which `due_on` or `done_on` tells
                yield FieldChange(table.replace("_", " "), name, *texts)


def _text(value: object, name: str, zone: str) -> str:
    """A value for people: yes or no; a day, or a moment in the zone of its agreement."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is not None and name in _WHEN:
        at = DateTime.fromisoformat(str(value)).in_timezone(zone)
        return str(day_begun_at(at, zone) or f"{at:%Y-%m-%d %H:%M} {zone}")
    return "" if value is None else str(value)
