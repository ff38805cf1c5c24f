"""Watching an SQLite store: a look at a counter, ten times a second, on one open connection.

`PRAGMA data_version` differs after each commit of another connection, in any process. A look takes
some millionths of a second and reads no page of the store.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from db.engine.sqlite_files import counted
from db.engine.sqlite_reader import OpenMode, look_at, only_reading, read_only_uri
from db.notify.presence import PresenceFile
from db.notify.watcher import Tell, Watcher, WatchEvent

EVERY = 0.1
"""Seconds between two looks."""


class PollingWatcher(Watcher):
    """Watches an SQLite file; for a reader it makes nothing beside the file."""

    def __init__(
        self, path: Path, tell: Tell, *, reads: bool, sign: PresenceFile | None = None
    ) -> None:
        """`sign` stays beside the store until this watcher is closed."""
        super().__init__(tell)
        self._sign = sign
        self.mark = sign.file.name if sign is not None else ""
        self._path = path
        self._reads = reads

    def close(self) -> None:
        """End the thread and its connection."""
        super().close()
        if self._sign is not None:
            self._sign.take_away()

    def _watch(self) -> None:
        while not self._closing.is_set():
            try:
                self._follow()
            except (sqlite3.Error, OSError):
                self._say(WatchEvent.LOST)
                self._closing.wait(EVERY)

    def _follow(self) -> None:
        """Report each commit, until other files replace the watched ones."""
        files = self._files()
        with counted(self._path), closing(self._open()) as connection:
            seen = _version(connection)
            self._say(WatchEvent.FOUND)
            while not self._closing.wait(EVERY) and self._files() == files:
                version = _version(connection)
                if version != seen:
                    seen = version
                    self._say(WatchEvent.CHANGED)

    def _files(self) -> object:
        """State of the files; it differs after a store was created, restored or left there."""
        if self._reads:
            return look_at(self._path)
        try:
            found = os.stat(self._path)  # noqa: PTH116  ten times a second: a Path costs as much again
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def _open(self) -> sqlite3.Connection:
        """A connection that counts commits; to an empty database where the files alone tell."""
        if self._reads:
            name = read_only_uri(self._path) + "?mode=ro"
            there = look_at(self._path).way is OpenMode.OPEN and self._path.exists()
        else:
            name = read_only_uri(self._path) + "?mode=rw"
            there = self._path.exists() and self._path.stat().st_size > 0
        connection = sqlite3.connect(
            name if there else ":memory:", uri=True, timeout=0, isolation_level=None
        )
        connection.execute("PRAGMA query_only=ON").close()
        only_reading(connection)
        return connection


def _version(connection: sqlite3.Connection) -> int:
    with closing(connection.execute("PRAGMA data_version")) as cursor:
        return int(cursor.fetchone()[0])
