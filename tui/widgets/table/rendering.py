"""Drawing half of a list: rows become lines, and only changed lines are sent."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.formatting.sanitize import cut, pad
from tui.widgets.table.columns import (
    ASIDE,
    HEADING,
    Cell,
    Column,
    Paint,
    Piece,
    lay_out_lines,
    merge,
    write_heading,
    write_line,
)
from tui.widgets.table.page_cache import Pages
from tui.widgets.table.source import RowT

GUTTER = 2
"""Cells before the first column: `>` at the cursor, `+` on marked rows."""
TWO_LINES_BELOW = 40
"""Width below which a row takes two lines, the flexible columns on the second."""
SortedBy = tuple[str, bool]
"""Id of the column that gives the order, and True if it is descending."""


class RowLines(ScrollView, Generic[RowT]):
    """Draws the rows in memory, one or two lines a row depending on the width."""

    ROLES: ClassVar[frozenset[str]] = frozenset(
        ("overdue", "today", "soon", "waiting", "done", "disputed", "dim", "heading", "strong")
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"window-table--{name}" for name in (*ROLES, "cursor", "header")
    }

    def __init__(
        self,
        columns: Sequence[Column],
        paint: Paint[RowT],
        *,
        header: bool = True,
        ascii_only: bool = False,
        spans: Callable[[RowT], bool] | None = None,
        id: str | None = None,  # noqa: A002  Textual's name for it
        classes: str | None = None,
    ) -> None:
        """Start empty.

        Args:
            columns: All columns, in their order.
            paint: Gives the cell of a row in a column. For a row without key it gets `HEADING`
                and `ASIDE` instead of the columns.
            header: True if the first line has the names of the columns.
            ascii_only: Replace unsafe characters by ASCII.
            spans: Tells which rows with a key are written over the whole width, as headings are.
            id: As for every widget.
            classes: As for every widget.
        """
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._paint = paint
        self._header = int(header)
        self._ascii = ascii_only
        self._spans = spans
        self._sorted_by: SortedBy | None = None
        self._pages: Pages[RowT] = Pages()
        self._index = 0
        self._marks: set[str] = set()
        self._lines = lay_out_lines(self._columns, 80 - GUTTER)
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(1024)
        self._shown: dict[int, Strip] = {}
        self._looks: dict[str, Style] = {}

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, with those for which there is no room."""
        return self._columns

    @columns.setter
    def columns(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self._lay_out()

    @property
    def sorted_by(self) -> SortedBy | None:
        """Column that gives the order, marked in the header: `^` up, `v` down."""
        return self._sorted_by

    @sorted_by.setter
    def sorted_by(self, sorted_by: SortedBy | None) -> None:
        self._sorted_by = sorted_by
        self._repaint()

    @property
    def shown_columns(self) -> tuple[str, ...]:
        """Ids of the columns for which there is room."""
        return tuple(placed.column.id for line in self._lines for placed in line)

    @property
    def lines_per_row(self) -> int:
        """Number of lines: 1, or 2 when the widget is narrow."""
        return len(self._lines)

    def tick(self) -> None:
        """Repaint the visible rows after time has passed; send only changed lines."""
        self._strips.clear()
        self._repaint()

    def notify_style_update(self) -> None:
        """Drop lines in the old colours."""
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()
        self._shown.clear()

    def render_line(self, y: int) -> Strip:
        """Give the line at `y` from the top of the widget."""
        strip = self._shown[y] = self._line(y)
        return strip

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _room(self) -> int:
        """Lines available for rows."""
        return max(1, self.size.height - self._header)

    @property
    def _screenful(self) -> int:
        """Number of rows visible at once."""
        return max(1, self._room // self.lines_per_row)

    def _lay_out(self) -> None:
        lines = 2 if self.size.width < TWO_LINES_BELOW else 1
        self._lines = lay_out_lines(self._columns, max(self._width - GUTTER, 1), lines)
        self._strips.clear()
        self._shown.clear()
        self.refresh()

    def _visible(self, scroll: int) -> tuple[int, int]:
        """First position and end of the visible rows at a scroll position."""
        each = self.lines_per_row
        return scroll // each, min(-(-(scroll + self._room) // each), self._pages.total)

    def _repaint(self) -> None:
        """Send the lines that differ from the screen.

        While a visible row is not in memory nothing is sent: old lines are better than blank ones.
        """
        if not self._pages.has(*self._visible(self.scroll_offset.y)):
            return
        for y in range(self.size.height):
            old, new = self._shown.get(y), self._line(y)
            if old is not new and (span := changed_span(old, new)):
                self.refresh(Region(span[0], y, span[1] - span[0], 1))

    def _line(self, y: int) -> Strip:
        if y < self._header:
            return self._header_strip()
        index, part = divmod(self.scroll_offset.y + y - self._header, self.lines_per_row)
        row = self._pages.row(index)
        if row is None:
            return Strip.blank(self._width, self._look(""))
        key = self._pages.key(index)
        place = (index, part, index == self._index and key is not None, key in self._marks)
        if (strip := self._strips.get(place)) is None:
            pieces = (
                self._heading(row, part, at_cursor=place[2])
                if key is None or (self._spans is not None and self._spans(row))
                else self._row_pieces(row, part, place)
            )
            strip = self._strips[place] = self._strip(pieces, cursor=place[2])
        return strip

    def _row_pieces(self, row: RowT, part: int, place: tuple[int, int, bool, bool]) -> list[Piece]:
        _, _, at_cursor, marked = place
        lead = (">" if at_cursor else " ") + ("+" if marked else " ")
        return write_line(
            self._lines[part],
            lambda column: self._paint(row, column),
            lead=lead if part == 0 else "  ",
            width=max(self._width - GUTTER, 0),
            ascii_only=self._ascii,
        )

    def _heading(self, row: RowT, part: int, *, at_cursor: bool) -> list[Piece]:
        lead = ">" if at_cursor else " "
        if part < self.lines_per_row - 1:  # on the lower line, next to what it heads
            return [(" " * self._width, "")]
        text, aside = self._paint(row, HEADING), self._paint(row, ASIDE)
        return write_heading(text, aside, lead=lead, width=self._width, ascii_only=self._ascii)

    def _header_strip(self) -> Strip:
        by, descending = self._sorted_by or ("", False)

        def label(column: Column, width: int) -> str:
            sign = (" v" if descending else " ^") if column.id == by else ""
            room = width - len(sign)
            name = column.short if column.short and len(column.label) > room else column.label
            return pad(cut(name, room) + sign, width, column.align)

        names = {item.column.id: label(item.column, item.width) for item in self._lines[0]}
        width = max(self._width - GUTTER, 0)
        pieces = write_line(
            self._lines[0],
            lambda column: Cell(names[column]),
            lead=" " * GUTTER,
            width=width,
            ascii_only=self._ascii,
        )
        return self._strip([(text, "header") for text, _ in pieces], cursor=False)

    def _strip(self, pieces: Sequence[Piece], *, cursor: bool) -> Strip:
        """Give the row at the cursor one style: each change of colour costs bytes."""
        if cursor:
            pieces = list(merge([(text, "cursor") for text, _ in pieces]))
        strip = Strip([Segment(text, self._look(style)) for text, style in pieces], None)
        return strip if strip.cell_length == self._width else strip.crop(0, self._width)

    def _look(self, name: str) -> Style:
        if name not in self._looks:
            component = name if name in self.COMPONENT_CLASSES else f"window-table--{name}"
            self._looks[name] = (
                self.get_component_rich_style(component) if name else self.rich_style
            )
        return self._looks[name]


def changed_span(old: Strip | None, new: Strip) -> tuple[int, int] | None:
    """Span of cells in which two lines of the same width differ, in whole segments."""
    if old is None or old.cell_length != new.cell_length:
        return 0, new.cell_length
    if old == new:
        return None
    before, after = list(old), list(new)
    start = _alike(before, after, lambda segments: segments)
    end = _alike(before, after, lambda segments: segments[::-1])
    return start, max(new.cell_length - end, start + 1)


def _alike(
    before: list[Segment], after: list[Segment], order: Callable[[list[Segment]], list[Segment]]
) -> int:
    """Number of cells in equal segments, counted from one end."""
    cells = 0
    for one, other in zip(order(before), order(after), strict=False):
        if one != other:
            break
        cells += one.cell_length
    return cells
