"""Who is here: people at the screens, on both engines; the dead do not count."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.notify.presence import LONGEST, label
from db.store.store import Store
from tests.builders import NOW, open_store, small_agreement
from tests.db.test_watch import PATIENCE, Ear
from tests.postgresql import Server

ROOT = Path(__file__).resolve().parents[2]

STAYS = """
import sys
from db.store.store import Store
store = Store.open(sys.argv[1], actor="jonas")
store.watch(lambda heard: print(heard, flush=True))
sys.stdin.read()
"""


@pytest.fixture
def location(empty_place: str) -> str:
    """Where a store is kept."""
    small_agreement(open_store(empty_place)).close()
    return empty_place


def names(store: Store) -> list[str]:
    return [each.name for each in store.who()]


def left(store: Store, name: str) -> bool:
    """Whether somebody is gone: a server notices by itself, which may take it a moment."""
    until = time.monotonic() + PATIENCE
    while name in names(store) and time.monotonic() < until:
        pass
    return name not in names(store)


def test_whoever_watches_is_listed_until_they_leave(location: str) -> None:
    mine, hers = open_store(location), open_store(location, actor="Ngoné \x1b[2J'; --")
    assert names(mine) == []
    ear, _ = Ear(mine), Ear(hers)
    assert sorted(names(mine)) == ["Ngoné \x1b[2J'; --", "asel"]
    assert {each.since for each in mine.who()} == {NOW.start_of("second")}
    assert [each.name for each in mine.who() if each.mark == ear.watcher.mark] == ["asel"]
    hers.close()
    assert left(mine, hers.actor)
    assert names(mine) == ["asel"]
    mine.close()


def test_a_reader_sees_who_is_here(location: str) -> None:
    writer, reader = open_store(location), open_store(location, actor="ines", read_only=True)
    Ear(writer), Ear(reader)
    assert "asel" in names(reader)
    assert ("ines" in names(writer)) == ("://" in location), "beside a file she may make none"
    writer.close()
    reader.close()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_who_was_killed_is_not_here(location: str, end: signal.Signals) -> None:
    store = open_store(location)
    words = [sys.executable, "-c", STAYS, location]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as other:
        assert other.stdout is not None
        assert "FOUND" in other.stdout.readline()
        assert names(store) == ["jonas"]
        Ear(store)
        other.send_signal(end)
        other.wait()
    assert left(store, "jonas")
    assert names(store) == ["asel"]
    store.close()


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    small_agreement(store := open_store(path))
    dead = tmp_path / "store.db-here-1-dead"
    dead.write_text('{"name": "ghost", "since": 1}')
    strange = tmp_path / "store.db-here-strange"
    strange.mkdir()
    Ear(store)
    assert names(store) == ["asel"]
    assert not dead.exists()
    store.close()
    strange.rmdir()
    assert [each.name for each in tmp_path.iterdir()] == ["store.db"]


def test_two_stores_in_one_database_have_their_own_people(postgresql: Server) -> None:
    database = postgresql.new_database()
    postgresql.run(database, "CREATE SCHEMA other")
    url = postgresql.url(database)
    stores = [open_store(url), open_store(url + "&options=-csearch_path%3Dother", actor="ines")]
    for each in stores:
        small_agreement(each)
        Ear(each)
    assert [names(each) for each in stores] == [["asel"], ["ines"]]
    for each in stores:
        each.close()


@pytest.mark.parametrize("name", ["", "asel", "é" * 60, "x" * 60, "%" * 60, "\x1b" * 60])
def test_a_name_of_any_length_is_a_name_that_the_server_keeps(name: str) -> None:
    given = label("accord_0123456789abcdef", name, NOW)
    assert len(given) <= LONGEST
    assert given.isascii()
