"""Fetching half of a list: holds the rows around the visible ones, and swaps readings whole.

Two workers run beside the screen. `_load` reads a source anew and replaces everything at once; of
several only the last one counts. `_read_wanted` reads what the current reading lacks, one request
at a time: the newest request is looked up after each answer, so that a held key never starves.
"""

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import Generic

from textual import work
from textual.geometry import Size, clamp

from db.domain.errors import AccordError
from tui.widgets.table.page_cache import Pages
from tui.widgets.table.rendering import RowLines
from tui.widgets.table.source import RowSource, RowT


@dataclass(frozen=True, slots=True)
class Goal:
    """Target of the cursor; it moves there as soon as the rows are in memory."""

    index: int
    step: int
    """Direction in which the cursor leaves a heading."""
    paging: bool = False
    """True if the lines move too, so that the cursor stays in place on the screen."""


@dataclass(frozen=True, slots=True, eq=False)
class _Wish(Generic[RowT]):
    """Request for a reading of a source; compared by identity."""

    source: RowSource[RowT]
    keep: str | None
    anew: bool


class FetchedRows(RowLines[RowT]):
    """Rows of a source; only those around the visible ones are in memory."""

    half_page_scroll: bool = False
    """True to scroll by half a screen at the edges: over a slow line this sends fewer lines."""
    _key: str | None = None
    _row: RowT | None = None
    _source: RowSource[RowT] | None = None
    _wish: _Wish[RowT] | None = None
    _goal: Goal | None = None
    _reading: bool = False

    def set_source(self, source: RowSource[RowT], keep: str | None = None) -> None:
        """Show another source, in one step once its rows are read.

        Args:
            source: The rows in their order.
            keep: Key of the row for the cursor. If it does not exist, the cursor stays at the same
                position; without a key it goes to the first row.
        """
        self._source = source
        self._ask(_Wish(source, keep, anew=True))

    @property
    def source(self) -> RowSource[RowT] | None:
        """Source that is shown, or will be once its rows are read."""
        return self._source

    def reload(self) -> None:
        """Read the source again. The cursor stays on its row, or at its position without it."""
        if self._wish is not None:
            self._ask(replace(self._wish))
        elif self._source is not None:
            self._ask(_Wish(self._source, None, anew=False))

    @property
    def busy(self) -> bool:
        """True while rows are being read."""
        return self._wish is not None or self._reading

    @abstractmethod
    def _highlight(self) -> None:
        """Post that the cursor is on another row, or that its row was read anew."""

    @abstractmethod
    def _fail(self, error: AccordError) -> None:
        """Post that the source could not answer."""

    def on_resize(self) -> None:
        """Lay out the columns for the new width; the cursor stays visible."""
        first = self.scroll_offset.y // self.lines_per_row
        self._lay_out()
        self._measure()
        self._scroll(self._scroll_for(self._index, first * self.lines_per_row))
        self._fill()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the scrollbar without drawing what has not changed."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new_value
        if round(old_value) != round(new_value):
            self._repaint()
            self._fill()

    def _measure(self) -> None:
        lines = self._pages.total * self.lines_per_row + self._header
        self.virtual_size = Size(self._width, lines)

    def _scroll(self, line: int) -> None:
        # Forced: before the first layout there is no scrollbar that would allow it.
        self.scroll_to(y=line, animate=False, force=True)

    def _ask(self, wish: _Wish[RowT]) -> None:
        self._wish = wish
        self._load(wish)

    @work(exclusive=True, group="load")
    async def _load(self, wish: _Wish[RowT]) -> None:
        try:
            pages, index = await self._read(wish)
        except AccordError as error:
            if wish is self._wish:
                self._wish = None
                self._fail(error)
            return
        if wish is self._wish:
            self._wish = None
            self._swap(pages, index, anew=wish.anew)

    async def _read(self, wish: _Wish[RowT]) -> tuple[Pages[RowT], int]:
        """Make a reading with the rows that will be visible, and the cursor's position in it."""
        keep = wish.keep if wish.anew else self._key
        total = await wish.source.total()
        index = None if keep is None else await wish.source.locate(keep)
        if index is None:
            index = 0 if wish.anew and keep is None else self._index
        index = clamp(index, 0, max(total - 1, 0))
        pages, around = Pages(wish.source, total), 2 * self._screenful
        await pages.read(pages.missing(index - around, index + around + 1))
        if not (wish.anew or self._cursor_seen()):
            await pages.read(pages.missing(*self._visible(self.scroll_offset.y)))
        if not wish.anew and keep != self._key and wish is self._wish:
            return await self._read(wish)  # the cursor was moved meanwhile: follow it
        return pages, index

    def _cursor_seen(self) -> bool:
        return 0 <= self._index * self.lines_per_row - self.scroll_offset.y < self._room

    def _swap(self, pages: Pages[RowT], index: int, *, anew: bool) -> None:
        """Show another reading; the cursor's row keeps its line on the screen if possible."""
        before, line, seen = self._index, self.scroll_offset.y, self._cursor_seen()
        self._pages = pages
        self._strips.clear()
        self._goal = None if anew else self._goal
        self._take(pages.nearest(index, 1))
        self._measure()
        if seen and not anew:
            line += (self._index - before) * self.lines_per_row
        line = self._limit(line)
        self._scroll(self._scroll_for(self._index, line) if seen or anew else line)
        self._repaint()
        self._highlight()
        self._try_goal()
        self._fill()

    def _take(self, index: int | None) -> None:
        """Put the cursor on a row."""
        self._index = index or 0
        self._key = None if index is None else self._pages.key(index)
        self._row = None if index is None else self._pages.row(index)

    def _go(self, goal: Goal) -> None:
        """Move the cursor at once, or when the rows have arrived."""
        last = max(self._pages.total - 1, 0)
        self._goal = replace(goal, index=clamp(goal.index, 0, last))
        self._try_goal()
        self._fill()

    def _try_goal(self) -> None:
        if (goal := self._goal) is None:
            return
        line = self._goal_line(goal)
        if not self._pages.has(*self._visible(line)):
            return
        self._goal = None
        index = self._pages.nearest(goal.index, goal.step)
        moved = index is not None and self._pages.key(index) != self._key
        if index is not None:
            self._take(index)
        self._scroll(self._scroll_for(self._index, line))
        self._repaint()
        if moved:
            self._highlight()

    def _goal_line(self, goal: Goal) -> int:
        line = self.scroll_offset.y
        if goal.paging:
            line = self._limit(line + (goal.index - self._index) * self.lines_per_row)
        return self._scroll_for(goal.index, line)

    def _limit(self, line: int) -> int:
        lines = self._pages.total * self.lines_per_row
        return clamp(line, 0, max(0, lines - self._room))

    def _scroll_for(self, index: int, line: int) -> int:
        """Give the scroll position, nearest to `line`, that shows a row and its headings."""
        each, half = self.lines_per_row, self._room // 2 if self.half_page_scroll else 0
        first, end = index * each, (index + 1) * each
        top = self._below_headings(index) * each
        if top < line:
            return self._limit(max(top - half, end - self._room))
        if end > line + self._room:
            return self._limit(min(end - self._room + half, first))
        return line

    def _below_headings(self, index: int) -> int:
        """Position of the first heading directly above a row."""
        pages = self._pages
        while index and pages.row(index - 1) is not None and pages.key(index - 1) is None:
            index -= 1
        return index

    def _wanted(self) -> range:
        """Positions to read next: for the target, or the visible ones and a screen around."""
        line = self.scroll_offset.y if self._goal is None else self._goal_line(self._goal)
        first, end = self._visible(line)
        return self._pages.missing(first - self._screenful, end + self._screenful)

    def _fill(self) -> None:
        if self._wanted() and not self._reading:
            self._reading = True
            self._read_wanted()

    @work(group="fill")
    async def _read_wanted(self) -> None:
        try:
            while wanted := self._wanted():
                if not await self._read_run(self._pages, wanted):
                    break
        finally:
            self._reading = False

    async def _read_run(self, pages: Pages[RowT], wanted: range) -> bool:
        """Read a run; return whether to go on. The answer of a replaced reading is ignored."""
        try:
            await pages.read(wanted)
        except AccordError as error:
            if pages is not self._pages:
                return True
            self._goal = None
            self._fail(error)
            return False
        if pages is self._pages:
            self._try_goal()
            self._repaint()
        return True
