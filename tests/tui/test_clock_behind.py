"""The screens say when what was saved is dated before the change before it."""

from pathlib import Path

from tests.builders import NOW
from tests.tui.driving import drive

SAID = "Saved; but the last change is of Mon 23 Nov 2026 16:20: is the clock right?"


async def test_it_is_said_after_saving(pair: Path) -> None:
    async with drive(pair, now=NOW.subtract(days=3)) as user:
        await user.press("2", "*")
        assert user.message == SAID


async def test_undo_says_it_too(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "*")
    async with drive(pair, now=NOW.subtract(days=3)) as user:
        await user.press("2", "u")
        assert user.message == SAID
