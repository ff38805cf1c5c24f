"""`accord edit`: commitments as one text, from an editor, a file or standard input."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from db.commands import text_edit_plan
from db.domain.commitment_toml import read_sheets, write_sheets
from db.domain.errors import AccordError, BadInput, NotFound, Refused, Stale
from db.domain.history_point import Point
from db.domain.text_files import NotText, read_file
from db.domain.three_way_merge import Side
from db.queries.commitments.editable import SheetsOf, TypedSheets
from db.queries.history.changes import LastChange
from db.queries.history.concurrent_edits import KnownAt
from tui import guest_policy
from tui.cli.verbs import edit_conflict, values
from tui.config.paths import state_path
from tui.formatting import merge_conflict
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.commands.text_edit_plan import Edited
    from db.domain.commitment_toml import Sheet
    from tui.cli.context import Context

FILE = "commitments.toml"


def edit(context: Context) -> int:
    """Edit the named commitments; or print them as text; or apply a text."""
    args = context.args
    if args.guarded and not args.print and args.source != "-":
        raise Refused(guest_policy.EDITOR.refusal, "accord edit --from - reads standard input.")
    if args.source:
        text = _read(args.source)
        base, known = _as_read(context, text)
        _apply(context, base, text, known)
        return 0
    if not args.codes:
        raise BadInput("Say which commitments to edit.", examples=("accord edit WPA-3",))
    known = context.ask(LastChange())
    found = context.ask(SheetsOf(tuple(args.codes)))
    before = write_sheets(found, versions=True)
    if args.print:
        sys.stdout.write(before)
        return 0
    text = _edited(before)
    try:
        _apply(context, found, text, known)
    except AccordError as error:
        kept = None if context.args.guarded else _keep(text)
        if kept is not None:
            said = f"What you typed is kept; mend it, then: accord edit --from {kept}"
            error.hint = f"{error.hint} {said}".strip()
        raise
    return 0


def _apply(context: Context, base: Sequence[Sheet], text: str, known: int) -> None:
    """Save the differences between a text and its original, merged with others' changes.

    Raises:
        Stale: when others changed the same fields since, and no side was chosen.
    """
    while True:
        try:
            now = context.ask(SheetsOf(text_edit_plan.codes_in(text)))
            found = text_edit_plan.edited(base, text, now)
            choices = _choices(context, found, known)
            edits = text_edit_plan.edits_of(found, choices)
            understood, odd = context.ask(TypedSheets(tuple(edits.edits), context.now))
            edits = replace(edits, edits=understood)
            beside = edit_conflict.beside(context, found, known)
            done = context.do(edits)
        except edit_conflict.EditConflict:
            raise
        except Stale:
            continue  # somebody was faster again
        except AccordError as error:
            raise text_edit_plan.placed(error, text) from error
        break
    changed = tuple(edit.code for edit in edits.edits if edit.values)
    for each in odd:
        context.point_out(safe(each))
    values.answer(context, done.summary, changed)
    if beside and not context.args.json:
        context.out.line(merge_conflict.meanwhile(beside))
    if text_edit_plan.gave_way(found, choices):
        _say_kept(context, text)


def _choices(context: Context, found: Sequence[Edited], known: int) -> dict[tuple[str, str], Side]:
    """Choose mine or theirs for all conflicts, from the options of the command line."""
    if context.args.side is None:
        edit_conflict.refuse(context, found, known)
        return {}
    side = Side(context.args.side)
    return {(each.code, one.group): side for each in found for one in each.parted if one.open}


def _as_read(context: Context, text: str) -> tuple[Sequence[Sheet], int]:
    """Give the original of a text by the versions in it, and the last change known then.

    Raises:
        Stale: when the commitment never had such a version.
    """
    now = {sheet.code: sheet for sheet in context.ask(SheetsOf(text_edit_plan.codes_in(text)))}
    newest = earliest = context.ask(LastChange())
    for sheet in read_sheets(text):
        if sheet.version is None or sheet.version == now[sheet.code].version:
            continue
        known = context.ask(KnownAt(sheet.code, sheet.version))
        if known is None:
            raise Stale(
                f"{sheet.code} never had version {sheet.version}, which the text says it had.",
                f"Begin again: accord edit {sheet.code} --print",
            )
        then = context.live.as_of(Point(context.now, known, newest))
        try:
            (now[sheet.code],) = then.ask(SheetsOf((sheet.code,)))
        finally:
            then.close()
        earliest = min(earliest, known)
    return tuple(now.values()), earliest


def _edited(text: str) -> str:
    """Open a text in the editor; return the edited text.

    Raises:
        Refused: when there is no editor or no terminal for it.
    """
    from tui.terminal.external_editor import edit_text, editor_command

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
        return values.standard_input() if source == "-" else read_file(Path(source))
    except NotText as error:
        raise BadInput(f"{source} {error}.", hint=error.hint) from error
    except OSError as error:
        raise NotFound(
            f"{source} cannot be read: {error.strerror}.", "Name a file, or - for standard input."
        ) from error


def _say_kept(context: Context, text: str) -> None:
    """Save what was typed where theirs was chosen, unless it is in a file of the user's."""
    if context.args.guarded or context.args.source not in ("", "-", None):
        return
    kept = _keep(text)
    if kept is not None and not context.args.json:
        context.out.line(f"What you typed is kept: accord edit --from {kept}")


def _keep(text: str) -> Path | None:
    """Write text that was not saved to a file, without overwriting an earlier one."""
    folder = state_path().parent
    with suppress(OSError):  # no room for it: it is said what was wrong, and no more
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            path = folder / (f"not-taken-{number}.toml" if number > 1 else "not-taken.toml")
            if not path.exists():
                path.touch(mode=0o600, exist_ok=False)
                path.write_text(text, encoding="utf-8")
            if path.read_text(encoding="utf-8", errors="replace") == text:
                return path
    return None
