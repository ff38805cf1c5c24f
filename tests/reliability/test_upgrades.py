"""An older store, upgraded by several programs at once, or by one that is killed on the way."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from db.queries.maintenance.health import Health
from db.queries.maintenance.verify import Verify
from db.resources import head_revision
from db.store.file_copies import copies_of
from tests.builders import open_store
from tests.reliability.figures import COLUMN, Record

ROOT = Path(__file__).resolve().parents[2]
RELEASED = ROOT / "tests" / "db" / "released" / "0001.sql"
POINTS = int(os.environ.get("ACCORD_TEST_KILLS", "20")) // 3
"""Moments at which an upgrade is killed."""
AT_ONCE = 4

# Opens the store, and is killed before step number `last`: a statement, or a file made or moved.
OPENING = """
import os, signal, sys
from sqlalchemy import Engine, event
from db.store.store import Store
from tests.builders import NOW
path, last = sys.argv[1], int(sys.argv[2])
steps = 0

def step(*_):
    global steps
    steps += 1
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)

def heard(name, _arguments):
    if name in ("os.rename", "os.remove", "sqlite3.connect"):
        step()

event.listen(Engine, "before_cursor_execute", step)
event.listen(Engine, "commit", step)
sys.addaudithook(heard)
sys.stdin.readline()
Store.open(path, actor="asel", clock=lambda: NOW).close()
print(steps)
"""


def opening(path: Path, last: int = 0) -> "subprocess.Popen[str]":
    """A program that opens the store once it is told to."""
    program = [sys.executable, "-c", OPENING, str(path), str(last)]
    pipe = subprocess.PIPE
    return subprocess.Popen(program, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def old_store(path: Path) -> Path:
    """A store as an accord of the first schema left it."""
    with closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA journal_mode=WAL")
        store.executescript(RELEASED.read_text("utf-8"))
    return path


def revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return str(store.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def is_well(path: Path) -> None:
    assert revision(path) == head_revision()
    store = open_store(path)
    health, verdict = store.ask(Health()), store.ask(Verify())
    store.close()
    assert (health.damage, health.strays, health.outdated) == ("", (), ())
    assert verdict.holds


def test_several_that_start_at_once_upgrade_once(tmp_path: Path) -> None:
    path = old_store(tmp_path / "accord.db")
    programs = [opening(path) for _ in range(AT_ONCE)]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    ends = [(program.communicate(), program.returncode) for program in programs]
    assert [code for _, code in ends] == [0] * AT_ONCE, ends
    is_well(path)
    assert len(copies_of(str(path))) == 1


def test_killed_on_the_way_it_is_the_old_store_or_the_new_one(
    tmp_path: Path, record_property: Record
) -> None:
    whole = opening(old_store(tmp_path / "whole.db"))
    steps = int(whole.communicate("\n")[0])
    seed = random.randrange(10**9)
    points = sorted(random.Random(seed).sample(range(1, steps), min(POINTS, steps - 1)))
    found: list[str] = []
    for last in points:
        path = old_store(tmp_path / f"killed-{last}.db")
        program = opening(path, last)
        program.communicate("\n")
        assert program.returncode == -signal.SIGKILL, f"seed {seed}, step {last} of {steps}"
        left = revision(path)
        assert left in ("0001", head_revision()), f"seed {seed}, step {last} of {steps}"
        found.append(left)
        copies = copies_of(str(path))
        assert [revision(copy) for copy in copies] == ["0001"] * len(copies)
        is_well_after_opening(path)
    record_property(COLUMN, "SQLite")
    record_property("steps of an upgrade", steps)
    record_property("of these, killed before", len(points))
    record_property("left the old store", found.count("0001"))
    record_property("left the new store", found.count(head_revision()))
    record_property("went on at the next start", len(found))


def is_well_after_opening(path: Path) -> None:
    store = open_store(path)
    store.close()
    is_well(path)
    assert copies_of(str(path))
