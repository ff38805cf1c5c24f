"""The frame of every view, and its updates on changes and on time."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import BindingsMap
from textual.containers import Container
from textual.screen import Screen

from db.domain.errors import AccordError, BadInput
from db.domain.filters.parser import Filter, Term, parse_filter
from tui.formatting import commitment, history_point
from tui.formatting.presence import names
from tui.keys.keymap import bindings_for
from tui.services.connection import NOTICE
from tui.services.protocol import ViewState, host
from tui.widgets.footer import Hints, MessageLine, hints_for
from tui.widgets.header import Rule, Tabs, TitleBar

if TYPE_CHECKING:
    from pendulum import DateTime
    from textual.app import ComposeResult

    from db.protocols import Command
    from db.store.commit_recovery import CommandResult
    from tui.app.app import AccordApp

PATIENCE = 3.0
"""Seconds that keys typed ahead wait for the first rows of a view."""
LOW = 13
"""Height in lines below which tabs, counters and rules give way to rows."""


class BaseScreen(Screen[None]):
    """A full screen with title, tabs, message and key hints around the widgets of `body`."""

    AUTO_FOCUS = ""  # views say themselves what has the keys
    SCOPE: ClassVar[str] = "overview"
    """Name of the screen in the table of actions."""

    DEFAULT_CSS = """
    BaseScreen #body { height: 1fr; }
    BaseScreen.-low Tabs, BaseScreen.-low > Rule { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._stale = True
        self._ready = asyncio.Event()
        self._wrong_filter: str | None = None
        self._remark = ""
        self._looked_at: tuple[object, ...] = ()
        self._said = False
        self._offered: tuple[bool, bool] | None = None

    # -- frame ------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Build the frame; the view supplies the body."""
        app = host(self)
        yield TitleBar()
        yield Tabs(self.tab(), keys=app.keys)
        yield Rule(ascii_only=app.look.ascii)
        with Container(id="body"):
            yield from self.body()
        yield Rule(ascii_only=app.look.ascii)
        yield MessageLine(most=3)
        yield Hints()

    def offer_keys(self) -> None:
        """Bind and show the keys that work here: none that writes while the store is read-only."""
        app, at_present = self.accord, self.accord.point is None
        if self._offered == (at_present, app.read_only):
            return
        self._offered = at_present, app.read_only
        self._bindings = BindingsMap(
            bindings_for(self.SCOPE, app.keys, read_only=app.read_only, guarded=app.guarded)
        )
        leaves = self.at_top() and at_present
        self.query_one(Hints).hints = hints_for(
            self.SCOPE, app.keys, read_only=app.read_only, guarded=app.guarded, at_top=leaves
        )

    def body(self) -> ComposeResult:
        """Widgets between the rules."""
        yield from ()

    def on_resize(self) -> None:
        """Hide the extra lines on a low screen, so that rows keep their place."""
        self.set_class(self.size.height < LOW, "-low")

    def tab(self) -> str:
        """Name of the active tab."""
        return self.SCOPE

    def at_top(self) -> bool:
        """True for a view, False for a page above one: leaving a view ends the program."""
        return True

    @property
    def accord(self) -> AccordApp:
        """The app, with its signals and modes."""
        return cast("AccordApp", self.app)

    @property
    def scope(self) -> ViewState:
        """Scope that all views share."""
        return host(self).scope

    def on_mount(self) -> None:
        """Subscribe to changes and to time, then load."""
        self.accord.changed.subscribe(self, self._on_changed)
        self.accord.ticked.subscribe(self, self._on_ticked)
        self.offer_keys()
        self.refresh_title()
        self.show_message(*self.accord.last_message)

    def on_screen_resume(self) -> None:
        """Load changes and the shared scope after the screen was hidden."""
        self.show_message(*self.accord.last_message)
        self.refresh_title()
        if self._stale or self._looked_at != self.scope.looks_at():
            self.reload()

    def _on_changed(self, _change_id: int) -> None:
        self._stale = True
        if self.is_current:
            self.reload()

    def _on_ticked(self, _: None) -> None:
        if self.is_current:
            self.refresh_title()
            self.tick()

    def tick(self) -> None:
        """Update the words that depend on time; only changed ones are drawn."""

    def reload(self) -> None:
        """Read everything again; views implement `load`."""
        self._stale = False
        self._looked_at = self.scope.looks_at()
        self.offer_keys()
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        try:
            await self._load_narrowed()
        except AccordError as error:
            self.accord.complain(error)
            self._ready.set()
        else:
            self.after_load()

    async def _load_narrowed(self) -> None:
        text, before, self._wrong_filter = self.scope.filter_text, self._wrong_filter, None
        try:
            await self.load()
        except BadInput as error:
            # The filter's form is right but it names what nobody knows: the last that did stays.
            self._wrong_filter = text
            await self.load()
            if self.is_current and text == self.scope.filter_text != before:
                self.refused_filter(error)
        else:
            self.scope.understood = text
            if text == before:
                self.accepted_filter()
        self.loaded()

    def refused_filter(self, error: BadInput) -> None:
        """Hook: a name in the filter does not exist in the store."""
        self.accord.complain(error)

    def accepted_filter(self) -> None:
        """Hook: a name in the filter that was unknown exists now."""
        if self.accord.last_message[1] == "overdue":
            host(self).say("")

    def loaded(self) -> None:
        """Hook: the store has answered."""

    def after_load(self) -> None:
        """Hook: the requested data is shown."""
        self._ready.set()

    def on_unmount(self) -> None:
        """Release the waiters of a page that was left before it showed its data."""
        self._ready.set()

    async def until_ready(self) -> None:
        """Wait for the first rows, so that keys typed ahead have a target."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ready.wait(), PATIENCE)

    async def load(self) -> None:
        """Query the store and show the answer."""

    def refresh_title(self) -> None:
        """Update the title: context, time, and the state of the data."""
        bar, app = self.query_one(TitleBar), self.accord
        bar.context = self.context()
        bar.now_words = "" if app.point else commitment.moment(self.now(), self.zone())
        bar.from_utc = commitment.offset(app.point.at if app.point else self.now(), self.zone())
        bar.state = self._state(app)
        bar.others = names(app.others)

    def _state(self, app: AccordApp) -> str:
        if app.point is not None:
            return history_point.title(app.point, self.zone())
        if app.away:
            return "OFFLINE"
        told = (
            ("DEMO", app.launch.demo),
            ("READ-ONLY", app.read_only),
            ("STANDBY", app.waits_for_writer),
            ("FIXED", app.launch.now is not None and not app.launch.demo),
        )
        otherwise = "HELD" if app.held else "LIVE"
        return " ".join(name for name, holds in told if holds) or otherwise

    def context(self) -> str:
        """Context for the title, such as the agreement."""
        return self.scope.agreement or "All agreements"

    def zone(self) -> str:
        """Zone of the clock in the title."""
        return self.accord.launch.zone

    def now(self) -> DateTime:
        """The store's clock."""
        return host(self).now()

    def filter(self) -> Filter:
        """Filter in force, with the agreement in it."""
        typed = self.understood_filter()
        if not self.scope.agreement:
            return typed
        return typed.narrowed(Term("in", (self.scope.agreement.casefold(),)))

    def understood_filter(self) -> Filter:
        """Filter as typed, or the last valid one if that has an error."""
        text, zone = self.scope.filter_text, self.zone()
        try:
            if text != self._wrong_filter:
                return parse_filter(text, zone)
        except BadInput:
            pass
        return parse_filter("" if self.scope.understood == text else self.scope.understood, zone)

    def show_message(self, text: str, role: str = "") -> None:
        """Show the line above the hints; no text shows the view's remark instead."""
        self._said = bool(text)
        # What stands there for long must not take rows from a screen that has few.
        brief = self.app.size.height < LOW and not text and not self.accord.waits_for_writer
        for line in self.query(MessageLine):  # none before it is composed: then `on_mount` says it
            line.say(text or self._standing(), role if text else "", brief=brief)

    def _standing(self) -> str:
        """Message that stays while there is no other."""
        app = self.accord
        if self._remark or app.point is not None:
            return self._remark or history_point.reminder(app.keys)
        return NOTICE if app.waits_for_writer else ""

    def remark(self, text: str) -> None:
        """Show the view's remark while there is no other message: never over a key's result."""
        self._remark = text
        if not self._said:
            self.show_message("")

    # -- deeds ------------------------------------------------------------------------------

    async def carry_out(self, command: Command) -> CommandResult | None:
        """Carry out a command; on refusal show the error and return None."""
        try:
            return await host(self).do(command)
        except AccordError as error:
            self.accord.complain(error)
            return None
