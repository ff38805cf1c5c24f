"""Whether a store's file is still the one that was opened.

SQLite goes on writing to a file that was deleted or renamed, and nobody would ever see that again.
"""

import os
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from db.domain.errors import StoreAway, StoreProblem


@dataclass(slots=True)
class Place:
    """Where a store lies, and which file lay there when it was first used."""

    path: Path | None = None
    """None: in no file, and so nothing to look at."""
    follows: bool = False
    """Whether another file in its place is as good: for a reader, who opens what is there."""
    _file: tuple[int, int] | None = None

    def check(self, *, written: bool = False) -> None:
        """Look at the file that lies there now.

        Args:
            written: Whether something has just been written, that may have gone elsewhere.

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
