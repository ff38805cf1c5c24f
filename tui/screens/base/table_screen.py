"""Views with a list: moving, marking, opening and filtering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work

from db.queries.filters.values import HiddenOf
from tui.screens.base.filtering import FilteringScreen
from tui.services.protocol import HiddenMarks, host
from tui.widgets.commitment_columns import ALL, OVERVIEW, dated
from tui.widgets.table.table import WindowTable

if TYPE_CHECKING:
    from db.queries.commitments.row import CommitmentRow
    from db.store.commit_recovery import CommandResult


MARKED = ": s d P w # A D act on all of them. Esc clears."
MARKED_TO_READ = ": R and Y take all of them. Esc clears."
"""End of the message with the number of marks."""


class TableScreen(FilteringScreen):
    """Has one WindowTable; actions apply to the commitment of its cursor row."""

    MARKS: ClassVar[bool] = True
    """True if the rows are commitments, which can be marked."""
    DATES: ClassVar[str] = ""
    """Default format of dates; empty if the user cannot choose it."""

    @property
    def table(self) -> WindowTable[Any]:
        """List of the view."""
        found: WindowTable[Any] = self.query_one(WindowTable)
        return found

    def focus_rows(self) -> None:
        """Focus the list."""
        self.table.focus()

    def on_mount(self) -> None:
        """Focus the list from the start."""
        super().on_mount()
        self._show_filter()
        self.table.focus()

    def on_screen_resume(self) -> None:
        """Update the scope and the marks, which another view may have changed."""
        super().on_screen_resume()
        self._show_filter()
        self.marks_changed()
        if self.DATES:
            self.table.columns = [ALL[name] for name in self.columns()]

    def current(self) -> CommitmentRow | None:
        """Commitment at the cursor; None on a heading."""
        row: Any = self.table.cursor_row
        return row if hasattr(row, "version") else None

    def tick(self) -> None:
        """Redraw only the lines whose words changed."""
        self.table.tick()

    # -- moving ------------------------------------------------------------------------------

    def action_row_down(self) -> None:
        """Go one row down."""
        self.before_narrowing = None
        self.table.action_cursor_down()

    def action_row_up(self) -> None:
        """Go one row up."""
        self.before_narrowing = None
        self.table.action_cursor_up()

    def action_first_row(self) -> None:
        """Go to the first row."""
        self.before_narrowing = None
        self.table.action_first()

    def action_last_row(self) -> None:
        """Go to the last row."""
        self.before_narrowing = None
        self.table.action_last()

    def action_half_down(self) -> None:
        """Go half a page down."""
        self.before_narrowing = None
        self.table.action_half_page_down()

    def action_half_up(self) -> None:
        """Go half a page up."""
        self.before_narrowing = None
        self.table.action_half_page_up()

    def action_page_down(self) -> None:
        """Go a page down."""
        self.before_narrowing = None
        self.table.action_page_down()

    def action_page_up(self) -> None:
        """Go a page up."""
        self.before_narrowing = None
        self.table.action_page_up()

    def on_click(self) -> None:
        """Move the cursor with the mouse too."""
        self.before_narrowing = None

    async def action_open(self) -> None:
        """Open the row at the cursor."""
        if self.table.cursor_key is not None:
            await self.open_key(self.table.cursor_key)

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go to the previous pane."""
        self.focus_previous()

    def after_load(self) -> None:
        """Do nothing: the list shows its rows a little later, and announces that itself."""

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
        """Mark the row and go down."""
        self.before_narrowing = None
        self.table.action_toggle_mark()

    def action_mark_range(self) -> None:
        """Mark from here to the next v."""
        self.table.action_mark_range()
        if self.table.range_anchor is not None:
            host(self).say("Move to the other end and press v again.")

    @on(WindowTable.MarksChanged)
    def _marked(self, message: WindowTable.MarksChanged) -> None:
        self.scope.marks = set(message.marks)
        if self.table.range_anchor is not None:
            host(self).say("Move to the other end and press v again.")
        elif self.scope.marks:
            host(self).say("")
        self._count_marks()

    @work(exclusive=True, group="marks counted")
    async def _count_marks(self) -> None:
        """Keep showing how many rows are marked, and how many of them are not visible."""
        unseen, count = await self.unseen(), len(self.scope.marks)
        end = MARKED_TO_READ if host(self).read_only else MARKED
        self._marks_counted = f"{count} marked{unseen}{end}" if count else ""
        if not self._said:
            self.show_message("")

    def _standing(self) -> str:
        """Message about the marks first: the next change applies to all of them."""
        return self._marks_counted or super()._standing()

    async def unseen(self) -> HiddenMarks:
        """Marked rows that the filter hides, or that are in no visible group."""
        marks, source = tuple(sorted(self.scope.marks)), self.table.source
        if not marks or not self.MARKS or source is None:
            return HiddenMarks()
        why = "hidden by the filter" if self.scope.query_text() else "not shown here"
        narrowed = getattr(source, "filter", None)
        if narrowed is not None:
            return HiddenMarks(await host(self).ask(HiddenOf(marks, narrowed, self.now())), why)
        return HiddenMarks(
            tuple([code for code in marks if await source.locate(code) is None]), why
        )

    def loaded(self) -> None:
        """Count the hidden marks again under a new filter."""
        super().loaded()
        if self.scope.marks or self._marks_counted:
            self._count_marks()

    def marks_changed(self) -> None:
        """Show the shared marks, if rows are commitments."""
        if self.MARKS:
            self.table.mark_only(self.scope.marks)

    def step_back(self) -> bool:
        """Clear the marks first, then the filter."""
        if self.table.range_anchor is not None or self.scope.marks:
            self.scope.marks.clear()
            self.table.clear_marks()
            return True
        if self.scope.filter_text:
            self.set_filter("")
            return True
        return False

    def action_zoom(self) -> None:
        """Show the list over the whole screen, and back."""
        self.toggle_class("-zoomed")

    def action_dates(self) -> None:
        """Switch between time left, the date, and both."""
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
        """Columns to show."""
        return dated(OVERVIEW, self.scope.dates or self.DATES)

    async def show_added(self, done: CommandResult) -> None:
        """Move the cursor to the new commitment; name the filter if it hides it."""
        code = done.summary.split()[0]
        self.keep_code = code
        self.reload()

    @property
    def keep(self) -> str | None:
        """Key of the row for the cursor: after typing a filter, the one from before."""
        return self.keep_code or self.before_narrowing or self.table.cursor_key

    def action_narrow(self) -> None:
        """Remember the row, to restore the cursor after a half-typed filter hid it."""
        self.before_narrowing = self.table.cursor_key
        super().action_narrow()

    _marks_counted = ""
    """Number of marks, in words."""
    before_narrowing: str | None = None
    """Row of the cursor when typing a filter began, until the user moves it."""
    keep_code: str | None = None
    """Commitment for the cursor after the next load."""


class OverlayTableScreen(TableScreen):
    """Table above a view; `back` leaves it for that view."""

    def tab(self) -> str:
        """Tab of the view that opened it."""
        return self.accord.current_mode

    def at_top(self) -> bool:
        """False: it lies above a view."""
        return False

    def step_back(self) -> bool:
        """Clear nothing: the filter belongs to the view below."""
        return False

    def _show_filter(self) -> None:
        """Do nothing: this page has no filter."""
