"""Comparison of an edited text with the store: the changes, and the errors in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.commands.text_edits import EditSheets
from db.domain.commitment_toml import SheetEdit, SheetProblem, located, read_sheets
from db.domain.errors import AccordError, NotFound
from db.domain.three_way_merge import FieldConflict, Side, partings, side_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from db.domain.commitment_toml import Sheet

REFUSED = "# ! "
"""Start of the first line of a refused text, before the reason."""


@dataclass(frozen=True, slots=True)
class Edited:
    """One commitment of an edited text: its differences from the store's present state."""

    code: str
    version: int | None
    """Version of the store's present state."""
    reason: str
    parted: tuple[FieldConflict[Any], ...]

    @property
    def is_open(self) -> bool:
        """True if both sides changed something, so that somebody has to choose."""
        return any(each.open for each in self.parted)


def edited(before: Sequence[Sheet], text: str, now: Sequence[Sheet]) -> tuple[Edited, ...]:
    """Differences between a text, made from the sheets `before`, and the sheets of `now`.

    Raises:
        BadInput: for a text that cannot be read, with the line.
        NotFound: for a commitment that was not in the sheets.
    """
    known = {sheet.code: sheet for sheet in before}
    standing = {sheet.code: sheet for sheet in now}
    found: list[Edited] = []
    for sheet in read_sheets(text):
        if sheet.code not in known or sheet.code not in standing:
            raise NotFound(
                f"{sheet.code} is not among those that are edited: {', '.join(known)}.",
                "Take its part out.",
            )
        base, theirs = known[sheet.code].values, standing[sheet.code]
        mine = {**base, **sheet.values}
        parted = partings(base, mine, theirs.values)
        found.append(Edited(sheet.code, theirs.version, sheet.reason, parted))
    return tuple(found)


def edits_of(found: Sequence[Edited], choices: Mapping[tuple[str, str], Side]) -> EditSheets:
    """The edits to write; `choices` gives the chosen side by code and group."""
    edits = []
    for each in found:
        own = {group: side for (code, group), side in choices.items() if code == each.code}
        sides = ((parting, side_of(parting, own)) for parting in each.parted)
        values = {parting.key: parting.mine for parting, side in sides if side is Side.MINE}
        edits.append(SheetEdit(each.code, values, each.reason, each.version))
    reasons = dict.fromkeys(edit.reason for edit in edits if edit.values and edit.reason)
    return EditSheets(tuple(edits), "; ".join(reasons))


def gave_way(found: Sequence[Edited], choices: Mapping[tuple[str, str], Side]) -> bool:
    """Check whether any typed value gave way to what others wrote."""
    return any(
        one.by_me and choices.get((each.code, one.group)) is Side.THEIRS
        for each in found
        for one in each.parted
    )


def codes_in(text: str) -> tuple[str, ...]:
    """The commitments of a text.

    Raises:
        BadInput: for a text that cannot be read, with the line.
    """
    return tuple(sheet.code for sheet in read_sheets(text))


def in_words(parted: Iterable[FieldConflict[Any]]) -> tuple[FieldConflict[str], ...]:
    """The same differences with their values as texts."""
    return tuple(
        FieldConflict(
            each.key, shown(each.mine), shown(each.theirs), each.group, each.by_me, each.by_them
        )
        for each in parted
    )


def shown(value: Any) -> str:
    """A value of a sheet as a text for people."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def placed(error: AccordError, text: str) -> AccordError:
    """An error with its line in the text, where it is about a value."""
    if not isinstance(error, SheetProblem):
        return error
    found = located(error, text)
    found.exit_code = error.exit_code
    return found


def with_refusal(text: str, error: AccordError) -> str:
    """The text with the reason for its refusal in the first line, which held a remark before."""
    first, _, rest = text.partition("\n")
    said = f"{REFUSED}{' '.join(str(error).split())}"
    return f"{said}\n{rest}" if first.startswith("#") else text
