"""A server that hangs: after two seconds the screens say that it takes long, and no more after."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.builders import one_duty
from tests.postgresql import Server
from tests.tui.driving import drive
from tui.away import SLOW


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
        await saving
        user.sees("ACC-1 Open the gate", "u undoes it.")
        user.does_not_see(SLOW, "Title [")
