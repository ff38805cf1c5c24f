"""Nobody alters the trail, or a row it led to, by other means without `Verify` finding it."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import tables as t
from db.audit.log_reader import StoredChange, iter_changes
from db.commands.flags import SetMark, SetTags
from db.commands.undo import Redo, Undo
from db.domain.audit_hash import LENGTH, digest
from db.queries.maintenance.health import Underived
from db.queries.maintenance.verify import Verdict, Verify
from db.store.store import Store
from tests.builders import ALL_PACKS, changes, do_all, duty, open_store, small_agreement
from tests.db.at_once import all_at_once
from tests.db.cases import steps

TABLES = (*t.TRACKED, "change", "change_item")
SOME = settings(max_examples=12)
COUNTERS = t.UNTRACKED
"""Columns that are no content: docs/trail.md says so."""
DOCUMENT = Path(__file__).parents[2] / "docs" / "trail.md"


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every command was used, some were undone, and every table has rows."""
    path = tmp_path_factory.mktemp("lived") / "lived.db"
    store = small_agreement(open_store(shutil.copy(template, path)))
    do_all(store, *(case.command for case in steps()), Undo(), Undo(), Redo())
    store.close()
    return path


@pytest.fixture
def copy(lived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(lived, tmp_path / "lived.db"))


def altered(path: Path, since: str = "") -> bool:
    """Whether `accord verify` would say so."""
    store = open_store(path, read_only=True)
    try:
        found = store.ask(Verify(since))
        lost = bool(since) and found.since is None
        return lost or not found.holds or store.ask(Underived()) != ()
    finally:
        store.close()


def verdict(path: Path, since: str = "") -> Verdict:
    store = open_store(path, read_only=True)
    try:
        return store.ask(Verify(since))
    finally:
        store.close()


def alter(path: Path, statement: str, *values: object) -> int:
    """Do this behind accord's back; gives how many rows it touched."""
    with closing(sqlite3.connect(path)) as other, other:
        return other.execute(statement, values).rowcount


def read(path: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as other:
        return other.execute(statement).fetchall()


def columns_of(table: str) -> list[str]:
    return [column.name for column in t.metadata.tables[table].c if column.name not in COUNTERS]


def test_a_store_that_was_only_used_fits(lived: Path) -> None:
    found = verdict(lived)
    assert found.holds, found
    assert (found.changes, len(found.head)) == (len(steps()) + 7, LENGTH)
    rows = sum(read(lived, f"SELECT count(*) FROM {table}")[0][0] for table in t.TRACKED)
    assert found.rows == rows


def test_all_packs_fit(library: Store) -> None:
    found = library.ask(Verify())
    assert (found.holds, found.changes) == (True, len(ALL_PACKS))


def test_an_empty_store_fits(store: Store) -> None:
    found = store.ask(Verify())
    assert (found.holds, found.head, found.head_id) == (True, "", None)


@SOME
@given(data=st.data())
@pytest.mark.parametrize("table", TABLES)
def test_an_edit_of_any_field_of_any_row_is_caught(
    lived: Path, tmp_path: Path, table: str, data: st.DataObject
) -> None:
    path = Path(shutil.copy(lived, tmp_path / "edited.db"))
    rows = read(path, f"SELECT * FROM {table} ORDER BY id")
    assert rows, "the steps write to every table"
    row = data.draw(st.sampled_from(rows), label="row")
    names = [name for (_, name, *_) in read(path, f"PRAGMA table_info({table})")]
    choices = columns_of(table)
    if table == "change_item":
        choices.remove("id")  # the number of the entry itself says nothing
    name = data.draw(st.sampled_from(choices), label="column")
    old = row[names.index(name)]
    new = data.draw(st.sampled_from(["", "2001-01-01", "x"]) | st.integers(-5, 900), label="value")
    nothing = (None, "", 0 if isinstance(old, int) else "")
    try:
        alter(path, f"UPDATE {table} SET {name} = ? WHERE id = ?", new, row[0])
    except sqlite3.IntegrityError:
        return  # the database itself refuses it
    now = read(path, f"SELECT {name} FROM {table} WHERE rowid = {row[0] if name != 'id' else new}")
    if now[0][0] == old or (now[0][0] in nothing and old in nothing):
        return  # it says the same
    assert altered(path)


@SOME
@given(data=st.data())
@pytest.mark.parametrize("table", TABLES)
def test_a_row_taken_away_is_caught(
    lived: Path, tmp_path: Path, table: str, data: st.DataObject
) -> None:
    path = Path(shutil.copy(lived, tmp_path / "fewer.db"))
    head = verdict(path).head
    ids = [row[0] for row in read(path, f"SELECT id FROM {table}")]
    assert ids, "the steps write to every table"
    gone = data.draw(st.sampled_from(ids), label="id")
    assert alter(path, f"DELETE FROM {table} WHERE id = ?", gone) == 1
    assert altered(path, head)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_put_in_is_caught(copy: Path, table: str) -> None:
    names = [name for (_, name, *_) in read(copy, f"PRAGMA table_info({table})")]
    unique = {"code": "'NEW'", "key": "'new'", "name": "'new'", "number": "77", "party_id": "999"}
    unique |= {"on_id": "999", "id": "5000", "slot": "9", "commitment_id": "id"}
    values = ", ".join(unique.get(name, name) for name in names)
    assert read(copy, f"SELECT 1 FROM {table}"), "the steps write to every table"
    inserted = f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} LIMIT 1"
    assert alter(copy, inserted) == 1
    found = verdict(copy)
    assert not found.holds
    if table in t.TRACKED:
        assert [(each.table, each.id, each.field) for each in found.misfits] == [(table, 5000, "")]


def test_the_first_line_that_does_not_fit_is_named(copy: Path) -> None:
    alter(copy, "UPDATE change SET summary = 'Nothing' WHERE id IN (9, 17)")
    found = verdict(copy)
    assert found.broken is not None
    kept = read(copy, "SELECT digest FROM change WHERE id = 9")[0][0]
    assert (found.broken.change_id, found.broken.says, found.changes) == (9, kept, 8)
    assert found.broken.should not in ("", kept)


def test_the_field_that_does_not_fit_is_named_with_what_it_should_be(copy: Path) -> None:
    alter(copy, "UPDATE report SET quantity = 21 WHERE quantity = 20941")
    [misfit] = verdict(copy).misfits
    assert (misfit.table, misfit.field, misfit.says, misfit.should) == (
        "report",
        "quantity",
        21,
        20941,
    )


def test_a_value_that_no_column_could_hold_is_named_too(copy: Path) -> None:
    alter(copy, "UPDATE commitment SET status = 'finished' WHERE id = 1")
    alter(copy, "UPDATE report SET at = 'tomorrow' WHERE id = 1")
    said = {(each.table, each.field): each.says for each in verdict(copy).misfits}
    assert said == {("commitment", "status"): "finished", ("report", "at"): "tomorrow"}


def test_what_is_no_list_of_rows_is_named(copy: Path) -> None:
    alter(copy, "UPDATE change SET rows = 'no json' WHERE id = 4")
    found = verdict(copy).broken
    assert found is not None
    assert found.change_id == 4


def test_what_is_no_list_of_rows_is_named_even_under_the_digest_of_it(copy: Path) -> None:
    store = open_store(copy, read_only=True)
    with store._engine.connect() as connection:
        *_, before, last = (
            each for each in iter_changes(connection) if isinstance(each, StoredChange)
        )
    store.close()
    fitting = digest(replace(last.line, rows=[["update"]]), before.digest)
    renewed = "UPDATE change SET rows = '[[\"update\"]]', digest = ? WHERE id = ?"
    assert alter(copy, renewed, fitting, last.line.id) == 1
    found = verdict(copy).broken
    assert found is not None
    assert (found.change_id, found.because) == (last.line.id, "its rows are no rows")


def test_taking_away_the_last_lines_needs_a_digest_to_be_seen(copy: Path) -> None:
    store = open_store(copy)
    head = store.ask(Verify()).head
    do_all(store, SetTags(("ACC-1",), "late"))
    later = store.ask(Verify()).head
    store.close()
    last = read(copy, "SELECT max(id) FROM change")[0][0]
    alter(copy, "DELETE FROM change_item WHERE change_id = ?", last)
    alter(copy, "DELETE FROM change WHERE id = ?", last)
    alter(copy, "UPDATE commitment SET tags = 'north urgent' WHERE code = 'ACC-1'")
    whole, known, lost = verdict(copy), verdict(copy, head), verdict(copy, later)
    assert whole.broken is None
    assert known.since is not None
    assert lost.since is None


def test_what_came_after_a_digest_may_go_wrong_without_touching_what_is_proved(copy: Path) -> None:
    fifth = read(copy, "SELECT digest FROM change WHERE id = 5")[0][0]
    alter(copy, "UPDATE change SET actor = 'nobody' WHERE id = 9")
    found = verdict(copy, fifth[:16])
    assert found.since is not None
    assert found.since.id == 5
    assert found.broken is not None
    assert found.broken.change_id == 9
    assert found.after == 3


def test_undo_and_redo_and_several_people_keep_the_chain_whole(small: Store) -> None:
    other = open_store(small.location, actor="bob")
    heads = []
    for store, command in (
        (small, duty("One")),
        (other, duty("Two")),
        (small, Undo()),
        (small, Redo()),
        (other, SetMark(("ACC-2",), "pinned", True)),
        (other, Undo()),
    ):
        store.do(command)
        heads.append(store.ask(Verify()).head)
    assert [change.digest for change in changes(small)][-len(heads) :] == heads
    assert len(set(heads)) == len(heads)
    for head in heads:
        found = small.ask(Verify(head))
        assert found.holds
        assert found.since is not None
    other.close()


def test_writers_at_the_same_time_make_one_chain(small: Store) -> None:
    small.do(duty("One"))
    assert all_at_once(small.location) == [0, 0, 0]
    found = small.ask(Verify())
    assert found.holds, found
    assert [change.id for change in changes(small)][-36:] == list(
        range(found.changes - 35, found.changes + 1)
    )


def test_who_cannot_run_accord_can_check_it_as_the_page_says(lived: Path) -> None:
    program = re.search(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert program is not None
    run = [sys.executable, "-c", program[1], str(lived)]
    said = subprocess.run(run, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == verdict(lived).head


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The store of somebody who used accord before there were digests."""
    path = tmp_path / "older.db"
    with closing(sqlite3.connect(path)) as other:
        other.executescript((Path(__file__).parent / "released" / "0001.sql").read_text("utf-8"))
    return path


def test_the_trail_of_before_gets_its_digests_when_the_schema_is_brought_up_to_date(
    older: Path,
) -> None:
    store = open_store(older)
    found = store.ask(Verify())
    assert found.holds, found
    store.do(Undo())
    assert store.ask(Verify(found.head)).after == 1
    store.close()
