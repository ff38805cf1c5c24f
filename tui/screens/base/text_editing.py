"""`E`: edits the chosen commitments as one text in the user's editor, and saves one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from db.commands import text_edit_plan
from db.domain.commitment_toml import read_sheets, write_sheets
from db.domain.errors import AccordError, Stale
from db.domain.unlikely_dates import unlikely
from db.queries.commitments.editable import SheetsOf, TypedSheets
from db.queries.history.changes import LastChange
from db.queries.history.concurrent_edits import Meanwhile
from tui.formatting import merge_conflict
from tui.forms.base import drafts
from tui.forms.confirm import ConfirmScreen
from tui.terminal.external_editor import edit_text, editor_command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.commands.text_edit_plan import Edited
    from db.domain.three_way_merge import Side
    from db.queries.history.concurrent_edits import FieldEdit
    from db.store.commit_recovery import CommandResult
    from tui.app.app import AccordApp
    from tui.formatting.merge_conflict import ConflictRow

FILE = "commitments.toml"


async def edit_by_text(app: AccordApp, codes: tuple[str, ...]) -> CommandResult | None:
    """Open the editor; a refused text is kept and offered the next time."""
    command = editor_command()
    if not command:
        app.say("No editor is set: set EDITOR, as in EDITOR=vi accord.")
        return None
    try:
        known = await app.ask(LastChange())
        found = await app.ask(SheetsOf(codes))
    except AccordError as error:
        app.complain(error)
        return None
    begun = await _begin(app, codes, _Work(write_sheets(found), write_sheets(found), known))
    if begun is None:
        return None
    try:
        with app.suspend():
            text = edit_text(begun.text, command, FILE)
    except SuspendNotSupported:
        app.say("This terminal cannot be handed to an editor.")
        return None
    except AccordError as error:
        app.complain(error)
        return None
    return await _take(app, codes, replace(begun, text=text))


@dataclass(frozen=True, slots=True)
class _Work:
    """Text being edited, the text it was made from, and the last change known at that time."""

    base: str
    text: str
    known: int


async def _begin(app: AccordApp, codes: tuple[str, ...], new: _Work) -> _Work | None:
    """Give the text to edit: a new one, or the draft that was refused."""
    from tui.screens.dialogs.menu import MenuItem, MenuScreen

    draft = drafts.find(app, _key(codes))
    if draft is None:
        return new
    items = [
        MenuItem("g", f"Go on with what you typed at {draft.at}", "draft"),
        MenuItem("n", "Begin anew, and drop it", "new"),
    ]
    chosen = await app.push_screen_wait(
        MenuScreen("Your last text was not taken", items, ascii_only=app.look.ascii)
    )
    if chosen is None:
        return None
    if chosen == "new":
        drafts.drop(app, _key(codes))
        return new
    return _Work(draft.values["base"], draft.values["text"], draft.known)


async def _take(app: AccordApp, codes: tuple[str, ...], work: _Work) -> CommandResult | None:
    """Save the differences from the text as read; a refused or abandoned text is kept."""
    try:
        saved = await _save(app, codes, work)
    except AccordError as error:
        refusal = text_edit_plan.placed(error, work.text)
        _keep(app, codes, replace(work, text=text_edit_plan.with_refusal(work.text, refusal)))
        app.say(f"{refusal} E goes on with what you typed.", "overdue")
        return None
    if saved is None:
        _keep(app, codes, work)
        app.say("Nothing is saved. E goes on with what you typed.", "soon")
        return None
    done, gave_way = saved
    if gave_way:
        _keep(app, codes, work)
        app.say("Theirs stands where you chose it. E goes on with what you typed.")
    else:
        drafts.drop(app, _key(codes))
    return done


async def _save(
    app: AccordApp, codes: tuple[str, ...], work: _Work
) -> tuple[CommandResult, bool] | None:
    """Save on top of others' changes; None when the user wants to go on typing.

    The result also tells whether any typed text gave way to others' version.

    Raises:
        AccordError: for what cannot be read, or is refused by a rule.
    """
    title = codes[0] if len(codes) == 1 else f"{len(codes)} commitments"
    base = read_sheets(work.base)
    while True:
        now = await app.ask(SheetsOf(text_edit_plan.codes_in(work.text)))
        found = text_edit_plan.edited(base, work.text, now)
        beside, rows = await _rows(app, found, work.known)
        choices: dict[tuple[str, str], Side] = {}
        if rows:
            from tui.forms.merge_conflict import ConflictScreen

            said = (
                f"{merge_conflict.people(beside) or 'Somebody'} changed it too. Whose shall stand?"
            )
            chosen = await app.push_screen_wait(ConflictScreen(f"{title} > Text", said, rows))
            if chosen is None:
                return None
            parts = ((group.split("/", 1), side) for group, side in chosen.items())
            choices = {(code, group): side for (code, group), side in parts}
        edits = text_edit_plan.edits_of(found, choices)
        understood, odd = await app.ask(TypedSheets(tuple(edits.edits), app.now()))
        edits = replace(edits, edits=understood)
        said = " ".join(filter(None, (*odd, unlikely(edits, app.now()))))
        if said and not await app.push_screen_wait(ConfirmScreen(f"{said} Save it?")):
            return None
        try:
            done = await app.do(edits)
        except Stale:
            continue  # somebody was faster again
        if beside and not rows:
            app.say(f"Saved. {merge_conflict.meanwhile(beside)}")
        return done, text_edit_plan.gave_way(found, choices)


async def _rows(
    app: AccordApp, found: Sequence[Edited], known: int
) -> tuple[list[FieldEdit], list[ConflictRow]]:
    """Give others' changes to the edited commitments, and the fields to choose from."""
    beside: dict[int, FieldEdit] = {}
    rows: list[ConflictRow] = []
    for each in found:
        if any(one.by_them for one in each.parted):
            touches = await app.ask(Meanwhile(each.code, known))
            beside |= {touch.id: touch for touch in touches}
            if each.is_open:
                parted = text_edit_plan.in_words(each.parted)
                rows += merge_conflict.rows(
                    parted, touches, app.launch.zone, str.capitalize, about=each.code
                )
    return list(beside.values()), rows


def _keep(app: AccordApp, codes: tuple[str, ...], work: _Work) -> None:
    at = f"{app.now().in_timezone(app.launch.zone):%H:%M}"
    kept = {"base": work.base, "text": work.text}
    drafts.keep(app, _key(codes), drafts.Draft(kept, at, known=work.known))


def _key(codes: tuple[str, ...]) -> str:
    return f"text:{' '.join(codes)}"
