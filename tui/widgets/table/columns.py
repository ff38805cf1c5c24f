"""Columns of a list: which are there at a given width, where, and how a line is written in them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rich.cells import cell_len

from tui.formatting.sanitize import Align, cut, fit

RowT = TypeVar("RowT")

GAP = 1
"""Blank cells between two columns."""

HEADING, ASIDE = "heading", "aside"
"""Asked for in place of column ids when a row is a heading: its text, and what ends the line."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list."""

    id: str
    label: str
    width: int
    """Cells it would like."""
    min_width: int = 0
    """Cells it can do with; 0 is `width`."""
    align: Align = "left"
    flex: bool = False
    """Takes what the others leave."""
    short: str = ""
    """The label where `label` does not fit."""
    give_way: int | None = None
    """Place in the order in which columns disappear, lowest first; None stays always."""

    @property
    def least(self) -> int:
        """Fewest cells in which it still makes sense."""
        return self.min_width or self.width


@dataclass(frozen=True, slots=True)
class Placed:
    """A column that is shown, from cell `x` on."""

    column: Column
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of one row: any text, and the name of a style."""

    text: str
    style: str = ""
    shorter: tuple[str, ...] = ()
    """What to write where the text does not fit: the first of these that does."""

    def fitting(self, width: int) -> str:
        """The longest form that fits, or, where none does, the last."""
        forms = (self.text, *self.shorter)
        return next((each for each in forms if cell_len(each) <= width), forms[-1])


Paint = Callable[[RowT, str], Cell]
"""The cell of a row in the column with an id. It reads only the row: it is called while drawing."""
Piece = tuple[str, str]
"""Text and the name of its style."""


def lay_out(columns: Sequence[Column], width: int) -> tuple[Placed, ...]:
    """Place the columns side by side in `width` cells.

    Columns that can shrink shrink first, those that give way earliest before the others; then
    columns disappear in the same order. Columns that never give way are cut at the right edge when
    even they have no room.
    """
    shown = list(columns)
    while _least(shown) > width and (leaving := _first_to_leave(shown)) is not None:
        shown.remove(leaving)
    return tuple(_place(shown, _widths(shown, width), width))


def lay_out_lines(
    columns: Sequence[Column], width: int, lines: int = 1
) -> tuple[tuple[Placed, ...], ...]:
    """The lines of a row in `width` cells; of two, the flexible columns have the second."""
    flexible = [column for column in columns if column.flex]
    rest = [column for column in columns if not column.flex]
    if lines == 1 or not flexible or not rest:
        return (lay_out(columns, width),)
    return lay_out(rest, width), lay_out(flexible, width)


def write_line(
    line: Sequence[Placed], cell: Callable[[str], Cell], *, lead: str, width: int, ascii_only: bool
) -> list[Piece]:
    """The pieces of one line, `lead` and `width` cells wide in all, as few as its styles allow.

    Args:
        line: The columns of this line.
        cell: Gives the cell of a column id.
        lead: Safe text before the first column.
        width: Cells after the lead.
        ascii_only: Replace unsafe characters by ASCII.
    """
    pieces, end = [(lead, "")], 0
    for placed in line:
        content = cell(placed.column.id)
        shown = content.fitting(placed.width)
        text = fit(shown, placed.width, placed.column.align, ascii=ascii_only)
        pieces += [(" " * (placed.x - end), ""), (text, content.style)]
        end = placed.x + placed.width
    pieces.append((" " * (width - end), ""))
    return list(merge(pieces))


def write_heading(
    text: Cell, aside: Cell, *, lead: str = " ", width: int, ascii_only: bool
) -> list[Piece]:
    """A line over the whole width: the lead, the text beside it, the aside at the right."""
    room = max(width - 2, 0)
    right = cut(aside.text, room, ascii=ascii_only)
    space = width - 1 - cell_len(right)
    left = fit(text.text, max(space, 0), ascii=ascii_only)
    pieces = [(lead[:width], ""), (left.rstrip(), text.style)]
    return list(
        merge([*pieces, (" " * (len(left) - len(left.rstrip())), ""), (right, aside.style)])
    )


def merge(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Join neighbours of the same style: each change of style costs bytes on the line.

    Blanks take the style beside them, so a style may colour letters, but not the ground under them.
    """
    text, style = "", ""
    for more, other in pieces:
        if other != style and more and not more.isspace():
            if text and not text.isspace():
                yield text, style
                text = ""
            style = other
        text += more
    if text:
        yield text, style


def _least(columns: Sequence[Column]) -> int:
    return sum(column.least for column in columns) + GAP * (len(columns) - 1)


def _leaving_order(columns: Sequence[Column]) -> list[Column]:
    leaving = [column for column in columns if column.give_way is not None]
    return sorted(leaving, key=lambda column: column.give_way or 0)


def _first_to_leave(columns: Sequence[Column]) -> Column | None:
    return next(iter(_leaving_order(columns)), None)


def _widths(columns: Sequence[Column], width: int) -> dict[str, int]:
    """Cells of each column: the least, then what each would like, then the rest to the flexible."""
    widths = {column.id: column.least for column in columns}
    spare = width - _least(columns)
    staying = [column for column in columns if column.give_way is None and not column.flex]
    for column in staying + _leaving_order(columns)[::-1]:
        more = max(0, min(spare, column.width - column.least))
        widths[column.id] += more
        spare -= more
    flexible = [column for column in columns if column.flex]
    for place, column in enumerate(flexible):
        share = spare // (len(flexible) - place)
        # Without room it shrinks below its least: what stands beside it never gives way.
        widths[column.id] = max(1, widths[column.id] + share)
        spare -= share
    return widths


def _place(columns: Sequence[Column], widths: dict[str, int], width: int) -> Iterator[Placed]:
    x = 0
    for column in columns:
        cells = min(widths[column.id], width - x)
        if cells > 0:
            yield Placed(column, x, cells)
        x += cells + GAP
