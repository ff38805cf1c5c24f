"""Protocols of queries and commands, so that the store can execute them."""

from typing import Protocol, Self, TypeVar

from pendulum import DateTime
from sqlalchemy import Connection

from db.audit.unit_of_work import UnitOfWork
from db.domain.history_point import Point

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Query(Protocol[T_co]):
    """A query: a frozen dataclass with a `read` that returns frozen rows."""

    def read(self, connection: Connection) -> T_co:
        """The answer, from one snapshot of the store."""
        ...


class Command(Protocol):
    """A command: a frozen dataclass with a `write` that makes the change or raises."""

    @property
    def reason(self) -> str:
        """The reason, for the audit trail; may be empty."""
        ...

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Make the change through the ledger and summarise it in one line."""
        ...


class Reader(Protocol):
    """A store, now or as of a point of its history."""

    def ask(self, query: Query[T]) -> T:
        """Answer a query from one snapshot."""
        ...

    def as_of(self, point: Point) -> Self:
        """The same store as of a point; the caller closes it."""
        ...

    def close(self) -> None:
        """Close it."""
        ...
