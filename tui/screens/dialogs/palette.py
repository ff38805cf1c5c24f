"""The command palette: every action by its words, and every commitment by its code."""

import re
from typing import Any, Protocol, cast

from textual.app import App

from db.domain.bounds import number_in
from tui.keys.actions import DEFAULT_KEYS, Action, Keys, find
from tui.keys.dispatch import run_action
from tui.keys.help_layout import HelpEntry, entries_for
from tui.screens.dialogs.help import HelpScreen

_GO_TO = "go_to:"
_QUITS = frozenset({"q", "q!", "qa", "wq", "x", "quit"})
_CODE = re.compile(r"([a-z][a-z0-9]*?)[- ]?([0-9]{1,10})", re.IGNORECASE)


class Finder(Protocol):
    """A screen that can open a commitment by its code."""

    async def go_to(self, code: str) -> None:
        """Open a commitment; `code` is `WPA-3`, or only the number if no agreement was typed."""
        ...


def code_in(query: str) -> str:
    """Give the code that a query spells: `12`, `WPA-3` for "wpa3"; "" for none."""
    text = query.strip()
    if (number := number_in(text)) is not None:
        return str(number)
    found = _CODE.fullmatch(text)
    return f"{found[1].upper()}-{int(found[2])}" if found else ""


class PaletteScreen(HelpScreen):
    """Actions to run by typing. Its result is an action's id, `go_to:` with a code, or None."""

    COLUMNS = False

    def prompt(self) -> str:
        """Prompt `:`, as in other programs."""
        return " : "

    def listed(self, query: str) -> list[HelpEntry]:
        """List the code first, then vi commands, then all actions with these words."""
        listed = entries_for(
            self._scope,
            self._keys,
            read_only=self._read_only,
            guarded=self._guarded,
            query=query,
            alone=True,
        )
        word = query.strip().casefold()
        if word in _QUITS:
            leave = find("quit")
            listed.insert(0, HelpEntry(leave, "", leave.help, ""))
        elif word == "w":
            listed.insert(0, _entry("", "Nothing to save: every change is kept at once."))
        if code := code_in(query):
            listed.insert(0, _entry(f"{_GO_TO}{code}", f"Go to {code}."))
        return listed


def _entry(action_id: str, words: str) -> HelpEntry:
    return HelpEntry(Action(action_id, (), words, words, ""), "", words, "")


async def open_palette(app: App[Any]) -> None:
    """Let the user choose, then run the action on the screen below; call it in a worker."""
    below = app.screen
    chosen = await app.push_screen_wait(
        PaletteScreen(
            str(getattr(below, "SCOPE", "")),
            keys=cast("Keys", getattr(app, "keys", DEFAULT_KEYS)),
            read_only=bool(getattr(app, "read_only", False)),
            guarded=bool(getattr(app, "guarded", False)),
        )
    )
    if chosen and chosen.startswith(_GO_TO):
        await cast("Finder", below).go_to(chosen.removeprefix(_GO_TO))
    elif chosen:
        await run_action(app, chosen)
