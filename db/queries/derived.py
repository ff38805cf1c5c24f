"""Whether the derived columns of commitments are what they stand for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Label, select

from db import projection
from db import tables as t
from db.facts import batches
from db.plain import Plain, could_hold, plain_of, untyped


@dataclass(frozen=True, slots=True)
class Underived:
    """The code of each commitment with such a column, and the first of its columns."""

    def read(self, connection: Connection) -> tuple[tuple[str, str], ...]:
        """Codes and columns; takes as long as the store is large."""
        return tuple(_underived(connection))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The code of each commitment with one that its column could never hold, and the first."""

    def read(self, connection: Connection) -> tuple[tuple[str, str], ...]:
        """Codes and columns; takes as long as there are commitments."""
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
        should = projection.derive(connection, group)
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
