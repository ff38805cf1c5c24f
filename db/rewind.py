"""A store as it was after one of its changes: a private copy with the later ones taken back.

All that reads the store reads the copy unchanged: the trail ends at that change, and projections
are derived again by the code that derives them in the store. Nothing is written to the store.
"""

import sqlite3
from collections.abc import Iterator

from pendulum import DateTime
from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, insert, select
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateTable

from db import projection
from db import tables as t
from db.bulk import add_many, no_cycles
from db.facts import batches
from db.ledger import PARTS, Ledger, Operation, RowChange, Values, decode
from db.links import dependants, downstream
from db.net import Net, net_of
from db.readers import answer

ROWS = 2_000
"""Rows copied at a time."""


def rewound(source: Engine, known: int, at: DateTime) -> Engine:
    """A private database with the store as it was after change number `known`, at `at`."""
    engine = _private_engine()
    answer(source, lambda live: _copy(live, engine))
    with engine.connect() as copy, copy.begin():
        take_back(copy, known, at)
    with engine.connect() as copy:
        copy.exec_driver_sql("PRAGMA query_only=ON")
    return engine


def _private_engine() -> Engine:
    """A database of this process alone, in memory, beyond that in a file nobody else can open.

    One connection, for a second one would have a database of its own: readers take turns.
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


def _copy(live: Connection, engine: Engine) -> None:
    if live.dialect.name == "sqlite":
        _copy_file(live, engine)
    else:
        copy_rows(live, engine)


def _copy_file(live: Connection, engine: Engine) -> None:
    """All pages at once, which is one moment of the store."""
    with engine.connect() as copy:
        original = live.connection.driver_connection
        target = copy.connection.driver_connection
        assert isinstance(original, sqlite3.Connection)  # noqa: S101  the dialect says so
        assert isinstance(target, sqlite3.Connection)  # noqa: S101  made above
        original.backup(target)


def copy_rows(live: Connection, engine: Engine) -> None:
    """All rows of all tables, from a database that has no file to copy."""
    with engine.connect() as copy, copy.begin(), no_cycles():
        for table in t.metadata.sorted_tables:
            copy.execute(CreateTable(table))
            found = live.execute(select(table).order_by(table.c.id))
            for some in found.partitions(ROWS):
                add_many(copy, table, table.c.keys(), some)
        # Made at once from all rows they take a fraction of what each row for itself takes.
        for index in (each for table in t.metadata.sorted_tables for each in table.indexes):
            index.create(copy)


def take_back(connection: Connection, known: int, at: DateTime) -> None:
    """Put every row back as it was before the changes after `known`, and drop those changes."""
    ch, ci = t.change.c, t.change_item.c
    later = select(ch.rows).where(ch.id > known).order_by(ch.id)
    nets = net_of(connection.scalars(later))
    tables: dict[str, dict[int, Net]] = {}
    for (name, row_id), net in nets.items():
        tables.setdefault(name, {})[row_id] = net
    tx = Ledger(connection, "", at)
    for name, some in tables.items():
        tx.rows += _turned_round(connection, t.TRACKED[name], some)
    tx.touched = tx.stirred = _reached(connection, tx.rows)
    for name in tables:
        _replace(connection, t.TRACKED[name], [row for row in tx.rows if row.table == name])
    connection.execute(delete(t.change_item).where(ci.change_id > known))
    connection.execute(delete(t.change).where(ch.id > known))
    projection.refresh(tx)


def _turned_round(
    connection: Connection, table: Table, nets: dict[int, Net]
) -> Iterator[RowChange]:
    """Rows of one table with all their fields as they are, and as they were."""
    present: dict[int, Values] = {}
    for ids in batches(nets):
        rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings()
        present |= {row["id"]: dict(row) for row in rows}
    for row_id, net in nets.items():
        now, then = present.get(row_id, {}), {}
        if net.existed:
            fields = {key: decode(table.c[key], value) for key, value in net.before.items()}
            then = {"id": row_id, **now, **fields}
        operation: Operation = "update" if now and then else "insert" if then else "delete"
        if now or then:  # else it came and went in the meantime
            yield RowChange(operation, table.name, row_id, now, then)


def _replace(connection: Connection, table: Table, rows: list[RowChange]) -> None:
    """All away, then what was there back: so no two rows ever want the same name."""
    for ids in batches(row.id for row in rows):
        connection.execute(delete(table).where(table.c.id.in_(ids)))
    alike: dict[tuple[str, ...], list[Values]] = {}
    for row in rows:
        if row.after:  # what went away in the meantime lacks the columns that the trail leaves out
            alike.setdefault(tuple(sorted(row.after)), []).append(row.after)
    for some in alike.values():
        connection.execute(insert(table), some)


def _reached(connection: Connection, rows: list[RowChange]) -> set[int]:
    """Commitments that the rows are of, and all that hang on them by the links of today.

    Links of then are followed by the derivation itself; those made since are gone by that time.
    """
    found = {row.id for row in rows if row.table == t.commitment.name}
    parts = [row for row in rows if row.table in PARTS]
    found |= {
        fields["commitment_id"] for row in parts for fields in (row.before, row.after) if fields
    }
    events = {row.id for row in rows if row.table == t.event.name}
    found |= dependants(connection, events=events)
    return found | downstream(connection, found)
