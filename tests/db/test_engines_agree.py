"""The same commands on SQLite and on PostgreSQL: the same words, refusals, rows and trail."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from db.admin.copy_store import copy_store
from db.commands.undo import Redo, Undo
from db.domain.errors import AccordError
from db.protocols import Command
from db.queries.boards.overview import Overview
from db.queries.commitments.list import CommitmentWindow
from db.queries.history.changes import Changes
from db.queries.maintenance.verify import Verify
from db.store.store import Store
from tests.builders import NOW, duty, open_store, small_agreement
from tests.db.test_histories import commands
from tests.longer import examples
from tests.postgresql import Server
from tui.export import to_json

steps = st.lists(st.one_of(commands, st.builds(Undo), st.builds(Redo)), max_size=30)


@pytest.fixture(scope="module")
def sqlite(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three duties."""
    path = tmp_path_factory.mktemp("agree") / "three.db"
    shutil.copy(template, path)
    store = small_agreement(open_store(path))
    for title in ("One", "Two", "Three"):
        store.do(duty(title))
    store.close()
    return path


@pytest.fixture(scope="module")
def database(postgresql: Server, sqlite: Path) -> str:
    """The same store on PostgreSQL."""
    name = postgresql.new_database()
    copy_store(str(sqlite), postgresql.url(name))
    return name


def said(store: Store, command: Command) -> str:
    """What the store answers, refusals included."""
    try:
        return store.do(command).summary
    except AccordError as error:
        return f"{type(error).__name__}: {error}"


def seen(store: Store) -> list[object]:
    """All that people see of it. Ids are not: PostgreSQL leaves gaps where a step was refused."""
    rows = [to_json.commitment(row, NOW) for row in store.ask(CommitmentWindow(NOW))]
    trail = store.ask(Changes())
    told = [(row.id, row.kind, row.summary, row.reason, row.codes, row.undone) for row in trail]
    return [*rows, *told, store.ask(Overview(NOW)).counts]


@given(history=steps)
@settings(max_examples=examples(6), phases=(Phase.generate,))  # shrinking takes minutes
def test_any_commands(
    history: list[Command], sqlite: Path, database: str, postgresql: Server
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one = open_store(shutil.copy(sqlite, Path(folder) / "accord.db"))
        copied = postgresql.new_database(like=database)
        other = open_store(postgresql.url(copied))
        assert [said(one, each) for each in history] == [said(other, each) for each in history]
        assert seen(one) == seen(other)
        assert one.ask(Verify()).holds
        assert other.ask(Verify()).holds
        one.close()
        other.close()
    postgresql.drop_database(copied)  # many of them would fill a disk
