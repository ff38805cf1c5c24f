"""Checks that a store's file is still the one that was opened.

SQLite goes on writing to a deleted or renamed file, and nobody would ever see that data again.
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from db.domain.errors import StoreAway, StoreProblem


@dataclass(slots=True)
class FileIdentity:
    """A store's path, and the file found there at first use."""

    path: Path | None = None
    """Path of the store; None for a store that is in no file, so there is nothing to check."""
    follows: bool = False
    """True if another file at this path will do: a reader opens the file that is there."""
    _file: tuple[int, int] | None = None

    def check(self, *, written: bool = False) -> None:
        """Check the file that is there now.

        Args:
            written: True after a write, which may have gone to another file.

        Raises:
            StoreAway: when it is gone.
            StoreProblem: when another one lies there, or what was written may be lost.
        """
        if self.path is None:
            return
        found = self._look(self.path)
        if self._file is None or self.follows:
            self._file = found or self._file
        if found is not None and found == self._file:
            return
        lost = "The last change may be lost." if written else "Nothing was changed."
        if found is None:
            if self._file is None:
                return  # never there: it is made by the first command
            problem = StoreProblem if written else StoreAway
            raise problem(
                f"The store {self.path} is gone: it was moved or deleted. {lost}",
                "Put it back, or end accord and restore a backup: accord backup --list",
            )
        raise StoreProblem(
            f"Another file was put in the place of the store {self.path}. {lost}",
            "End accord and start it again to work with that one.",
        )

    def _look(self, path: Path) -> tuple[int, int] | None:
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreAway(
                f"The store {path} cannot be reached: {error.strerror}.",
                "Look at its folder and its disk.",
            ) from error
        return found.st_dev, found.st_ino


_Key = tuple[int, int]
_FILE = "accord_file"
# A process that closes any descriptor of a file gives up every lock it has on that file, those of
# its SQLite included (https://www.sqlite.org/howtocorrupt.html, 2.2). Another program that ends
# then takes itself for the last one and clears the log away. So a file that this process has open
# is not opened beside SQLite.
_turn = Lock()
_connections: Counter[_Key] = Counter()


def count_connections(engine: Engine, path: Path) -> None:
    """Remember the file for as long as the engine has connections to it."""

    def on_connect(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info[_FILE] = _count(path)

    def on_close(_connection: object, record: ConnectionPoolEntry) -> None:
        _discount(record.info.pop(_FILE, None))

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "close", on_close)


@contextmanager
def counted(path: Path) -> Iterator[None]:
    """Remember the file while one connection beside the engine's is open."""
    key = _count(path)
    try:
        yield
    finally:
        _discount(key)


def _count(path: Path) -> _Key | None:
    with suppress(OSError), _turn:  # a file that is gone again is nobody's concern
        found = path.stat()
        key = found.st_dev, found.st_ino
        _connections[key] += 1
        return key
    return None


def _discount(key: _Key | None) -> None:
    with _turn:
        if key is not None:
            _connections[key] -= 1
            if not _connections[key]:
                del _connections[key]


def is_in_use(found: os.stat_result) -> bool:
    """Check whether this process has a connection to that file."""
    with _turn:
        return (found.st_dev, found.st_ino) in _connections
