"""A store copied into an empty one is the same store: rows, trail, codes and what is undone."""

import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from db.admin.copy_store import copy_store
from db.attachments import NewFile, lying_in
from db.commands.reports import AddReport, Entry
from db.commands.undo import Redo, Undo
from db.domain.errors import AccordError, NoStore, Refused, StoreProblem
from db.engine.url import store_url
from db.protocols import Command
from db.queries.maintenance.health import Health
from db.queries.maintenance.verify import Verify
from db.store import schema_version
from db.store.store import Store
from tests.builders import changes, do_all, dump, duty, open_store, small_agreement
from tests.db.cases import steps
from tests.db.test_histories import commands
from tests.longer import examples
from tests.postgresql import Server


@pytest.fixture
def lived_in(small: Store) -> Store:
    """A store in which everything was done once, and some of it taken back."""
    do_all(small, *(case.command for case in steps()), Undo(), Undo(), Redo())
    return small


def test_a_copy_is_the_same_store(lived_in: Store, tmp_path: Path) -> None:
    target = str(tmp_path / "copy.db")
    copied = copy_store(lived_in.location, target)
    other = open_store(target)
    assert dump(other) == dump(lived_in)
    assert changes(other) == changes(lived_in)
    assert copied.changes == len(changes(lived_in))
    assert other.ask(Health()) == lived_in.ask(Health())
    other.close()


def test_a_copy_goes_on_as_the_store_would(lived_in: Store, tmp_path: Path) -> None:
    copy_store(lived_in.location, str(tmp_path / "copy.db"))
    other = open_store(tmp_path / "copy.db")
    for each in (lived_in, other):
        do_all(each, Redo(), duty("One more"), Undo(), duty("And another"))
    assert dump(other) == dump(lived_in)
    other.close()


def test_what_is_there_is_not_written_over(lived_in: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other.db")
    schema_version.create(store_url(other.location), tmp_path / "other.db")
    copy_store(lived_in.location, other.location)
    before = dump(other)
    with pytest.raises(Refused, match="something in that store"):
        copy_store(lived_in.location, other.location)
    assert dump(other) == before
    other.close()


def test_a_store_is_not_copied_onto_itself(lived_in: Store) -> None:
    before = dump(lived_in)
    with pytest.raises(Refused):
        copy_store(lived_in.location, lived_in.location)
    assert dump(lived_in) == before


def test_there_must_be_something_to_copy(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match="There is no store at"):
        copy_store(str(tmp_path / "none.db"), str(tmp_path / "copy.db"))
    assert not (tmp_path / "copy.db").exists()


@pytest.fixture
def spoilt(template: Path, tmp_path: Path) -> str:
    """A store with a file attached, in which a report speaks of a commitment that is not there."""
    (tmp_path / "letter").write_bytes(b"signed")
    path = Path(shutil.copy(template, tmp_path / "a.db"))
    lived(path, [], tmp_path / "letter").close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE report SET commitment_id = 999")
    return str(path)


def test_a_copy_to_a_file_that_fails_takes_away_all_that_was_made(
    spoilt: str, tmp_path: Path
) -> None:
    target = tmp_path / "for" / "the" / "mediators.db"
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreProblem, match=r"Something in 'report' cannot be kept .* copied\."):
        copy_store(spoilt, str(target))
    assert sorted(tmp_path.rglob("*")) == before
    target.parent.mkdir(parents=True)
    (target.parent / "letter").write_bytes(b"somebody's own")
    with pytest.raises(StoreProblem, match="Nothing was copied"):
        copy_store(spoilt, str(target))
    assert list(target.parent.iterdir()) == [target.parent / "letter"]


def test_a_copy_to_a_server_that_fails_leaves_its_database_empty(
    spoilt: str, tmp_path: Path, postgresql: Server
) -> None:
    database = postgresql.new_database()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreProblem, match=r"Something in 'report' cannot be kept .* copied\."):
        copy_store(spoilt, postgresql.url(database), tmp_path / "shared" / "files")
    assert sorted(tmp_path.rglob("*")) == before
    left = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    assert postgresql.ask(database, left) == ["0"]
    postgresql.drop_database(database)


def test_to_postgresql_and_back_is_the_same_store(
    lived_in: Store, postgresql: Server, tmp_path: Path
) -> None:
    there = postgresql.url(postgresql.new_database())
    copy_store(lived_in.location, there)
    team = open_store(there)
    assert (dump(team), changes(team)) == (dump(lived_in), changes(lived_in))
    assert team.ask(Verify()).holds
    for each in (lived_in, team):
        do_all(each, Redo(), duty("One more"), Undo(), duty("And another"))
    back = tmp_path / "back.db"
    copy_store(there, str(back))
    home = open_store(back)
    assert (dump(home), changes(home)) == (dump(lived_in), changes(lived_in))
    assert home.ask(Verify()) == lived_in.ask(Verify())
    do_all(home, duty("At home again"))
    for each in (team, home):
        each.close()


histories = st.lists(st.one_of(commands, st.builds(Undo), st.builds(Redo)), max_size=20)


def lived(path: Path, history: list[Command], letter: Path) -> Store:
    """A store with whatever of a history it takes, and a file attached."""
    store = small_agreement(open_store(path))
    for title in ("One", "Two", "Three"):
        store.do(duty(title))
    file = NewFile(letter, Path(f"{path}.files"))
    store.do(AddReport(("ACC-1",), Entry("Signed.", "UN", file=file)))
    for each in history:
        with suppress(AccordError):
            store.do(each)
    return store


@given(history=histories, content=st.binary(min_size=1, max_size=99))
@settings(max_examples=examples(4), phases=(Phase.generate,))  # shrinking takes minutes
def test_any_store_is_the_same_there_and_back(
    history: list[Command], content: bytes, template: Path, postgresql: Server
) -> None:
    database = postgresql.new_database()
    there = postgresql.url(database)
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        (folder / "letter").write_bytes(content)
        first = lived(Path(shutil.copy(template, folder / "a.db")), history, folder / "letter")
        patch.setenv("ACCORD_FILES", str(folder / "shared"))
        there_copied = copy_store(first.location, there)
        assert (there_copied.files, there_copied.lacking) == (1, 0)
        copy_store(there, str(folder / "b.db"), folder / "b.db.files")
        stores = [first, open_store(there), open_store(folder / "b.db")]
        for read in (dump, changes, lambda store: store.ask(Verify())):
            assert read(stores[0]) == read(stores[1]) == read(stores[2])
        assert first.ask(Verify()).holds
        kept = [
            [(path.name, path.read_bytes()) for path in lying_in(folder / place)]
            for place in ("a.db.files", "shared", "b.db.files")
        ]
        assert kept[0] == kept[1] == kept[2] != []
        for each in stores:
            each.close()
    postgresql.drop_database(database)


def test_files_need_a_place_before_anything_is_copied(
    small: Store, tmp_path: Path, postgresql: Server
) -> None:
    (tmp_path / "letter").write_bytes(b"signed")
    small.do(duty("One"))
    entry = Entry("Signed.", "UN", file=NewFile(tmp_path / "letter", tmp_path / "elsewhere"))
    small.do(AddReport(("ACC-1",), entry))
    database = postgresql.new_database()
    with pytest.raises(StoreProblem, match="no folder for files"):
        copy_store(small.location, postgresql.url(database))
    team = open_store(postgresql.url(database))
    assert changes(team) == []
    copied = copy_store(small.location, team.location, tmp_path / "shared")
    assert (copied.files, copied.lacking) == (0, 1)  # nobody knows of that folder
    team.close()
    postgresql.drop_database(database)
