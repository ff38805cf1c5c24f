"""Hearing of changes: by others, by another process, by readers, and after the line was cut."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue

import pytest

from db.notify.watcher import WatchEvent
from db.queries.history.changes import LastChange
from db.store.store import Store
from tests.builders import duty, open_store, small_agreement
from tests.db.others import in_process
from tests.postgresql import Server

PATIENCE = 20.0
"""Seconds until a change that nobody told of counts as unheard."""

WRITE = """
from db.commands.flags import SetMark
print(opened().do(SetMark(("ACC-1",), "pinned", True)).summary)
"""


class Ear:
    """Whatever a watcher tells, in its order."""

    def __init__(self, store: Store) -> None:
        self._told: Queue[WatchEvent] = Queue()
        self.watcher = store.watch(self._told.put)
        self.hears(WatchEvent.FOUND)

    def hears(self, expected: WatchEvent) -> None:
        """Wait until this is told; what else is told before does not matter."""
        while self._told.get(timeout=PATIENCE) is not expected:
            pass

    def is_quiet(self) -> bool:
        """Whether nothing is waiting to be heard."""
        with suppress(Empty):
            self._told.get_nowait()
            return False
        return True


@pytest.fixture
def location(empty_place: str) -> str:
    """Where a store with one commitment is kept."""
    store = small_agreement(open_store(empty_place, actor="asel"))
    store.do(duty("Open the road", "signing + 30 days"))
    store.close()
    return empty_place


@pytest.fixture
def opened(location: str) -> Iterator[Callable[..., Store]]:
    """Opens the store for one more person."""
    stores: list[Store] = []

    def open_one(actor: str, *, read_only: bool = False) -> Store:
        stores.append(Store.open(location, actor=actor, read_only=read_only))
        return stores[-1]

    yield open_one
    for each in stores:
        each.close()


@pytest.mark.parametrize("read_only", [False, True], ids=["a writer", "a reader"])
def test_each_change_by_another_is_heard(opened: Callable[..., Store], read_only: bool) -> None:
    mine, other = opened("asel", read_only=read_only), opened("jonas")
    ear = Ear(mine)
    for title in ("Meet", "Meet again"):
        before = mine.ask(LastChange())
        other.do(duty(title))
        ear.hears(WatchEvent.CHANGED)
        assert mine.ask(LastChange()) == before + 1


def test_another_process_is_heard(opened: Callable[..., Store], location: str) -> None:
    ear = Ear(opened("asel"))
    assert "ACC-1: pinned" in in_process(WRITE, location)
    ear.hears(WatchEvent.CHANGED)


def test_what_was_refused_is_no_change(opened: Callable[..., Store]) -> None:
    other = opened("jonas")
    ear = Ear(opened("asel"))
    with pytest.raises(Exception, match="ROAD"):
        other.do(duty("Meet", agreement="ROAD"))
    assert ear.is_quiet()


def test_closing_ends_the_thread(opened: Callable[..., Store]) -> None:
    store = opened("asel")
    watcher = Ear(store).watcher
    threads = threading.active_count()
    store.close()
    assert threading.active_count() == threads - 1
    watcher.close()


def test_a_store_that_is_made_later_is_heard_of(tmp_path: Path) -> None:
    path = tmp_path / "later.db"
    early = Store.open(str(path), actor="asel")
    ear = Ear(early)
    other = open_store(path, actor="jonas")
    small_agreement(other)
    ear.hears(WatchEvent.FOUND)
    assert early.ask(LastChange()) > 0
    early.close()
    other.close()


def test_a_reader_hears_of_whoever_comes_and_leaves(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    writer = open_store(path)
    small_agreement(writer)
    writer.close()
    reader = Store.open(str(path), actor="ines", read_only=True)
    ear = Ear(reader)
    assert [each.name for each in tmp_path.iterdir()] == ["store.db"], "nothing is made beside it"
    writer = open_store(path)
    writer.do(duty("Meet"))
    ear.hears(WatchEvent.FOUND)
    assert reader.ask(LastChange()) == writer.ask(LastChange())
    writer.close()
    reader.close()


def test_a_store_that_is_put_back_is_heard_of(tmp_path: Path) -> None:
    path, kept = tmp_path / "store.db", tmp_path / "kept.db"
    store = open_store(path)
    small_agreement(store)
    store.close()
    shutil.copy(path, kept)
    mine = open_store(path)
    ear = Ear(mine)
    kept.replace(path)
    ear.hears(WatchEvent.FOUND)
    mine.close()


def test_a_line_that_is_cut_is_taken_up_again(postgresql: Server) -> None:
    database = postgresql.new_database()
    mine = open_store(postgresql.url(database), actor="asel")
    other = open_store(postgresql.url(database), actor="jonas")
    small_agreement(mine)
    ear = Ear(mine)
    for title in ("Meet", "Meet again"):
        postgresql.run(
            "postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{database}' AND application_name LIKE 'accord%%asel'",
        )
        ear.hears(WatchEvent.LOST)
        ear.hears(WatchEvent.FOUND)
        other.do(duty(title))
        ear.hears(WatchEvent.CHANGED)
    mine.close()
    other.close()
