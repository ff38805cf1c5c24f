"""The real app, driven by keys alone: press, type, and look at what stands on the screen."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from textual import events
from textual._context import visible_screen_stack
from textual.widgets import Input

from tests.builders import NOW
from tests.tui.settling import PATIENCE, QuickPilot, look, send, settle
from tui.app.app import AccordApp
from tui.config.settings import Config
from tui.keys.names import SIGNS
from tui.services.options import LaunchOptions
from tui.terminal.appearance import Appearance
from tui.widgets.footer import MessageLine
from tui.widgets.table.table import WindowTable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ZONE = "Africa/Kinshasa"
_KEYS = {" ": "space", "\n": "enter", **SIGNS}


class User:
    """A person at the keyboard."""

    def __init__(self, app: AccordApp) -> None:
        self.app = app
        self._pilot = QuickPilot(app)

    # -- hands ------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys by their names or signs, each when what the one before began has ended.

        Letters of one text that is typed into a field follow each other at once.
        """
        for key, following in zip_longest(keys, keys[1:], fillvalue="enter"):
            typed = len(key) == len(following) == 1 and isinstance(self.app.focused, Input)
            await self._send(key)
            if not typed:
                await self.settle()

    async def burst(self, *keys: str) -> None:
        """Press keys faster than anything can answer."""
        for key in keys:
            await self._send(key)
        while self.app._waiting and not self.app._parked:  # nobody sees what is drawn meanwhile
            await asyncio.sleep(0)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text as fast as a paste of single keys."""
        await self.burst(*text)

    async def paste_after(self, keys: str, text: str) -> None:
        """Press keys and paste a text, faster than anything can answer."""
        for key in keys:
            await self._send(key)
        assert self.app._driver is not None
        self.app._driver.send_message(events.Paste(text))
        await self.settle()

    async def resize(self, columns: int, lines: int) -> None:
        """Drag the window's edge."""
        await self._pilot.resize_terminal(columns, lines)
        await self.settle()

    async def _send(self, key: str) -> None:
        name = _KEYS.get(key, key)
        char = next((sign for sign, each in _KEYS.items() if each == name), None)
        send(self.app, name, char or (key if len(key) == 1 else None))
        await asyncio.sleep(0)

    # -- eyes -------------------------------------------------------------------------------

    def screen_text(self) -> str:
        """What stands on the screen, every line in full width."""
        # Outside a refresh Textual does not know what lies behind a form, unless it is told.
        visible_screen_stack.set(self.app._background_screens)
        self.app.screen._styles_cache.clear()
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    def words(self) -> str:
        """The same with single blanks, wherever lines were broken."""
        return " ".join(self.screen_text().split())

    def line_with(self, words: str) -> str:
        """The first line that has these words."""
        found = [line for line in self.screen_text().splitlines() if words in line]
        assert found, f"no line has {words!r}:\n{self.screen_text()}"
        return found[0]

    def sees(self, *texts: str) -> None:
        """All of these stand on the screen."""
        words = self.words()
        for text in texts:
            assert text in words, f"{text!r} is not on the screen:\n{self.screen_text()}"

    async def comes_to_see(self, text: str) -> None:
        """It stands on the screen before long, though something is still under way."""
        async with asyncio.timeout(PATIENCE):
            while text not in self.words():
                await look(self.app, self._pilot)

    def does_not_see(self, *texts: str) -> None:
        """None of these stands on the screen."""
        for text in texts:
            assert text not in self.words(), f"{text!r} is on the screen:\n{self.screen_text()}"

    @property
    def message(self) -> str:
        """What is said above the hints, in however many lines."""
        where = self.app.screen.query_one(MessageLine).region
        lines = self.screen_text().splitlines()[where.y : where.bottom]
        return " ".join(line.strip() for line in lines)

    @property
    def hints(self) -> str:
        """The last line."""
        return self.screen_text().splitlines()[-1]

    @property
    def table(self) -> WindowTable[Any]:
        """The list of the view."""
        found: WindowTable[Any] = self.app.screen.query_one(WindowTable)
        return found

    @property
    def cursor(self) -> str:
        """The code of the row with the `>`, as the screen shows it."""
        lines = [line for line in self.screen_text().splitlines() if line.startswith(">")]
        assert len(lines) == 1, f"there should be one cursor:\n{self.screen_text()}"
        code = self.table.cursor_key or "(no row)"
        assert code in lines[0]
        return code

    @property
    def has_left(self) -> bool:
        """Whether the app has ended."""
        return self.app._exit

    # -- patience ---------------------------------------------------------------------------

    async def settle(self) -> None:
        """Wait until nothing is under way but what waits for a person."""
        try:
            await settle(self.app, self._pilot)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.screen_text()}") from None


@asynccontextmanager
async def drive(
    store: Path | str,
    size: tuple[int, int] = (80, 24),
    *,
    settings: dict[str, Any] | None = None,
    **launch: Any,
) -> AsyncIterator[User]:
    """The app on a store's file, as asel at 16:20 on 23 November 2026 in Kinshasa.

    `launch` has other fields of `LaunchOptions`, `settings` those of `Config`.
    """
    given = {
        "actor": "asel",
        "now": NOW,
        "zone": ZONE,
        "theme": "dark",
        "look": Appearance(),
        **launch,
    }
    app = AccordApp(LaunchOptions(str(store), **given), Config(**(settings or {})))
    app.hands_on = 0.0  # keys come at any speed here
    app.animation_level = "none"  # as the command line has it in the environment
    threads = ThreadPoolExecutor()
    asyncio.get_running_loop().set_default_executor(threads)
    async with app.run_test(size=size):
        user = User(app)
        await user.settle()
        try:
            yield user
        finally:
            if app.watcher is not None:  # nothing is asked any more when the store is closed
                app.watcher.close()
                await user.settle()
            # A look at the clock may be asking still: its connection has to come back first.
            threads.shutdown()
            asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())
            if app._store is not None:
                app._store.close()


@asynccontextmanager
async def back(user: User) -> AsyncIterator[None]:
    """Wait until the screens know that the store can be written again."""
    there = asyncio.Event()

    def changed(_: int) -> None:
        if not user.app.read_only:  # else a standby was found just now
            there.set()

    user.app.changed.subscribe(user.app.screen_stack[0], changed)
    yield
    await asyncio.wait_for(there.wait(), PATIENCE)
    await user.settle()
