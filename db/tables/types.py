"""Column types: the stored form and the Python value."""

import enum
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

import pendulum
from pendulum import DateTime
from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy import Dialect, Enum, String
from sqlalchemy.types import TypeDecorator, TypeEngine

E = TypeVar("E", bound=enum.Enum)

MANY = 1 << 15
"""Converted moments in the cache: thousands of rows share the ends of a few days."""


@lru_cache(maxsize=MANY)
def _moment(kept: datetime) -> DateTime:
    """A moment from the database (without a zone it is in UTC), in UTC."""
    utc = kept if kept.tzinfo is None else kept.astimezone(UTC)
    return DateTime(
        utc.year,
        utc.month,
        utc.day,
        utc.hour,
        utc.minute,
        utc.second,
        utc.microsecond,
        tzinfo=pendulum.UTC,
    )


def _utc(value: datetime) -> datetime:
    return datetime.fromtimestamp(value.timestamp(), UTC).replace(microsecond=value.microsecond)


def in_utc(value: datetime) -> DateTime:
    """A moment with a zone, in the form that a column of moments returns.

    Raises:
        ValueError: for one without a zone: it is ambiguous.
    """
    if value.tzinfo is None:
        raise ValueError(f"a moment needs a zone: {value!r}")
    return _moment(_utc(value))


# In a zone of their own, two moments of an hour that comes twice count as one: not kept so.
_utc_again = lru_cache(maxsize=MANY)(_utc)


class Instant(TypeDecorator[DateTime]):
    """A moment, stored in UTC and returned as a pendulum DateTime in UTC.

    SQLite has no zones: there the text is UTC and sorts as it reads. PostgreSQL has `timestamptz`.
    """

    impl = SqlDateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """`timestamp with time zone` where the database knows it."""
        return dialect.type_descriptor(SqlDateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; SQLite gets it without the zone.

        Raises:
            ValueError: for a moment without a zone: it is ambiguous.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"a moment needs a zone: {value!r}"
            raise ValueError(msg)
        in_utc = value.tzinfo is pendulum.UTC
        if dialect.name == "sqlite":
            # Its fields are what is kept there, whatever kind of moment it is.
            return value if in_utc else _utc(value).replace(tzinfo=None)
        return _utc_again(value) if in_utc else _utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> DateTime | None:
        """A pendulum DateTime in UTC."""
        del dialect
        return None if value is None else _moment(value)


def _values(members: type[enum.Enum]) -> Sequence[str]:
    return [str(member.value) for member in members]


def word(members: type[E], length: int = 20) -> Enum:
    """A closed set of words as checked text, the same on every database."""
    return Enum(
        members,
        native_enum=False,
        length=length,
        values_callable=_values,
        validate_strings=True,
        create_constraint=False,
    )


def text(length: int | None = None) -> String:
    """Plain text; only an index needs the length."""
    return String(length)
