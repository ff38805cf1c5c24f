"""Reading an SQLite store without being able to change it, or anything beside it.

The way to open the file depends on who else uses it. The files beside it tell:

- *open*: `-wal` and `-shm` exist: somebody has it open, or was killed. SQLite reads through both
  and has to write neither.
- *quiet*: no `-wal`: nobody has it open. (Or an empty one that nobody could use, because the disk
  is full.) SQLite would create both files even for a reader. That fails on a full disk and in a
  folder without write permission; elsewhere they would belong to the reader and could keep the
  writer out. So the file is read as it lies (`immutable=1`). After each answer a look at the files
  shows whether a writer came meanwhile; then the answer is thrown away.
- *left*: a `-wal` without `-shm`, as when a store is copied file by file. Both are copied to a
  folder of our own and read into memory from there.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from enum import Enum
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple, TypeVar
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, DisconnectionError

from db.domain.errors import AccordError, StoreProblem

_READING = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
    }
)
_LOOKS = frozenset(
    {
        "foreign_key_check", "foreign_key_list", "index_info", "index_list", "index_xinfo",
        "integrity_check", "quick_check", "table_info", "table_list", "table_xinfo",
    }
)  # fmt: skip
"""Pragmas that may have a value: it says what to look at."""
_ACTS = frozenset({"incremental_vacuum", "optimize", "wal_checkpoint"})
"""Pragmas that act even without a value; all others then only answer."""
_BEYOND = frozenset({"load_extension", "fts3_tokenizer"})


def only_reading(connection: sqlite3.Connection) -> None:
    """Limit this connection to queries: no write, no other file (ATTACH, VACUUM INTO).

    A statement that would do more fails with SQLITE_AUTH before any of it is done.
    """
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_authorizer(_authorize)


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _by: str | None
) -> int:
    if action in _READING:
        allowed = True
    elif action == sqlite3.SQLITE_FUNCTION:
        allowed = second not in _BEYOND
    elif action == sqlite3.SQLITE_PRAGMA:
        allowed = first in _LOOKS or (second is None and first not in _ACTS)
    else:
        allowed = False
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


T = TypeVar("T")

TRIES = 5
"""Answers thrown away because a writer interfered, before giving up."""
BUSY_SECONDS = 5
"""Wait in seconds while somebody recovers a log that was left behind."""
_NO_ROOM = "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN"
"""SQLite's errors when it cannot create its files beside the store."""
_SHARED = 32_768
"""Least size of `-shm` in bytes while somebody has the store open."""
_WAL_MODE = b"\x02\x02"
"""Bytes 18 and 19 of the file of a store in WAL mode."""


class OpenMode(Enum):
    """Way to open the file; see above."""

    OPEN = "open"
    QUIET = "quiet"
    LEFT = "left"


class FileState(NamedTuple):
    """State of the files: the way to open them, and marks that reveal a later write."""

    way: OpenMode
    marks: tuple[object, ...] = ()


class _Reader(sqlite3.Connection):
    """A connection that remembers the state of the files when it was opened."""

    path: Path
    found: FileState

    def suits(self) -> bool:
        return self.found == look_at(self.path)


def read_only_uri(path: str | Path) -> str:
    """An SQLite file as a URI; its name may contain characters with a meaning in URIs."""
    return f"file:{quote(str(path))}"


def begin(connection: Connection) -> None:
    """Begin a transaction that sees one snapshot of an SQLite store."""
    connection.exec_driver_sql("BEGIN")


def reading_engine(url: URL, busy_seconds: float) -> Engine:
    """An engine that only reads; each connection suits the state of the files when it is used."""
    path = Path(str(url.database))

    def on_checkout(connection: _Reader, _record: object, _proxy: object) -> None:
        if not connection.suits():
            raise DisconnectionError  # the pool tries again with a new one

    engine = create_engine(url, creator=lambda: _connect(path, busy_seconds))
    event.listen(engine, "checkout", on_checkout)
    event.listen(engine, "begin", begin)
    return engine


def read_snapshot(engine: Engine, read: Callable[[Connection], T]) -> T:
    """The result of `read` on one snapshot of the store.

    On a full disk a store of a writer is read as readers do: the files beside it need room.

    Raises:
        StoreProblem: when writers change it faster than it is read.
    """
    try:
        return _answer(engine, read)
    except DBAPIError as error:
        path = engine.url.database if engine.dialect.name == "sqlite" else None
        if not path or not getattr(error.orig, "sqlite_errorname", "").startswith(_NO_ROOM):
            raise
        aside = reading_engine(engine.url, BUSY_SECONDS)
        try:
            return _answer(aside, read)
        finally:
            aside.dispose()


def _answer(engine: Engine, read: Callable[[Connection], T]) -> T:
    for _ in range(TRIES):
        with engine.connect() as connection, _one_state(connection).begin():
            try:
                found = read(connection)
            except (DBAPIError, AccordError):
                if connection.invalidated or _undisturbed(connection):
                    raise
            else:
                if _undisturbed(connection):
                    return found
    raise StoreProblem("The store is busy: others keep writing.", "Try again in a moment.")


def copy_into(path: Path, target: sqlite3.Connection) -> None:
    """Copy one snapshot of the store, even where a reader could not create files.

    Raises:
        sqlite3.Error: when the store is damaged, or the copy has no room.
        StoreProblem: when it may not be read, or writers change it faster than it is copied.
    """
    for _ in range(TRIES):
        with closing(_connect(path, BUSY_SECONDS)) as reader:
            reader.backup(target)
            if reader.found.way is not OpenMode.QUIET or reader.suits():
                return  # else a writer came meanwhile, and the copy may be of two states
    raise StoreProblem("The store is busy: others keep writing.", "Try again in a moment.")


def _one_state(connection: Connection) -> Connection:
    """The connection, with its next transaction set to see one snapshot of the store."""
    if connection.dialect.name == "sqlite":
        return connection  # it never does anything else
    return connection.execution_options(isolation_level="REPEATABLE READ")


def look_at(path: Path) -> FileState:
    """The present way to read the store."""
    store, wal, shm = (_mark(f"{path}{end}") for end in ("", "-wal", "-shm"))
    used = wal and shm and (wal[1] or shm[1] >= _SHARED)
    if store is None or used or not _in_wal_mode(path):
        return FileState(OpenMode.OPEN, (store and store[0],))  # and stays so while others write
    if wal and wal[1]:
        return FileState(OpenMode.LEFT, (store, wal))
    return FileState(OpenMode.QUIET, (store, wal))


def _mark(path: str) -> tuple[int, int, int] | None:
    """Identity, size and time of the last write of a file; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116  twice for each answer, and a Path costs as much again
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _in_wal_mode(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(20)[18:] == _WAL_MODE
    except OSError:
        return False


def _undisturbed(connection: Connection) -> bool:
    """Check whether everything read so far comes from one snapshot of the store."""
    reader = connection.connection.driver_connection
    return not isinstance(reader, _Reader) or reader.suits()


def _connect(path: Path, busy_seconds: float) -> _Reader:
    found = look_at(path)
    _check_access(path, found)
    if found.way is OpenMode.LEFT:
        reader = _in_memory(path)
    else:
        how = "mode=ro&immutable=1" if found.way is OpenMode.QUIET else "mode=ro"
        reader = _open(f"{read_only_uri(path)}?{how}", busy_seconds)
    reader.path, reader.found = path, found
    reader.execute("PRAGMA query_only=ON").close()
    only_reading(reader)
    return reader


def _open(uri: str, busy_seconds: float = 0) -> _Reader:
    return sqlite3.connect(
        uri,
        uri=True,
        timeout=busy_seconds,
        factory=_Reader,
        isolation_level=None,  # the driver opens no transaction behind our back
        check_same_thread=False,  # the pool hands it to one thread at a time
    )


def _check_access(path: Path, found: FileState) -> None:
    """Say which file cannot be opened and whom to ask: SQLite says only that it failed.

    Raises:
        StoreProblem: when a file that is needed may not be read.
    """
    ends = {OpenMode.OPEN: ("-wal", "-shm"), OpenMode.LEFT: ("-wal",), OpenMode.QUIET: ()}[
        found.way
    ]
    for end in ends:
        beside = Path(f"{path}{end}")
        if beside.exists() and not os.access(beside, os.R_OK):
            raise StoreProblem(
                f"{beside} may not be read by you, and without it the store is not whole.",
                "Ask the store's owner for access to it.",
            )


def _in_memory(path: Path) -> _Reader:
    """The store and the log left beside it, combined in memory.

    Raises:
        StoreProblem: when there is not enough room.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="accord-") as folder:
            copied = Path(folder) / "store.db"
            for end in ("", "-wal"):
                copyfile(f"{path}{end}", f"{copied}{end}")
            reader = _open(":memory:")
            with closing(sqlite3.connect(copied)) as source:
                source.backup(reader)
            return reader
    except OSError as error:
        raise StoreProblem(
            f"The store's log was left behind, and no copy could be made: {error.strerror}.",
            "Make room, or open it once with writing allowed: accord status",
        ) from error
