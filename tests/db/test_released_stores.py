"""Stores of every schema that was ever released: each opens here, and keeps all that was in it.

`released/NNNN.sql` was written by an accord whose newest schema was NNNN. Nobody edits these files.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, Table, insert, inspect, select

from db import resources
from db.commands.undo import Undo
from db.domain.errors import StoreProblem
from db.engine.factory import for_writing, give_numbers_after, open_engine
from db.engine.url import store_url
from db.queries.commitments.list import CommitmentWindow
from db.queries.history.changes import LastChange
from db.queries.maintenance.health import Health
from db.queries.maintenance.verify import Verify
from db.store import migrations, schema_version
from db.store.file_copies import copies_of
from db.tables import PROJECTIONS, TRACKED
from tests.builders import NOW, open_store
from tests.postgresql import Server

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"))
Rows = dict[str, list[dict[str, Any]]]


def rows_of(path: Path) -> Rows:
    """Every row of the model and of the trail, as SQLite keeps it."""
    with closing(sqlite3.connect(path)) as store:
        store.row_factory = sqlite3.Row
        return {
            name: [dict(row) for row in store.execute(f"SELECT * FROM {name} ORDER BY id")]
            for name in (*TRACKED, "change", "change_item")
            if store.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        }


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "accord.db"
    with closing(sqlite3.connect(path)) as store:
        store.executescript(request.param.read_text("utf-8"))
    return path


def test_it_opens_and_keeps_every_field(released: Path) -> None:
    before = rows_of(released)
    store = open_store(released)
    assert store.ask(LastChange()) == before["change"][-1]["id"]
    store.close()
    after = rows_of(released)
    for table, rows in before.items():
        kept = [{key: row[key] for key in old} for row, old in zip(after[table], rows, strict=True)]
        assert without_derived(kept) == without_derived(rows)


def test_it_is_well_afterwards_and_a_copy_is_kept(released: Path) -> None:
    store = open_store(released)
    health = store.ask(Health())
    assert (health.damage, health.strays, health.outdated) == ("", (), ())
    store.close()
    assert len(copies_of(str(released))) == 1


def test_its_steps_can_still_be_taken_back(released: Path) -> None:
    store = open_store(released, NOW)
    steps = store.ask(LastChange())
    undone = store.do(Undo())
    assert undone.summary.startswith("Undone: KSR-2: deadline")
    assert store.ask(LastChange()) == steps + 1
    store.close()


def test_there_is_one_for_every_schema_before_this_one() -> None:
    names = [path.stem for path in RELEASED]
    assert names == [f"{n:04}" for n in range(1, int(resources.head_revision()))]


def without_derived(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: row[key] for key in row if key not in PROJECTIONS} for row in rows]


@pytest.fixture
def on_a_server(released: Path, postgresql: Server) -> str:
    """The same store on PostgreSQL, made there by the migrations of its time."""
    url = postgresql.url(postgresql.new_database())
    target = open_engine(store_url(url), read_only=False)
    migrations.migrate(target, released_in(released))
    origin = open_engine(store_url(str(released)), read_only=True)
    with origin.connect() as reading, for_writing(target.connect()) as writing, writing.begin():
        last: dict[str, int] = {}
        writing.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for name in tables_of(reading):
            rows = all_rows(reading, name)
            if rows:
                writing.execute(insert(Table(name, MetaData(), autoload_with=writing)), rows)
            last[name] = max((row["id"] for row in rows), default=0)
        give_numbers_after(writing, {name: number for name, number in last.items() if number})
    origin.dispose()
    target.dispose()
    return url


def released_in(path: Path) -> str:
    with closing(sqlite3.connect(path)) as store:
        return str(store.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def tables_of(connection: Connection) -> list[str]:
    names = set(inspect(connection).get_table_names())
    return [name for name in ("change", "change_item", *TRACKED) if name in names]


def all_rows(connection: Connection, name: str) -> list[dict[str, Any]]:
    """Every row of a table as it is in the database, whatever accord takes it for today."""
    table = Table(name, MetaData(), autoload_with=connection)
    found = connection.execute(select(table).order_by(table.c.id)).mappings()
    return [{key: in_utc(value) for key, value in row.items()} for row in found]


def in_utc(value: Any) -> Any:
    """Instants of SQLite are in UTC and do not say so."""
    if not isinstance(value, datetime):
        return value
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def everything(location: str) -> Rows:
    engine = open_engine(store_url(location), read_only=True)
    with engine.connect() as connection:
        found = {name: all_rows(connection, name) for name in tables_of(connection)}
    engine.dispose()
    return found


def test_on_a_server_it_is_upgraded_and_keeps_every_field(on_a_server: str, released: Path) -> None:
    with pytest.raises(StoreProblem, match="older schema"):
        open_store(on_a_server)
    before = everything(on_a_server)
    assert len(before["change"]) > 10
    engine = open_engine(store_url(on_a_server), read_only=False)
    schema_version.upgrade(engine, None, NOW)
    engine.dispose()
    after = everything(on_a_server)
    for table, rows in before.items():
        kept = [{key: row[key] for key in old} for row, old in zip(after[table], rows, strict=True)]
        assert without_derived(kept) == without_derived(rows)
    store = open_store(on_a_server)
    health = store.ask(Health())
    assert (health.damage, health.strays, health.outdated) == ("", (), ())
    assert store.ask(Verify()).holds
    assert store.do(Undo()).summary.startswith("Undone: KSR-2: deadline")
    mine = open_store(released)
    mine.do(Undo())
    assert [row.code for row in store.ask(CommitmentWindow(NOW))] == [
        row.code for row in mine.ask(CommitmentWindow(NOW))
    ]
    mine.close()
    store.close()
