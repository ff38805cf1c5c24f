"""`accord edit`: commitments as one text, in an editor, from a file or from standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from db.domain.errors import AccordError, BadInput, NotFound, Refused
from db.domain.sheet import read_sheets, write_sheets
from db.queries.sheets import SheetsOf
from tui import guard, sheets
from tui.places import state_path
from tui.verbs import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.domain.sheet import Sheet
    from tui.context import Context

FILE = "commitments.toml"


def edit(context: Context) -> int:
    """Edit the commitments named; or print them as text; or apply a text."""
    args = context.args
    if args.guarded and not args.print and args.source != "-":
        raise Refused(guard.EDITOR.refusal, "accord edit --from - reads standard input.")
    if args.source:
        text = _read(args.source)
        wanted = tuple(sheet.code for sheet in read_sheets(text))
        _apply(context, context.ask(SheetsOf(wanted)), text)
        return 0
    if not args.codes:
        raise BadInput("Say which commitments to edit.", examples=("accord edit WPA-3",))
    found = context.ask(SheetsOf(tuple(args.codes)))
    before = write_sheets(found, versions=True)
    if args.print:
        sys.stdout.write(before)
        return 0
    text = _edited(before)
    try:
        _apply(context, found, text)
    except AccordError as error:
        if not context.args.guarded:
            error.hint = f"{error.hint} {_keep(text)}".strip()
        raise
    return 0


def _apply(context: Context, found: Sequence[Sheet], text: str) -> None:
    """Do what the text says otherwise than the store; the versions in it are those looked at."""
    seen = {sheet.code: sheet.version for sheet in read_sheets(text)}
    try:
        edits = sheets.edits_of(found, text, seen)
        done = context.do(edits)
    except AccordError as error:
        raise sheets.placed(error, text) from error
    changed = tuple(edit.code for edit in edits.edits if edit.values)
    typed.answer(context, done.summary, changed)


def _edited(text: str) -> str:
    """The text as it comes back from the editor.

    Raises:
        Refused: when there is no editor or no terminal for it.
    """
    from tui.editor import edit_text, editor_command  # noqa: PLC0415  only here

    command = editor_command()
    if not command:
        raise Refused("No editor is set.", "Set EDITOR, or use accord edit --print and --from.")
    return edit_text(text, command, FILE)


def _read(source: str) -> str:
    """A file, or standard input.

    Raises:
        NotFound: when there is no such file.
        BadInput: when it is no text.
    """
    try:
        return sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("It is no text.", hint="Give it as UTF-8.") from error
    except OSError as error:
        raise NotFound(f"{source} cannot be read: {error.strerror}.") from error


def _keep(text: str) -> str:
    """Lay down what was typed and not taken, and say how to go on."""
    path = state_path().parent / "not-taken.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return ""
    return f"What you typed is kept; mend it, then: accord edit --from {path}"
