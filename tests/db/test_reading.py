"""A reader reads wherever that can be right, leaves nothing behind, and else says why not."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from db.domain.errors import StoreProblem
from db.engine import sqlite_reader
from db.engine.sqlite_reader import TRIES, OpenMode, look_at
from db.queries.history.changes import LastChange
from db.store.store import Store
from tests.builders import Reading, duty, open_store
from tests.db.others import NOBODY, in_process

pytestmark = pytest.mark.file_only("how a file is read beside others")

READ = "attempt(lambda: opened(read_only=True).ask(LastChange()))"
KILLED = """
store = Store.open(path, actor="asel")
store.do(AddParty("X", "Written, and then killed"))
os._exit(0)
"""


def quiet(path: Path) -> int:
    """Nobody has it open."""
    return 4


def killed(path: Path) -> int:
    """A writer was killed: its log is left, with the last change in it."""
    in_process(KILLED, path)
    return 5


def log_without_index(path: Path) -> int:
    """As after copying a store and its log, file by file."""
    killed(path)
    Path(f"{path}-shm").unlink()
    return 5


def index_without_log(path: Path) -> int:
    """As after somebody tidied up."""
    Path(f"{path}-shm").write_bytes(bytes(32768))
    return 4


def old_journal(path: Path) -> int:
    """Not in the mode in which accord keeps it."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    return 4


STATES = (quiet, killed, log_without_index, index_without_log, old_journal)


def store_in(folder: Path, template: Path) -> Path:
    path = Path(shutil.copy(template, folder / "accord.db"))
    path.chmod(0o644)
    return path


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize("mode", [0o555, 0o777], ids=["closed folder", "open folder"])
@pytest.mark.parametrize("state", STATES, ids=lambda each: each.__name__)
def test_another_user_reads_it_and_leaves_nothing_behind(
    small_template: Path, public: Path, state: Callable[[Path], int], mode: int
) -> None:
    path = store_in(public, small_template)
    newest = state(path)
    for each in public.iterdir():
        each.chmod(0o644)
    before = names(public)
    public.chmod(mode)
    assert in_process(READ, path, user=NOBODY) == f"{newest}\n"
    assert names(public) == before


@pytest.mark.parametrize("state", STATES, ids=lambda each: each.__name__)
def test_its_owner_reads_it_and_leaves_nothing_behind(
    small_template: Path, tmp_path: Path, state: Callable[[Path], int]
) -> None:
    path = store_in(tmp_path, small_template)
    newest, before = state(path), names(tmp_path)
    reader = open_store(path, read_only=True)
    assert reader.ask(LastChange()) == newest
    reader.close()
    assert names(tmp_path) == before


def test_another_user_reads_while_it_is_written(small_template: Path, public: Path) -> None:
    path = store_in(public, small_template)
    writer = open_store(path)
    writer.do(duty("One"))
    public.chmod(0o555)
    assert in_process(READ, path, user=NOBODY) == "5\n"
    writer.do(duty("Two"))
    assert in_process(READ, path, user=NOBODY) == "6\n"
    writer.close()


def test_who_may_not_write_reads_without_having_asked_to(
    small_template: Path, public: Path
) -> None:
    path = store_in(public, small_template)
    public.chmod(0o555)
    code = """
store = opened()
print(store.read_only, store.ask(LastChange()))
attempt(lambda: store.do(AddParty("X", "Somebody")))
"""
    assert in_process(code, path, user=NOBODY).splitlines() == [
        "True 4",
        "5: You may read this store, but not change it. | Ask its owner for access.",
    ]


@pytest.mark.parametrize("end", ["-wal", "-shm"])
def test_a_file_beside_it_that_may_not_be_read_is_named(
    small_template: Path, public: Path, end: str
) -> None:
    path = store_in(public, small_template)
    killed(path)
    Path(f"{path}{end}").chmod(0)
    said = in_process(READ, path, user=NOBODY)
    assert said == (
        f"5: {path}{end} may not be read by you, and without it the store is not whole. "
        "| Ask the store's owner for access to it.\n"
    )


def test_no_room_for_a_copy_is_said_so(small_template: Path, public: Path) -> None:
    path = store_in(public, small_template)
    log_without_index(path)
    said = in_process(READ, path, limit=50_000)
    assert said.startswith("5: The store's log was left behind, and no copy could be made: ")


# Writers that come and go


def way_of(store: Store) -> OpenMode:
    return look_at(Path(store.location)).way


def test_a_reader_follows_writers_that_come_and_go(small: Store) -> None:
    small.close()
    reader = open_store(small.location, read_only=True)
    assert (way_of(small), reader.ask(LastChange())) == (OpenMode.QUIET, 4)
    writer = open_store(small.location)
    writer.do(duty("One"))
    assert (way_of(small), reader.ask(LastChange())) == (OpenMode.OPEN, 5)
    writer.close()
    assert reader.ask(LastChange()) == 5
    with closing(open_store(small.location)) as again:
        again.do(duty("Two"))
    assert reader.ask(LastChange()) == 6
    reader.close()
    with closing(open_store(small.location)) as last:
        last.do(duty("Three"))
    assert names(Path(small.location).parent) == ["accord.db"]


def test_an_answer_with_a_writer_in_its_middle_is_thrown_away(small: Store) -> None:
    small.close()
    reader = open_store(small.location, read_only=True)
    seen: list[tuple[object, object]] = []

    def twice(connection: Connection) -> tuple[object, object]:
        first = LastChange().read(connection)
        if not seen:
            with closing(open_store(small.location)) as writer:
                writer.do(duty("In between"))
        seen.append((first, LastChange().read(connection)))
        return seen[-1]

    assert reader.ask(Reading(twice)) == (5, 5)
    assert len(seen) == 2
    reader.close()


def test_writers_without_end_are_said_so(small: Store) -> None:
    small.close()
    reader = open_store(small.location, read_only=True)
    tries: list[int] = []

    def disturbed(connection: Connection) -> object:
        tries.append(1)
        with closing(open_store(small.location)) as writer:
            writer.do(duty("Again"))
        return LastChange().read(connection)

    with pytest.raises(StoreProblem, match="others keep writing"):
        reader.ask(Reading(disturbed))
    assert len(tries) == TRIES
    reader.close()


def test_a_store_put_in_the_place_of_another_is_read_anew(
    small: Store, packed_template: Path, tmp_path: Path
) -> None:
    reader = open_store(small.location, read_only=True)
    assert reader.ask(LastChange()) == 4
    small.close()
    new = Path(shutil.copy(packed_template, tmp_path / "new.db"))
    new.replace(small.location)
    assert reader.ask(LastChange()) == 12
    reader.close()


def test_what_lies_there_is_looked_at_without_opening_it(tmp_path: Path) -> None:
    assert look_at(tmp_path / "nothing.db").way is OpenMode.OPEN
    assert sqlite_reader.read_only_uri("/a b?c") == "file:/a%20b%3Fc"
    assert names(tmp_path) == []
