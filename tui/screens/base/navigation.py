"""Actions of every view: navigation, undo and redo, help, settings, leaving."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported

from db.commands.undo import Redo, Undo
from db.domain.errors import AccordError
from db.queries.commitments.detail import GetCommitment
from tui.keys.actions import dead_key_hint, find, shown_key, writing_key_hint
from tui.keys.dispatch import run_action
from tui.screens.base.history_navigation import HistoryNavigationScreen
from tui.services.connection import OFF_WHILE
from tui.services.protocol import host
from tui.terminal.appearance import THEMES
from tui.widgets.header import VIEWS

if TYPE_CHECKING:
    from textual import events

    from db.protocols import Command

BURST = 0.7
"""Seconds after going back in which `q` in a view does not leave, so that a burst cannot."""


class NavigationScreen(HistoryNavigationScreen):
    """Frame with the actions that are the same everywhere."""

    _went_back = 0.0

    # -- undo ---------------------------------------------------------------------------------

    @work(group="write")
    async def action_undo(self) -> None:
        """Undo the user's own last step."""
        await self._turn(Undo(), "Ctrl+R brings it back.")

    @work(group="write")
    async def action_redo(self) -> None:
        """Redo the step undone last."""
        await self._turn(Redo(), "u undoes it.")

    async def _turn(self, command: Command, other_way: str) -> None:
        done = await self.carry_out(command)
        if done is not None and done.ahead is None:
            host(self).say(f"{done.summary.rstrip('.')}. {other_way}")

    def action_bring_back(self) -> None:
        """Open the form that was cut off."""
        self.accord.bring_back()

    # -- the way around ---------------------------------------------------------------------

    async def action_show_overview(self) -> None:
        """Show the Overview (key 1)."""
        await self.go("overview")

    async def action_show_list(self) -> None:
        """Show the List (key 2)."""
        await self.go("list")

    async def action_show_timeline(self) -> None:
        """Show the Timeline (key 3)."""
        await self.go("timeline")

    async def action_show_parties(self) -> None:
        """Show Parties (key 4)."""
        await self.go("parties")

    async def action_show_calendar(self) -> None:
        """Show the Calendar (key 5)."""
        await self.go("calendar")

    async def action_show_history(self) -> None:
        """Show the History (key 6)."""
        await self.go("history")

    async def action_next_view(self) -> None:
        """Go to the next tab."""
        await self._step_view(1)

    async def action_previous_view(self) -> None:
        """Go to the previous tab."""
        await self._step_view(-1)

    async def _step_view(self, step: int) -> None:
        place = VIEWS.index(self.tab()) if self.tab() in VIEWS else 0
        await self.go(VIEWS[(place + step) % len(VIEWS)])

    async def go(self, view: str) -> None:
        """Switch to a view; a page above the current one is closed first."""
        if not self.at_top():
            await self.app.pop_screen()
        self.accord.last_message = ("", "")  # it was about the view that is left
        await self.accord.show_view(view)

    async def action_back(self) -> None:
        """Undo the last narrowing, then go back, as far as the Overview."""
        waits = self.accord.may_stop_waiting
        if (not waits and self.step_back()) or self._leave_page():
            return
        if self.tab() != VIEWS[0]:
            await self.go(VIEWS[0])
        else:
            leave = shown_key(find("leave"), host(self).keys)
            host(self).say(f"This is the Overview. {leave} leaves accord.")

    def action_leave(self) -> None:
        """Leave the page, or the past; from a view, the program."""
        if self._leave_page() or self.accord.pressed_at - self._went_back <= BURST:
            return
        if self.accord.launch.demo:
            self._leave_demo()
        else:
            self.accord.forget_and_leave()

    def _leave_page(self) -> bool:
        """Stop waiting, or go to the screen below, or to the present; False in a view itself."""
        if self.accord.may_stop_waiting:
            self.accord.stop_waiting(self.accord.live)
        elif not self.at_top():
            self.app.pop_screen()
            below = self.app.screen
            if isinstance(below, NavigationScreen):
                below.came_back()
        elif self.accord.point is not None:
            self.came_back()
            self.return_to_now()
        else:
            return False
        return True

    @work(group="end")
    async def _leave_demo(self) -> None:
        """Leave the demo after a question: its data are lost."""
        from tui.forms.confirm import ConfirmScreen

        asked = "Leave the demo? What was changed in it is thrown away."
        if await self.app.push_screen_wait(ConfirmScreen(asked)):
            self.accord.forget_and_leave()

    def came_back(self) -> None:
        """Ignore `q` for a moment after a page above closed or failed to open."""
        self._went_back = time.monotonic()

    def step_back(self) -> bool:
        """Clear marks, then the filter, …; return whether there was anything to clear."""
        return False

    def action_quit(self) -> None:
        """Leave from anywhere."""
        self.accord.forget_and_leave()

    def action_cancel(self) -> None:
        """Copy the selected text on Ctrl+C, else say how to leave."""
        selected = self.get_selected_text()
        if selected:
            self.app.copy_to_clipboard(selected)
            self.clear_selection()
            host(self).say("Copied.")
        else:
            host(self).say("Q leaves accord.")

    def action_suspend(self) -> None:
        """Suspend to the shell on Ctrl+Z; `fg` returns."""
        try:
            self.app.action_suspend_process()
        except SuspendNotSupported:
            host(self).say("This terminal cannot suspend.", "overdue")

    def action_redraw(self) -> None:
        """Repaint the screen on Ctrl+L."""
        self.app.refresh(layout=True, repaint=True)

    @work(group="page")
    async def action_refresh_now(self) -> None:
        """Read everything again; others' changes are shown with it, and not announced again."""
        if not await self.accord.catch_up():
            self.reload()
        host(self).say("Read again.")

    def action_hold(self) -> None:
        """Hold or resume live updates."""
        app = self.accord
        app.held = not app.held
        self.refresh_title()
        host(self).say("Live updates are held; W resumes." if app.held else "Live updates again.")

    @work(group="page")
    async def action_who_is_here(self) -> None:
        """Show who else has the screens open."""
        from tui.formatting import presence
        from tui.screens.dialogs.text_page import TextPageScreen

        await self.accord.see_others()
        self.refresh_title()
        others = self.accord.others
        page = TextPageScreen(
            "Who else is here?", lambda width: presence.page(others, self.zone(), width)
        )
        await self.app.push_screen(page)

    @work(group="help")
    async def action_help(self) -> None:
        """List the actions of this screen; run the chosen one."""
        from tui.screens.dialogs.help import HelpScreen

        app = host(self)
        chosen = await self.app.push_screen_wait(
            HelpScreen(self.SCOPE, keys=app.keys, read_only=app.read_only, guarded=app.guarded)
        )
        if chosen:
            await run_action(self.app, chosen)

    @work(group="help")
    async def action_commands(self) -> None:
        """Find an action or a commitment by typing."""
        from tui.screens.dialogs.palette import open_palette

        await open_palette(self.app)

    @work(group="menu")
    async def action_settings(self) -> None:
        """Choose the colours, with a note on where all other settings are."""
        from tui.screens.dialogs.menu import MenuScreen, lettered

        app = self.accord
        names = [(name, f"theme {name}") for name in THEMES]
        path = None if app.guarded else app.launch.config_path
        where = f"Settings: {path}" if path else "Settings"
        chosen = await app.push_screen_wait(
            MenuScreen(where, lettered(names), current=str(app.theme), ascii_only=app.look.ascii)
        )
        if chosen is not None:
            app.theme = app.look.theme(chosen)

    def nearest_agreement(self) -> str:
        """Agreement that a bare number refers to."""
        return self.scope.agreement

    async def go_to(self, code: str) -> None:
        """Open the commitment with this code."""
        if code.isdigit():
            if not self.nearest_agreement():
                host(self).say(f"{int(code)} of which agreement? Type WPA-{int(code)}, or choose.")
                return
            code = f"{self.nearest_agreement()}-{int(code)}"
        try:
            await host(self).ask(GetCommitment(code))
        except AccordError as error:
            self.accord.complain(error)
            return
        await self.accord.open_page("detail", code)

    def on_key(self, event: events.Key) -> None:
        """Say that a key has no effect here, and what to press instead."""
        app = host(self)
        hint = dead_key_hint(event.key, app.keys)
        if app.read_only and not hint:
            why = OFF_WHILE if self.accord.waits_for_writer else "here"
            hint = writing_key_hint(event.key, self.SCOPE, app.keys, why)
        if hint:
            event.stop()
            host(self).say(hint)
