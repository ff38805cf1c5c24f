"""What SQLite lets a reader's connection do: ask. All else is refused before any of it is done."""

import sqlite3

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
"""Pragmas that may be given a value: it says what to look at."""
_ACTS = frozenset({"incremental_vacuum", "optimize", "wal_checkpoint"})
"""Pragmas that do something even without a value; any other then only answers."""
_BEYOND = frozenset({"load_extension", "fts3_tokenizer"})


def only_reading(connection: sqlite3.Connection) -> None:
    """Let this connection ask and nothing else: no write, no other file (ATTACH, VACUUM INTO).

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
