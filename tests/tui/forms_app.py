"""A small app over a real store, to hold one form at a time."""

import asyncio
from pathlib import Path
from typing import Any, TypeVar

import pendulum
from pendulum import DateTime
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from db.clock import fixed_clock
from db.packs.loader import find_pack
from db.protocols import Command, Query
from db.store.commit_recovery import CommandResult
from db.store.store import Store
from tui.config.settings import Config
from tui.forms.base.form_screen import FormScreen
from tui.keys.actions import DEFAULT_KEYS
from tui.services.protocol import ViewState
from tui.terminal.appearance import Appearance
from tui.theme import CSS, ansi_color, put_on

T = TypeVar("T")

NOW = pendulum.datetime(2026, 11, 23, 16, 20, tz="Africa/Kinshasa")


def open_store(
    path: Path,
    *,
    actor: str = "asel",
    packs: tuple[str, ...] = ("WPA", "DOHA"),
    read_only: bool = False,
) -> Store:
    """A store with these packs loaded into it."""
    store = Store.open(str(path), actor=actor, clock=fixed_clock(NOW), read_only=read_only)
    for code in packs:
        store.do(find_pack(code))
    return store


class FormsApp(App[None]):
    """Hosts forms as the real app does, with words said kept in `said`."""

    CSS = CSS

    def __init__(self, store: Store, look: Appearance | None = None, theme: str = "dark") -> None:
        self.look = look or Appearance()
        super().__init__(ansi_color=ansi_color(self.look))
        put_on(self, self.look, theme)
        self.store = store
        self.scope = ViewState()
        self.location = store.location
        self.read_only = store.read_only
        self.guarded = False
        self.config = Config()
        self.keys = DEFAULT_KEYS
        self.versions: dict[str, int] = {}
        self.reading_zone = "Africa/Kinshasa"
        self.messages: list[str] = []
        self.results: list[object] = []

    def compose(self) -> ComposeResult:
        yield Static("behind the form\n" * 30)

    def now(self) -> DateTime:
        return self.store.clock()

    async def ask(self, query: Query[T]) -> T:
        return await asyncio.to_thread(self.store.ask, query)

    async def do(self, command: Command) -> CommandResult:
        return await asyncio.to_thread(self.store.do, command)

    def say(self, text: str, role: str = "") -> None:
        self.messages.append(text)


async def show(pilot: Pilot[None], form: Screen[Any]) -> None:
    """Open a form and wait until it can be typed in."""
    app = pilot.app
    assert isinstance(app, FormsApp)
    await app.push_screen(form, app.results.append)
    await pilot.pause()
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Let work in threads and what follows from it come to an end."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a text."""
    keys = {" ": "space", "\n": "enter"}
    await pilot.press(*(keys.get(char, char) for char in text))


async def fill(pilot: Pilot[None], **texts: str) -> None:
    """Put texts into fields, as a person who selects and replaces would."""
    form = pilot.app.screen
    assert isinstance(form, FormScreen)
    for key, text in texts.items():
        form.fields[key].editor.focus()
        await pilot.pause()
        form.fields[key].value = text
        await pilot.pause()


def words(app: App[None]) -> str:
    """What stands on the screen with single blanks, wherever lines were broken."""
    return " ".join(screen_text(app).split())


def screen_text(app: App[None]) -> str:
    """What stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
