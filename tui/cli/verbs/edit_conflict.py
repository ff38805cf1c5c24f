"""Conflicts between two users' changes, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.commands import text_edit_plan
from db.domain.errors import Stale
from db.queries.history.concurrent_edits import Meanwhile
from tui.formatting import merge_conflict
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.commands.text_edit_plan import Edited
    from db.queries.history.concurrent_edits import FieldEdit
    from tui.cli.context import Context
    from tui.formatting.merge_conflict import ConflictRow

_LABEL = 10


class EditConflict(Stale):
    """Two users changed the same field, and no side was chosen."""


def beside(context: Context, found: Sequence[Edited], known: int) -> Sequence[FieldEdit]:
    """Give others' changes after change `known` that merge without a conflict."""
    if any(each.is_open for each in found):
        return ()
    touched = (each.code for each in found if any(one.by_them for one in each.parted))
    return [touch for code in touched for touch in context.ask(Meanwhile(code, known))]


def refuse(context: Context, found: Sequence[Edited], known: int) -> None:
    """Refuse before anything is overwritten.

    Raises:
        Parted: with both versions of each field in conflict, and what to type.
    """
    parted = [each for each in found if each.is_open]
    if not parted:
        return
    lines: list[str] = []
    for each in parted:
        touches = context.ask(Meanwhile(each.code, known))
        rows = merge_conflict.rows(
            (one for one in text_edit_plan.in_words(each.parted) if one.open),
            touches, context.zone, str, each.code,
        )  # fmt: skip
        lines.append(
            f"{each.code} was changed since you read it, by"
            f" {merge_conflict.people(touches) or 'somebody'}"
            " as well as by you:"
        )
        lines += [line for row in rows for line in _lines(row)]
    raise EditConflict(
        lines[0],
        "Nothing was changed. --mine keeps yours of these, --theirs keeps theirs; what only one of "
        "you changed is kept from each.",
        below="\n".join(lines[1:]),
    )


def _lines(row: ConflictRow) -> Iterator[str]:
    yield f"  {row.label}"
    yield f"    {'mine':{_LABEL}}{_text(row.mine)}"
    by = f"  ({row.by})" if row.by else ""
    yield f"    {'theirs':{_LABEL}}{_text(row.theirs)}{by}"


def _text(text: str) -> str:
    return safe(text) or "(empty)"
