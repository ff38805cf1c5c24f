"""A server that hangs: after two seconds the screens say that it takes long, and no more after."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.builders import changes, one_duty, open_store
from tests.postgresql import Server
from tests.tui.driving import drive
from tui.services.connection import SLOW


@pytest.fixture
def kept_there(postgresql: Server) -> Iterator[str]:
    name = postgresql.new_database()
    yield one_duty(postgresql.url(name))
    postgresql.drop_database(name)


async def test_a_view_that_takes_long_says_so(postgresql: Server, kept_there: str) -> None:
    async with drive(kept_there) as user:
        await user.press("2")
        with postgresql.frozen():
            going = asyncio.create_task(user.press("6"))
            await user.comes_to_see(SLOW)
        await going
        user.sees("History", "ACC-1 added")
        user.does_not_see(SLOW)
        await user.press("2")
        user.does_not_see(SLOW)


async def test_so_does_a_form_and_what_is_saved_is_saved_once(
    postgresql: Server, kept_there: str
) -> None:
    async with drive(kept_there) as user:
        await user.press("2", "e")
        await user.type("Open the gate")
        user.sees("Nothing is saved yet.")
        with postgresql.frozen():
            saving = asyncio.create_task(user.press("ctrl+o"))
            await user.comes_to_see(SLOW)
            await user.comes_to_see("It is being saved.")
            user.does_not_see("Nothing is saved yet.")
            again = asyncio.create_task(user.press("ctrl+o"))
            await user.comes_to_see("It is being saved.")
        await asyncio.gather(saving, again)
        user.sees("ACC-1 Open the gate", "u undoes it.")
        user.does_not_see(SLOW, "Title [")
    store = open_store(kept_there, read_only=True)
    edits = [each.summary for each in changes(store) if each.kind == "edit commitment"]
    store.close()
    assert edits == ["ACC-1: title Open the road -> Open the gate"]


async def test_a_form_that_waits_for_what_it_shows_says_so_and_keeps_what_is_typed_ahead(
    postgresql: Server, kept_there: str
) -> None:
    async with drive(kept_there) as user:
        await user.press("2")
        with postgresql.frozen():
            opening = asyncio.create_task(user.burst("e", *"Open the gate"))
            await user.comes_to_see(SLOW)
            user.sees("Enter save")
        await opening
        user.sees("Title [Open the gate", "1 field changed: title.")
        user.does_not_see(SLOW)


async def test_esc_leaves_a_form_that_does_not_open(postgresql: Server, kept_there: str) -> None:
    async with drive(kept_there) as user:
        await user.press("2")
        with postgresql.frozen():
            opening = asyncio.create_task(user.burst("e", *"Open"))
            await user.comes_to_see(SLOW)
            user.does_not_see("Space mark")
            leaving = asyncio.create_task(user.press("escape"))
            await user.comes_to_see("Space mark")
        await opening
        await leaving
        user.sees("[2 List]", "ACC-1 Open the road")
        user.does_not_see("Enter save")
