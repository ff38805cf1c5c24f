"""Why saving a change takes long on PostgreSQL, and how to stop waiting for other servers.

A commit that waits for another server is on the disk of its own already. Until the wait ends nobody
sees it, and nobody else writes.
"""

from typing import Any

from sqlalchemy import Connection, Engine, TextClause, text

from db.domain.commit_wait import ON_ONE, OTHERS
from db.store.corruption import told

_WHY = text("SELECT wait_event FROM pg_stat_activity WHERE pid = :pid")
_STOP = text(
    "SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
    " WHERE pid = :pid AND wait_event = 'SyncRep'"
)
_REASONS = {"SyncRep": ON_ONE, **dict.fromkeys(("relation", "transactionid", "tuple"), OTHERS)}


class Saving:
    """The change that is being saved, as another thread may ask about it."""

    def __init__(self) -> None:
        self._at: tuple[Engine, int] | None = None

    def begins(self, engine: Engine, connection: Connection) -> None:
        """It is saved on this connection. One to a file waits for no server."""
        if connection.dialect.name != "sqlite":
            driver: Any = connection.connection.driver_connection
            self._at = engine, int(driver.info.backend_pid)

    def ends(self) -> None:
        """It is saved, or is not."""
        self._at = None

    @property
    def goes_on(self) -> bool:
        """Whether a change is being saved by a server now."""
        return self._at is not None

    def why(self) -> str:
        """What it waits for, as a sentence; empty when it does not, or is not saved now.

        Raises:
            StoreProblem: when the server cannot be asked.
        """
        return _REASONS.get(str(self._ask(_WHY)), "")

    def stop(self) -> bool:
        """Wait for no other server; the change stays where it is. Whether it did wait.

        Raises:
            StoreProblem: when the server cannot be asked.
        """
        return bool(self._ask(_STOP))

    def _ask(self, question: TextClause) -> object:
        """The server's answer about the process that saves."""
        if self._at is None:
            return None
        engine, writer = self._at
        with told(engine), engine.connect() as connection:
            return connection.execute(question, {"pid": writer}).scalar()
