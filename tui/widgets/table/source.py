"""Source of the rows of a list: any order of rows that can be read a window at a time."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

RowT = TypeVar("RowT")


class RowSource(Protocol[RowT]):
    """Rows in one order, under one filter; another order or filter is another source.

    A failed query raises `AccordError`: the list keeps its rows and passes the error on.
    """

    async def window(self, offset: int, limit: int) -> Sequence[RowT]:
        """Read at most `limit` rows from position `offset` on; fewer only at the end."""
        ...

    async def total(self) -> int:
        """Count the rows, headings included."""
        ...

    async def locate(self, key: str) -> int | None:
        """Give the position of the row with this key; None when it is not in the source."""
        ...

    def key(self, row: RowT) -> str | None:
        """Give the key of a row, whatever its position; None for a heading."""
        ...


class ListSource(Generic[RowT]):
    """Rows that are all in memory."""

    def __init__(self, rows: Iterable[RowT], key: Callable[[RowT], str | None]) -> None:
        """Take the rows in their order, and the function that gives a row's key."""
        self._rows = tuple(rows)
        self._key = key
        self._places = {self._key(row): place for place, row in enumerate(self._rows)}

    async def window(self, offset: int, limit: int) -> Sequence[RowT]:
        """Give the requested rows."""
        return self._rows[max(offset, 0) : max(offset, 0) + limit]

    async def total(self) -> int:
        """Count the rows, headings included."""
        return len(self._rows)

    async def locate(self, key: str) -> int | None:
        """Give the position of the row with this key."""
        return self._places.get(key)

    def key(self, row: RowT) -> str | None:
        """Give the key of a row."""
        return self._key(row)
