"""Killed at any moment, the store has all that it acknowledged and nothing that is half done."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from db.queries.history.changes import Changes, LastChange
from db.queries.maintenance.health import Health
from db.queries.maintenance.verify import Verify
from tests.builders import NOW, duty, open_store, small_agreement
from tests.postgresql import Missing, Server
from tests.reliability.figures import COLUMN, Record
from tests.reliability.killing import AT_ONCE

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("ACCORD_TEST_KILLS", "20"))
"""Writers killed by each test."""
CRASHES = max(1, KILLS // 20)
"""How often the server is killed under them."""


Acknowledged = list[tuple[int, str]]


def test_what_was_acknowledged_outlives_the_writer(
    small_template: Path, tmp_path: Path, record_property: Record
) -> None:
    path = Path(shutil.copy(small_template, tmp_path / "accord.db"))
    prepare(str(path))
    seed = random.randrange(10**9)
    record_property(COLUMN, "SQLite")
    is_whole(str(path), [*read(killing(str(path), seed))], seed, record_property)


def test_on_postgresql_too(postgresql: Server, record_property: Record) -> None:
    location = postgresql.url(postgresql.new_database())
    small_agreement(open_store(location)).close()
    prepare(location)
    seed = random.randrange(10**9)
    record_property(COLUMN, "PostgreSQL")
    is_whole(location, [*read(killing(location, seed))], seed, record_property)


def test_what_a_server_acknowledged_outlives_it(
    own_servers: list[Server], record_property: Record
) -> None:
    server = own_servers[-1]
    location = server.url(server.new_database())
    small_agreement(open_store(location)).close()
    prepare(location)
    seed = random.randrange(10**9)
    program = killing(location, seed)
    told = read(program)
    acknowledged: Acknowledged = []
    for _ in range(CRASHES):
        acknowledged += islice(told, KILLS // (2 * CRASHES) + 1)
        server.kill()
        server = server.restarted()
        own_servers.append(server)
    acknowledged += told
    record_property(COLUMN, "PostgreSQL, itself killed")
    record_property("times that the server was killed", CRASHES)
    is_whole(location, acknowledged, seed, record_property)


@pytest.fixture
def own_servers() -> Iterator[list[Server]]:
    """A PostgreSQL that may be killed and started again; a skip where there is none."""
    try:
        servers = [Server.started()]
    except Missing as error:
        pytest.skip(str(error))
    yield servers
    servers[-1].stop()


def prepare(location: str) -> None:
    store = open_store(location)
    store.do(duty("Something to edit"))
    store.close()


def is_whole(location: str, acknowledged: Acknowledged, seed: int, record: Record) -> None:
    """All that was acknowledged is there, nothing is half done, and work goes on."""
    store = open_store(location, now=NOW)
    health = store.ask(Health())
    assert (health.damage, health.strays, health.outdated) == ("", (), ()), f"seed {seed}"
    assert store.ask(Verify()).holds, f"seed {seed}"
    trail = {row.id: row.summary for row in store.ask(Changes(limit=store.ask(LastChange()) + 1))}
    lost = [line for line in acknowledged if trail.get(line[0]) != line[1]]
    record("writers killed", KILLS)
    record("changes acknowledged", len(acknowledged))
    record("of these found afterwards", len(acknowledged) - len(lost))
    record("changes in the trail", len(trail))
    assert not lost, f"seed {seed}"
    assert len(acknowledged) >= KILLS
    store.do(duty("The next start takes no repair"))
    record("starts after a kill that took no repair, at least", KILLS - AT_ONCE + 1)
    store.close()


def killing(location: str, seed: int) -> "subprocess.Popen[str]":
    """Writers at work that are killed one after the other."""
    program = [sys.executable, "-m", "tests.reliability.killing", location, str(KILLS), str(seed)]
    return subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def read(program: "subprocess.Popen[str]") -> Iterator[tuple[int, str]]:
    """The steps acknowledged to writers that were killed, as they become known."""
    with program:
        assert program.stdout is not None
        for line in program.stdout:
            number, summary = line.rstrip("\n").split(" ", 1)
            yield int(number), summary
    assert program.returncode == 0
