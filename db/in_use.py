"""Which SQLite files this process has open.

A process that closes any descriptor of a file gives up every lock it has on that file, those of
its SQLite included (https://www.sqlite.org/howtocorrupt.html, 2.2). Another program that ends
then takes itself for the last one and clears the log away. So such a file is not opened beside
SQLite.
"""

import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

_FILE = "accord_file"
_turn = Lock()
_connections: Counter[tuple[int, int]] = Counter()


def count_connections(engine: Engine, path: Path) -> None:
    """Remember the file for as long as the engine has connections to it."""

    def on_connect(_connection: object, record: ConnectionPoolEntry) -> None:
        with suppress(OSError), _turn:  # one that is gone again is nobody's concern
            found = path.stat()
            record.info[_FILE] = key = found.st_dev, found.st_ino
            _connections[key] += 1

    def on_close(_connection: object, record: ConnectionPoolEntry) -> None:
        with _turn:
            key = record.info.pop(_FILE, None)
            if key is not None:
                _connections[key] -= 1
                if not _connections[key]:
                    del _connections[key]

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "close", on_close)


def is_in_use(found: os.stat_result) -> bool:
    """Whether this process has a connection to that file."""
    with _turn:
        return (found.st_dev, found.st_ino) in _connections
