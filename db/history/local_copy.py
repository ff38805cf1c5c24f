"""A local copy of a store on a server, row by row, and its update from the audit trail."""

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
    """Copy all rows of all tables into an empty SQLite database.

    `go_on` is called now and then, and raises to break the copy off.
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
    """Apply everything recorded since a copy was made; False if the copy is of another store.

    Then the copy is left as it is: the source is another store, or an older state.
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
    """Rows touched by the changes, and the commitments that they gave new dates."""
    found: _Touched = {t.commitment.name: {item.commitment_id for item in items}}
    for name, row_id in net_of(line.rows for line in lines):
        found.setdefault(name, set()).add(row_id)
    return found
