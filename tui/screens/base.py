"""What every view has: the frame, the way it hears of changes and of time, and the way around."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import SuspendNotSupported
from textual.binding import BindingsMap
from textual.containers import Container
from textual.screen import Screen

from db.commands.undo import Redo, Undo
from db.domain.errors import AccordError
from db.domain.filter import EVERYTHING, Filter, parse_filter
from tui import present
from tui.actions import dead_key_hint
from tui.host import Scope, host
from tui.keymap import bindings_for
from tui.perform import perform
from tui.widgets.footer import Hints, MessageLine, hints_for
from tui.widgets.header import VIEWS, Rule, Tabs, TitleBar

if TYPE_CHECKING:
    from pendulum import DateTime
    from textual import events
    from textual.app import ComposeResult

    from db.store import Command, Done
    from tui.app import AccordApp

LOW = 13
"""Lines below which tabs, counters and rules give way to rows."""
BURST = 0.7
"""Seconds after going back in which `q` at the top does not leave, so that a burst cannot."""


class ViewScreen(Screen[None]):
    """A full screen with title, tabs, message and hints around what `body` gives."""

    AUTO_FOCUS = ""  # views say themselves what has the keys
    SCOPE: ClassVar[str] = "overview"
    """Name in the table of actions."""

    DEFAULT_CSS = """
    ViewScreen #body { height: 1fr; }
    ViewScreen.-low Tabs, ViewScreen.-low > Rule { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._stale = True
        self._went_back = 0.0

    # -- frame ------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The frame; the body comes from the view."""
        app = host(self)
        self._bindings = BindingsMap(bindings_for(self.SCOPE, app.keys, read_only=app.read_only))
        yield TitleBar()
        yield Tabs(self.tab(), keys=app.keys)
        yield Rule(ascii_only=app.look.ascii)
        with Container(id="body"):
            yield from self.body()
        yield Rule(ascii_only=app.look.ascii)
        yield MessageLine()
        yield Hints(hints_for(self.SCOPE, app.keys, read_only=app.read_only, at_top=self.at_top()))

    def body(self) -> ComposeResult:
        """The widgets between the rules."""
        yield from ()

    def on_resize(self) -> None:
        """On a low screen the rows come first."""
        self.set_class(self.size.height < LOW, "-low")

    def tab(self) -> str:
        """The tab to mark as active."""
        return self.SCOPE

    def at_top(self) -> bool:
        """Whether going back from here leaves the program."""
        return True

    @property
    def accord(self) -> AccordApp:
        """The app, with its signals and modes."""
        return cast("AccordApp", self.app)

    @property
    def scope(self) -> Scope:
        """What all views look at together."""
        return host(self).scope

    def on_mount(self) -> None:
        """Hear of changes and of the time, then load."""
        self.accord.changed.subscribe(self, self._on_changed)
        self.accord.ticked.subscribe(self, self._on_ticked)
        self.refresh_title()
        self.show_message(*self.accord.last_message)

    def on_screen_resume(self) -> None:
        """Load what changed while this screen was hidden."""
        self.show_message(*self.accord.last_message)
        self.refresh_title()
        if self._stale:
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
        """The time has moved on: only words that changed are drawn."""

    def reload(self) -> None:
        """Read everything again; views say how in `load`."""
        self._stale = False
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        try:
            await self.load()
        except AccordError as error:
            self.accord.complain(error)

    async def load(self) -> None:
        """Ask the store and show the answer."""

    def refresh_title(self) -> None:
        """Where we are, the time, and the state of the data."""
        bar, app = self.query_one(TitleBar), self.accord
        bar.context = self.context()
        bar.now_words = present.moment(self.now(), self.zone())
        bar.state = self._state(app)

    def _state(self, app: AccordApp) -> str:
        if app.launch.demo:
            return "DEMO"
        if app.read_only:
            return "READ-ONLY"
        if app.launch.now is not None:
            return "AS OF"
        return "HELD" if app.held else "LIVE"

    def context(self) -> str:
        """What is looked at, in the title."""
        return self.scope.agreement or "All agreements"

    def zone(self) -> str:
        """The zone in which the title's clock is read."""
        return host(self).config.zone or "UTC"

    def now(self) -> DateTime:
        """The moment of the store's clock."""
        return host(self).now()

    def filter(self) -> Filter:
        """The filter in force; a half-typed wrong one narrows nothing."""
        try:
            return parse_filter(self.scope.query_text())
        except AccordError:
            return EVERYTHING

    def show_message(self, text: str, role: str = "") -> None:
        """The line above the hints."""
        self.query_one(MessageLine).say(text, role)

    # -- deeds ------------------------------------------------------------------------------

    async def carry_out(self, command: Command) -> Done | None:
        """Do it; a refusal is shown and None."""
        try:
            return await host(self).do(command)
        except AccordError as error:
            self.accord.complain(error)
            return None

    @work(group="write")
    async def action_undo(self) -> None:
        """Take back one's own last step."""
        await self._turn(Undo(), "Ctrl+R brings it back.")

    @work(group="write")
    async def action_redo(self) -> None:
        """Bring back the step taken back last."""
        await self._turn(Redo(), "u undoes it.")

    async def _turn(self, command: Command, other_way: str) -> None:
        done = await self.carry_out(command)
        if done is not None:
            host(self).say(f"{done.summary}. {other_way}")

    # -- the way around ---------------------------------------------------------------------

    async def action_show_overview(self) -> None:
        """Key 1."""
        await self.go("overview")

    async def action_show_list(self) -> None:
        """Key 2."""
        await self.go("list")

    async def action_show_timeline(self) -> None:
        """Key 3."""
        await self.go("timeline")

    async def action_show_parties(self) -> None:
        """Key 4."""
        await self.go("parties")

    async def action_show_calendar(self) -> None:
        """Key 5."""
        await self.go("calendar")

    async def action_show_history(self) -> None:
        """Key 6."""
        await self.go("history")

    async def action_next_view(self) -> None:
        """The tab to the right."""
        await self._step_view(1)

    async def action_previous_view(self) -> None:
        """The tab to the left."""
        await self._step_view(-1)

    async def _step_view(self, step: int) -> None:
        place = VIEWS.index(self.tab()) if self.tab() in VIEWS else 0
        await self.go(VIEWS[(place + step) % len(VIEWS)])

    async def go(self, view: str) -> None:
        """Switch to a view; from a page above one, the page is left first."""
        if not self.at_top():
            await self.app.pop_screen()
        await self.accord.show_view(view)

    def action_back(self) -> None:
        """Undo the last narrowing of what is seen; with nothing left to undo, go back or leave."""
        if self.step_back():
            self._went_back = time.monotonic()
        elif not self.at_top():
            self.app.pop_screen()
        elif time.monotonic() - self._went_back > BURST:
            self.accord.forget_and_leave()

    def step_back(self) -> bool:
        """Clear marks, then the filter, …; whether there was something to clear."""
        return False

    def action_quit(self) -> None:
        """Leave from anywhere."""
        self.accord.forget_and_leave()

    def action_cancel(self) -> None:
        """Ctrl+C: copy selected text, else say how to leave."""
        selected = self.get_selected_text()
        if selected:
            self.app.copy_to_clipboard(selected)
            self.clear_selection()
            host(self).say("Copied.")
        else:
            host(self).say("Q leaves accord.")

    def action_suspend(self) -> None:
        """Ctrl+Z: to the shell, where `fg` returns."""
        try:
            self.app.action_suspend_process()
        except SuspendNotSupported:
            host(self).say("This terminal cannot suspend.", "overdue")

    def action_redraw(self) -> None:
        """Ctrl+L: paint everything again."""
        self.app.refresh(layout=True, repaint=True)

    def action_refresh_now(self) -> None:
        """Read everything again."""
        self.reload()
        host(self).say("Read again.")

    def action_hold(self) -> None:
        """Hold or resume live updates."""
        app = self.accord
        app.held = not app.held
        self.refresh_title()
        host(self).say("Live updates are held; W resumes." if app.held else "Live updates again.")

    @work(group="help")
    async def action_help(self) -> None:
        """List what can be done here; run what is chosen."""
        from tui.screens.help import HelpScreen  # noqa: PLC0415  most starts never ask for help

        app = host(self)
        chosen = await self.app.push_screen_wait(
            HelpScreen(self.SCOPE, keys=app.keys, read_only=app.read_only)
        )
        if chosen:
            await perform(self.app, chosen)

    @work(group="help")
    async def action_commands(self) -> None:
        """Find an action or a commitment by typing."""
        from tui.palette import open_palette  # noqa: PLC0415  see action_help

        await open_palette(self.app)

    async def go_to(self, code: str) -> None:
        """Open the commitment with this code."""
        from tui.screens.detail import DetailScreen  # noqa: PLC0415  it is a view itself

        await self.app.push_screen(DetailScreen(code))

    def on_key(self, event: events.Key) -> None:
        """A key that does nothing says so, and what to press instead."""
        hint = dead_key_hint(event.key, host(self).keys)
        if hint:
            event.stop()
            host(self).say(hint)
