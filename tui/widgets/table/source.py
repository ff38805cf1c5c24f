"""Where a list has its rows from: any order of rows that can be read a window at a time."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

RowT = TypeVar("RowT")


class RowSource(Protocol[RowT]):
    """Rows in one order, under one filter; another order or filter is another source.

    What cannot be answered is an `AccordError`: the list keeps what it shows and passes it on.
    """

    async def window(self, offset: int, limit: int) -> Sequence[RowT]:
        """At most `limit` rows from position `offset` on; fewer only at the end."""
        ...

    async def total(self) -> int:
        """How many rows there are, headings among them."""
        ...

    async def locate(self, key: str) -> int | None:
        """Position of the row with this key; None when it is not here."""
        ...

    def key(self, row: RowT) -> str | None:
        """What the row is known by, whatever its position; None for a heading."""
        ...


class ListSource(Generic[RowT]):
    """Rows that are all in memory."""

    def __init__(self, rows: Iterable[RowT], key: Callable[[RowT], str | None]) -> None:
        """Take the rows in their order, and how to tell one from another."""
        self._rows = tuple(rows)
        self._key = key
        self._places = {self._key(row): place for place, row in enumerate(self._rows)}

    async def window(self, offset: int, limit: int) -> Sequence[RowT]:
        """The rows asked for."""
        return self._rows[max(offset, 0) : max(offset, 0) + limit]

    async def total(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    async def locate(self, key: str) -> int | None:
        """Position of the row with this key."""
        return self._places.get(key)

    def key(self, row: RowT) -> str | None:
        """What the row is known by."""
        return self._key(row)
