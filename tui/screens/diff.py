"""Difference between two moments, such as since the last look: what changed, who and why."""

from __future__ import annotations

import asyncio
import textwrap
from typing import TYPE_CHECKING, Any, ClassVar

from db.history.diff import compare
from tui.formatting import diff
from tui.formatting.commitment import Words
from tui.formatting.styled_text import Heading, counted
from tui.screens.base.table_screen import TableScreen
from tui.services.history_view import COPYING, LONG
from tui.services.protocol import host
from tui.widgets.header import Tabs
from tui.widgets.table.columns import HEADING, Cell, Column
from tui.widgets.table.source import ListSource
from tui.widgets.table.table import WindowTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from db.history.diff import Difference
    from tui.formatting.diff import DiffLine
    from tui.screens.base.history_navigation import Span


COLUMNS = (Column("what", "What changed", 40, min_width=16, flex=True),)
INDENT = 2
"""Indent, in cells, of the facts about an item."""
MARGIN = 4
"""Cells of the cursor and the scroll bar."""


class DiffScreen(TableScreen):
    """Opened above a view; Enter opens the commitment of a line."""

    SCOPE: ClassVar[str] = "history"
    MARKS: ClassVar[bool] = False

    def __init__(self, span: Span) -> None:
        super().__init__()
        self._span = span
        self._found: Difference | None = None

    def body(self) -> ComposeResult:
        """Build the filter line and the list."""
        yield self.narrow_field()
        yield WindowTable(COLUMNS, _paint, ascii_only=host(self).look.ascii)

    def at_top(self) -> bool:
        """False: it lies above a view."""
        return False

    def context(self) -> str:
        """Context: the two moments."""
        return self._span.title

    async def load(self) -> None:
        """Read the difference of what the filter leaves."""
        app = self.accord
        start, end = self._span.start, self._span.end or await app.point_of("now")
        with app.told_if_slow(COPYING, LONG):
            self._found = await asyncio.to_thread(compare, app.live, start, end, self.filter())
        self._show_lines()

    def _show_lines(self) -> None:
        found = self._found
        if found is None:
            return
        lines = list(_wrapped(diff.lines(found, self.zone()), self.size.width - MARGIN))
        self.table.set_source(ListSource(lines, _key), self.table.cursor_key)
        self.query_one(Tabs).note = counted(len(found.steps), "change")
        self.remark(diff.summary(found))

    def on_resize(self) -> None:
        """Wrap anew."""
        super().on_resize()
        self._show_lines()

    async def open_key(self, key: str) -> None:
        """Open the commitment of the line."""
        code = key.rpartition(".")[0]
        if code:
            await self.go_to(code)
        else:
            host(self).say("This line is about no commitment.")

    def current(self) -> None:
        """None: actions on commitments are not offered here."""


class _Line:
    """Line of the screen. Its key is the commitment's code and its own index."""

    __slots__ = ("key", "words")

    def __init__(self, key: str, words: Words) -> None:
        self.key = key
        self.words = words


def _wrapped(told: Iterator[DiffLine], width: int) -> Iterator[_Line | Heading]:
    for place, each in enumerate(told):
        if each.level == 0:
            yield Heading(each.text)
            continue
        before = " " * INDENT * (each.level - 1)
        inner = before + " " * INDENT
        parts = textwrap.wrap(
            each.text, max(width, 20), initial_indent=before, subsequent_indent=inner
        )
        for part, text in enumerate(parts):
            yield _Line(f"{each.code}.{place}_{part}", Words(text, each.role))


def _key(line: _Line | Heading) -> str | None:
    return line.key if isinstance(line, _Line) else None


def _paint(row: Any, column: str) -> Cell:
    if isinstance(row, Heading):
        return Cell(row.text if column == HEADING else "", "heading")
    return Cell(*row.words)
