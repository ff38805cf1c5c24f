"""Consistency of the derived columns of commitments with their sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Label, func, select

from db import tables as t
from db.audit.normalize import Plain, could_hold, plain_of, untyped
from db.projections import refresh
from db.tables.batching import batches


@dataclass(frozen=True, slots=True)
class Underived:
    """The code of each commitment with an inconsistent column, and the first such column."""

    def read(self, connection: Connection) -> tuple[tuple[str, str], ...]:
        """Codes and columns; takes time by the size of the store."""
        return tuple(_underived(connection))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The code of each commitment with a value impossible for its column, and the first column."""

    def read(self, connection: Connection) -> tuple[tuple[str, str], ...]:
        """Codes and columns; takes time by the number of commitments."""
        return tuple(_unreadable(connection, _columns()))


def _columns() -> list[Label[Any]]:
    return [untyped(t.commitment.c[name]).label(name) for name in sorted(t.PROJECTIONS)]


def _underived(connection: Connection) -> Iterator[tuple[str, str]]:
    c = t.commitment.c
    columns = _columns()
    plain = {each.name: plain_of(t.commitment.c[each.name]) for each in columns}
    damaged = list(_unreadable(connection, columns))
    if damaged:
        yield from damaged  # what hangs on these cannot be worked out
        return
    for group in batches(connection.scalars(select(c.id))):
        should = refresh.derive(connection, group)
        rows = select(c.id, c.code, *columns).where(c.id.in_(group)).order_by(c.id)
        for row in connection.execute(rows).mappings():
            name = _differing(row, should[row["id"]], plain)
            if name:
                yield row["code"], name


def _unreadable(connection: Connection, columns: list[Label[Any]]) -> Iterator[tuple[str, str]]:
    c = t.commitment.c
    for row in connection.execute(select(c.code, *columns).order_by(c.id)).mappings():
        for column in columns:
            if not could_hold(t.commitment.c[column.name], row[column.name]):
                yield row["code"], column.name
                break


def _differing(row: Any, should: dict[str, Any], plain: dict[str, Plain]) -> str:
    for name, of in plain.items():
        if name in should and of(row[name]) != of(should[name]):
            return name
    return ""


@dataclass(frozen=True, slots=True)
class Report:
    """Findings; empty text and empty lists mean that all is well."""

    agreements: int
    commitments: int
    changes: int
    damage: str
    strays: tuple[str, ...]
    """Tables with rows that point to missing rows."""
    outdated: tuple[str, ...]
    """Codes of commitments with outdated derived columns."""


@dataclass(frozen=True, slots=True)
class Health:
    """Check the whole store; takes time by its size."""

    def read(self, connection: Connection) -> Report:
        """The findings."""
        damage, strays = _sqlite(connection) if connection.dialect.name == "sqlite" else ("", ())
        return Report(
            _count(connection, t.agreement.c.id),
            _count(connection, t.commitment.c.id),
            _count(connection, t.change.c.id),
            damage,
            strays,
            tuple(code for code, _ in Underived().read(connection)),
        )


def _count(connection: Connection, column: object) -> int:
    return connection.execute(select(func.count(column))).scalar_one()  # type: ignore[arg-type]


def _sqlite(connection: Connection) -> tuple[str, tuple[str, ...]]:
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    strays = {str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
    return "" if found == "ok" else str(found), tuple(sorted(strays))
