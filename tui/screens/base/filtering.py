"""Filtering of views: by a filter typed live, by terms from a list, by agreement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual import on, work
from textual.widgets import Input

from db.domain.errors import AccordError, BadInput
from db.domain.filters.parser import EVERYTHING, FLAGS, parse_filter
from db.queries.filters.values import FilterValues, Hidden
from db.queries.lookups import Agreements
from tui.formatting import commitment
from tui.formatting.styled_text import Heading
from tui.screens.base.saved_view_actions import SavedViewScreen
from tui.services.key_queue import hold_keys
from tui.services.protocol import host
from tui.widgets.filter_bar import FilterBar


class FilteringScreen(SavedViewScreen):
    """Has a filter line, hidden while the filter is empty."""

    @property
    def filter_line(self) -> FilterBar:
        """Make the filter line, with the number of rows left and completions."""
        return self.query_one(FilterBar)

    @property
    def narrow(self) -> Input:
        """Filter line of the view."""
        return self.filter_line.input

    def narrow_field(self) -> FilterBar:
        """Input of the filter; hidden while the filter is empty."""
        return FilterBar()

    def focus_rows(self) -> None:
        """Return the focus to the rows."""

    def action_narrow(self) -> None:
        """Type a filter; the list follows each key."""
        line = self.filter_line
        line.queries = self.scope.queries
        line.forget_place()
        line.add_class("shown")
        self.narrow.focus()
        self.call_after_refresh(line.show_below)
        self._ask_known()

    @work(exclusive=True, group="known")
    async def _ask_known(self) -> None:
        self.filter_line.known = await host(self).ask(FilterValues())
        self.filter_line.show_below()

    @on(Input.Changed, "#narrow")
    def _typed(self, event: Input.Changed) -> None:
        line = self.filter_line
        line.mark(None)
        if event.value.strip() == self.scope.filter_text:
            return
        try:
            parse_filter(event.value)
        except BadInput as error:
            line.mark(error)
            self.accord.complain(error)
            return
        self.scope.filter_text = event.value.strip()
        host(self).say("")  # what was said was about another filter
        self.reload()

    @on(Input.Submitted, "#narrow")
    def _entered(self, event: Input.Submitted) -> None:
        try:
            parse_filter(event.value)
        except BadInput as error:
            self.filter_line.mark(error)
            self.accord.complain(error)  # and stay in the field, where it can be put right
        else:
            self._leave_field()

    def refused_filter(self, error: BadInput) -> None:
        """Mark the name that does not exist in the store."""
        super().refused_filter(error)
        self.filter_line.mark(error)

    def accepted_filter(self) -> None:
        """Clear the mark of an error."""
        super().accepted_filter()
        self.filter_line.mark(None)

    def on_key(self, event: Any) -> None:
        """Handle filter-line keys: Esc clears, Enter or Down return to the list, Up recalls."""
        if self.narrow.has_focus:
            if event.key == "escape":
                event.stop()
                self.set_filter("")
                self._leave_field()
            elif event.key == "up":
                event.stop()
                self.filter_line.earlier()
            elif event.key == "down":
                event.stop()
                if not self.filter_line.later():
                    self._leave_field()
            return
        super().on_key(event)

    def _leave_field(self) -> None:
        self.scope.remember_query()
        self.focus_rows()
        self._show_filter()

    # -- what it leaves ---------------------------------------------------------------------

    def loaded(self) -> None:
        """Show how much the filter leaves, once the rows are there."""
        super().loaded()
        self._count()

    @work(exclusive=True, group="note")
    async def _count(self) -> None:
        line = self.filter_line
        if not self.scope.filter_text:
            line.note()
            return
        try:
            line.note(*await self.left_over())
        except AccordError:
            line.note()  # what is wrong with the filter is said where it is typed

    async def left_over(self) -> tuple[str, ...]:
        """Rows shown and hidden, long and short form."""
        agreement = self.scope.agreement
        within = parse_filter(f"in:{agreement}") if agreement else EVERYTHING
        shown = await host(self).ask(Hidden(self.now(), self.filter(), within))
        return commitment.left_over(shown)

    def first_steps(self) -> list[Heading]:
        """Lines in the middle of an empty list."""
        app = host(self)
        return [
            Heading(text)
            for text in commitment.first_steps(self.scope.filter_text, read_only=app.read_only)
        ]

    def nothing_here(self) -> str:
        """Message of an empty list."""
        return commitment.nothing_here(self.scope.filter_text, read_only=host(self).read_only)

    def set_filter(self, text: str) -> None:
        """Filter by this text."""
        self.scope.filter_text = text
        host(self).say("")
        self._show_filter()
        self.reload()

    def _show_filter(self) -> None:
        field, line = self.narrow, self.filter_line
        if field.value != self.scope.filter_text:
            with self.prevent(Input.Changed):
                field.value = self.scope.filter_text
            line.mark(None)
        line.set_class(bool(self.scope.filter_text) or field.has_focus, "shown")
        self.call_after_refresh(line.show_below)

    @work(group="menu")
    async def action_pick_filters(self) -> None:
        """Put a term of the filter language in, or take it out."""
        from tui.screens.dialogs.menu import MenuItem, MenuScreen, lettered

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
        """Choose one agreement, or all."""
        from tui.screens.dialogs.menu import MenuItem, MenuScreen, lettered

        with hold_keys(self, patient=False):
            found = await host(self).ask(Agreements(self.now()))
        notes = {each.code: f"{each.still_open} open, {each.overdue} overdue" for each in found}
        labels = [(each.code, f"{each.code:<8} {each.title}") for each in found]
        letters = lettered(labels, taken="0")
        items = [
            MenuItem("0", "All agreements", ""),
            *(replace(item, note=notes[item.value]) for item in letters),
        ]
        chosen = await self.app.push_screen_wait(MenuScreen("Agreement", items))
        if chosen is not None:
            self._look_at(chosen)

    def action_all_agreements(self) -> None:
        """Show all agreements."""
        self._look_at("")

    def _look_at(self, agreement: str) -> None:
        self.scope.agreement = agreement
        host(self).say("")  # what asked for an agreement is answered
        self.refresh_title()
        self.reload()
