"""Values of the database and of the audit trail, in one form for comparison.

Nothing here trusts its input: a value that no column could return is compared as it is.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Enum,
    Integer,
    String,
    Table,
    type_coerce,
)

from db.domain.audit_hash import stamp
from db.tables import PROJECTIONS, UNTRACKED
from db.tables.types import Instant

Plain = Callable[[Any], Any]


def untyped(column: Column[Any]) -> ColumnElement[Any]:
    """The column as the driver returns it, whatever somebody has put there."""
    return type_coerce(column, String())


@cache
def tracked(table: Table) -> dict[str, Plain]:
    """The columns of a table that the trail follows, each with its form for comparison."""
    skipped = UNTRACKED | {"id"} | (PROJECTIONS if table.name == "commitment" else frozenset())
    return {column.name: plain_of(column) for column in table.c if column.name not in skipped}


def plain_of(column: Column[Any]) -> Plain:
    """The function that gives the values of this column their form for comparison."""
    if isinstance(column.type, Instant):
        return moment
    return _flag if isinstance(column.type, Boolean) else _as_it_is


def moment(value: Any) -> Any:
    """A moment in the form of `stamp`; a text without a zone is in UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return value
    if not isinstance(value, datetime):
        return value
    return stamp(value if value.tzinfo else value.replace(tzinfo=UTC))


def empty(value: Any) -> bool:
    """Check whether a field was never filled: it holds None, no text, or False."""
    return value is None or value is False or value == ""


def could_hold(column: Column[Any], value: Any) -> bool:
    """Check whether the column could return this value: other programs may have put anything there.

    `value`: as `untyped` reads it.
    """
    kind = column.type
    if value is None:
        return bool(column.nullable)
    if isinstance(kind, Enum):
        return value in kind.enums
    if isinstance(kind, Integer | Boolean):
        return isinstance(value, int)
    if not isinstance(kind, Instant | Date) or isinstance(value, date):
        return isinstance(value, str | date)
    try:
        (datetime if isinstance(kind, Instant) else date).fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _flag(value: Any) -> Any:
    return bool(value) if value in (0, 1) else value


def _as_it_is(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
