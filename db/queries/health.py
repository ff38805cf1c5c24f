"""Whether a store is what it should be."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from db import tables as t
from db.queries.derived import Underived


@dataclass(frozen=True, slots=True)
class Report:
    """What was found; empty text and empty lists mean that all is well."""

    agreements: int
    commitments: int
    changes: int
    damage: str
    strays: tuple[str, ...]
    """Tables with rows that point to rows that are not there."""
    outdated: tuple[str, ...]
    """Codes of commitments whose derived columns are not what they stand for."""


@dataclass(frozen=True, slots=True)
class Health:
    """Look at all of it; takes as long as the store is large."""

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
