"""Views that can be narrowed: by a filter typed live, by words from a list, to one agreement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual import on, work
from textual.widgets import Input

from db.domain.errors import AccordError
from db.domain.filter import FLAGS, parse_filter
from db.queries.lists import Agreements
from tui import present
from tui.host import host
from tui.screens.reporting import ReportingScreen
from tui.widgets.commitments import Heading


class NarrowedScreen(ReportingScreen):
    """Has a line for the filter, hidden while there is none."""

    DEFAULT_CSS = """
    NarrowedScreen #narrow { height: 1; border: none; padding: 0 1; display: none; }
    NarrowedScreen #narrow.shown { display: block; }
    """

    @property
    def narrow(self) -> Input:
        """The line in which the filter is typed."""
        return self.query_one("#narrow", Input)

    def narrow_field(self) -> Input:
        """The line in which the filter is typed; hidden while there is none."""
        field = Input(placeholder="words, party:RWA, overdue, due:<30d, -critical", id="narrow")
        field.cursor_blink = False
        field.select_on_focus = False
        return field

    def focus_rows(self) -> None:
        """Give the keys back to what is narrowed."""

    def action_narrow(self) -> None:
        """Type a filter; the list follows each key."""
        self.narrow.add_class("shown")
        self.narrow.focus()

    @on(Input.Changed, "#narrow")
    def _typed(self, event: Input.Changed) -> None:
        if event.value.strip() == self.scope.filter_text:
            return
        try:
            parse_filter(event.value)
        except AccordError as error:
            self.accord.complain(error)
            return
        self.scope.filter_text = event.value.strip()
        self.show_message("")
        self.reload()

    @on(Input.Submitted, "#narrow")
    def _entered(self, event: Input.Submitted) -> None:
        try:
            parse_filter(event.value)
        except AccordError as error:
            self.accord.complain(error)  # and stay in the field, where it can be put right
        else:
            self._leave_field()

    def on_key(self, event: Any) -> None:
        """In the filter line Esc clears it and Enter or Down go back to the list."""
        if self.narrow.has_focus:
            if event.key == "escape":
                event.stop()
                self.set_filter("")
                self._leave_field()
            elif event.key in ("down", "up"):
                event.stop()
                self._leave_field()
            return
        super().on_key(event)

    def _leave_field(self) -> None:
        self.focus_rows()
        self._show_filter()

    def first_steps(self) -> list[Heading]:
        """What stands in the middle of an empty list."""
        app = host(self)
        return [
            Heading(text)
            for text in present.first_steps(self.scope.filter_text, read_only=app.read_only)
        ]

    def nothing_here(self) -> str:
        """What an empty list says."""
        return present.nothing_here(self.scope.filter_text, read_only=host(self).read_only)

    def set_filter(self, text: str) -> None:
        """Narrow to this text."""
        self.scope.filter_text = text
        self.show_message("")
        self._show_filter()
        self.reload()

    def _show_filter(self) -> None:
        field = self.narrow
        if field.value != self.scope.filter_text:
            with self.prevent(Input.Changed):
                field.value = self.scope.filter_text
        field.set_class(bool(self.scope.filter_text) or field.has_focus, "shown")

    @work(group="menu")
    async def action_pick_filters(self) -> None:
        """Put a word of the filter language in, or take it out."""
        from tui.screens.menu import MenuItem, MenuScreen, lettered  # noqa: PLC0415  when needed

        words = self.scope.filter_text.split()
        labels = [(name, f"{name:<11} {means}") for name, means in FLAGS.items()]
        items = [
            replace(item, note="on; choosing it takes it out" if item.value in words else "")
            for item in lettered(labels)
        ]
        clear = [MenuItem("", "(no filter)", "")] if words else []
        chosen = await self.app.push_screen_wait(
            MenuScreen("Show only", [*items, *clear], ascii_only=host(self).look.ascii)
        )
        if chosen is None:
            return
        if chosen in words:
            words.remove(chosen)
        elif chosen:
            words.append(chosen)
        else:
            words = []
        self.set_filter(" ".join(words))

    @work(group="menu")
    async def action_choose_agreement(self) -> None:
        """Look at one agreement, or at all."""
        from tui.screens.menu import MenuItem, MenuScreen, lettered  # noqa: PLC0415  loaded when needed

        found = await host(self).ask(Agreements(self.now()))
        notes = {each.code: f"{each.still_open} open, {each.overdue} overdue" for each in found}
        letters = lettered([(each.code, f"{each.code:<8} {each.title}") for each in found])
        items = [
            MenuItem("0", "All agreements", ""),
            *(replace(item, note=notes[item.value]) for item in letters),
        ]
        chosen = await self.app.push_screen_wait(MenuScreen("Agreement", items))
        if chosen is not None:
            self._look_at(chosen)

    def action_all_agreements(self) -> None:
        """Look at all agreements."""
        self._look_at("")

    def _look_at(self, agreement: str) -> None:
        self.scope.agreement = agreement
        self.refresh_title()
        self.reload()
