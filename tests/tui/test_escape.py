"""Esc and a key in quick succession are two keys, in a field, on a dialog and on a screen."""

import asyncio

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.services import key_queue
from tui.services.key_queue import KeyQueue, without_alt


class Dialog(ModalScreen[None]):
    """Closes on Esc and swallows letters."""

    AUTO_FOCUS = "Input"
    BINDINGS = [Binding("escape", "app.pop_screen")]

    def compose(self) -> ComposeResult:
        yield Input(id="answer")


class Field(Input):
    """A filter line that Esc leaves."""

    def key_escape(self) -> None:
        self.blur()


class Vanishing(Input):
    """A field that Esc removes."""

    async def key_escape(self) -> None:
        await self.remove()


class Slow(Input):
    """A field whose first key takes longer than the others are looked after."""

    def __init__(self) -> None:
        super().__init__()
        self.may_go_on = asyncio.Event()

    async def key_escape(self) -> None:
        await self.may_go_on.wait()
        self.blur()


class Notebook(KeyQueue):
    """Notes the keys that reach it."""

    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("escape", "note('escape')"),
        *(Binding(key, f"note('{key}')") for key in "jkJ5"),
    ]

    def __init__(self, field: Input | None = None) -> None:
        super().__init__()
        self.notes: list[str] = []
        self.field = field or Field(id="filter")
        self.field.cursor_blink = False

    def compose(self) -> ComposeResult:
        yield self.field

    def action_note(self, key: str) -> None:
        self.notes.append(key)


@pytest.mark.parametrize(
    ("keys", "noted"),
    [
        (["alt+j"], ["escape", "j"]),
        (["alt+shift+j"], ["escape", "J"]),
        (["alt+5"], ["escape", "5"]),
        (["alt+j", "k", "k"], ["escape", "j", "k", "k"]),
        (["alt+j", "alt+k"], ["escape", "j", "escape", "k"]),
        (["alt+left", "j"], ["j"]),
    ],
)
async def test_alt_is_escape_then_the_key(keys: list[str], noted: list[str]) -> None:
    app = Notebook()
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.notes == noted


async def test_the_key_goes_to_the_screen_below_a_dialog_that_esc_closes() -> None:
    app = Notebook()
    async with app.run_test() as pilot:
        await app.push_screen(Dialog())
        await pilot.press("alt+j", "k")
        await pilot.pause()
        assert app.notes == ["j", "k"]
        assert not isinstance(app.screen, Dialog)


async def test_the_key_is_not_typed_into_the_field_that_esc_leaves() -> None:
    app = Notebook()
    async with app.run_test() as pilot:
        app.field.focus()
        await pilot.pause()
        await pilot.press("j", "alt+j")
        await pilot.pause()
        assert app.field.value == "j"
        assert app.notes[-1] == "j"


async def test_a_field_that_is_gone_does_not_keep_the_key() -> None:
    app = Notebook(Vanishing())
    async with app.run_test() as pilot:
        app.field.focus()
        await pilot.pause()
        await pilot.press("alt+j")
        while app._waiting is not None:
            await pilot.pause()
        assert app.notes[-1] == "j"


async def test_a_key_does_not_overtake_one_that_is_only_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(key_queue, "LOOK", 0.001)
    monkeypatch.setattr(key_queue, "LOOKS", 10_000)
    field = Slow()
    app = Notebook(field)
    async with app.run_test() as pilot:
        field.focus()
        await pilot.pause()
        keys = asyncio.create_task(pilot.press("escape", "j"))
        looked_after = asyncio.Event()
        app.set_timer(key_queue.LOOK * 50, looked_after.set)  # the app goes on, the key does not
        await looked_after.wait()
        waits = app._waiting is not None
        field.may_go_on.set()
        await keys
        assert waits
        await pilot.pause()
        assert (app.notes[-1], field.value) == ("j", "")


@pytest.mark.parametrize(
    ("key", "letter"),
    [("alt+j", "j"), ("alt+shift+j", "J"), ("alt+enter", None), ("ctrl+alt+j", None), ("j", None)],
)
def test_only_alt_with_one_letter_is_taken_apart(key: str, letter: str | None) -> None:
    found = without_alt(events.Key(key, None))
    assert (found and found.key) == letter
    assert found is None or found.character == letter
