"""Views with a list: moving in it, marking in it, opening from it, and what narrows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.widgets import Input

from db.domain.errors import AccordError
from db.domain.filter import FLAGS, parse_filter
from db.queries.lists import Agreements
from tui import present
from tui.host import host
from tui.screens.items import ItemScreen
from tui.widgets.commitments import ALL, OVERVIEW, dated
from tui.widgets.window_table import WindowTable

if TYPE_CHECKING:
    from db.queries.rows import CommitmentRow
    from db.store import Done


MARKED = ": s d P w # A D act on all of them. Esc clears."
"""Ends the message of how many are marked."""


class TableScreen(ItemScreen):
    """Has one WindowTable, whose cursor row is the commitment that actions are about."""

    MARKS: ClassVar[bool] = True
    """Whether its rows are commitments, which can be marked."""
    DATES: ClassVar[str] = ""
    """How it shows dates while nobody has chosen; empty where they cannot be chosen."""

    DEFAULT_CSS = """
    TableScreen #narrow { height: 1; border: none; padding: 0 1; display: none; }
    TableScreen #narrow.shown { display: block; }
    """

    @property
    def table(self) -> WindowTable[Any]:
        """The list."""
        found: WindowTable[Any] = self.query_one(WindowTable)
        return found

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

    def on_mount(self) -> None:
        """The list has the keys from the start."""
        super().on_mount()
        self._show_filter()
        self.table.focus()

    def on_screen_resume(self) -> None:
        """Another view may have narrowed what all look at, or marked in it."""
        super().on_screen_resume()
        self._show_filter()
        self.marks_changed()
        if self.DATES:
            self.table.columns = [ALL[name] for name in self.columns()]

    def current(self) -> CommitmentRow | None:
        """The commitment under the cursor; a heading is none."""
        row: Any = self.table.cursor_row
        return row if hasattr(row, "version") else None

    def tick(self) -> None:
        """Only lines whose words changed are drawn."""
        self.table.tick()

    # -- moving ------------------------------------------------------------------------------

    def action_row_down(self) -> None:
        """One row down."""
        self.table.action_cursor_down()

    def action_row_up(self) -> None:
        """One row up."""
        self.table.action_cursor_up()

    def action_first_row(self) -> None:
        """The first row."""
        self.table.action_first()

    def action_last_row(self) -> None:
        """The last row."""
        self.table.action_last()

    def action_half_down(self) -> None:
        """Half a page down."""
        self.table.action_half_page_down()

    def action_half_up(self) -> None:
        """Half a page up."""
        self.table.action_half_page_up()

    def action_page_down(self) -> None:
        """A page down."""
        self.table.action_page_down()

    def action_page_up(self) -> None:
        """A page up."""
        self.table.action_page_up()

    async def action_open(self) -> None:
        """Open what is under the cursor."""
        if self.table.cursor_key is not None:
            await self.open_key(self.table.cursor_key)

    def action_next_pane(self) -> None:
        """The next pane."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """The previous pane."""
        self.focus_previous()

    def after_load(self) -> None:
        """The list shows its rows a little later, and says so."""

    @on(WindowTable.Highlighted)
    def _rows_are_there(self) -> None:
        self._ready.set()

    @on(WindowTable.Opened)
    async def _opened(self, message: WindowTable.Opened) -> None:
        message.stop()
        await self.open_key(message.key)

    async def open_key(self, key: str) -> None:
        """Open the row with this key."""
        await self.go_to(key)

    @on(WindowTable.Failed)
    def _failed(self, message: WindowTable.Failed) -> None:
        self._ready.set()
        self.accord.complain(message.error)

    # -- marking -----------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark and go down."""
        self.table.action_toggle_mark()

    def action_mark_range(self) -> None:
        """Mark from here to the next v."""
        self.table.action_mark_range()
        if self.table.range_anchor is not None:
            host(self).say("Move to the other end and press v again.")

    @on(WindowTable.MarksChanged)
    def _marked(self, message: WindowTable.MarksChanged) -> None:
        self.scope.marks = set(message.marks)
        count = len(message.marks)
        if self.table.range_anchor is not None:
            host(self).say("Move to the other end and press v again.")
        elif count:
            host(self).say(f"{count} marked{MARKED}")
        elif self.accord.last_message[0].endswith(MARKED):
            host(self).say("")

    def marks_changed(self) -> None:
        """Show the shared marks, where rows are commitments."""
        if self.MARKS:
            self.table.mark_only(self.scope.marks)

    def step_back(self) -> bool:
        """Marks go first, then the filter."""
        if self.table.range_anchor is not None or self.scope.marks:
            self.scope.marks.clear()
            self.table.clear_marks()
            return True
        if self.scope.filter_text:
            self.set_filter("")
            return True
        return False

    # -- narrowing ---------------------------------------------------------------------------

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
        self.table.focus()
        self._show_filter()

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

    def action_zoom(self) -> None:
        """The list over the whole screen, and back."""
        self.toggle_class("-zoomed")

    def action_dates(self) -> None:
        """Time left, the date, or both."""
        order = ("left", "date", "both")
        place = order.index(self.scope.dates or self.DATES)
        self.scope.dates = order[(place + 1) % len(order)]
        self.table.columns = [ALL[name] for name in self.columns()]
        host(self).say(
            {
                "left": "Shown: the time left.",
                "date": "Shown: the date.",
                "both": "Shown: the date and the time left.",
            }[self.scope.dates]
        )

    def columns(self) -> tuple[str, ...]:
        """The columns to show."""
        return dated(OVERVIEW, self.scope.dates or self.DATES)

    async def show_added(self, done: Done) -> None:
        """The cursor goes to what was added; a filter that hides it is named."""
        code = done.summary.split()[0]
        self.keep_code = code
        self.reload()

    keep_code: str | None = None
    """The commitment on which the cursor is to be after the next load."""
