"""Whoever wants to edit and finds only a standby reads, is told why, and edits when that ends."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.clock import fixed_clock
from db.store.store import Store
from tests.builders import NOW, changes, duty, one_duty, open_store
from tests.pair import Pair
from tests.tui.driving import back, drive

WHY = "Only a standby answers: nothing can be changed until a primary does."


@pytest.fixture
def standby(pair: Pair) -> Pair:
    """Of the two servers the second alone is left, with one commitment."""
    pair.acknowledge_together()
    one_duty(pair.url())
    pair.first.kill()
    return pair


@pytest.fixture
def watching(standby: Pair) -> Iterator[Store]:
    """Somebody who only looks."""
    store = open_store(standby.url(), read_only=True)
    yield store
    store.close()


async def test_the_screens_say_why_and_edit_again_when_a_primary_answers(
    standby: Pair, watching: Store
) -> None:
    async with drive(standby.url()) as user:
        user.sees("READ-ONLY STANDBY", WHY)
        await user.press("2", "e")
        user.sees("is off while only a standby answers", "ACC-1 Open the road")
        assert "e edit" not in user.hints
        await user.press("6", "1", "2")
        user.sees(WHY)
        async with back(user):
            await asyncio.to_thread(standby.second.promote)
        user.sees("A primary answers: changes can be made again.")
        user.does_not_see("READ-ONLY", "STANDBY")
        await user.press("e")
        await user.type("Open the gate")
        await user.press("ctrl+o")
        user.sees("ACC-1 Open the gate")
        await user.press("6", "u")  # a view that was last shown while nothing could be changed
        user.sees("Undone")
        assert changes(watching)[-1].kind == "undo"


async def test_a_form_that_was_cut_off_is_offered_as_soon_as_it_can_be_saved(
    standby: Pair, tmp_path: Path
) -> None:
    standby.first = standby.first.restarted()
    async with drive(standby.url(), state_path=tmp_path) as user:
        await user.press("2", "e")
        await user.type("Open the gate")
        user.app.forget_and_leave()
    await asyncio.to_thread(standby.first.kill)
    async with drive(standby.url(), state_path=tmp_path) as user:
        user.sees(WHY)
        user.does_not_see("A draft is kept")
        async with back(user):
            await asyncio.to_thread(standby.second.promote)
        user.sees("A draft is kept")
        await user.press('"')
        user.sees("Open the gate")
        await user.press("ctrl+o")
        user.sees("ACC-1 Open the gate")


async def test_who_loses_the_primary_in_the_middle_of_work_reads_on_and_edits_again(
    pair: Pair, url: str
) -> None:
    pair.acknowledge_together()
    async with drive(url) as user:
        await user.press("2")
        user.sees("s status")
        await asyncio.to_thread(pair.first.kill)
        await user.press("r")
        await user.comes_to_see("READ-ONLY STANDBY")
        await user.settle()
        user.sees(WHY, "ACC-1 Open the road")
        await user.press("e")
        user.sees("is off while only a standby answers")
        await user.press("6")  # what was not read before
        user.sees("Open the road", WHY)
        async with back(user):
            await asyncio.to_thread(pair.second.promote)
        user.sees("A primary answers again.")
        user.does_not_see("READ-ONLY", "STANDBY", "OFFLINE")
        await user.press("2", "e")
        await user.type("Open the gate")
        await user.press("ctrl+o")
        user.sees("ACC-1 Open the gate")


async def test_a_standby_that_goes_too_is_found_again_and_then_the_primary(
    pair: Pair, url: str
) -> None:
    pair.acknowledge_together()
    async with drive(url) as user:
        await user.press("2", "e")
        await user.type("Open the gate")
        await asyncio.to_thread(pair.first.kill)
        await user.press("ctrl+o")
        await user.comes_to_see("READ-ONLY STANDBY")
        await asyncio.to_thread(pair.second.kill)
        await user.press("ctrl+o")
        user.sees("Only a standby answers")
        await user.comes_to_see("OFFLINE")
        pair.second = await asyncio.to_thread(pair.second.restarted)
        await user.comes_to_see("READ-ONLY STANDBY")
        user.does_not_see("OFFLINE")
        pair.first = await asyncio.to_thread(pair.first.restarted)
        await user.comes_to_see("The store is here again. This is not saved yet")
        await user.press("ctrl+o")
        user.sees("ACC-1 Open the gate")


@pytest.mark.usefixtures("url")
async def test_what_came_up_while_no_server_answered_is_made_once_one_does(pair: Pair) -> None:
    place = pair.only(pair.first)
    store = open_store(place)
    store.do(duty("Report", "every week from signing"))
    store.close()
    async with drive(place) as user:
        await user.press("2", "enter")
        user.sees("0 on time, 0 late, 0 missed")
        pair.first.kill()  # and before anybody can notice an hour begins
        user.app.live.clock = fixed_clock(NOW.add(weeks=3))
        user.app.make_instances()
        await user.comes_to_see("OFFLINE")
        pair.first = await asyncio.to_thread(pair.first.restarted)
        await user.comes_to_see("0 on time, 0 late, 3 missed of 3")
        user.does_not_see("It was saved", "save it again")
