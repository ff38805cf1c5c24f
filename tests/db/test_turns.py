"""Writers of one SQLite file take turns, and readers do not make its log grow for ever."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.commands.flags import SetTags
from db.domain.errors import Busy
from db.notify.lock_holders import LOCKS
from db.notify.presence import PresenceFile
from db.queries.boards.overview import Overview
from db.store.store import Store
from tests.builders import NOW, duty, open_store

pytestmark = pytest.mark.file_only("turns and the log are of a file")

PAGES_OF_LOG = 1000
"""SQLite moves its log into the store once it is that long."""
PAGE = 4096


def edit(store: Store, times: int) -> None:
    for number in range(times):
        store.do(SetTags(("ACC-1",), f"t{number}"))


def log_of(store: Store) -> int:
    return Path(f"{store.location}-wal").stat().st_size


def test_a_writer_gives_up_in_time_and_says_who_to_wait_for(small: Store) -> None:
    small.do(duty("One"))
    hasty = open_store(small.location, busy_seconds=0.05)
    sign = PresenceFile.put(Path(small.location), "bea", NOW)
    assert sign is not None
    with closing(sqlite3.connect(small.location, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        who = rf"busy: \w+ writes to it \(bea at the screens, [^()]+, process {os.getpid()}\)"
        known = LOCKS.exists()
        with pytest.raises(Busy, match=who if known else "another program holds its file"):
            hasty.do(SetTags(("ACC-1",), "x"))
        other.execute("ROLLBACK")
    sign.take_away()
    assert hasty.do(SetTags(("ACC-1",), "x")).change_id is not None
    hasty.close()


def test_screens_that_stay_open_let_the_log_start_over(small: Store) -> None:
    small.do(duty("One"))
    screens = [open_store(small.location, actor=f"p{n}", read_only=True) for n in range(3)]
    biggest = 0
    for _ in range(60):
        edit(small, 10)
        for screen in screens:
            screen.ask(Overview(NOW))
        biggest = max(biggest, log_of(small))
    assert PAGE * PAGES_OF_LOG / 2 < biggest < PAGE * PAGES_OF_LOG * 1.5
    for screen in screens:
        screen.close()


def test_the_log_stops_growing_once_a_long_reader_is_gone(small: Store) -> None:
    small.do(duty("One"))
    with closing(sqlite3.connect(small.location, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM change").fetchone()
        edit(small, 700)
        grown = log_of(small)
        assert grown > PAGE * PAGES_OF_LOG * 1.5
        reader.execute("COMMIT")
    edit(small, 700)
    assert log_of(small) <= grown + 50 * PAGE
