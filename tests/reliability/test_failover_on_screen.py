"""One of two servers is killed under an open form: it stays, and what was typed is saved once."""

import asyncio

import pytest

from db.queries.maintenance.verify import Verify
from tests.builders import changes, duty, open_store
from tests.pair import Pair
from tests.tui.driving import User, back, drive


async def rename(user: User) -> None:
    """Type another title into the form of the only commitment."""
    await user.press("2", "e")
    await user.type("Open the gate")


def renamed(url: str) -> int:
    """How often the new title was saved."""
    store = open_store(url)
    found = [line for line in changes(store) if line.kind == "edit commitment"]
    assert store.ask(Verify()).holds
    store.close()
    return len(found)


async def test_a_form_stays_and_is_saved_after_the_store_is_back(pair: Pair, url: str) -> None:
    pair.acknowledge_together()
    async with drive(url) as user:
        await rename(user)
        await asyncio.to_thread(pair.first.kill)
        await user.press("ctrl+o")
        await user.comes_to_see("READ-ONLY STANDBY")
        user.sees("Open the gate")
        await user.press("ctrl+o")
        user.sees("Only a standby answers", "Nothing typed is lost.")
        async with back(user):
            await asyncio.to_thread(pair.second.promote)
        user.sees("here again. This is not saved yet", "Open the gate")
        user.does_not_see("OFFLINE", "STANDBY")
        await user.press("ctrl+o")
        user.sees("Open the gate")
    assert renamed(url) == 1


@pytest.mark.parametrize("arrived", [True, False], ids=["arrived", "never arrived"])
async def test_a_form_whose_answer_was_lost_closes_if_it_was_saved_and_stays_if_not(
    pair: Pair, url: str, *, arrived: bool
) -> None:
    async with drive(url) as user:
        await rename(user)
        pair.acknowledge_never()
        if not arrived:
            pair.part()
        saving = asyncio.create_task(user.press("ctrl+o"))
        await asyncio.to_thread(pair.until_a_commit_waits, arrived=arrived)
        await asyncio.to_thread(pair.first.kill)
        await saving
        await user.comes_to_see("READ-ONLY STANDBY")
        user.sees("Open the gate")
        async with back(user):
            await asyncio.to_thread(pair.second.promote)
        if arrived:
            user.sees("It was saved", "1 Overview")
        else:
            user.sees("This is not saved yet", "Open the gate")
            await user.press("ctrl+o")
        user.sees("ACC-1 Open the gate")
    assert renamed(url) == 1


async def test_it_is_said_how_many_changes_the_server_that_took_over_lacks(
    pair: Pair, url: str
) -> None:
    pair.acknowledge_together()
    store = open_store(url)
    store.do(duty("Open the bridge"))  # on both
    pair.acknowledge_alone()
    await asyncio.to_thread(pair.part)
    async with drive(url) as user:
        await user.press("2")
        store.do(duty("Open the gate"))
        store.do(duty("Open the port"))
        store.close()
        await user.press("r")
        user.sees("Open the gate", "Open the port")
        await asyncio.to_thread(pair.first.kill)
        await user.press("r")
        await user.comes_to_see("READ-ONLY STANDBY")
        async with back(user):
            await asyncio.to_thread(pair.second.promote)
        user.sees("A primary answers again. Of the changes seen here it lacks the last 2.")
        user.sees("Open the bridge")
        user.does_not_see("Open the gate", "Open the port", "OFFLINE")
