"""Many people at once on both engines: nothing lost, nobody without a turn, no error for anybody.

For a few seconds here; `python3 dev.py soak` goes on for minutes.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import Server
from tests.reliability.figures import COLUMN, Record

ROOT = Path(__file__).resolve().parents[2]
SECONDS = os.environ.get("ACCORD_TEST_SOAK_SECONDS", "4")
WRITERS = os.environ.get("ACCORD_TEST_SOAK_WRITERS", "6")
FIGURES = {
    "p50": "half of the steps within, ms",
    "p99": "99 of 100 steps within, ms",
    "longest": "longest step, ms",
    "fewest_turns": "fewest steps of one",
    "most_turns": "most steps of one",
}
"""How a figure of the program is called in the tables."""
READERS = os.environ.get("ACCORD_TEST_SOAK_READERS", "12")


def soaked(location: str, record: Record) -> list[str]:
    """What went wrong while writers and readers worked at once."""
    program = [sys.executable, "-m", "tests.reliability.soak", location]
    people = ["--writers", WRITERS, "--readers", READERS, "--seconds", SECONDS]
    run = subprocess.run([*program, *people], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    found = json.loads(run.stdout)
    record(COLUMN, "PostgreSQL" if "://" in location else "SQLite")
    record("seconds", found["seconds"])
    record("edits refused since somebody was faster", found["stale"])
    record("longest log, bytes", found["log_bytes"])
    for role in ("writers", "readers"):
        for name, figure in found[role].items():
            record(f"{role}: {FIGURES.get(name, name)}", figure)
    wrong: list[str] = found["wrong"]
    return [*wrong, run.stderr] if wrong else []


def test_on_sqlite(tmp_path: Path, record_property: Record) -> None:
    assert soaked(str(tmp_path / "accord.db"), record_property) == []


def test_on_postgresql(postgresql: Server, record_property: Record) -> None:
    assert soaked(postgresql.url(postgresql.new_database()), record_property) == []


@pytest.mark.parametrize("fault", ["lost", "told"])
def test_a_fault_would_be_seen(fault: str, tmp_path: Path) -> None:
    """The program itself: with an edit taken away, or an error told, it says so and ends with 1."""
    from tests.reliability import soak

    location = str(tmp_path / "accord.db")
    soak.prepare(location)
    one = soak.Told("writer", took=[1.0])
    if fault == "lost":
        one.counted = 1
        assert soak.faults(location, [one]) == ["1 edits were acknowledged, and 0 are there."]
    else:
        one.errors.append("The store is busy.")
        assert soak.faults(location, [one]) == ["The store is busy."]
