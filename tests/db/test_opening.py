"""Opening, reading and writing a store when something is wrong with its file."""

import os
import re
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db.commands.agreements import AddParty
from db.commands.commitments import EditCommitment
from db.commands.flags import SetTags
from db.domain.errors import AccordError, BadInput, StoreProblem
from db.domain.filters.parser import parse_filter
from db.queries.boards.overview import Overview
from db.queries.commitments.list import CommitmentWindow
from db.queries.history.changes import LastChange
from db.queries.lookups import Parties
from db.queries.maintenance.health import Health
from db.resources import head_revision
from db.store.store import Store
from tests.builders import NOW, dump, duty, open_store, row_of, small_agreement
from tests.db.others import NOBODY, in_process

pytestmark = pytest.mark.file_only("files, their folders and rights")

PARTY = AddParty("DRC", "Democratic Republic of the Congo")


@contextmanager
def problem(*words: str) -> Iterator[None]:
    """A StoreProblem in a sentence with all these words, a hint, and the exit code of its kind."""
    with pytest.raises(StoreProblem) as caught:
        yield
    said = caught.value
    assert [word for word in words if word not in str(said)] == []
    assert said.message.endswith(".")
    assert re.search(r"(\.|status|accord\.db|kill \d+)$", said.hint), said.hint
    assert said.exit_code == 5


# A file that is open twice


def test_a_second_look_in_one_process_leaves_the_first_its_locks(tmp_path: Path) -> None:
    """Else the program of somebody else who ends clears away a log that is still written to."""
    path = tmp_path / "accord.db"
    first = small_agreement(open_store(path))
    second = open_store(path)
    in_process("store = opened(); print(store.ask(LastChange())); store.close()", path)
    assert path.with_name("accord.db-wal").exists()
    first.do(PARTY)
    assert PARTY.code in {party.code for party in second.ask(Parties())}
    second.close()
    first.close()


# A store that is not there yet


def test_a_missing_store_reads_as_empty_and_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "accord.db"
    store = open_store(path)
    assert store.ask(CommitmentWindow(NOW)) == ()
    assert store.ask(Overview(NOW)).counts.total == 0
    assert store.ask(LastChange()) == 0
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_the_first_command_makes_the_file_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "accord.db"
    store = open_store(path)
    store.do(PARTY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert store.ask(LastChange()) == 1
    store.close()
    assert [each.name for each in path.parent.iterdir()] == ["accord.db"]


def test_a_command_that_is_refused_still_leaves_a_readable_store(tmp_path: Path) -> None:
    store = open_store(tmp_path / "accord.db")
    with pytest.raises(AccordError):
        store.do(duty("Nothing to belong to"))
    assert store.ask(LastChange()) == 0
    store.close()


def test_a_reader_of_a_missing_store_is_refused_the_first_command(tmp_path: Path) -> None:
    store = open_store(tmp_path / "accord.db", read_only=True)
    assert store.ask(CommitmentWindow(NOW)) == ()
    with problem("reading only"):
        store.do(PARTY)
    store.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("read_only", [False, True])
def test_who_opened_a_missing_store_sees_it_once_another_makes_it(
    tmp_path: Path, read_only: bool
) -> None:
    path = tmp_path / "accord.db"
    early, other = open_store(path, read_only=read_only), open_store(path, actor="bob")
    assert early.ask(LastChange()) == 0
    other.do(PARTY)
    assert early.ask(LastChange()) == 1
    early.close()
    other.close()


def test_two_who_make_the_store_at_once_share_it(tmp_path: Path) -> None:
    path = tmp_path / "accord.db"
    stores = [open_store(path, actor=f"p{n}") for n in range(4)]
    for n, store in enumerate(stores):
        store.do(AddParty(f"P{n}", f"Party {n}"))
    assert [store.ask(LastChange()) for store in stores] == [4] * 4
    for store in stores:
        store.close()


@pytest.mark.parametrize("content", [b"", None], ids=["no bytes", "a database of no tables"])
def test_an_empty_file_is_a_missing_store(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "accord.db"
    if content is None:
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("CREATE TABLE t (x)")
            database.execute("DROP TABLE t")
    else:
        path.write_bytes(content)
    store = open_store(path)
    assert store.ask(CommitmentWindow(NOW)) == ()
    store.do(PARTY)
    assert store.ask(LastChange()) == 1
    store.close()


@pytest.mark.parametrize("name", ["a?b.db", "50%25.db", "x#1.db", "it's é.db", "mode=ro&x.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    writer = open_store(tmp_path / name)
    writer.do(PARTY)
    reader = open_store(tmp_path / name, read_only=True)
    assert reader.ask(LastChange()) == 1
    reader.close()
    writer.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


# A file that is no store


def a_folder(path: Path) -> None:
    path.mkdir()


def a_text(path: Path) -> None:
    path.write_text("Dear all, please find attached")


def another_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE commitment (id INTEGER)")


def a_fifo(path: Path) -> None:
    os.mkfifo(path)


def base_revision(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute("CREATE TABLE commitment (id INTEGER)")


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (a_folder, ("is a folder", "accord.db")),
        (a_text, ("is not an accord store", "--store")),
        (another_database, ("not an accord store", "--store")),
        (a_fifo, ("is not a file", "--store")),
        (base_revision, ("not an accord store", "--store")),
    ],
)
def test_what_is_no_store_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], words: tuple[str, ...], read_only: bool
) -> None:
    path = tmp_path / "thing"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with problem(*words):
        open_store(path, read_only=read_only)
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("mysql://x/y", ("SQLite or PostgreSQL", "mysql")),
        ("sqlite://", ("kept in a file",)),
        ("nonsense://", ("SQLite or PostgreSQL",)),
        ("sqlite://host:port/x", ("not a database URL", "port")),
        (f"/tmp/{'x' * 5000}", ("cannot be read",)),
        ("/dev/null/accord.db", ("cannot be read", "Not a directory")),
    ],
)
def test_a_location_that_can_be_none_is_refused(location: str, words: tuple[str, ...]) -> None:
    with problem(*words):
        open_store(location)


# A file that may not be opened


def test_an_unreadable_store(public: Path) -> None:
    path = public / "accord.db"
    small_agreement(store := open_store(path))
    store.close()
    path.chmod(0)
    said = in_process("attempt(opened)", path, user=NOBODY)
    assert said == f"5: {path} may not be read by you. | Ask its owner for access.\n"


def test_a_store_in_a_closed_folder(public: Path) -> None:
    path = public / "mine" / "accord.db"
    small_agreement(store := open_store(path))
    store.close()
    path.parent.chmod(0)
    said = in_process("attempt(opened)", path, user=NOBODY)
    assert said == f"5: {path} may not be read by you. | Ask its owner for access.\n"


def test_a_new_store_where_nothing_may_be_made(public: Path) -> None:
    path = public / "sub" / "accord.db"
    public.chmod(0o555)
    code = 'attempt(lambda: opened().do(AddParty("DRC", "Congo")))'
    said = in_process(code, path, user=NOBODY)
    place = f"{path} cannot be made: Permission denied."
    assert said == f"5: {place} | Name another place with --store.\n"


def test_a_store_that_may_only_be_read(public: Path) -> None:
    path = public / "accord.db"
    keeper = small_agreement(open_store(path))
    for each in public.iterdir():
        each.chmod(0o644)
    code = """
attempt(lambda: opened(read_only=True).ask(LastChange()))
attempt(lambda: opened().ask(LastChange()))
attempt(lambda: opened().do(AddParty("X", "Somebody")))
"""
    said = in_process(code, path, user=NOBODY)
    refused = "5: You may read this store, but not change it. | Ask its owner for access."
    assert said.splitlines() == ["4", "4", refused]
    assert keeper.ask(LastChange()) == 4
    keeper.close()


# A damaged file


def damaged(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "cut off":
        content = content[: len(content) // 2]
    elif how == "header only":
        content = content[:60]
    else:
        for page in range(1, len(content) // 4096):
            content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("how", ["cut off", "header only", "overwritten"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_damaged_store_says_so(
    packed_template: Path, tmp_path: Path, how: str, read_only: bool
) -> None:
    path = Path(shutil.copy(packed_template, tmp_path / "accord.db"))
    damaged(path, how)
    before = path.read_bytes()
    with problem(""):
        store = open_store(path, read_only=read_only)
        try:
            store.ask(CommitmentWindow(NOW))
            store.ask(Overview(NOW))
        finally:
            store.close()
    assert path.read_bytes() == before


# Other versions


def with_revision(template: Path, path: Path, revision: str) -> Path:
    shutil.copy(template, path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    return path


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_store_is_refused(small_template: Path, tmp_path: Path, read_only: bool) -> None:
    path = with_revision(small_template, tmp_path / "accord.db", "9999")
    before = path.read_bytes()
    with problem("newer accord", "Upgrade accord"):
        open_store(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_reader_never_upgrades(small_template: Path, tmp_path: Path) -> None:
    path = with_revision(small_template, tmp_path / "accord.db", "0000")
    before = path.read_bytes()
    with problem("older schema", "accord store upgrade"):
        open_store(path, read_only=True)
    assert path.read_bytes() == before


def test_an_upgrade_that_fails_leaves_the_store_and_a_copy_of_it(
    small_template: Path, tmp_path: Path
) -> None:
    path = with_revision(small_template, tmp_path / "accord.db", "0000")
    before = path.read_bytes()
    with problem("0000", "Nothing was changed"):
        open_store(path)
    assert path.read_bytes() == before
    copy = tmp_path / "accord.before-upgrade-20261123T152000Z.db"
    assert sorted(tmp_path.iterdir()) == [copy, path]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with_revision(copy, tmp_path / "back.db", head_revision())
    restored = open_store(tmp_path / "back.db")
    assert restored.ask(LastChange()) == 4
    restored.close()


def test_an_upgrade_works_hours_from_a_day_out_anew(small_template: Path, tmp_path: Path) -> None:
    path = with_revision(small_template, tmp_path / "accord.db", head_revision())
    store = open_store(path)
    store.do(duty("Report", "signing + 72 hours"))
    dated = row_of(store, "ACC-1")["due_on"]
    store.close()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE commitment SET due_on = date(due_on, '+1 day'), due_timed = 1")
        database.execute("UPDATE alembic_version SET version_num = '0003'")
    store = open_store(path)
    assert row_of(store, "ACC-1")["due_on"] == dated
    assert store.ask(Health()).outdated == ()
    store.close()


def test_no_upgrade_without_a_copy(small_template: Path, public: Path) -> None:
    path = with_revision(small_template, public / "accord.db", "0000")
    path.chmod(0o666)
    public.chmod(0o555)
    before = path.read_bytes()
    said = in_process("attempt(opened)", path, user=NOBODY)
    assert said.startswith("5: ")
    assert "Traceback" not in said
    assert path.read_bytes() == before
    assert [each.name for each in public.iterdir()] == ["accord.db"]


# No room, no turn


def test_a_full_disk_loses_nothing(small: Store) -> None:
    path = Path(small.location)
    before = dump(small)
    small.close()
    size = path.stat().st_size
    code = """
from db.commands.batch import AddMany
long = AddCommitment("ACC", "x", words="x" * 100_000)
attempt(lambda: opened().do(AddMany([long] * 30)))
attempt(lambda: opened().ask(LastChange()))
"""
    said = in_process(code, path, limit=size + 200_000).splitlines()
    assert said[0].startswith("5: The disk "), said
    assert said[1] == "4"
    store = open_store(path)
    assert dump(store) == before
    store.do(duty("There is room again"))
    store.close()


def test_a_new_store_on_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "accord.db"
    said = in_process('attempt(lambda: opened().do(AddParty("X", "Y")))', path, limit=20_000)
    assert said.startswith("5: The disk "), said
    store = open_store(path)
    assert store.ask(CommitmentWindow(NOW)) == ()
    store.do(PARTY)
    store.close()


def test_no_copy_on_a_full_disk_no_upgrade(small_template: Path, tmp_path: Path) -> None:
    path = with_revision(small_template, tmp_path / "accord.db", "0000")
    before = path.read_bytes()
    said = in_process("attempt(opened)", path, limit=50_000)
    assert "no copy could be made" in said
    assert "nothing was changed" in said
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["accord.db"]


def test_a_store_that_somebody_keeps_busy(small: Store) -> None:
    hasty = open_store(small.location, busy_seconds=0.05)
    before = dump(small)
    with closing(sqlite3.connect(small.location, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with problem("busy", "Try again"):
            hasty.do(duty("In vain"))
        assert hasty.ask(LastChange()) == 4
        other.execute("ROLLBACK")
    assert dump(hasty) == before
    hasty.do(duty("At last"))
    hasty.close()


def test_a_store_somebody_is_turning_into_something_else(small: Store) -> None:
    with closing(sqlite3.connect(small.location)) as other, other:
        other.execute("ALTER TABLE commitment RENAME TO elsewhere")
    with problem("A table of the store is missing", "accord doctor"):
        small.ask(CommitmentWindow(NOW))


# Text that no database keeps


def test_text_that_is_no_text_is_refused(small: Store) -> None:
    small.do(duty("One"))
    before = dump(small)
    bad = "caf\udce9"
    for command in (
        duty(bad),
        SetTags(("ACC-1",), bad),
        EditCommitment("ACC-1", {"title": bad}),
        AddParty("X", bad),
    ):
        with pytest.raises(BadInput, match="cannot be kept"):
            small.do(command)
    with pytest.raises(BadInput):
        small.ask(CommitmentWindow(NOW, parse_filter(bad)))
    assert dump(small) == before
