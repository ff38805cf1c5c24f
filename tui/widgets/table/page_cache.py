"""Page cache: the pages of a source that a list holds, dropped when others are needed."""

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic

from tui.widgets.table.source import RowSource, RowT

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = 64
"""Rows in a page."""
KEPT = 32
"""Pages in memory; more than the tallest screen with a screen above and below it."""


class Pages(Generic[RowT]):
    """One reading of a source. A reload makes another; rows of two readings never mix."""

    def __init__(self, source: RowSource[RowT] | None = None, total: int = 0) -> None:
        """Start with no page of `total` rows."""
        self.source = source
        self.total = total
        self._pages: OrderedDict[int, Sequence[RowT]] = OrderedDict()

    def row(self, index: int) -> RowT | None:
        """Row at a position; None when it is not in memory."""
        page, place = divmod(index, PAGE)
        rows = self._pages.get(page, ())
        return rows[place] if 0 <= place < len(rows) else None

    def key(self, index: int) -> str | None:
        """Key of the row at a position; None for headings and rows not in memory."""
        row = self.row(index)
        return None if row is None or self.source is None else self.source.key(row)

    def has(self, first: int, end: int) -> bool:
        """Tell whether all positions from `first` up to before `end` are in memory."""
        return not self.missing(first, end)

    def missing(self, first: int, end: int) -> range:
        """Positions to read for the requested ones: whole pages, one run."""
        first, end = max(first, 0), min(end, self.total)
        pages = range(first // PAGE, -(-end // PAGE)) if first < end else range(0)
        absent = [page for page in pages if page not in self._pages]
        if not absent:
            return range(0)
        return range(absent[0] * PAGE, min((absent[-1] + 1) * PAGE, self.total))

    async def read(self, wanted: range) -> None:
        """Read a run of positions that `missing` gave."""
        if self.source is None or not wanted:
            return
        rows = await self.source.window(wanted.start, len(wanted))
        for start in range(wanted.start, wanted.stop, PAGE):
            page = rows[start - wanted.start :][:PAGE]
            self._pages[start // PAGE] = page
            self._pages.move_to_end(start // PAGE)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)

    def selectable(self, index: int, step: int) -> int | None:
        """Find the first row with a key from `index` on by `step`, among those in memory."""
        while 0 <= index < self.total and self.row(index) is not None:
            if self.key(index) is not None:
                return index
            index += step
        return None

    def nearest(self, index: int, step: int) -> int | None:
        """Find a row as `selectable` does, or in the other direction when there is none."""
        found = self.selectable(index, step)
        return self.selectable(index, -step) if found is None else found
