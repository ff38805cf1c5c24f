"""The app: reads and writes for its screens, keeps the time, and announces changes to them."""

from __future__ import annotations

import asyncio
import importlib
import signal
import sys
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import App
from textual.binding import BindingsMap
from textual.signal import Signal

from db.domain.errors import AccordError, Stale
from tui import theme
from tui.app.draft_recovery import DraftRecovery
from tui.app.error_handling import ErrorReporting, GuestRestrictions
from tui.app.splash import OpeningScreen
from tui.keys.keymap import effective
from tui.screens.base.registry import screen_class
from tui.services.connection import NOTICE
from tui.services.key_queue import KeyQueue
from tui.services.protocol import ViewState, shown_screen
from tui.services.recurring import OccurrenceScheduler
from tui.terminal import signals
from tui.terminal.driver import Driver
from tui.widgets.header import VIEWS

if TYPE_CHECKING:
    from pendulum import DateTime
    from textual.screen import Screen

    from db.protocols import Command, Query
    from db.store.commit_recovery import CommandResult
    from tui.config.settings import Config
    from tui.services.options import LaunchOptions
    from tui.services.session import SessionState

T = TypeVar("T")

HEARTBEAT = 1.0
"""Seconds between two looks at the clock."""


class AccordApp(
    OccurrenceScheduler, DraftRecovery, KeyQueue, ErrorReporting, GuestRestrictions, App[int]
):
    """One person at one store. Screens reach it through `tui.services.protocol`."""

    TITLE = "accord"
    ENABLE_COMMAND_PALETTE = False  # ours knows the table of actions
    CSS = theme.CSS + theme.TABLE_CSS
    BINDINGS: ClassVar[list[Any]] = []

    def __init__(self, launch: LaunchOptions, config: Config) -> None:
        super().__init__(driver_class=Driver, ansi_color=theme.ansi_color(launch.look))
        self._bindings = BindingsMap()  # Textual's own keys are not in our table
        self.launch = launch
        self.location = launch.location
        self.config = config
        self.look = launch.look
        self.keys = effective(config.keys)
        self.scope = ViewState(filter_text=launch.filter)
        self.read_only = launch.read_only
        self.guarded = launch.guarded
        self.failure: AccordError | None = None
        self.memory: SessionState | None = None
        self.last_message = ("", "")
        self.outdated: tuple[str, str] | None = None
        """Message and role about rows that others changed; valid until these are shown."""
        self.repeatable: Any = None
        """Last command that takes codes; `.` repeats it on other commitments."""
        self.held = False
        self.drafts: dict[str, Any] = {}
        self.changed: Signal[int] = Signal(self, "changed")
        self.ticked: Signal[None] = Signal(self, "ticked")
        self._seen = 0
        self._ticked_at: DateTime | None = None
        self.hold_keys()  # keys typed before the first view is there wait for it
        self._writing = asyncio.Lock()
        theme.put_on(self, launch.look, launch.theme or config.theme)

    # -- what screens ask for ---------------------------------------------------------------

    @property
    def reading_zone(self) -> str:
        """Time zone of the reader."""
        return self.launch.zone

    def now(self) -> DateTime:
        """The store's clock; over a slow line rounded to the minute, so that little is redrawn."""
        now = self.store.clock()
        return now.start_of("minute") if self.look.slow else now

    async def ask(self, query: Query[T]) -> T:
        """Read from the store, off the UI thread."""
        with self.noticing(), self.discreet():
            return await asyncio.to_thread(self.store.ask, query)

    async def ask_live(self, query: Query[T]) -> T:
        """Read from the store as it is now, whatever moment the screens show."""
        with self.noticing(), self.discreet():
            return await asyncio.to_thread(self.live.ask, query)

    async def do(self, command: Command) -> CommandResult:
        """Write to the store, one change at a time in key order, then tell all screens."""
        async with self._writing:
            with self.noticing(), self.discreet():
                saved = asyncio.to_thread(self.store.do, command)
                done = await self.in_time(self.live, saved)
        if hasattr(command, "codes"):
            self.repeatable = command
        if done.change_id is not None:
            self.say(f"{done.summary.rstrip('.')}. u undoes it.")
            if done.ahead is not None:
                from tui.formatting.commitment import saved_behind

                self.say(saved_behind(done.ahead, self.launch.zone), "soon")
            self.announce(done.change_id)
        else:
            self.say(done.summary)
        return done

    def say(self, text: str, role: str = "") -> None:
        """Show a message above the key hints of the current screen."""
        self.last_message = (text, role)
        show = getattr(shown_screen(self), "show_message", None)
        if show is not None:
            show(text, role)

    def complain(self, error: AccordError) -> None:
        """Show an error that is written for users."""
        self.say(str(error), "overdue")
        self.outdated = self.last_message if isinstance(error, Stale) else None

    # -- start, heartbeat, end --------------------------------------------------------------

    def get_default_screen(self) -> Screen[Any]:
        """Give an empty frame at once; everything else is imported behind it."""
        return OpeningScreen(self.launch)

    def on_load(self) -> None:
        """Watch for signals before the terminal is touched, so that any end restores it."""
        if not self.is_headless:
            signals.SignalWatch(self.forget_and_leave, self.keep_open_forms, basic=self.look.basic)

    def on_ready(self) -> None:
        """Open the store once the frame is on the terminal."""
        self.call_after_refresh(self.run_worker, self._start(), exclusive=True, group="start")

    async def _start(self) -> None:
        try:
            opened = importlib.import_module("tui.app.startup").open_everything
            with self.told_if_slow():
                self._store, self.memory, self._seen = await asyncio.to_thread(opened, self.launch)
            self.take_up(self.memory.keepsake)
            self.read_only = self._store.read_only
            if self.launch.as_of is not None:
                await self.open_at(self.launch.as_of)
        except AccordError as error:
            self.failure = error
            self.exit(error.exit_code)
            return
        view = self.launch.view or self.memory.recall(self.scope, self.launch)
        view = await self._enter_saved() or view
        await self.show_view(view if view in VIEWS else "overview")
        await self.offer_drafts()
        await self.let_keys_through()
        await self.follow()
        self.look_around()
        self.make_instances()
        if self.live.refusal:
            self.say(NOTICE if self.waits_for_writer else self.live.refusal, "soon")
        self.look_for_writer()
        self.set_interval(HEARTBEAT, self._beat, name="heartbeat")

    async def _enter_saved(self) -> str:
        """Apply the saved view of the command line, narrowed by the words given with it."""
        if not self.launch.saved:
            return ""
        from db.queries.saved_views import ViewOf

        saved = await self.ask(ViewOf(self.launch.saved))
        self.scope.enter(saved)
        self.scope.filter_text = f"{self.scope.filter_text} {self.launch.filter}".strip()
        return saved.view

    async def show_view(self, view: str) -> None:
        """Switch to one of the six views; import it if needed."""
        if view not in self._modes:
            self.add_mode(view, await asyncio.to_thread(screen_class, view))
        await self.switch_mode(view)
        await self._until_ready()

    async def begin_to_edit(self) -> None:
        """Offer the drafts that the last run left unfinished."""
        await self.offer_drafts()

    async def open_above(self, screen: Screen[Any]) -> None:
        """Push a page above the view, and wait until it shows its data."""
        await self.push_screen(screen)
        await self._until_ready()

    async def open_page(self, name: str, *about: object) -> None:
        """Push the page of this name above the view; the page is loaded when first opened."""
        page = await asyncio.to_thread(screen_class, name)
        await self.open_above(page(*about))

    async def _until_ready(self) -> None:
        ready = getattr(self.screen, "until_ready", None)
        if ready is not None:
            await ready()

    async def _beat(self) -> None:
        if not self.is_headless and signals.is_gone():
            self.forget_and_leave(128 + signal.SIGHUP)
            return
        self.look_around()
        self._tick()
        self.hear_late()
        if not self.held:  # keys go on while the store takes its time
            self.make_instances()

    def _tick(self) -> None:
        """Announce that time has passed: each second, or each minute over a slow line."""
        now = self.now()
        if not self.look.slow or now != self._ticked_at:
            self._ticked_at = now
            self.ticked.publish(None)

    def forget_and_leave(self, code: int = 0) -> None:
        """Save the current place and open drafts for the next run, then exit."""
        self.keep_open_forms()
        if self.memory is not None and self.current_mode in VIEWS:
            self.memory.remember(
                self.scope, self.current_mode, self._seen, self.live.clock(), slow=self.look.slow
            )
        if self._store is not None:
            self._store.past.end()
            self.leave_no_change_waiting(self._store)
        self.exit(code, return_code=code)

    async def action_quit(self) -> None:
        """Exit; nothing is ever unsaved."""
        self.forget_and_leave()


def run_app(launch: LaunchOptions, config: Config) -> int:
    """Run the screens until the user leaves; return the exit code.

    Raises:
        AccordError: when the store could not be opened, after the terminal is restored.
    """
    app = AccordApp(launch, config)
    app.run(mouse=launch.mouse)
    if app.failure is not None:
        raise app.failure
    if app.left_on_one:
        from tui.services.commit_waiting import GIVEN_UP

        sys.stderr.write(f"accord: {GIVEN_UP}\n")
    if app._store is not None:  # noqa: SLF001  our own
        app._store.close()  # noqa: SLF001  our own
    return app.return_code or 0
