"""Two versions side by side as lines of words: the differences, the choices, both texts in full.

Pure: every text in a line is safe to show, and no meaning depends on colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.domain.three_way_merge import Side
from db.queries.history.concurrent_edits import last_of
from tui.formatting import commitment
from tui.formatting.commitment import Words
from tui.formatting.sanitize import fit, safe, safe_lines
from tui.formatting.styled_text import line, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from db.domain.three_way_merge import FieldConflict
    from db.queries.history.concurrent_edits import FieldEdit
    from tui.formatting.styled_text import Line


NARROW = 60
"""Width in columns below which both texts stand only under the list."""
_LABEL = 13
_EMPTY = "(empty)"
_SIGN = {True: "(*)", False: "( )"}


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A field in which mine and theirs differ."""

    label: str
    mine: str
    theirs: str
    group: str
    """Key that fields chosen together share."""
    default: Side | None
    """Side chosen without a question; None where both sides changed the field."""
    by: str = ""
    """Author and time of the change; empty if only I changed it."""
    about: str = ""
    """Commitment of the field, if there are several."""


def side_of(row: ConflictRow, choices: Mapping[str, Side]) -> Side | None:
    """Give the side of a row, chosen or by default; None while it is open."""
    return choices.get(row.group, row.default)


def heading(width: int) -> Line:
    """Give the heads of the columns."""
    if width < NARROW:
        return line(Words(fit("    Field         whose", width), "heading"))
    room = _room(width)
    names = f"    {fit('Field', _LABEL)} {fit('Mine', room)} {fit('Theirs', room)}"
    return line(Words(fit(names, width), "heading"))


def table(
    rows: Sequence[ConflictRow], choices: Mapping[str, Side], cursor: int, width: int
) -> Iterator[tuple[Line, int]]:
    """Give the lines, each with the index of its row; -1 for the name of a commitment."""
    about = ""
    for place, row in enumerate(rows):
        if row.about != about:
            about = row.about
            yield line(Words(fit(f" {about}", width), "heading")), -1
        yield _row(row, side_of(row, choices), width, here=place == cursor), place


def _row(row: ConflictRow, side: Side | None, width: int, *, here: bool) -> Line:
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


def in_full(row: ConflictRow, choices: Mapping[str, Side], width: int) -> Iterator[Line]:
    """Give both texts of a field in full."""
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


def _said(row: ConflictRow, side: Side | None) -> str:
    if row.default is None:
        return "both of you changed it. Choose" if side is None else f"{side}, as you chose"
    who = "only you changed it" if row.default is Side.MINE else "only they changed it"
    return who if side is row.default else f"{who}; {side}, as you chose"


def left(rows: Sequence[ConflictRow], choices: Mapping[str, Side]) -> tuple[int, ...]:
    """Indexes of the rows without a choice."""
    return tuple(place for place, row in enumerate(rows) if side_of(row, choices) is None)


ASPECTS: Mapping[str, str] = {"due": "deadline", "quantity": "amount"}
"""Fields of forms that have another name in the trail."""


def rows(
    parted: Iterable[FieldConflict[str]],
    touches: Sequence[FieldEdit],
    zone: str,
    label: Callable[[str], str],
    about: str = "",
) -> list[ConflictRow]:
    """Make a row for each field that differs, with its last author."""
    return [
        ConflictRow(
            label(each.key),
            each.mine,
            each.theirs,
            f"{about}/{each.group}",
            each.default,
            _by(last_of(touches, ASPECTS.get(each.key, each.key)), touches, zone)
            if each.by_them
            else "",
            about,
        )
        for each in parted
    ]


def _by(touch: FieldEdit | None, touches: Sequence[FieldEdit], zone: str) -> str:
    found = touch or (touches[-1] if touches else None)
    return who(found, zone) if found else ""


def who(touch: FieldEdit, zone: str) -> str:
    """Format author and time: `bob, Mon 23 Nov 2026 16:20`."""
    return f"{safe(touch.actor)}, {commitment.moment(touch.at, zone)}"


def people(touches: Iterable[FieldEdit]) -> str:
    """Name the authors of changes: `bob`, `bob and Ana`."""
    names = [safe(each) for each in dict.fromkeys(touch.actor for touch in touches)]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def meanwhile(touches: Sequence[FieldEdit]) -> str:
    """Message after saving beside another user's change of other fields."""
    if not touches:
        return ""
    what = list(dict.fromkeys(name for touch in touches for name in sorted(touch.fields)))
    fields = f" {', '.join(what)}" if what else ""
    return f"Meanwhile {people(touches)} changed{fields}: kept too."
