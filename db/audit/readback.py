"""Reading written rows back, in the same transaction and usually in one query.

Otherwise a trigger's or rule's changes would stand in the store as if the person had written them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Column, ColumnElement, String, Table, cast, func, literal_column, select

from db import tables as t
from db.audit.normalize import empty, moment, tracked, untyped
from db.audit.schema_objects import ACTING
from db.domain.bounds import LARGEST_NUMBER
from db.domain.errors import altered, planted
from db.tables.batching import BATCH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Dialect

    from db.audit.unit_of_work import RowName, UnitOfWork, Values
    from db.domain.audit_hash import ChangeRecord

_ACTING = "acting"
_CH, _CI = t.change.c, t.change_item.c
_LINE = (
    untyped(_CH.at), _CH.actor, _CH.kind, _CH.summary, _CH.reason, _CH.target_id, _CH.rows,
    _CH.digest,
)  # fmt: skip


class _Back(NamedTuple):
    """Values read back: fields of rows, lines of the trail, and their touched commitments."""

    rows: dict[RowName, list[Any]]
    lines: list[list[Any]]
    items: list[int]


def check_written(tx: UnitOfWork, line: ChangeRecord, digest: str) -> None:
    """Compare each written row, and its line of the trail, with the intended values.

    Raises:
        StoreProblem: when a value differs, or something acts on writes here, which may alter
            other rows; the transaction must be rolled back then.
    """
    left = tx.left()
    back = _read(tx.connection, sorted(left), line.id)
    for row, should in left.items():
        if (wrong := _differing(row, back.rows.get(row), should)) is not None:
            raise altered(f"{row[0]} {row[1]}{wrong}".replace("_", " "))
    wanted = [
        line.id, line.at, line.actor, line.kind, line.summary, line.reason, line.target_id,
        line.rows, digest,
    ]  # fmt: skip
    found = [
        [number, moment(at), *words, _parsed(rows), kept]
        for number, at, *words, rows, kept in back.lines
    ]
    if found != [wanted] or sorted(back.items) != list(line.items):
        raise altered("the line of the trail")


def _differing(row: RowName, there: list[Any] | None, should: Values | None) -> str | None:
    """The part of a row that is not as it should be, to follow the row's name."""
    if there is None or should is None:
        return "" if (there is None) != (should is None) else None
    for (name, plain), value in zip(tracked(t.TRACKED[row[0]]).items(), there, strict=True):
        says, wanted = plain(value), plain(should[name])
        if says != wanted and not (empty(says) and empty(wanted)):
            return f", {name}"
    return None


def _read(connection: Connection, rows: list[RowName], number: int) -> _Back:
    back = _Back({}, [], [])
    for start in range(0, max(len(rows), 1), BATCH):
        part = rows[start : start + BATCH]
        since = (
            number if start + BATCH >= len(rows) else LARGEST_NUMBER
        )  # the line once, since it is long
        counts = tuple((name, len(list(some))) for name, some in groupby(part, itemgetter(0)))
        question = _question(connection.dialect, counts)
        asked = (*(each for _, each in part), since, since)
        for name, each, fields in connection.exec_driver_sql(question, asked):
            if name == t.change.name:
                back.lines.append([each, *json.loads(fields)])
            elif name == t.change_item.name:
                back.items.extend(json.loads(fields))
            elif name == _ACTING:
                raise planted(*json.loads(fields))
            else:
                back.rows[name, each] = json.loads(fields)
    return back


@lru_cache(maxsize=256)
def _question(dialect: Dialect, counts: tuple[tuple[str, int], ...]) -> str:
    """SQL for rows of each table by number, the trail's new lines, and objects acting on writes.

    The SQL is cached: building it each time would take longer than running it.
    """
    mark = "?" if dialect.name == "sqlite" else "%s"
    array = func.json_array if dialect.name == "sqlite" else func.json_build_array

    def part(table: Table, number: Column[int], fields: Iterable[ColumnElement[Any]]) -> str:
        name = literal_column(f"'{table.name}'", String)
        asked = select(name, number, cast(array(*fields), String))
        return f"{asked.compile(dialect=dialect)} WHERE {number}"

    parts = []
    for name, count in counts:
        table = t.TRACKED[name]
        fields = (table.c[each] for each in tracked(table))
        parts.append(f"{part(table, table.c.id, fields)} IN ({', '.join([mark] * count)})")
    parts.append(f"{part(t.change, _CH.id, _LINE)} >= {mark}")
    parts.append(f"{part(t.change_item, _CI.change_id, (_CI.commitment_id,))} >= {mark}")
    fields = cast(array(*map(literal_column, ("kind", "name", "place"))), String)
    named = f"SELECT '{_ACTING}', 0, {fields.compile(dialect=dialect)}"
    parts.append(f"{named} FROM ({ACTING[dialect.name]}) AS acting")
    return " UNION ALL ".join(parts)


def _parsed(rows: Any) -> Any:
    """Parsed rows: SQLite keeps them as text, PostgreSQL as values."""
    return json.loads(rows) if isinstance(rows, str) else rows
