"""Where text can be typed, every printable character is text, and none acts."""

from pathlib import Path

from textual.widgets import Input, TextArea

from db.queries.history.changes import LastChange
from tests.tui.driving import User, drive
from tui.widgets.fields.field import Field
from tui.widgets.fields.typed import FlagField

PRINTABLE = "q?" + "".join(map(chr, range(0x20, 0x7F))) + "é漢¶"
ACTING = "?qu.aD1 "
"""Some that act elsewhere: all views narrow in the same line."""
FILTERS = ("1", "2", "3", "4", "5", "6")
OPENERS = (
    "?", ":", "=", "!", "a", "A", "d", "P", "w", "#", "e", ("@", "n"), "%",
    "s", ("F", "S"),
)  # fmt: skip
"""Keys that open what takes text, from the List."""


async def test_no_printable_character_acts_where_text_can_be_typed(pair: Path) -> None:
    async with drive(pair) as user:
        before = await user.app.ask(LastChange())
        for view in FILTERS:
            await user.press(view, "/")
            await _type(user, PRINTABLE if view == "2" else ACTING)
            await user.press("escape")
        await user.press("2", "end")
        for keys in OPENERS:
            await user.press(*keys)
            opened = user.app.screen
            places = [*opened.query(Field)] or [None]
            for number, place in enumerate(places):
                if place is not None:
                    place.editor.focus()
                    await user.settle()
                await _type(user, PRINTABLE[number :: len(places)])
            await user.press("escape", *("y" if isinstance(user.app.screen, type(opened)) else ""))
            assert len(user.app.screen_stack) == 1, keys
        assert await user.app.ask(LastChange()) == before


async def test_letters_typed_while_the_help_opens_are_its_text(pair: Path) -> None:
    async with drive(pair) as user:
        before = await user.app.ask(LastChange())
        for key, text in (("?", "quantity"), ("?", "?"), (":", "quantity")):
            await user.burst(key, *text)
            user.sees(f": {text}")
            await user.press("escape")
        assert await user.app.ask(LastChange()) == before


async def _type(user: User, text: str) -> None:
    """Type a text into an empty field, and see that it is all that happens."""
    place, screen = user.app.focused, user.app.screen
    assert isinstance(place, Input | TextArea), user.screen_text()
    await user.burst("ctrl+u", *text)
    assert (user.app.screen, user.app.focused) == (screen, place), user.screen_text()
    if not isinstance(place.parent and place.parent.parent, FlagField):
        typed = place.text if isinstance(place, TextArea) else place.value
        assert typed.endswith(text), typed
