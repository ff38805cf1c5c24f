"""Sheets between the person's text and the store: what was changed, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.commands.sheets import EditSheets
from db.domain.errors import AccordError, NotFound
from db.domain.sheet import SheetProblem, differences, located, read_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.domain.sheet import Sheet, SheetEdit

REFUSED = "# ! "
"""Begins the first line of a text that was refused, with why."""


def edits_of(before: Sequence[Sheet], text: str, seen: Mapping[str, int | None]) -> EditSheets:
    """What a text says otherwise than the sheets it was made from.

    `seen` has the versions that the person looked at last.

    Raises:
        BadInput: for what cannot be read, with its line.
        NotFound: for a commitment that was not among those to be edited.
    """
    known = {sheet.code: sheet for sheet in before}
    edits: list[SheetEdit] = []
    for sheet in read_sheets(text):
        if sheet.code not in known:
            raise NotFound(
                f"{sheet.code} is not among those that are edited: {', '.join(known)}.",
                "Take its part out.",
            )
        edits.append(differences(known[sheet.code], sheet))
    asked = tuple(replace(edit, seen=seen.get(edit.code)) for edit in edits)
    reasons = dict.fromkeys(edit.reason for edit in asked if edit.values and edit.reason)
    return EditSheets(asked, "; ".join(reasons))


def placed(error: AccordError, text: str) -> AccordError:
    """An error as people can find it in the text: with its line, where it is about a value."""
    if not isinstance(error, SheetProblem):
        return error
    found = located(error, text)
    found.exit_code = error.exit_code
    return found


def with_refusal(text: str, error: AccordError) -> str:
    """The text with why it was refused in its first line, which was a remark before."""
    first, _, rest = text.partition("\n")
    said = f"{REFUSED}{' '.join(str(error).split())}"
    return f"{said}\n{rest}" if first.startswith("#") else text
