"""`E`: what is chosen as one text in the person's editor, and back into one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from db.domain.errors import AccordError
from db.domain.sheet import read_sheets, write_sheets
from db.queries.sheets import SheetsOf
from tui import sheets
from tui.editor import edit_text, editor_command
from tui.screens.forms import drafts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.domain.sheet import Sheet
    from db.store import Done
    from tui.app import AccordApp

FILE = "commitments.toml"


async def edit_by_text(app: AccordApp, codes: tuple[str, ...]) -> Done | None:
    """Let the person edit; what cannot be taken is kept, and offered the next time."""
    command = editor_command()
    if not command:
        app.say("No editor is set: set EDITOR, as in EDITOR=vi accord.")
        return None
    try:
        found = await app.ask(SheetsOf(codes))
    except AccordError as error:
        app.complain(error)
        return None
    begun = await _begin(app, codes, found)
    if begun is None:
        return None
    base, text = begun
    try:
        with app.suspend():
            edited = edit_text(text, command, FILE)
    except SuspendNotSupported:
        app.say("This terminal cannot be handed to an editor.")
        return None
    except AccordError as error:
        app.complain(error)
        return None
    return await _take(app, codes, base, edited, {each.code: each.version for each in found})


async def _begin(
    app: AccordApp, codes: tuple[str, ...], found: Sequence[Sheet]
) -> tuple[str, str] | None:
    """The text it was made from and the text to edit: new, or the draft that was refused."""
    from tui.screens.menu import MenuItem, MenuScreen  # noqa: PLC0415  loaded when needed

    new = write_sheets(found)
    draft = drafts.find(app, _key(codes))
    if draft is None:
        return new, new
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
        return new, new
    return draft.values["base"], draft.values["text"]


async def _take(
    app: AccordApp,
    codes: tuple[str, ...],
    base: str,
    edited: str,
    seen: Mapping[str, int | None],
) -> Done | None:
    """Do what was changed since `base`; a refusal keeps the text."""
    try:
        edits = sheets.edits_of(read_sheets(base), edited, seen)
        done = await app.do(edits)
    except AccordError as error:
        refusal = sheets.placed(error, edited)
        at = f"{app.now().in_timezone(app.launch.zone):%H:%M}"
        kept = {"base": base, "text": sheets.with_refusal(edited, refusal)}
        drafts.keep(app, _key(codes), drafts.Draft(kept, at))
        app.say(f"{refusal} E goes on with what you typed.", "overdue")
        return None
    drafts.drop(app, _key(codes))
    return done


def _key(codes: tuple[str, ...]) -> str:
    return f"text:{' '.join(codes)}"
