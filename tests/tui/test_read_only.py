"""Who may only look finds no key that writes: none is bound, hinted, listed or found."""

from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path

import pytest

from tests.builders import Dump, dump, open_store
from tests.snapshots.walks import VIEWS
from tests.tui.driving import User, drive
from tui.keys.actions import ACTIONS, actions_for
from tui.keys.names import display_key
from tui.widgets.header import VIEWS as MODES

WRITING = tuple(action for action in ACTIONS if action.writes)
KEYS = tuple(dict.fromkeys(key for action in WRITING for key in action.keys))
PLACES = (*VIEWS, ("item history", "H"))


@pytest.fixture
async def reader(pair: Path) -> AsyncIterator[User]:
    async with drive(pair, read_only=True) as user:
        yield user


def contents(path: Path) -> Dump:
    store = open_store(path, read_only=True)
    found = dump(store)
    store.close()
    return found


def test_the_walk_goes_through_every_view() -> None:
    assert {name for name, _ in PLACES} >= set(MODES)
    assert {"undo", "redo", "repeat", "add", "event", "pin"} <= {action.id for action in WRITING}


async def test_no_view_binds_or_hints_a_writing_key(reader: User) -> None:
    ids = {action.id for action in WRITING}
    for _, keys in PLACES:
        await reader.press(*keys.split())
        bound = {binding.action for _, binding in reader.app.screen._bindings}
        assert bound, "the screen has keys of its own"
        assert bound & ids == set()
        assert {
            each.binding.action for each in reader.app.screen.active_bindings.values()
        } & ids == set()
        for action in WRITING:
            assert f" {display_key(action.keys[0])} {action.label}" not in reader.hints


async def test_neither_help_nor_palette_lists_one(reader: User) -> None:
    for place, (view, opener) in enumerate(product("123456", "?:")):
        await reader.press("escape", view, opener)
        for action in WRITING[place % 3 :: 3]:  # each of them in four places
            await reader.paste_after("", action.help.rstrip("."))
            reader.does_not_see(action.help)
            await reader.press("ctrl+u")
        await reader.press("escape")


async def test_every_writing_key_does_nothing_and_says_why(reader: User, pair: Path) -> None:
    before = contents(pair)
    for _, keys in PLACES:
        await reader.press(*keys.split())
        screens = len(reader.app.screen_stack)
        here = reader.app.screen.SCOPE  # type: ignore[attr-defined]
        meant = {
            key for each in actions_for(here, read_only=False) if each.writes for key in each.keys
        }
        for key in KEYS:
            await reader.press(key)
            assert len(reader.app.screen_stack) == screens, key
            if key in meant:
                reader.sees("Read-only: ", "is off here.")
    assert contents(pair) == before


async def test_no_message_offers_to_change_anything(reader: User) -> None:
    await reader.press("2", "space", "space")
    reader.sees("2 marked: R and Y take all of them. Esc clears.")
    await reader.press("escape", "/", *"nothing such", "enter", "y")
    reader.sees("There is no commitment under the cursor.")
    reader.does_not_see("adds one")


async def test_the_help_says_why_they_are_not_listed(pair: Path) -> None:
    async with drive(pair, read_only=True, size=(120, 50)) as user:
        await user.press("2", "?")
        user.sees("Read-only: keys that change something are off")
        user.does_not_see("In a form", "CHANGE")


async def test_looking_in_every_way_stays(
    reader: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await reader.press("2", "o", "i")
    reader.sees("READ-ONLY", "Id ^")
    await reader.press("/", *"overdue", "enter", "space", "Y")
    assert reader.app.clipboard.startswith("| Id |")
    await reader.press("C")
    reader.sees("columns")
    await reader.press("q", "T", "R", "m")
    assert (tmp_path / "accord-2026-11-23.md").exists()
    await reader.press("escape", "enter", "i")
    reader.sees("Why is it here?")
    await reader.press("q", "b", "q", "y")
    assert reader.app.clipboard
    await reader.press("=")
    reader.sees("As of")


async def test_a_demo_that_is_only_read_says_both(pair: Path) -> None:
    async with drive(pair, read_only=True, demo=True) as user:
        user.sees("DEMO READ-ONLY")
    async with drive(pair, read_only=True) as user:
        user.sees("READ-ONLY FIXED")
