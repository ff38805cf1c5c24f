"""Duties that come round: their instances in the Detail, met from the screen, made on opening."""

from pathlib import Path

from db.queries.detail import StoryOf
from db.queries.trail import LastChange
from tests.builders import NOW, open_store
from tests.tui.driving import drive


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
    assert len(store.ask(StoryOf("DOHA-7")).occurrences) == 4
    store.close()
