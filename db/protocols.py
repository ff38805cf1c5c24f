"""What a question and a change have to be, so that the store can carry them out."""

from typing import Protocol, Self, TypeVar

from pendulum import DateTime
from sqlalchemy import Connection

from db.audit.unit_of_work import Ledger
from db.domain.history_point import Point

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Query(Protocol[T_co]):
    """A question: a frozen dataclass whose `read` answers with frozen rows."""

    def read(self, connection: Connection) -> T_co:
        """The answer, from one consistent state of the store."""
        ...


class Command(Protocol):
    """A request for change: a frozen dataclass whose `write` does it or raises."""

    @property
    def reason(self) -> str:
        """Why, for the trail; may be empty."""
        ...

    def write(self, tx: Ledger, now: DateTime) -> str:
        """Do it through the ledger and say in one line what was done."""
        ...


class Reader(Protocol):
    """A store as it is, or as it was at a point of its history."""

    def ask(self, query: Query[T]) -> T:
        """Answer a question from one snapshot."""
        ...

    def as_of(self, point: Point) -> Self:
        """The same store at a point; to be closed."""
        ...

    def close(self) -> None:
        """Let it go."""
        ...
