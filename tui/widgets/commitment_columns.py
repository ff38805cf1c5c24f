"""The columns of commitments, and the cells of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.formatting import commitment, time_left
from tui.formatting.styled_text import Heading
from tui.widgets.table.columns import ASIDE, HEADING, Cell, Column
from tui.widgets.table.source import ListSource

if TYPE_CHECKING:
    from pendulum import DateTime

    from db.queries.commitments.row import CommitmentRow

ALL = {
    "sign": Column("sign", "", 1),
    "left": Column(
        "left",
        time_left.HEADING,
        time_left.WIDEST,
        min_width=commitment.WIDEST_LEFT,
        align="right",
        short="Left",
    ),
    "code": Column("code", "Id", 8),
    "title": Column("title", "Commitment", 44, min_width=16, flex=True),
    "owners": Column("owners", "Owner", 8, min_width=5, give_way=4),
    "due": Column("due", "Due", commitment.WIDEST_DUE, give_way=3),
    "status": Column("status", "Status", 14, min_width=9, give_way=5),
    "verified": Column("verified", "Verified", 12, give_way=2),
    "theme": Column("theme", "Theme", 11, give_way=1),
    "provision": Column("provision", "Provision", 12, give_way=1),
    "tags": Column("tags", "Tags", 12, give_way=0),
    "reports": Column("reports", "Rep", 3, align="right", give_way=1),
    "first": Column("first", "First due", 11, give_way=1),
    "level": Column("level", "Level", 5, align="right", give_way=1),
}
"""All columns, by id; `sign`, `code` and `title` never give way."""

OVERVIEW = ("sign", "left", "code", "title", "owners", "status")
LIST = ("sign", "code", "title", "owners", "due", "left", "status")
FIXED = ("sign", "code", "title", "left")
"""Columns that cannot be hidden: without them a line says nothing."""


def dated(columns: tuple[str, ...], dates: str) -> tuple[str, ...]:
    """Replace the date columns by the time `left`, the `date`, or `both`."""
    wanted = {"left": ("left",), "date": ("due",)}.get(dates, ("due", "left"))
    place = min((columns.index(name) for name in ("due", "left") if name in columns), default=2)
    rest = [name for name in columns if name not in ("due", "left")]
    return (*rest[:place], *wanted, *rest[place:])


def painter(now: Callable[[], DateTime]) -> Callable[[CommitmentRow | Heading, str], Cell]:
    """Make the function that paints a row, with the current time for each."""

    def paint(row: CommitmentRow | Heading, column: str) -> Cell:
        if isinstance(row, Heading):
            return _heading(row, column)
        if column == "left":
            return left(row, now())
        return Cell(*_words(row, column, now()))

    return paint


Paint = Callable[["CommitmentRow | Heading", str], Cell]


def lit(paint: Paint, matches: Callable[[str], bool]) -> Paint:
    """Wrap a painter so that matches get a `*` before the title."""

    def brighter(row: CommitmentRow | Heading, column: str) -> Cell:
        cell = paint(row, column)
        if column == "title" and not isinstance(row, Heading) and matches(row.code):
            return Cell(f"* {cell.text}", "strong")
        return cell

    return brighter


def _heading(row: Heading, column: str) -> Cell:
    if column == HEADING:
        return Cell(row.text, "heading")
    return Cell(row.aside if column == ASIDE else "", "dim")


def left(row: CommitmentRow, now: DateTime) -> Cell:
    """Both clocks, in shorter forms if there is no room."""
    widest, *shorter = time_left.folding(row, now)
    return Cell(widest, commitment.left(row, now).role, tuple(shorter))


def _words(row: CommitmentRow, column: str, now: DateTime) -> commitment.Words:
    match column:
        case "sign":
            return commitment.sign(row, now)
        case "code":
            return commitment.Words(row.code)
        case "title":
            return commitment.Words(commitment.title(row), "strong" if row.critical else "")
        case "due":
            return commitment.due(row, now)
        case "status":
            return commitment.status(row)
        case "verified":
            return commitment.verification(row)
        case "first":
            return commitment.Words(row.first_due.day.isoformat() if row.first_due else "")
        case "level" | "reports":
            number = row.level if column == "level" else row.reports or None
            return commitment.Words("" if number is None else str(number))
        case _:
            return commitment.Words(str(getattr(row, column)))


def empty(lines: Sequence[Heading]) -> ListSource[Heading]:
    """Make an empty list that shows remarks only."""
    return ListSource(lines, lambda _: None)
