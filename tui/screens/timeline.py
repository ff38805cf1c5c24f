"""The Timeline: commitments along the days, with today's line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content
from textual.widgets import Static

from db.queries.register import Sort
from tui import along, present
from tui.host import host
from tui.screens.register import RegisterSource
from tui.screens.tables import TableScreen
from tui.widgets.columns import Cell, Column
from tui.widgets.commitments import Heading
from tui.widgets.header import Tabs
from tui.widgets.window_table import WindowTable

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from db.queries.rows import CommitmentRow

SCALES = (1, 2, 7, 14, 30, 90)
"""Days a column can stand for."""
NAMES = {1: "1 day", 2: "2 days", 7: "1 week", 14: "2 weeks", 30: "1 month", 90: "3 months"}
SHORT = {1: "day", 2: "2 d", 7: "week", 14: "2 wk", 30: "month", 90: "3 mo"}
LEAD = 2 + 1 + 1 + 9 + 1
"""Cells before the title: gutter, sign, code and the gaps."""


class TimelineScreen(TableScreen):
    """The same list as the List, in the order of time left, with a bar for each."""

    SCOPE: ClassVar[str] = "timeline"

    DEFAULT_CSS = """
    TimelineScreen .scale { height: 2; }
    TimelineScreen .legend { height: 1; color: $dim2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._days = SCALES[0]
        self._first: date | None = None

    def body(self) -> ComposeResult:
        """The filter line, the scale, the bars, what the signs mean."""
        yield self.narrow_field()
        yield Static(classes="scale")
        table: WindowTable[Any] = WindowTable(
            self._columns(), self._paint, header=False, ascii_only=host(self).look.ascii
        )
        yield table
        yield Static(Content(f" {along.LEGEND}"), classes="legend")

    def _title_width(self) -> int:
        return 14 if self.size.width < 100 else 30

    def _cells(self) -> int:
        return max(self.size.width - LEAD - self._title_width() - 3, 8)

    def _columns(self) -> list[Column]:
        width = self._title_width()
        return [
            Column("sign", "", 1),
            Column("code", "Id", 9),
            Column("title", "Commitment", width, min_width=8),
            Column("bar", "", self._cells(), min_width=6, flex=True),
        ]

    def on_resize(self) -> None:
        """The columns are days: more room shows more of them."""
        super().on_resize()
        self.table.columns = self._columns()
        self._draw_scale()

    def first(self) -> date:
        """The day at the left edge: a third of the width before today, until one moves."""
        if self._first is not None:
            return self._first
        today = self.now().in_timezone(self.zone()).date()
        return today - timedelta(days=self._days * (self._cells() // 3))

    async def load(self) -> None:
        """The list in the order of time left."""
        source = RegisterSource(host(self), self.filter(), Sort.LEFT, False)
        self.remark("" if await source.total() else self.nothing_here())
        self.table.set_source(source, self.keep)
        self._draw_scale()

    def _draw_scale(self) -> None:
        names, marks = along.scale(self.first(), self._days, self._cells())
        lead = " " * (LEAD + self._title_width() + 1)
        self.query_one(".scale", Static).update(Content(f"{lead}{names}\n{lead}{marks}"))
        self.query_one(Tabs).note = f"{SHORT[self._days]}/col"

    def _paint(self, row: CommitmentRow | Heading, column: str) -> Cell:
        if isinstance(row, Heading):
            return Cell("")
        now = self.now()
        match column:
            case "sign":
                return Cell(*present.sign(row, now))
            case "code":
                return Cell(row.code)
            case "title":
                return Cell(present.title(row), "strong" if row.critical else "")
            case _:
                return Cell(*along.bar(row, self.first(), self._days, self._cells(), now))

    # -- moving in time ------------------------------------------------------------------------

    def action_later(self) -> None:
        """Forward by a quarter of the width."""
        self._move(1)

    def action_earlier(self) -> None:
        """Back by a quarter of the width."""
        self._move(-1)

    def action_today(self) -> None:
        """Back to today's line."""
        self._first = None
        self._redraw()

    def action_finer(self) -> None:
        """Fewer days, wider."""
        self._rescale(-1)

    def action_coarser(self) -> None:
        """More days, narrower."""
        self._rescale(1)

    def _move(self, step: int) -> None:
        days = self._days * max(self._cells() // 4, 1) * step
        try:
            self._first = self.first() + timedelta(days=days)
        except OverflowError:
            host(self).say("Time ends here.")
            return
        self._redraw()

    def _rescale(self, step: int) -> None:
        place = SCALES.index(self._days) + step
        if not 0 <= place < len(SCALES):
            host(self).say(f"1 column = {NAMES[self._days]} is as far as it goes.")
            return
        self._days = SCALES[place]
        self._redraw()

    def _redraw(self) -> None:
        self.table.tick()
        self._draw_scale()
