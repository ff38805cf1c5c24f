"""Killed at any moment, the store has all that it acknowledged and nothing that is half done."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from db.queries.health import Health
from db.queries.trail import LastChange, Trail
from tests.builders import NOW, duty, open_store

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("ACCORD_TEST_KILLS", "20"))


def test_what_was_acknowledged_outlives_the_writer(
    small_template: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    path = tmp_path / "accord.db"
    path.write_bytes(small_template.read_bytes())
    store = open_store(path)
    store.do(duty("Something to edit"))
    store.close()
    seed = random.randrange(10**9)
    acknowledged = killed(path, seed)
    store = open_store(path, now=NOW)
    health = store.ask(Health())
    assert (health.damage, health.strays, health.outdated) == ("", (), ()), f"seed {seed}"
    trail = {row.id: row.summary for row in store.ask(Trail(limit=store.ask(LastChange()) + 1))}
    lost = [line for line in acknowledged if trail.get(line[0]) != line[1]]
    assert not lost, f"seed {seed}"
    assert len(acknowledged) >= KILLS
    record_property("kills", KILLS)
    record_property("acknowledged", len(acknowledged))
    record_property("lost", len(lost))
    store.do(duty("The next start takes no repair"))
    store.close()


def killed(path: Path, seed: int) -> list[tuple[int, str]]:
    """The steps acknowledged to writers that were killed."""
    program = [sys.executable, "-m", "tests.reliability.killing", str(path), str(KILLS), str(seed)]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    pairs = (line.split(" ", 1) for line in run.stdout.splitlines())
    return [(int(number), summary) for number, summary in pairs]
