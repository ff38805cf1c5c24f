"""Values as they lie in the database, and as the trail holds them, in one form to compare.

Nothing here trusts what it reads: a value that no column could give back is compared as it is.
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
    """The column as the driver gives it, whatever somebody has put there."""
    return type_coerce(column, String())


@cache
def tracked(table: Table) -> dict[str, Plain]:
    """The columns of a table that the trail follows, each with how its values compare."""
    skipped = UNTRACKED | {"id"} | (PROJECTIONS if table.name == "commitment" else frozenset())
    return {column.name: plain_of(column) for column in table.c if column.name not in skipped}


def plain_of(column: Column[Any]) -> Plain:
    """How values of this column compare."""
    if isinstance(column.type, Instant):
        return moment
    return _flag if isinstance(column.type, Boolean) else _as_it_is


def moment(value: Any) -> Any:
    """A moment as `stamp` writes it; a text without a zone is in UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return value
    if not isinstance(value, datetime):
        return value
    return stamp(value if value.tzinfo else value.replace(tzinfo=UTC))


def empty(value: Any) -> bool:
    """Whether this is what a field holds that nobody ever filled: nothing, no text, or no."""
    return value is None or value is False or value == ""


def could_hold(column: Column[Any], value: Any) -> bool:
    """Whether the column can give this value back: what other programs put there may be anything.

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
