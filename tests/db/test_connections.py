"""How the store holds its database: settings, locks, and who may write."""

import gc
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pendulum import DateTime
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError

from db import tables as t
from db.audit.unit_of_work import UnitOfWork
from db.commands import lookup
from db.domain.errors import StoreProblem
from db.store.store import Store
from tests.builders import Reading, changes, duty, open_store, row_of

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def settings(store: Store) -> dict[str, object]:
    return store.ask(
        Reading(
            lambda db: {name: db.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SETTINGS}
        )
    )


@dataclass(frozen=True)
class CountUp:
    """Read the quantity reached, then write one more: loses counts unless writers take turns."""

    code: str
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        row = lookup.commitment(tx.connection, self.code)
        tx.update(t.commitment, row["id"], amount=(row["amount"] or 0) + 1)
        return "one more"


@pytest.mark.file_only("pragmas are settings of SQLite")
def test_every_connection_has_the_settings(small: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: settings(small), range(8))) == [SETTINGS] * 8


def test_a_new_store_has_them_too(tmp_path: Path) -> None:
    store = open_store(tmp_path / "accord.db", busy_seconds=0.25)
    with pytest.raises(Exception, match="There is no agreement"):
        store.do(duty("Makes the file, and fails"))
    assert settings(store) == {**SETTINGS, "busy_timeout": 250}
    store.close()


@pytest.mark.file_only("on PostgreSQL a writer waits as long as the lock is held")
def test_readers_have_no_lock_and_writers_have_it_from_the_start(small: Store) -> None:
    hasty = open_store(small.location, busy_seconds=0)

    @dataclass(frozen=True)
    class WhileWriting:
        reason: str = ""

        def write(self, tx: UnitOfWork, now: DateTime) -> str:
            assert settings(hasty)["foreign_keys"] == 1
            with pytest.raises(StoreProblem, match="busy"):
                hasty.do(CountUp("ACC-1"))
            return "nothing"

    small.do(duty("One"))
    small.do(WhileWriting())
    hasty.close()


def test_threads_lose_no_count(small: Store) -> None:
    small.do(duty("Count"))
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(count_to, small, 50) for _ in range(4)]:
            done.result()
    assert row_of(small, "ACC-1")["amount"] == 200
    assert len(changes(small)) == 205


def count_to(store: Store, times: int) -> None:
    for _ in range(times):
        store.do(CountUp("ACC-1"))


def test_processes_lose_no_count(small: Store) -> None:
    small.do(duty("Count"))
    code = f"""
from tests.builders import open_store
from tests.db.test_connections import count_to
store = open_store({small.location!r}, busy_seconds=60)
count_to(store, 50)
store.close()
"""
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(4)]
    assert [each.wait() for each in running] == [0] * 4
    assert row_of(small, "ACC-1")["amount"] == 200


def write_a_party(store: Store) -> None:
    store.ask(
        Reading(lambda db: db.execute(insert(t.party).values(code="X", name="X", kind="state")))
    )


def drop_a_table(store: Store) -> None:
    store.ask(Reading(lambda db: db.exec_driver_sql("DROP TABLE saved_view")))


@pytest.mark.parametrize("attempt", [write_a_party, drop_a_table])
def test_the_database_itself_refuses_a_reader_that_writes(
    small: Store, attempt: Callable[[Store], None]
) -> None:
    reader = open_store(small.location, read_only=True)
    with pytest.raises(StoreProblem, match="may only be read"):
        attempt(reader)
    reader.close()


def test_a_question_is_answered_from_one_snapshot(small: Store) -> None:
    small.do(duty("One"))
    titles = select(t.commitment.c.title).order_by(t.commitment.c.id)
    writer = open_store(small.location, actor="bob")

    def twice(connection: object) -> list[list[str]]:
        first = list(connection.scalars(titles))  # type: ignore[attr-defined]
        writer.do(duty("Two"))
        return [first, list(connection.scalars(titles))]  # type: ignore[attr-defined]

    assert small.ask(Reading(twice)) == [["One"], ["One"]]
    assert small.ask(Reading(lambda db: list(db.scalars(titles)))) == ["One", "Two"]
    writer.close()


def test_a_row_must_belong_to_one_that_is_there(small: Store) -> None:
    @dataclass(frozen=True)
    class Orphan:
        reason: str = ""

        def write(self, tx: UnitOfWork, now: DateTime) -> str:
            tx.insert(t.deadline, commitment_id=999, number=1, rule="none")
            return "never"

    with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        small.do(Orphan())
    assert len(changes(small)) == 4


def test_closing_leaves_no_connection_open_that_somebody_still_uses(store: Store) -> None:
    """As a look at the clock may, in a thread of its own, while the screens end."""
    with store._engine.connect() as late:
        driver: Any = late.connection.driver_connection
        store.close()
        assert late.scalar(select(1)) == 1
    if store._engine.dialect.name == "sqlite":
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            driver.execute("SELECT 1")
    else:
        assert driver.closed


def test_closing_leaves_none_open_whoever_asks_at_that_moment(small: Store) -> None:
    """A connection that is forgotten warns when its object goes, which ends the test."""
    titles = select(t.commitment.c.title)

    def look(store: Store) -> None:
        with suppress(StoreProblem):  # closed just then
            store.ask(Reading(lambda db: list(db.scalars(titles))))

    for _ in range(5):
        store = open_store(small.location)
        with ThreadPoolExecutor(4) as pool:
            for _ in range(12):
                pool.submit(look, store)
            store.close()
        del store
        gc.collect()
    # The server takes a moment to see that one is gone.
    assert any(small.ask(Reading(_connections)) == 1 for _ in range(2000))


def _connections(connection: Connection) -> int:
    """How many the server has open for this store: SQLite has none to ask."""
    if connection.dialect.name == "sqlite":
        return 1
    asked = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
    return int(connection.execute(asked).scalar_one())
