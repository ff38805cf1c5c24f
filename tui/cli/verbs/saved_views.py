"""`accord views`: list, save, rename, assign to keys and delete saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.commands.saved_views import BindView, DeleteView, RenameView, SaveView
from db.domain.errors import BadInput
from db.queries.commitments.list import Sort
from db.queries.saved_views import SavedViews
from tui.export import to_json
from tui.formatting import saved_views as saved
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from db.protocols import Command
    from tui.cli.context import Context

SCREENS = ("overview", "list", "timeline", "parties", "calendar", "history")


def views(context: Context) -> int:
    """List saved views, or change them."""
    words = context.args.filter
    if words:
        summary = context.do(_command(context, words[0], words[1:])).summary
        if not context.args.json:
            context.out.line(safe(summary))
            return 0
    found = context.ask(SavedViews())
    if context.args.json:
        context.out.json([to_json.plain(view) for view in found])
    elif found:
        context.out.table(saved.HEAD, saved.rows(found), gives_way=("Sort", "Shows"))
    else:
        context.out.line('No views yet. accord views save "my week" week -kept keeps one.')
    return 0


def _command(context: Context, deed: str, words: list[str]) -> Command:
    """Build the command that was requested.

    Raises:
        BadInput: when it is not one of the four, or an argument is missing.
    """
    args = context.args
    name, *rest = words or [""]
    match deed, len(rest):
        case "save", _ if name:
            args.filter = rest
            sort, view = args.sort, args.shows
            return SaveView(
                name,
                context.filter().source,
                _known("view", view, SCREENS),
                _known("order", sort, tuple(Sort)),
                args.reverse,
                slot=_slot(args.key) if args.key else None,
            )
        case "rename", 1:
            return RenameView(name, rest[0])
        case "bind", 1:
            return BindView(name, _slot(rest[0]))
        case "delete", 0 if name:
            return DeleteView(name)
    raise BadInput(
        "Say what to do to which view.",
        text=" ".join([deed, *words]),
        examples=(
            'accord views save "my week" week --key 7',
            'accord views rename "my week" soon',
            "accord views bind soon 8",
            "accord views delete soon",
        ),
    )


def _known(what: str, value: str, known: tuple[str, ...]) -> str:
    if value in known:
        return value
    raise BadInput(f"There is no {what} '{value}'.", text=value, hint=f"Known: {', '.join(known)}.")


def _slot(text: str) -> int | None:
    if text == "none":
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    raise BadInput(f"'{text}' is no key of a view.", text=text, hint="Keys: 7, 8, 9; none.")
