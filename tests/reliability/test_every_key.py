"""Whatever key is pressed while no server answers: the screens stay, and say what is wrong."""

import asyncio

import pytest

from tests.pair import Pair
from tests.tui.driving import drive
from tui.keys.actions import ACTIONS

ENDS = frozenset({"quit", "suspend", "cancel", "leave"})
"""What leaves the program, or may."""


@pytest.mark.parametrize("view", "123456")
async def test_no_key_ends_the_program_while_the_server_is_gone(
    pair: Pair, url: str, view: str
) -> None:
    pair.acknowledge_alone()
    async with drive(pair.only(pair.first)) as user:
        await user.press(view)
        await asyncio.to_thread(pair.first.kill)
        for action in ACTIONS:
            if action.id in ENDS:
                continue
            await user.press(action.keys[0])
            assert not user.has_left, action.id
            while len(user.app.screen_stack) > 2:
                await user.press("escape")
        await user.press(view)
        user.sees("OFFLINE")
