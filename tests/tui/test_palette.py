"""The palette: runs actions by their words, goes to codes, understands the habits of vi."""

import pytest
from textual import work
from textual.app import App
from textual.screen import Screen

from tui.keys.keymap import bindings_for
from tui.screens.dialogs.palette import PaletteScreen, code_in, open_palette
from tui.terminal.appearance import Appearance
from tui.theme import CSS, put_on


class Register(Screen[None]):
    """A screen that notes what is asked of it."""

    SCOPE = "list"
    BINDINGS = bindings_for("list")

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    @work
    async def action_commands(self) -> None:
        await open_palette(self.app)

    async def go_to(self, code: str) -> None:
        self.done.append(f"go to {code}")

    def action_columns(self) -> None:
        self.done.append("columns")

    def action_status(self) -> None:
        self.done.append("status")


class Program(App[None]):
    """An app with the register on top."""

    CSS = CSS
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *, read_only: bool = False) -> None:
        super().__init__()
        self.look = Appearance()
        put_on(self, self.look)
        self.read_only = read_only
        self.register = Register()
        self.left = self.closed = False

    def on_mount(self) -> None:
        self.push_screen(self.register)

    async def action_quit(self) -> None:
        self.left = True

    @property
    def text(self) -> str:
        return "\n".join(strip.text.rstrip() for strip in self.screen._compositor.render_strips())


async def after(*keys: str, read_only: bool = False) -> Program:
    """The program after typing into the palette."""
    app = Program(read_only=read_only)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon")
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        app.closed = app.screen is app.register
    return app


async def test_words_find_an_action_and_enter_runs_it() -> None:
    assert (await after(*"columns", "enter")).register.done == ["columns"]


@pytest.mark.parametrize(
    ("typed", "done"),
    [("12", ["go to 12"]), ("WPA-3", ["go to WPA-3"]), ("wpa3", ["go to WPA-3"])],
)
async def test_a_code_goes_to_its_commitment(typed: str, done: list[str]) -> None:
    keys = [{"-": "minus"}.get(sign, sign) for sign in typed]
    assert (await after(*keys, "enter")).register.done == done


async def test_the_habits_of_vi_are_understood() -> None:
    assert (await after("q", "enter")).left
    assert (await after(*"wq", "enter")).left
    saved = await after("w", "enter")
    assert saved.register.done == []
    assert not saved.left


async def test_escape_and_an_empty_backspace_leave_without_doing_anything() -> None:
    for app in (await after("escape"), await after("backspace"), await after("c", "escape")):
        assert app.closed
        assert app.register.done == []
    assert not (await after("c", "backspace")).closed


async def test_what_the_screen_cannot_do_or_may_not_is_not_listed() -> None:
    assert (await after(*"status", "enter", read_only=True)).register.done == []
    app = Program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, PaletteScreen)
        assert "Go one row down." in app.text
        assert "Signs:" not in app.text
        await pilot.press(*"window of time")
        await pilot.pause()
        assert "No action has these words." in app.text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12", "12"),
        ("012", "12"),
        (" WPA-3 ", "WPA-3"),
        ("wpa 3", "WPA-3"),
        ("r2p-07", "R2P-7"),
        ("wpa", ""),
        ("wpa-3 done", ""),
        ("٣", ""),
        ("", ""),
    ],
)
def test_codes_are_understood_as_people_type_them(typed: str, code: str) -> None:
    assert code_in(typed) == code
