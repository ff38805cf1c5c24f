"""Duties that come round: their instances in the Detail, met from the screen, made on opening."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy import event as sql_event

from db.queries.commitments.detail import GetCommitment
from db.queries.history.changes import LastChange
from tests.builders import NOW, open_store
from tests.tui.driving import drive


@pytest.fixture
def writing() -> Iterator[list[Connection]]:
    """Each transaction that keeps others from writing."""
    begun: list[Connection] = []

    def note(connection: Connection) -> None:
        if connection.get_execution_options().get("accord_writes"):
            begun.append(connection)

    sql_event.listen(Engine, "begin", note)
    yield begun
    sql_event.remove(Engine, "begin", note)


async def test_an_instance_is_met(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("DOHA-7")
        await user.press("enter", "_")
        user.sees("DOHA-7 > Instance", "No. 1, due 2026-11-24: to come")
        await user.press("enter")
        user.sees("That it was met needs a source")
        await user.type("Weekly report 12")
        await user.press("enter")
        user.sees("DOHA-7 no. 1: met 2026-11-23. u undoes it.")
        await user.press("enter")
        user.sees("1 on time, 0 late, 0 missed of 1")
        await user.press("u")
        user.sees("0 on time, 0 late, 0 missed of 0")


async def test_what_does_not_come_round_has_no_instances(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("_")
        user.sees("has no instances: it does not come round")


async def test_opening_makes_what_has_come_up_and_reading_makes_nothing(pair: Path) -> None:
    later = NOW.add(weeks=3)
    store = open_store(pair, later)
    before = store.ask(LastChange())
    async with drive(pair, now=later, read_only=True):
        assert store.ask(LastChange()) == before
    async with drive(pair, now=later) as user:
        assert store.ask(LastChange()) == before + 1
        await user.press("r")
        assert store.ask(LastChange()) == before + 1
        user.sees("DOHA-7")
    assert len(store.ask(GetCommitment("DOHA-7")).occurrences) == 4
    store.close()


async def test_while_nothing_has_come_up_nobody_is_kept_from_writing(
    pair: Path, writing: list[Connection]
) -> None:
    async with drive(pair):
        assert not writing
    async with drive(pair, now=NOW.add(weeks=3)):
        assert len(writing) == 1
    async with drive(pair, now=NOW.add(weeks=3, hours=1)):
        assert len(writing) == 1  # those that were missed stay; none is to be made


async def test_opening_the_screens_where_there_is_no_store_makes_none(tmp_path: Path) -> None:
    async with drive(tmp_path / "none.db") as user:
        user.sees("No commitments yet. a adds one")
        await user.press("2", "q")
    assert not list(tmp_path.glob("none.db*"))
