"""Comparison of every tracked row with the state that the audit trail gives it.

There are two steps, so that it takes little memory even for a long trail. First, sums over all
fields of each row: they are zero where trail and row agree. Then, the fields themselves of the few
rows with other sums.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, select

from db import tables as t
from db.audit.normalize import Plain, empty, tracked, untyped
from db.tables.batching import batches

Fields = dict[str, Any]
RowName = tuple[str, int]

_MASK = 2**64 - 1
_BLOCK = 12  # a power of two: so many rows share one array
_THERE = hash(("there", "a row"))
_COLUMNS: dict[str, dict[str, Plain]] = {name: tracked(table) for name, table in t.TRACKED.items()}
_NO_FIELDS: dict[str, Plain] = {}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A row that differs from the trail. `field` is empty when all of the row is meant."""

    table: str
    id: int
    field: str
    says: object
    should: object
    change_id: int | None
    """The trail's last line about it; None when no line added it."""


class RowChecksums:
    """A number for each row: the sum by the trail less the sum of the row."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[str, int], array[int]] = {}

    def apply(self, rows: Iterable[Any]) -> None:
        """Add the effects of a line of the trail."""
        for operation, table, row_id, before, after in rows:
            if operation != "update":
                self._add(table, row_id, _THERE if operation == "insert" else -_THERE)
            columns = _COLUMNS.get(table, _NO_FIELDS)
            self._add(table, row_id, _sum(columns, after) - _sum(columns, before))

    def take(self, table: str, row_id: int, fields: Fields) -> None:
        """Subtract a present row."""
        self._add(table, row_id, -_THERE - _sum(_COLUMNS[table], fields))

    def left(self) -> Iterator[RowName]:
        """The rows with a sum other than zero."""
        for (table, block), sums in sorted(self._blocks.items()):
            for place, each in enumerate(sums):
                if each:
                    yield table, (block << _BLOCK) + place

    def _add(self, table: str, row_id: int, number: int) -> None:
        key = table, row_id >> _BLOCK
        if key not in self._blocks:
            self._blocks[key] = array("Q", bytes(8 << _BLOCK))
        sums, place = self._blocks[key], row_id & ((1 << _BLOCK) - 1)
        sums[place] = (sums[place] + number) & _MASK


def _sum(columns: dict[str, Plain], fields: Fields) -> int:
    total = 0
    for name, value in fields.items():
        if name in columns and not empty(plain := columns[name](value)):
            total += hash((name, repr(plain)))
    return total


def can_be_read(rows: Any) -> bool:
    """Check whether the rows of a line have the trail's form."""
    return isinstance(rows, list) and all(_is_row(row) for row in rows)


def _is_row(row: Any) -> bool:
    if not (isinstance(row, list) and len(row) == 5):
        return False
    operation, table, row_id, before, after = row
    return (
        operation in ("insert", "update", "delete")
        and isinstance(table, str)
        and type(row_id) is int
        and isinstance(before, dict)
        and isinstance(after, dict)
    )


def take_all(connection: Connection, sums: RowChecksums) -> int:
    """Subtract every tracked row in the database from the sums; gives the number of rows."""
    count = 0
    for name, table in t.TRACKED.items():
        for row_id, fields in _stored(connection, name, select(table.c.id)):
            sums.take(name, row_id, fields)
            count += 1
    return count


def _stored(connection: Connection, name: str, query: Any) -> Iterator[tuple[int, Fields]]:
    columns = [untyped(t.TRACKED[name].c[each]).label(each) for each in _COLUMNS[name]]
    found = connection.execution_options(yield_per=1000).execute(query.add_columns(*columns))
    for row_id, *values in found:
        yield row_id, dict(zip(_COLUMNS[name], values, strict=True))


class Replay:
    """The fields of some rows according to the trail."""

    def __init__(self, wanted: Iterable[RowName]) -> None:
        self._wanted = set(wanted)
        self._fields: dict[RowName, Fields] = {}
        self._by: dict[RowName, int] = {}

    def apply(self, change_id: int, rows: Iterable[Any]) -> None:
        """Apply the effects of a line of the trail."""
        for operation, table, row_id, _, after in rows:
            row = table, row_id
            if row not in self._wanted:
                continue
            self._by[row] = change_id
            if operation == "delete":
                self._fields.pop(row, None)
            elif operation == "insert":
                self._fields[row] = dict(after)
            else:
                self._fields.setdefault(row, {}).update(after)

    def fields(self, table: str, row_id: int) -> Fields | None:
        """Fields of a row so far; None where it does not exist."""
        return self._fields.get((table, row_id))

    def misfits(self, connection: Connection) -> Iterator[Mismatch]:
        """Differences from the present rows, by table and number."""
        by_table: dict[str, list[int]] = defaultdict(list)
        for table, row_id in self._wanted:
            by_table[table].append(row_id)
        for name, ids in sorted(by_table.items()):
            there = _some(connection, name, ids) if name in t.TRACKED else {}
            for row_id in sorted(ids):
                yield from self._compare((name, row_id), there.get(row_id))

    def _compare(self, row: RowName, there: Fields | None) -> Iterator[Mismatch]:
        should, by = self._fields.get(row), self._by.get(row)
        if there is None or should is None:
            if there is not None or should is not None:
                yield Mismatch(*row, "", there, should, by)
            return
        for name, plain in _COLUMNS[row[0]].items():
            says, left = plain(there[name]), plain(should.get(name))
            if says != left and not (empty(says) and empty(left)):
                yield Mismatch(*row, name, says, left, by)


def _some(connection: Connection, name: str, ids: list[int]) -> dict[int, Fields]:
    found: dict[int, Fields] = {}
    id_column = cast("Any", t.TRACKED[name].c.id)
    for group in batches(ids):
        found.update(_stored(connection, name, select(id_column).where(id_column.in_(group))))
    return found
