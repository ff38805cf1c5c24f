"""The matrix of one agreement; the cursor is on one cell, and Enter lists its commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import Static

from db.queries.boards.matrix import ColumnKind, Matrix, MatrixOf, RowKind
from tui.formatting import matrix
from tui.formatting.sanitize import safe
from tui.screens.base.table_screen import OverlayTableScreen
from tui.services.protocol import host
from tui.widgets.header import Tabs
from tui.widgets.table.columns import Cell, Column
from tui.widgets.table.source import ListSource
from tui.widgets.table.table import WindowTable

if TYPE_CHECKING:
    from textual.app import ComposeResult

HEAD, CELL = 24, 9
"""Cells of a row's name, and of a number with its brackets."""
TIMES = {RowKind.PROVISIONS: RowKind.THEMES, RowKind.THEMES: RowKind.PROVISIONS}
TURNED = {ColumnKind.PARTIES: ColumnKind.STATUS, ColumnKind.STATUS: ColumnKind.PARTIES}


class MatrixScreen(OverlayTableScreen):
    """Opened above a view with `M`. Row names stay in place while columns scroll sideways."""

    SCOPE: ClassVar[str] = "matrix"
    MARKS: ClassVar[bool] = False

    DEFAULT_CSS = """
    MatrixScreen .legend { height: 1; color: $dim2; }
    MatrixScreen.-little .legend { display: none; }
    """

    def __init__(self, agreement: str) -> None:
        super().__init__()
        self.agreement = agreement
        self.by, self.across = RowKind.PROVISIONS, ColumnKind.PARTIES
        self._matrix: Matrix | None = None
        self._column = 0
        self._left = 0

    def body(self) -> ComposeResult:
        """Build the cells and their legend."""
        yield self.narrow_field()
        table: WindowTable[Any] = WindowTable([], self._paint, ascii_only=host(self).look.ascii)
        yield table
        yield Static(Content(f" {matrix.LEGEND}"), classes="legend")

    def context(self) -> str:
        """Context: the agreement."""
        return f"{self.agreement} > Matrix"

    def current(self) -> None:
        """None: a row is no commitment."""

    async def load(self) -> None:
        """Read all cells at once: an agreement has a few hundred at most."""
        found = await host(self).ask(MatrixOf(self.agreement, self.now(), self.by, self.across))
        self._matrix = found
        self._column = min(self._column, len(found.columns))
        self._lay_out()
        rows = [*found.rows, ""] if found.rows else []
        self.table.set_source(ListSource(rows, lambda row: f"row {row}"), self.table.cursor_key)
        if not rows:
            self.remark("Nothing is owed in this agreement.")

    # -- columns -------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Show as many columns as fit."""
        super().on_resize()
        self.set_class(self.size.height < 18 or self.size.width < 60, "-little")
        self._lay_out()

    def _columns(self) -> list[str]:
        return ["", *self._matrix.columns] if self._matrix is not None else [""]

    def _heads(self) -> list[str]:
        """Names of the rows; the numbers stand beside the longest, not at the far edge."""
        rows = self._matrix.rows if self._matrix is not None else ()
        return ["", *map(matrix.head, rows)]

    def _head(self) -> int:
        return HEAD if self.size.width >= 60 else 14

    def _room(self) -> int:
        return max((self.size.width - 4 - self._head()) // (CELL + 1), 1)

    def _lay_out(self) -> None:
        """Choose the columns to show, the one at the cursor among them."""
        names, room = self._columns(), self._room()
        self._left = max(min(self._left, self._column, len(names) - room), self._column - room + 1)
        self._left = max(self._left, 0)
        shown = names[self._left : self._left + room]
        label = self.by.value.removesuffix("s").capitalize()
        left_over = self.size.width - 4 - len(shown) * (CELL + 1)
        head = min(max(self._head(), *map(cell_len, self._heads())), left_over)
        self.table.columns = [
            Column("head", label, max(head, 8)),
            *(
                Column(f"c{self._left + place}", safe(name) or "All", CELL, align="right")
                for place, name in enumerate(shown)
            ),
        ]
        hidden = len(names) - len(shown)
        first, last = self._left + 1, self._left + len(shown)
        part = f"{first}-{last} of {len(names)}"
        self.query_one(Tabs).note = part if hidden else self.across.value

    def _paint(self, row: str, column: str) -> Cell:
        if column == "head":
            return Cell(matrix.head(row), "" if row else "strong")
        place = int(column[1:])
        name = self._columns()[place] if place < len(self._columns()) else ""
        cells = self._matrix.cells if self._matrix is not None else {}
        text, role = matrix.cell(cells.get((row, name)))
        here = place == self._column and f"row {row}" == self.table.cursor_key
        return Cell(f"[{text}]" if here else f"{text} ", role)

    def action_next_number(self) -> None:
        """Go to the column on the right."""
        self._go_sideways(1)

    def action_previous_number(self) -> None:
        """Go to the column on the left."""
        self._go_sideways(-1)

    def _go_sideways(self, step: int) -> None:
        self._column = max(0, min(self._column + step, len(self._columns()) - 1))
        self._lay_out()
        self.table.tick()
        self._say_cell()

    # -- turning, opening ----------------------------------------------------------------------

    def action_matrix_rows(self) -> None:
        """Switch the rows between provisions and themes."""
        self.by = TIMES[self.by]
        self.reload()

    def action_matrix_columns(self) -> None:
        """Switch the columns between parties and statuses."""
        self.across, self._column = TURNED[self.across], 0
        self.reload()

    @on(WindowTable.Highlighted)
    def _say_cell(self) -> None:
        """Describe the cell at the cursor, while there is no other message."""
        row = self.table.cursor_row
        if self._matrix is not None and isinstance(row, str):
            name = self._columns()[self._column]
            self.remark(matrix.sentence(self._matrix, row, name))

    async def open_key(self, key: str) -> None:
        """Open the List, filtered to the commitments of the cell at the cursor."""
        if self._matrix is None:
            return
        row, name = key.removeprefix("row "), self._columns()[self._column]
        words = matrix.filter_of(row, name, self.by, self.across)
        self.scope.agreement, self.scope.filter_text = self.agreement, words
        self.scope.remember_query()
        await self.go("list")
