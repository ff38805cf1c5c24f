"""Two PostgreSQL servers, one of which writes and the other follows it, for tests to kill."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import create_engine

from tests.postgresql import OWNER, Server

PATIENCE = 30.0
"""Seconds until something that never comes counts as failed."""


class Pair:
    """Both servers, and how people reach whichever of them suits."""

    def __init__(self, first: Server, second: Server, database: str) -> None:
        self.first = first
        self.second = second
        self.database = database

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Self]:
        """The first writes, the second follows; both have the same empty database.

        Raises:
            Missing: when there is no PostgreSQL to start.
        """
        pair = cls(*Server.pair())
        try:
            yield pair
        finally:
            pair.second.stop()  # which may be others than at first: restarted ones
            pair.first.stop()

    def url(self, user: str = OWNER) -> str:
        """As people write it down who know both."""
        hosts = "&".join(f"host={each.folder}" for each in (self.first, self.second))
        return f"postgresql+psycopg://{user}@/{self.database}?{hosts}"

    def only(self, server: Server) -> str:
        """As people write it down who know one of them."""
        return server.url(self.database)

    def acknowledge_together(self) -> None:
        """From now on a commit is acknowledged once both servers show it."""
        self._wait_for(1)
        self.first.run("postgres", "ALTER SYSTEM SET synchronous_commit = 'remote_apply'")
        self._stand_by("*")

    def acknowledge_alone(self) -> None:
        """From now on a commit is acknowledged though the second server may lack it."""
        self._stand_by("")

    def acknowledge_never(self) -> None:
        """From now on a commit is kept, and the answer to it does not come."""
        self._wait_for(1)
        self._stand_by("nobody")

    def part(self) -> None:
        """From now on the second server hears nothing of the first."""
        settings = ("ALTER SYSTEM SET primary_conninfo = ''", "SELECT pg_reload_conf()")
        self.second.run("postgres", *settings)
        self._wait_for(0)

    def until_a_commit_waits(self, *, arrived: bool) -> None:
        """Wait until the answer to a commit is all that is missing; `arrived`: at the second."""
        waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        self.until(waits, 1)
        if arrived:
            behind = "SELECT count(*) FROM pg_stat_replication WHERE replay_lsn < "
            self.until(behind + "pg_current_wal_flush_lsn()", 0)

    def fail_over(self) -> None:
        """Kill the first server and let the second take writers."""
        self.first.kill()
        self.second.promote()

    def _stand_by(self, names: str) -> None:
        self.first.run(
            "postgres",
            f"ALTER SYSTEM SET synchronous_standby_names = '{names}'",
            "SELECT pg_reload_conf()",
        )
        self.until(f"SELECT (current_setting('synchronous_standby_names') = '{names}')::int", 1)

    def _wait_for(self, followers: int) -> None:
        streaming = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"
        self.until(streaming, followers)

    def until(self, question: str, answer: int) -> None:
        """Wait until the first server answers that."""
        engine = create_engine(self.first.url("postgres"), isolation_level="AUTOCOMMIT")
        until = time.monotonic() + PATIENCE
        with engine.connect() as connection:
            while connection.exec_driver_sql(question).scalar_one() != answer:
                assert time.monotonic() < until, f"{question} never became {answer}"
        engine.dispose()
