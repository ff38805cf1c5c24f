"""Engines, and everything that depends on the kind of database."""

import sqlite3
from contextlib import suppress

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from db.engine.postgres import postgresql_engine
from db.engine.sqlite_files import count_connections
from db.engine.sqlite_reader import begin, reading_engine
from db.engine.sqlite_write_lock import take_turn
from db.engine.url import sqlite_path

BUSY_SECONDS = 10
"""Longest wait of a writer for others, in seconds; a fair turn takes a while on busy cores."""


_WRITES = "accord_writes"
CHANNEL = "'accord_' || left(md5(current_schema()), 16)"
"""PostgreSQL's channel for notices of changes; its name comes from the store's own schema."""
_TAKE_TURN = """DO $$ BEGIN
SET CONSTRAINTS ALL IMMEDIATE;
PERFORM set_config('lock_timeout', '{}ms', true), set_config('statement_timeout', '0', true);
IF to_regclass('process') IS NOT NULL AND current_setting('transaction_read_only') = 'off' THEN
LOCK TABLE process IN SHARE ROW EXCLUSIVE MODE;
END IF;
PERFORM pg_notify({}, '');
END $$"""
"""Start of a writing transaction on PostgreSQL.

Writers take turns: each line of the audit trail is chained to the last. Only roles that may change
the table can take the lock; readers go on. No deferred trigger of others may wait for the commit
(db/audit/readback.py). The notice goes out with the commit, or never.
"""


def open_engine(url: URL, *, read_only: bool, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine with the transactions that the store needs.

    `busy_seconds`: how long a writer waits for another one before it gives up.

    SQLite: readers take a snapshot (BEGIN), writers take the write lock first (BEGIN IMMEDIATE),
    every commit is on the disk before it is acknowledged (WAL, synchronous=FULL). A read-only
    engine is refused writes by the database itself.
    """
    path = sqlite_path(url)
    if path is None:
        return _postgresql_engine(url, read_only=read_only, busy_seconds=busy_seconds)
    engine = reading_engine(url, busy_seconds) if read_only else _writing_engine(url, busy_seconds)
    count_connections(engine, path)
    return engine


def empty_engine() -> Engine:
    """An empty in-memory SQLite database, to read from while there is no file yet."""
    return create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )


def dispose_engine(engine: Engine) -> None:
    """Close its idle connections now, and those in use by a thread when they are returned."""

    def on_checkin(_connection: object, record: ConnectionPoolEntry) -> None:
        record.invalidate()

    event.listen(engine.pool, "checkin", on_checkin)
    engine.dispose()


def for_writing(connection: Connection) -> Connection:
    """The connection, with its next transaction set up for writing."""
    return connection.execution_options(**{_WRITES: True})


def disable_sync_commit(connection: Connection) -> None:
    """Let this read-only transaction end without waiting for standbys."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")


def _postgresql_engine(url: URL, *, read_only: bool, busy_seconds: float) -> Engine:
    engine = postgresql_engine(url, read_only=read_only)
    take_turn = _TAKE_TURN.format(max(round(busy_seconds * 1000), 1), CHANNEL)

    def on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES, False):
            connection.exec_driver_sql(take_turn)

    event.listen(engine, "begin", on_begin)
    return engine


def _writing_engine(url: URL, busy_seconds: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": busy_seconds})

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver opens no transaction behind our back
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous=FULL")
        # A moved event re-dates thousands of rows in many indexes: with SQLite's own two
        # megabytes their pages would go to the disk and back within the transaction.
        cursor.execute("PRAGMA cache_size=-16384")  # KiB, taken as they are needed
        cursor.execute("PRAGMA journal_size_limit=67108864")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    event.listen(engine, "connect", on_connect)

    def on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES, False):
            take_turn(connection, busy_seconds)
        else:
            begin(connection)

    event.listen(engine, "begin", on_begin)
    return engine


def write_ahead(engine: Engine) -> None:
    """Switch a store of ours to SQLite's WAL mode: it can be read while it is written.

    The file keeps the mode. Connecting does not switch it: a file that turns out to be no store
    must stay as it is.
    """
    if engine.dialect.name != "sqlite":
        return
    with suppress(sqlite3.OperationalError, OperationalError), engine.connect() as connection:
        # On the driver's own connection: SQLite does not change it inside a transaction. Who
        # may only read the file, or has no room for a log, goes on reading it in the mode it has.
        connection.connection.cursor().execute("PRAGMA journal_mode=WAL").close()


def last_numbers(connection: Connection) -> dict[str, int]:
    """The highest number ever given to a row of each table, deleted rows included."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")
        return {str(name): int(last) for name, last in rows}
    rows = connection.exec_driver_sql(
        "SELECT tablename, pg_sequence_last_value(pg_get_serial_sequence(tablename, 'id'))"
        " FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'alembic_version'"
    )
    return {str(name): int(last) for name, last in rows if last is not None}


def give_numbers_after(connection: Connection, last: dict[str, int]) -> None:
    """Let each table continue its numbering after these numbers."""
    for name, number in last.items():
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, number))
        else:
            connection.exec_driver_sql(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", (name, number)
            )
