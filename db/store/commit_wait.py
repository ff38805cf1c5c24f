"""Causes of a slow commit on PostgreSQL, and a way to stop waiting for standbys.

A commit that waits for another server is already on its own server's disk. Until the wait ends
nobody sees it, and nobody else writes.
"""

from typing import Any

from sqlalchemy import Connection, Engine, TextClause, text

from db.domain.commit_wait import ON_ONE, OTHERS
from db.store.corruption import translate_errors

_WHY = text("SELECT wait_event FROM pg_stat_activity WHERE pid = :pid")
_STOP = text(
    "SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
    " WHERE pid = :pid AND wait_event = 'SyncRep'"
)
_REASONS = {"SyncRep": ON_ONE, **dict.fromkeys(("relation", "transactionid", "tuple"), OTHERS)}


class CommitWait:
    """The change that is being saved; another thread may ask about it."""

    def __init__(self) -> None:
        self._at: tuple[Engine, int] | None = None

    def begins(self, engine: Engine, connection: Connection) -> None:
        """Note that the change is being saved on this connection. A file waits for no server."""
        if connection.dialect.name != "sqlite":
            driver: Any = connection.connection.driver_connection
            self._at = engine, int(driver.info.backend_pid)

    def ends(self) -> None:
        """Note that the change is saved, or has failed."""
        self._at = None

    @property
    def goes_on(self) -> bool:
        """True while a server is saving a change."""
        return self._at is not None

    def why(self) -> str:
        """The cause of the wait, as a sentence; empty without a wait or a change being saved.

        Raises:
            StoreProblem: when the server cannot be asked.
        """
        return _REASONS.get(str(self._ask(_WHY)), "")

    def stop(self) -> bool:
        """Stop waiting for other servers; the change stays. Gives whether it was waiting.

        Raises:
            StoreProblem: when the server cannot be asked.
        """
        return bool(self._ask(_STOP))

    def _ask(self, question: TextClause) -> object:
        """The server's answer about the process that saves."""
        if self._at is None:
            return None
        engine, writer = self._at
        with translate_errors(engine), engine.connect() as connection:
            return connection.execute(question, {"pid": writer}).scalar()
