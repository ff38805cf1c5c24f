"""Stores of every schema that was ever released: each opens here, and keeps all that was in it.

`released/NNNN.sql` was written by an accord whose newest schema was NNNN. Nobody edits these files.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db import resources
from db.backup import copies_of
from db.commands.undo import Undo
from db.queries.health import Health
from db.queries.trail import LastChange
from db.tables import PROJECTIONS, TRACKED
from tests.builders import NOW, open_store

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
