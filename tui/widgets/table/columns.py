"""Columns of a list: the visible ones at a width, their positions, and the text of a line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rich.cells import cell_len

from tui.formatting.sanitize import Align, cut, fit

RowT = TypeVar("RowT")

GAP = 1
"""Blank cells between two columns."""

HEADING, ASIDE = "heading", "aside"
"""Column ids for a row that is a heading: its text, and the text at the end of the line."""


@dataclass(frozen=True, slots=True)
class Column:
    """Column of a list."""

    id: str
    label: str
    width: int
    """Preferred width in cells."""
    min_width: int = 0
    """Least width in cells; 0 means `width`."""
    align: Align = "left"
    flex: bool = False
    """True if it takes the room that the others leave."""
    short: str = ""
    """Label if `label` does not fit."""
    give_way: int | None = None
    """Rank in the order in which columns disappear, lowest first; None stays always."""

    @property
    def least(self) -> int:
        """Fewest cells in which it still makes sense."""
        return self.min_width or self.width


@dataclass(frozen=True, slots=True)
class Placed:
    """Visible column, from cell `x` on."""

    column: Column
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Content of a column in a row: any text, and the name of a style."""

    text: str
    style: str = ""
    shorter: tuple[str, ...] = ()
    """Shorter forms of the text; the first that fits is used."""

    def fitting(self, width: int) -> str:
        """Give the longest form that fits, or the last if none does."""
        forms = (self.text, *self.shorter)
        return next((each for each in forms if cell_len(each) <= width), forms[-1])


Paint = Callable[[RowT, str], Cell]
"""Function giving the cell of a row by column id. It reads only the row: it runs while drawing."""
Piece = tuple[str, str]
"""Text and the name of its style."""


def lay_out(columns: Sequence[Column], width: int) -> tuple[Placed, ...]:
    """Place the columns side by side in `width` cells.

    Columns that can shrink shrink first, in the order in which they give way; then columns
    disappear in the same order. Columns that never give way are cut at the right edge if even they
    do not fit.
    """
    shown = list(columns)
    while _least(shown) > width and (leaving := _first_to_leave(shown)) is not None:
        shown.remove(leaving)
    return tuple(_place(shown, _widths(shown, width), width))


def lay_out_lines(
    columns: Sequence[Column], width: int, lines: int = 1
) -> tuple[tuple[Placed, ...], ...]:
    """Place the columns of a row in `width` cells; flexible ones on the second of two lines."""
    flexible = [column for column in columns if column.flex]
    rest = [column for column in columns if not column.flex]
    if lines == 1 or not flexible or not rest:
        return (lay_out(columns, width),)
    return lay_out(rest, width), lay_out(flexible, width)


def write_line(
    line: Sequence[Placed], cell: Callable[[str], Cell], *, lead: str, width: int, ascii_only: bool
) -> list[Piece]:
    """Write the pieces of a line of `lead` and `width` cells, as few as its styles allow.

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
    """Write a heading over the whole width: the lead, the text, the aside on the right."""
    room = max(width - 2, 0)
    right = cut(aside.text, room, ascii=ascii_only)
    space = width - 1 - cell_len(right)
    left = fit(text.text, max(space, 0), ascii=ascii_only)
    pieces = [(lead[:width], ""), (left.rstrip(), text.style)]
    return list(
        merge([*pieces, (" " * (len(left) - len(left.rstrip())), ""), (right, aside.style)])
    )


def merge(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Join neighbours of the same style: each change of style costs bytes.

    Blanks take the style beside them, so a style may set the text colour, but not the background.
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
    """Share out cells: least widths, then preferred ones, then the rest to flexible columns."""
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
