"""Every action of the table has its deed on every screen that offers it, and its key does it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pendulum
import pytest
from textual.screen import ModalScreen
from textual.widgets import Input

from db.queries.history.changes import LastChange
from tests.tui.driving import ZONE, User, drive
from tui.keys.actions import SCREENS, Action, actions_for, find
from tui.keys.dispatch import run_action
from tui.screens.base.table_screen import TableScreen
from tui.widgets.header import VIEWS

if TYPE_CHECKING:
    from tui.app.app import AccordApp

BUSY = pendulum.datetime(2025, 9, 20, 9, tz=ZONE)
"""When something was due in every view, the Calendar's month among them."""
ABOVE = {
    "detail": ("2", "g", "j", "j", "enter"),
    "blockers": ("2", "/", *"wpa-3", "enter", "b"),
    "matrix": ("2", "g", "M"),
}
"""Pages that lie above a view."""
HOME = {**{view: (str(place),) for place, view in enumerate(VIEWS, start=1)}, **ABOVE}
SILENT = {
    "suspend": "needs a terminal",
    "edit_text": "needs a terminal",
    "redraw": "paints the same again",
    "quit": "ends the program: test_views_moving",
    "leave": "ends the program at the top: test_views_moving",
    "next_pane": "there is one pane on most screens",
    "previous_pane": "there is one pane on most screens",
    "repeat": "speaks only on views with a commitment under the cursor: test_views_changes",
}
"""Actions that may show nothing, and why."""
MOVES = {
    "row_down", "row_up", "first_row", "last_row", "half_down", "half_up", "page_down", "page_up",
}  # fmt: skip
"""What all screens have, and each does in its own way."""
FIRST = {
    "row_up": "j",
    "previous_group": "j",
    "first_row": "G",
    "half_up": "G",
    "page_up": "G",
    "pane_up": "J",
    "unfold": "h",
    "today": "h",
    "all_agreements": "c",
    "show_all": "/",
}
"""What is pressed before, so that there is something to see."""
AFTER = {"/": ("o", "p", "e", "n", "enter"), "c": ("j", "enter")}


@pytest.mark.parametrize("scope", SCREENS)
async def test_every_action_has_a_method(pair: Path, scope: str) -> None:
    async with drive(pair) as user:
        await _go_home(user, scope)
        screen = user.app.screen
        assert getattr(screen, "SCOPE", "") == scope
        missing = [
            action.id
            for action in actions_for(scope, read_only=False)
            if not hasattr(screen, f"action_{action.id}")
        ]
        assert not missing


@pytest.mark.parametrize("scope", SCREENS)
async def test_every_key_does_something_one_can_see(pair: Path, scope: str) -> None:
    silent = []
    async with drive(pair, size=(120, 20), now=BUSY) as user:
        for action in _of(scope):
            if action.id in SILENT or not action.keys:
                continue
            await _go_home(user, scope)
            if first := FIRST.get(action.id):
                await user.press(first, *(("o", "p", "e", "n", "enter") if first == "/" else ()))
            before = _seen(user)
            await user.press(action.keys[0])
            if _seen(user) == before and action.id != f"show_{scope}":
                silent.append(action.id)
    assert silent == []


@pytest.mark.parametrize("scope", SCREENS)
async def test_read_only_leaves_out_every_key_that_writes(pair: Path, scope: str) -> None:
    async with drive(pair, read_only=True) as user:
        await _go_home(user, scope)
        user.sees("READ-ONLY")
        writing = [each for each in actions_for(scope, read_only=False) if each.writes]
        bound = user.app.screen._bindings.key_to_bindings
        assert not [key for action in writing for key in action.keys if key in bound]
        newest = await user.app.ask(LastChange())
        for action in [each for each in _of(scope) if each.writes]:
            for key in action.keys:
                await user.press(key)
                user.sees(f"({action.label}) is off here")
        assert len(user.app.screen_stack) == 1 + (scope in ABOVE)
        assert await user.app.ask(LastChange()) == newest


async def test_the_palette_can_do_what_the_keys_do(pair: Path) -> None:
    async with drive(pair) as user:
        assert await run_action(user.app, find("show_parties").id)
        await user.settle()
        user.sees("[4 Parties]")


def _of(scope: str) -> list[Action]:
    """Actions of a screen; those that all have and that do the same on each, of two screens."""
    return [
        action
        for action in actions_for(scope, read_only=False)
        if action.scopes != {"*"} or action.id in MOVES or scope in ("overview", "detail")
    ]


async def _go_home(user: User, scope: str) -> None:
    """To the view, with nothing narrowed, marked or turned, from wherever one is."""
    app: AccordApp = user.app
    await _clear(user)
    if getattr(app.screen, "SCOPE", "") != scope:
        await user.press(*HOME[scope])
    elif scope in ABOVE or user.table.cursor_index > 1:
        await user.press("g")
    app.say("")


async def _clear(user: User) -> None:
    app = user.app
    while isinstance(app.screen, ModalScreen):
        await user.press("escape")
        if "unsaved?" in user.screen_text():
            await user.press("y")
    if isinstance(app.focused, Input):
        await user.press("escape")
    if isinstance(app.screen, TableScreen):
        app.screen.table.clear_marks()
    app.scope.filter_text = ""
    if not app.scope.preview:
        await user.press("2", "p")
    if app.scope.agreement:
        await user.press("0")


def _seen(user: User) -> tuple[object, ...]:
    return user.screen_text(), user.app.clipboard, user.app.screen, user.app.focused
