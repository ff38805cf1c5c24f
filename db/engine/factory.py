"""Engines, and everything that depends on which database it is."""

import os
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from db.domain.errors import StoreProblem
from db.domain.parsing.path import refuse_no_name, typed_path
from db.engine.postgres import follows, is_several, one_spelling, only_follows, postgresql_engine
from db.engine.sqlite_files import count_connections, is_in_use
from db.engine.sqlite_reader import begin, reading_engine
from db.engine.sqlite_write_lock import take_turn

BUSY_SECONDS = 10
"""How long a writer waits for others at most; with all cores busy, a fair turn takes a while."""

NOT_PERMITTED = "You may read this store, but not change it.", "Ask its owner for access."
READ_ONLY_DISK = (
    "The disk that the store lies on can only be read now.",
    "Mount it for writing, then start accord again.",
)
FOLLOWS = (
    "The store can only be read now: its server follows another one.",
    "Try again when one that writes is there.",
)
"""Why a store is only read though nobody asked for that: what is so, and what to do."""

_WRITES = "accord_writes"
CHANNEL = "'accord_' || left(md5(current_schema()), 16)"
"""Where PostgreSQL's notices of changes go: of one database, the schema is the store's."""
_TAKE_TURN = """DO $$ BEGIN
SET CONSTRAINTS ALL IMMEDIATE;
PERFORM set_config('lock_timeout', '{}ms', true), set_config('statement_timeout', '0', true);
IF to_regclass('process') IS NOT NULL AND current_setting('transaction_read_only') = 'off' THEN
LOCK TABLE process IN SHARE ROW EXCLUSIVE MODE;
END IF;
PERFORM pg_notify({}, '');
END $$"""
"""How a writing transaction begins on PostgreSQL.

Writers come one after the other: each line of the trail is chained to the last. The lock is one
that nobody can take who may not change the table; readers go on. Nothing that others put there may
wait for the commit to act (db/audit/readback.py). The notice goes out with the commit, or never.
"""
_MAGIC = b"SQLite format 3\x00"


def store_url(location: str) -> URL:
    """A path, or a database URL, as one URL.

    Raises:
        StoreProblem: for a URL that cannot be read, or of a database accord does not know.
    """
    if "://" not in location:
        return URL.create("sqlite", database=str(typed_path(location).absolute()))
    try:
        url = make_url(one_spelling(location))
    except (ValueError, ArgumentError) as error:
        raise StoreProblem(
            f"'{location}' is not a database URL: {error}.", "Give the path of a file."
        ) from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreProblem(
            f"accord keeps its store in SQLite or PostgreSQL, not {url.get_backend_name()}.",
            "Give a path, or postgresql+psycopg://user@host/name.",
        )
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise StoreProblem("A store is kept in a file, and none is named.", "Give its path.")
    return url


def shown(location: str) -> str:
    """A store's path or URL as it may be shown: without its password."""
    return str(store_url(location)) if "://" in location else location


def sqlite_path(url: URL) -> Path | None:
    """The file of an SQLite store; None where there is none."""
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def check_file(path: Path) -> bool:
    """Whether the file of a store exists, is one, and may be read.

    Raises:
        StoreProblem: with what is wrong with it and what to do.
    """
    refuse_no_name(str(path))
    try:
        found = path.stat()
        if is_in_use(found) and os.access(path, os.R_OK):
            return True  # looked at when it was opened
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise StoreProblem(f"{path} is not a file.", "Name another one with --store.")
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except FileNotFoundError:
        return False
    except IsADirectoryError as error:
        raise StoreProblem(
            f"{path} is a folder.", f"Name a file in it: {path / 'accord.db'}"
        ) from error
    except PermissionError as error:
        raise StoreProblem(
            f"{path} may not be read by you.", "Ask its owner for access."
        ) from error
    except OSError as error:
        raise StoreProblem(
            f"{path} cannot be read: {error.strerror}.", "Name another one with --store."
        ) from error
    if start and start != _MAGIC:
        raise StoreProblem(f"{path} is not an accord store.", "Name another file with --store.")
    return bool(start)


def may_write(path: Path) -> bool:
    """Whether this person may change the store there, its log beside it included; or make it."""
    if not os.access(path, os.F_OK):
        return True
    beside = (Path(f"{path}{end}") for end in ("-wal", "-shm"))
    needed = (each if os.access(each, os.F_OK) else path.parent for each in beside)
    return all(os.access(each, os.W_OK) for each in (path, *needed))


def why_only_read(path: Path) -> tuple[str, str] | None:
    """Why this person can only read the store there, and what to do; None when they can write."""
    if may_write(path):
        return None
    return READ_ONLY_DISK if os.statvfs(path).f_flag & os.ST_RDONLY else NOT_PERMITTED


def why_not_write(connection: Connection) -> tuple[str, str] | None:
    """Why nobody, or not this role, may add to the trail there, as every change does."""
    if connection.dialect.name == "sqlite":
        return None
    if follows(connection):
        return FOLLOWS
    asked = text("SELECT has_table_privilege('change', 'INSERT')")
    return None if connection.execute(asked).scalar_one() else NOT_PERMITTED


def reads_only_now(engine: Engine) -> bool:
    """Whether no server that writes could be reached, but one that others may read from."""
    return engine.dialect.name != "sqlite" and is_several(engine.url) and only_follows(engine)


def open_engine(url: URL, *, read_only: bool, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine whose transactions are as the store needs them.

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
    """An in-memory SQLite with nothing in it, to read from while there is no file yet."""
    return create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )


def let_go(engine: Engine) -> None:
    """Close its connections; those that a thread still uses, as soon as they come back."""

    def on_checkin(_connection: object, record: ConnectionPoolEntry) -> None:
        record.invalidate()

    event.listen(engine.pool, "checkin", on_checkin)
    engine.dispose()


def for_writing(connection: Connection) -> Connection:
    """The connection, its next transaction to be a writing one."""
    return connection.execution_options(**{_WRITES: True})


def wait_for_no_other(connection: Connection) -> None:
    """Let this transaction, which only looks, end without waiting for servers that follow."""
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
    """Let a store of ours be read while it is written (SQLite's WAL; it keeps this mode).

    Not done on connecting: a file that turns out to be no store must stay as it is.
    """
    if engine.dialect.name != "sqlite":
        return
    with suppress(sqlite3.OperationalError, OperationalError), engine.connect() as connection:
        # On the driver's own connection: SQLite does not change it inside a transaction. Who
        # may only read the file, or has no room for a log, goes on reading it in the mode it has.
        connection.connection.cursor().execute("PRAGMA journal_mode=WAL").close()


def last_numbers(connection: Connection) -> dict[str, int]:
    """The highest number ever given to a row of each table, rows since deleted included."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")
        return {str(name): int(last) for name, last in rows}
    rows = connection.exec_driver_sql(
        "SELECT tablename, pg_sequence_last_value(pg_get_serial_sequence(tablename, 'id'))"
        " FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'alembic_version'"
    )
    return {str(name): int(last) for name, last in rows if last is not None}


def give_numbers_after(connection: Connection, last: dict[str, int]) -> None:
    """Let each table go on counting after these numbers."""
    for name, number in last.items():
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, number))
        else:
            connection.exec_driver_sql(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", (name, number)
            )
