"""Texts that an older accord put into a file, and that no store takes any more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, LargeBinary, String, cast, func, or_, select

from db.domain.bounds import LARGEST_NUMBER
from db.tables import metadata
from db.tables.text_rules import TEXTS

_NUL = b"\0"
MOST_NAMED = 8
"""Fields that are named; a longer list says that there are others."""


@dataclass(frozen=True, slots=True)
class Unkeepable:
    """A field with such a text: it contains NUL, or is too long."""

    table: str
    id: int
    field: str

    def __str__(self) -> str:
        """The field's name for people: `report 4: text`."""
        return f"{self.table.replace('_', ' ')} {self.id}: {self.field.replace('_', ' ')}"


@dataclass(frozen=True, slots=True)
class UnkeepableTexts:
    """All such fields, by table and number. PostgreSQL never had any."""

    def read(self, connection: Connection) -> tuple[Unkeepable, ...]:
        """The fields; takes time by the size of the store."""
        return tuple(_found(connection)) if connection.dialect.name == "sqlite" else ()


def named(found: Sequence[Unkeepable]) -> str:
    """The first of them, as part of a sentence."""
    more = " and others" if len(found) > MOST_NAMED else ""
    return ", ".join(map(str, found[:MOST_NAMED])) + more


def _found(connection: Connection) -> Iterator[Unkeepable]:
    for table in metadata.sorted_tables:
        ill = {
            name: or_(
                func.instr(cast(table.c[name], LargeBinary), _NUL) > 0,
                func.length(cast(table.c[name], String)) > (longest or LARGEST_NUMBER),
            )
            for name, longest in TEXTS[table.name].items()
        }
        if not ill:
            continue
        columns = [each.label(name) for name, each in ill.items()]
        query = select(table.c.id, *columns).where(or_(*ill.values())).order_by(table.c.id)
        for row in connection.execute(query).mappings():
            yield from (Unkeepable(table.name, row["id"], name) for name in ill if row[name])
