"""Watching a store on PostgreSQL: writers notify a channel, and a connection of ours listens.

A notice belongs to the transaction of the change: it comes with the commit, or never. Between
notices there are no queries, except twice a minute to check the connection. The same check catches
notices that a connection pooler did not pass on.
"""

import os
import selectors
from contextlib import closing

import psycopg
from pendulum import DateTime
from psycopg import errors, sql
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from db.engine.factory import CHANNEL
from db.notify.presence import label
from db.notify.watcher import Tell, Watcher, WatchEvent

CHECK = 30.0
"""Seconds between two checks of the connection."""
UNTOLD = 1.0
"""Seconds between two checks where the server takes no listeners, as on a standby."""
RESTS = 0.1, 5.0
"""First and longest wait in seconds before reconnecting; each wait is twice the last."""

Line = psycopg.Connection[tuple[object, ...]]


class ListeningWatcher(Watcher):
    """Listens on a connection of its own, and opens a new one when it is cut off."""

    def __init__(self, engine: Engine, tell: Tell, name: str, since: DateTime) -> None:
        """`name` is the watching person, `since` their start: the server lists both for all."""
        super().__init__(tell)
        self._engine = engine
        self._who = name, since
        self._woken, self._waker = os.pipe()

    def close(self) -> None:
        """End the thread and its connection."""
        super().close()
        if not self.alive:
            self._drop_pipe()

    def _wake(self) -> None:
        if self._waker >= 0:
            os.write(self._waker, b"x")

    def _drop_pipe(self) -> None:
        for end in (self._woken, self._waker):
            if end >= 0:
                os.close(end)
        self._woken = self._waker = -1

    def _watch(self) -> None:
        rest = RESTS[0]
        while not self._closing.is_set():
            try:
                with closing(self._connect()) as connection:
                    period = self._listen(connection)
                    self._say(WatchEvent.FOUND)
                    rest = RESTS[0]
                    self._follow(connection, period)
            except (psycopg.Error, SQLAlchemyError, OSError):
                self.mark = None
                self._say(WatchEvent.LOST)
                self._closing.wait(rest)
                rest = min(2 * rest, RESTS[1])

    def _connect(self) -> Line:
        """A connection like the store's, reserved for the watcher."""
        lent = self._engine.raw_connection()
        connection = lent.driver_connection
        lent.detach()
        assert isinstance(connection, psycopg.Connection)  # noqa: S101  the driver that is asked for
        connection.autocommit = True
        return connection

    def _listen(self, connection: Line) -> float:
        """Listen, if possible; gives the seconds between two checks."""
        found = connection.execute(f"SELECT {CHANNEL}").fetchone()
        assert found is not None  # noqa: S101  it is one row
        channel = str(found[0])
        shown = label(channel, *self._who)
        connection.execute("SELECT set_config('application_name', %s, false)", (shown,))
        self.mark = str(connection.info.backend_pid)
        try:
            connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        except (errors.ReadOnlySqlTransaction, errors.FeatureNotSupported):
            return UNTOLD
        return CHECK

    def _follow(self, connection: Line, period: float) -> None:
        newest = _newest(connection)
        with selectors.DefaultSelector() as selector:
            selector.register(connection.fileno(), selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while not self._closing.is_set():
                if selector.select(period):
                    told = any(True for _ in connection.notifies(timeout=0))
                else:
                    before, newest = newest, _newest(connection)
                    told = newest != before
                if told and not self._closing.is_set():
                    self._say(WatchEvent.CHANGED)


def _newest(connection: Line) -> object:
    """The newest change; nothing without a store or without permission."""
    try:
        return connection.execute("SELECT max(id) FROM change").fetchone()
    except (errors.UndefinedTable, errors.InsufficientPrivilege):
        return None
