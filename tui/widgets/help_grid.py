"""The entries of the help in columns, with a cursor."""

from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.formatting.sanitize import fit
from tui.keys.help_layout import Cell, HelpEntry, cell_text, grid
from tui.theme import CURSOR_STYLE, role_style


class GridCell(NamedTuple):
    """Position of an entry in the grid."""

    line: int
    column: int


class HelpGrid(Static):
    """Entries in columns, one of them selected."""

    class Chosen(Message):
        """Message: an entry was clicked."""

        def __init__(self, entry: HelpEntry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[Cell, ...]] = []
        self._places: dict[HelpEntry, GridCell] = {}
        self._notes: tuple[str, ...] = ()
        self.selected: HelpEntry | None = None

    def show(self, entries: list[HelpEntry], columns: int, notes: tuple[str, ...]) -> None:
        """Lay out the entries anew; the selection stays on its action if it is still there."""
        before = self.selected.action if self.selected else None
        self._lines, self._notes = grid(entries, columns), notes
        self._places = {
            cell: GridCell(line, column)
            for line, cells in enumerate(self._lines)
            for column, cell in enumerate(cells)
            if isinstance(cell, HelpEntry)
        }
        self.select(next((e for e in entries if e.action == before), next(iter(entries), None)))

    def select(self, entry: HelpEntry | None) -> None:
        """Put the cursor on an entry and paint it."""
        self.selected = entry
        self.update(self._content())

    def neighbour(self, entries: list[HelpEntry], step: int) -> HelpEntry | None:
        """Give the entry some steps further on, at most the first or last."""
        if self.selected is None:
            return None
        index = entries.index(self.selected) + step
        return entries[max(0, min(index, len(entries) - 1))]

    def line_of_selected(self) -> int:
        """Line of the cursor; the first entries include the heading above them."""
        line = self._places[self.selected].line if self.selected else 0
        return 0 if line == 1 else line

    def on_click(self, event: events.Click) -> None:
        """Choose the entry under the mouse."""
        width = self._cell_width()
        for entry, place in self._places.items():
            if place.line == event.y and place.column == event.x // max(1, width):
                self.post_message(self.Chosen(entry))

    def _cell_width(self) -> int:
        columns = len(self._lines[0]) if self._lines else 1
        return self.app.size.width // columns - (1 if columns > 1 else 2)

    def _content(self) -> Content:
        width = self._cell_width()
        lines = [
            Content("").join(self._cell(cell, width) for cell in cells) for cells in self._lines
        ]
        if not lines:
            lines = [Content(" No action has these words. Backspace shows more.")]
        notes = [Content.styled(f" {note}", role_style("dim")) for note in self._notes]
        return Content("\n").join([*lines, Content(""), *notes])

    def _cell(self, cell: Cell, width: int) -> Content:
        text = fit(cell_text(cell), width)
        if cell == self.selected:
            return Content.styled(text, CURSOR_STYLE)
        return Content.styled(text, role_style("" if isinstance(cell, HelpEntry) else "heading"))
