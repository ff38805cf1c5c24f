"""A store as of one of its changes: a private copy with the later changes taken back.

All queries read the copy unchanged: its audit trail ends at that change, and its projections are
derived again by the store's own code. Nothing is written to the store.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from pendulum import DateTime
from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, insert, select
from sqlalchemy.pool import QueuePool

from db import tables as t
from db.audit.net_changes import NetChange, net_of
from db.audit.unit_of_work import PARTS, Operation, RowChange, UnitOfWork, Values, decode
from db.engine.sqlite_reader import read_snapshot
from db.projections import refresh
from db.projections.dependencies import dependants, downstream
from db.tables.batching import batches


def rewound(source: Engine, known: int, at: DateTime) -> Engine:
    """A private database with the store as of change number `known`, at `at`."""
    engine = private_engine()
    read_snapshot(source, lambda live: _copy_pages(live, engine))
    with engine.connect() as copy, copy.begin():
        take_back(copy, known, at)
    with engine.connect() as copy:
        copy.exec_driver_sql("PRAGMA query_only=ON")
    return engine


def private_engine() -> Engine:
    """A database of this process alone: in memory, and beyond that in a file nobody else can open.

    It has one connection, since a second one would have its own database: readers take turns.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect("", check_same_thread=False),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
    )

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA cache_size=-200000").close()  # KiB before the disk is used

    event.listen(engine, "connect", on_connect)
    return engine


def _copy_pages(live: Connection, engine: Engine) -> None:
    """Copy all pages of an SQLite store at once, which is one snapshot of it."""
    with engine.connect() as copy:
        original = live.connection.driver_connection
        target = copy.connection.driver_connection
        assert isinstance(original, sqlite3.Connection)  # noqa: S101  a mirror stands in for others
        assert isinstance(target, sqlite3.Connection)  # noqa: S101  made above
        original.backup(target)


def take_back(connection: Connection, known: int, at: DateTime) -> None:
    """Restore every row to its state before the changes after `known`, and drop those changes."""
    ch, ci = t.change.c, t.change_item.c
    later = select(ch.rows).where(ch.id > known).order_by(ch.id)
    tables: dict[str, dict[int, NetChange]] = {}
    for (name, row_id), net in net_of(connection.scalars(later)).items():
        tables.setdefault(name, {})[row_id] = net
    rows: list[RowChange] = []
    for name, some in tables.items():
        rows += _turned_round(connection, t.TRACKED[name], some)
    put(connection, rows, at)
    connection.execute(delete(t.change_item).where(ci.change_id > known))
    connection.execute(delete(t.change).where(ch.id > known))


def put(connection: Connection, rows: list[RowChange], at: DateTime) -> None:
    """Write rows with all fields as in `after`, and derive everything that depends on them again.

    The audit trail does not record it.
    """
    tx = UnitOfWork(connection, "", at, rows)
    tx.touched = tx.stirred = _reached(connection, rows)
    for name in {row.table: None for row in rows}:
        _replace(connection, t.TRACKED[name], [row for row in rows if row.table == name])
    refresh.refresh(tx)


def _turned_round(
    connection: Connection, table: Table, nets: dict[int, NetChange]
) -> Iterator[RowChange]:
    """Rows of one table with all fields, now and before."""
    present = rows_of(connection, table, nets)
    for row_id, net in nets.items():
        now, then = present.get(row_id, {}), {}
        if net.existed:
            fields = {key: decode(table.c[key], value) for key, value in net.before.items()}
            then = {"id": row_id, **now, **fields}
        operation: Operation = "update" if now and then else "insert" if then else "delete"
        if now or then:  # else it came and went in the meantime
            yield RowChange(operation, table.name, row_id, now, then)


def rows_of(connection: Connection, table: Table, ids: Iterable[int]) -> dict[int, Values]:
    """The existing ones of these rows, with all their fields."""
    found: dict[int, Values] = {}
    for some in batches(ids):
        rows = connection.execute(select(table).where(table.c.id.in_(some))).mappings()
        found |= {row["id"]: dict(row) for row in rows}
    return found


def _replace(connection: Connection, table: Table, rows: list[RowChange]) -> None:
    """Remove all rows, then insert the earlier ones: so no two rows ever need the same name."""
    for ids in batches(row.id for row in rows):
        connection.execute(delete(table).where(table.c.id.in_(ids)))
    alike: dict[tuple[str, ...], list[Values]] = {}
    for row in rows:
        if row.after:  # what went away in the meantime lacks the columns that the trail leaves out
            alike.setdefault(tuple(sorted(row.after)), []).append(row.after)
    for some in alike.values():
        connection.execute(insert(table), some)


def _reached(connection: Connection, rows: list[RowChange]) -> set[int]:
    """Commitments of these rows, and all that depend on them by the present links.

    Deriving the dates itself follows the earlier links; later links are gone by that time.
    """
    found = {row.id for row in rows if row.table == t.commitment.name}
    parts = [row for row in rows if row.table in PARTS]
    found |= {
        fields["commitment_id"] for row in parts for fields in (row.before, row.after) if fields
    }
    events = {row.id for row in rows if row.table == t.event.name}
    found |= dependants(connection, events=events)
    return found | downstream(connection, found)
