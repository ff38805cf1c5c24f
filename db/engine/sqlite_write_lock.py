"""Waiting for one's turn to write to an SQLite store.

SQLite lets one connection write at a time. Each waiting connection sleeps longer after each try, up
to a tenth of a second: under load the latest are served first, and some never. Here everybody
tries again after a short pause of random length, so that all have the same chance.
"""

import random
import sqlite3
import time
from contextlib import suppress
from typing import cast

from sqlalchemy import Connection

_BEGIN = "BEGIN IMMEDIATE"
RESTS = 0.001, 0.008
"""Shortest and longest pause between two tries, in seconds."""


def take_turn(connection: Connection, busy_seconds: float) -> None:
    """Begin a writing transaction as soon as nobody else writes.

    Raises:
        sqlalchemy.exc.OperationalError: SQLITE_BUSY, when others still write after
            `busy_seconds`.
    """
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    until = time.monotonic() + busy_seconds
    _let_sqlite_wait(driver, 0)
    try:
        while not _began(driver):
            if time.monotonic() > until:
                connection.exec_driver_sql(_BEGIN)  # once more, for an error that is explained
                return
            time.sleep(random.uniform(*RESTS))  # noqa: S311  fair, not secret
    finally:
        _let_sqlite_wait(driver, busy_seconds)


def _began(driver: sqlite3.Connection) -> bool:
    with suppress(sqlite3.OperationalError):
        driver.execute(_BEGIN).close()
    return driver.in_transaction


def _let_sqlite_wait(driver: sqlite3.Connection, seconds: float) -> None:
    """Set SQLite's own lock timeout, which applies to readers while a log is recovered."""
    driver.execute(f"PRAGMA busy_timeout={round(seconds * 1000)}").close()
