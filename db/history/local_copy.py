"""A copy of a store on a server, row by row; and the same brought up to date by the trail."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.schema import CreateTable

from db import tables as t
from db.audit.net_changes import net_of
from db.audit.unit_of_work import Operation, RowChange
from db.history.rewind import put, rows_of
from db.tables.bulk import add_many, no_cycles

ROWS = 2_000
"""Rows copied at a time."""


_CH = t.change.c
_Touched = dict[str, set[int]]
"""Numbers of rows by their table."""


def copy_rows(live: Connection, copy: Connection, go_on: Callable[[], None]) -> None:
    """All rows of all tables, into an SQLite database with nothing in it.

    `go_on` is asked now and then, and raises when it is not to be gone on with.
    """
    with no_cycles():
        for table in t.metadata.sorted_tables:
            copy.execute(CreateTable(table))
            found = live.execute(select(table).order_by(table.c.id))
            for some in found.partitions(ROWS):
                go_on()
                add_many(copy, table, table.c.keys(), some)
    # Made at once from all rows they take a fraction of what each row for itself takes.
    for index in (each for table in t.metadata.sorted_tables for each in table.indexes):
        go_on()
        index.create(copy)


def follow(live: Connection, copy: Connection) -> bool:
    """Bring a copy up to what was recorded since it was made; False if it is not of this store.

    Then nothing was done to it: another store, or an older state, lies where it was copied from.
    """
    last = copy.execute(select(_CH.id, _CH.digest).order_by(_CH.id.desc()).limit(1)).first()
    # The digest of a line stands for all before it, too.
    if last is None or last.digest != live.scalar(select(_CH.digest).where(_CH.id == last.id)):
        return False
    ci = t.change_item.c
    lines = live.execute(select(t.change).where(_CH.id > last.id).order_by(_CH.id)).all()
    items = live.execute(select(t.change_item).where(ci.change_id > last.id)).all()
    if lines:
        put(copy, list(_since(live, copy, _touched(lines, items))), lines[-1].at)
        add_many(copy, t.change, _CH.keys(), lines)
    if items:
        add_many(copy, t.change_item, ci.keys(), items)
    return True


def _since(live: Connection, copy: Connection, touched: _Touched) -> Iterator[RowChange]:
    """Rows as they are in the copy, and as they are in the store."""
    for name, ids in touched.items():
        table = t.TRACKED[name]
        was, now = rows_of(copy, table, ids), rows_of(live, table, ids)
        for each in sorted(was.keys() | now.keys()):
            before, after = was.get(each, {}), now.get(each, {})
            operation: Operation = "update" if before and after else "insert" if after else "delete"
            yield RowChange(operation, name, each, before, after)


def _touched(lines: Iterable[Any], items: Iterable[Any]) -> _Touched:
    """Which rows the changes touched, and the commitments that were dated again by them."""
    found: _Touched = {t.commitment.name: {item.commitment_id for item in items}}
    for name, row_id in net_of(line.rows for line in lines):
        found.setdefault(name, set()).add(row_id)
    return found
