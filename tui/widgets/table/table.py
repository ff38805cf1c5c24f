"""List of any length with a cursor and marks, as quick with a million rows as with a hundred."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import events, work
from textual.geometry import Offset
from textual.message import Message

from db.domain.errors import AccordError
from tui.widgets.table.fetching import FetchedRows, Goal
from tui.widgets.table.source import RowSource, RowT

CHUNK = 1024
"""Rows read at a time to learn their keys."""


class WindowTable(FetchedRows[RowT], can_focus=True, inherit_bindings=False):
    """Shows the rows of a `RowSource`; the screen binds keys to its actions.

    Over a slow line it has no scrollbar, which is a fifth of the output of a screen, and scrolls by
    half a screen at the edges.
    """

    DEFAULT_CSS: ClassVar[str] = """
    WindowTable {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;

        & > .window-table--cursor { text-style: reverse; }
        & > .window-table--header { color: $text-muted; text-style: bold; }
        & > .window-table--heading { text-style: bold; }
        & > .window-table--strong { text-style: bold; }
        & > .window-table--overdue { color: $text-error; text-style: bold; }
        & > .window-table--disputed { color: $text-accent; text-style: bold; }
        & > .window-table--today { color: $text-warning; text-style: bold; }
        & > .window-table--soon { color: $text-warning; }
        & > .window-table--done { color: $text-success; }
        & > .window-table--waiting { color: $text-muted; }
        & > .window-table--dim { color: $text-muted; }
    }
    """

    class _Said(Message):
        """Message of a table."""

        def __init__(self, table: "WindowTable[Any]") -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> "WindowTable[Any]":
            """Table that sent the message, so that a handler can be bound to its id."""
            return self.table

    class Highlighted(_Said):
        """Cursor on another row, or its row read anew; no row when there is none."""

        def __init__(self, table: "WindowTable[Any]") -> None:
            super().__init__(table)
            self.key: str | None = table.cursor_key
            self.row: Any = table.cursor_row
            self.index: int = table.cursor_index
            self.total: int = table.total

    class Opened(_Said):
        """Row opened."""

        def __init__(self, table: "WindowTable[Any]", key: str, row: Any) -> None:
            super().__init__(table)
            self.key = key
            self.row = row

    class MarksChanged(_Said):
        """Marked rows changed."""

        def __init__(self, table: "WindowTable[Any]") -> None:
            super().__init__(table)
            self.marks: frozenset[str] = table.marks

    class Failed(_Said):
        """Query failed; the earlier rows are still shown."""

        def __init__(self, table: "WindowTable[Any]", error: AccordError) -> None:
            super().__init__(table)
            self.error = error

    range_anchor: str | None = None
    """Key of the row where marking a range began."""

    @property
    def cursor_key(self) -> str | None:
        """Key of the row at the cursor."""
        return self._key

    @property
    def cursor_row(self) -> RowT | None:
        """Row at the cursor, as last read."""
        return self._row

    @property
    def cursor_index(self) -> int:
        """Position of the row at the cursor, from 0."""
        return self._index

    @property
    def total(self) -> int:
        """Number of rows in the source, headings included."""
        return self._pages.total

    @property
    def marks(self) -> frozenset[str]:
        """Keys of the marked rows, even of those that are not in the current source."""
        return frozenset(self._marks)

    def mark_all(self, keys: Iterable[str]) -> None:
        """Mark these rows too."""
        self._set_marks(self._marks | set(keys))

    def mark_only(self, keys: Iterable[str]) -> None:
        """Mark these rows and no others."""
        self.range_anchor = None
        self._set_marks(set(keys))

    def clear_marks(self) -> None:
        """Clear all marks, and the start of a range."""
        self.range_anchor = None
        self._set_marks(set())

    def action_cursor_down(self) -> None:
        """Go to the next row."""
        self._go(Goal(self._aim + 1, 1))

    def action_cursor_up(self) -> None:
        """Go to the previous row."""
        self._go(Goal(self._aim - 1, -1))

    def action_page_down(self) -> None:
        """Go forward by a screen."""
        self._go(Goal(self._aim + self._screenful, 1, paging=True))

    def action_page_up(self) -> None:
        """Go back by a screen."""
        self._go(Goal(self._aim - self._screenful, -1, paging=True))

    def action_half_page_down(self) -> None:
        """Go forward by half a screen."""
        self._go(Goal(self._aim + max(1, self._screenful // 2), 1, paging=True))

    def action_half_page_up(self) -> None:
        """Go back by half a screen."""
        self._go(Goal(self._aim - max(1, self._screenful // 2), -1, paging=True))

    def action_first(self) -> None:
        """Go to the first row."""
        self._go(Goal(0, 1))

    def action_last(self) -> None:
        """Go to the last row."""
        self._go(Goal(self.total - 1, -1))

    def action_open(self) -> None:
        """Open the row at the cursor."""
        if self._key is not None:
            self.post_message(self.Opened(self, self._key, self._row))

    def action_toggle_mark(self) -> None:
        """Mark or unmark the row at the cursor, and go on."""
        if self._key is not None:
            self._set_marks(self._marks ^ {self._key})
            self.action_cursor_down()

    def action_mark_range(self) -> None:
        """Start a range at the cursor; the second time, mark all rows of the range."""
        if self._key is None or self._pages.source is None:
            return
        if self.range_anchor is None:
            self.range_anchor = self._key
            self.mark_all([self._key])
        else:
            self._mark_between(self._pages.source, self.range_anchor, self._key)
            self.range_anchor = None

    @work(exclusive=True, group="marks")
    async def _mark_between(self, source: RowSource[RowT], one: str, other: str) -> None:
        try:
            self.mark_all(await keys_between(source, one, other))
        except AccordError as error:
            self._fail(error)

    async def on_click(self, event: events.Click) -> None:
        """Put the cursor at the mouse; the second click opens the row."""
        place = event.get_content_offset(self)
        if place is None or place.y < self._header:
            return
        index = (self.scroll_offset.y + place.y - self._header) // self.lines_per_row
        if self._pages.key(index) is None:
            return
        self._go(Goal(index, 1))
        if event.chain > 1:
            self.action_open()

    def on_mount(self) -> None:
        """Send fewer lines over a slow line."""
        if self.app.has_class("-slow"):
            self.half_page_scroll = True

    def on_focus(self) -> None:
        """Show the terminal's own cursor."""
        self._place_terminal_cursor()

    @property
    def _aim(self) -> int:
        """Position of the cursor, or its target: keys pressed on the way add up."""
        return self._index if self._goal is None else self._goal.index

    def _set_marks(self, marks: set[str]) -> None:
        if marks != self._marks:
            self._marks = marks
            self._repaint()
            self.post_message(self.MarksChanged(self))

    def _highlight(self) -> None:
        self.post_message(self.Highlighted(self))

    def _fail(self, error: AccordError) -> None:
        self.post_message(self.Failed(self, error))

    def _repaint(self) -> None:
        super()._repaint()
        self._place_terminal_cursor()

    def _place_terminal_cursor(self) -> None:
        """Put the terminal's cursor on the row.

        Screen readers and braille displays follow it, not our colours.
        """
        line = self._index * self.lines_per_row - self.scroll_offset.y
        if self.has_focus and self.screen.is_active and 0 <= line < self._room:
            self.app.cursor_position = self.content_region.offset + Offset(0, line + self._header)


async def keys_between(source: RowSource[RowT], one: str, other: str) -> set[str]:
    """Read the keys of two rows and all between them, in either order."""
    places = [await source.locate(key) for key in (one, other)]
    found = sorted(place for place in places if place is not None)
    keys: set[str] = set()
    for offset in range(found[0], found[-1] + 1, CHUNK) if found else ():
        rows = await source.window(offset, min(CHUNK, found[-1] + 1 - offset))
        keys |= {key for key in map(source.key, rows) if key is not None}
    return keys
