"""Two versions side by side as lines of words: what differs, whose it will be, and both in full.

Pure, like `tui.present`: every text in a line is safe to show, and nothing is told by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.domain.merge import Side
from tui.lines import line, wrapped
from tui.present import Words
from tui.safe import fit, safe, safe_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tui.lines import Line

NARROW = 60
"""Below so many columns both texts stand under the list only."""
_LABEL = 13
_EMPTY = "(empty)"
_SIGN = {True: "(*)", False: "( )"}


@dataclass(frozen=True, slots=True)
class Row:
    """A field in which mine and theirs differ."""

    label: str
    mine: str
    theirs: str
    group: str
    """What is chosen together has the same."""
    default: Side | None
    """Whose it is without a question; None where both changed it."""
    by: str = ""
    """Who changed it, and when; empty where only I did."""
    about: str = ""
    """The commitment it belongs to, where there are several."""


def side_of(row: Row, choices: Mapping[str, Side]) -> Side | None:
    """Whose it will be, as far as that is known."""
    return choices.get(row.group, row.default)


def heading(width: int) -> Line:
    """What stands in the columns."""
    if width < NARROW:
        return line(Words(fit("    Field         whose", width), "heading"))
    room = _room(width)
    names = f"    {fit('Field', _LABEL)} {fit('Mine', room)} {fit('Theirs', room)}"
    return line(Words(fit(names, width), "heading"))


def table(
    rows: Sequence[Row], choices: Mapping[str, Side], cursor: int, width: int
) -> Iterator[tuple[Line, int]]:
    """The lines, each with the place of its row; -1 for the name of a commitment."""
    about = ""
    for place, row in enumerate(rows):
        if row.about != about:
            about = row.about
            yield line(Words(fit(f" {about}", width), "heading")), -1
        yield _row(row, side_of(row, choices), width, here=place == cursor), place


def _row(row: Row, side: Side | None, width: int, *, here: bool) -> Line:
    lead = f"{'>' if here else ' '}{'?' if side is None else ' '}  {fit(row.label, _LABEL)} "
    role = "soon" if side is None else ""
    if width < NARROW:
        return line(Words(fit(f"{lead}{side or 'choose'}", width), role))
    room = _room(width)
    cells = [
        Words(
            fit(f"{_SIGN[side is each]} {_short(text)}", room),
            "strong" if side is each else role,
        )
        for each, text in ((Side.MINE, row.mine), (Side.THEIRS, row.theirs))
    ]
    return line(Words(lead, role), cells[0], Words(" "), cells[1])


def _room(width: int) -> int:
    return max(4, (width - _LABEL - 6) // 2)


def _short(text: str) -> str:
    return safe(" ".join(text.split())) or _EMPTY


def in_full(row: Row, choices: Mapping[str, Side], width: int) -> Iterator[Line]:
    """Both texts of a field, whole."""
    side = side_of(row, choices)
    yield line(Words(f" {safe(row.label)}: {_said(row, side)}", "soon" if side is None else "dim"))
    by = f", by {safe(row.by)}" if row.by else ", as it was"
    for each, said, text in (
        (Side.MINE, "Mine" if row.default is not Side.THEIRS else "Mine, as it was", row.mine),
        (Side.THEIRS, f"Theirs{by}", row.theirs),
    ):
        yield line(Words(f" {_SIGN[side is each]} {said}", "heading"))
        for paragraph in safe_lines(text) or [_EMPTY]:
            yield from wrapped(paragraph or " ", width - 1, indent=5)


def _said(row: Row, side: Side | None) -> str:
    if row.default is None:
        return "both of you changed it. Choose" if side is None else f"{side}, as you chose"
    who = "only you changed it" if row.default is Side.MINE else "only they changed it"
    return who if side is row.default else f"{who}; {side}, as you chose"


def left(rows: Sequence[Row], choices: Mapping[str, Side]) -> tuple[int, ...]:
    """Places of the rows of which nobody has chosen yet."""
    return tuple(place for place, row in enumerate(rows) if side_of(row, choices) is None)
