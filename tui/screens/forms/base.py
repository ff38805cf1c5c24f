"""What every form does: fill, understand, save, stay when refused, keep what was typed, leave.

A form says which fields it has (`rows`), what stands in them at first (`load`) and what saving
does (`command`). Nothing typed is lost: whatever is refused stays, whatever is left is kept.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input

from db.domain.errors import AccordError, BadInput, SomeRefused, Stale
from db.store import Command, Done
from tui.host import host
from tui.present import Words
from tui.safe import safe
from tui.screens.forms import drafts
from tui.screens.forms.chrome import FormTitle
from tui.screens.forms.frame import FormFrame
from tui.widgets.fields import Field

Values = dict[str, str]


class FormScreen(FormFrame):
    """A form. Ends with what was done, or None."""

    NAME: ClassVar[str] = "form"
    """Its title, and the beginning of the key of its drafts."""

    BINDINGS = [
        Binding("escape", "leave", show=False, id="form.leave"),
        Binding("ctrl+o", "save_anywhere", show=False, priority=True, id="form.save"),
        Binding("ctrl+s", "save", show=False, priority=True, id="form.save_too"),
        Binding("ctrl+t", "drop_draft", show=False, id="form.drop_draft"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.zone = "UTC"
        """In which days are read and times shown."""
        self._typed: Values = {}
        self._typed_at = ""
        self._ready = self._busy = self._saved = False

    # -- what a form says about itself --------------------------------------------------------

    def about(self) -> tuple[str, str]:
        """Where one is (`WPA-3 > Status`) and what it is about (its title)."""
        return self.NAME.capitalize(), ""

    def draft_key(self) -> str:
        """Under which its drafts are kept."""
        return self.NAME

    async def load(self) -> Values:
        """Read from the store what the form needs, and say what stands in its fields at first."""
        return {}

    def rows(self) -> Sequence[Sequence[Field]]:
        """The fields as they stand beside and below each other."""
        raise NotImplementedError

    def command(self) -> Command | None:
        """What saving does; None when nothing was changed.

        Raises:
            BadInput: for what cannot be saved as it is typed.
        """
        raise NotImplementedError

    def said(self) -> list[Words]:
        """Lines below the fields about all of them together."""
        return []

    def filled(self) -> None:
        """The fields are there, with what stands in them at first."""

    async def typed(self, field: Field) -> None:
        """Something was typed into a field."""

    # -- filling ------------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Ask the store, build the fields, offer the draft."""
        try:
            values = await self.load()
        except AccordError as error:
            host(self).say(str(error), "overdue")
            self.dismiss(None)
            return
        rows = [tuple(row) for row in self.rows()]
        self.fields = {field.key: field for row in rows for field in row}
        boxes = [Horizontal(*row, classes="row") for row in rows]
        await self.query_one("#fields").mount(*boxes, before=0)
        self._fill(values, {})
        self._ready = True
        self._restore_draft()
        self.filled()
        self.show_all()
        next(iter(self.fields.values())).editor.focus()

    def show_all(self) -> None:
        """Say again where one is and what saving would do."""
        self.query_one(FormTitle).show(*self.about())
        self.say_below(self.said())
        self.fit()

    def _fill(self, values: Mapping[str, str], mine: Mapping[str, str]) -> None:
        for key, field in self.fields.items():
            field.value = field.base = values.get(key, "")
            # A text area may write line ends its own way: that is no change.
            field.base = field.value
            if key in mine:
                field.value = mine[key]

    def _restore_draft(self) -> None:
        draft = drafts.find(self.app, self.draft_key())
        if draft is None:
            return
        for key, text in draft.values.items():
            if key in self.fields:
                self.fields[key].value = text
        self.tell(f"Draft of {draft.at} restored. Ctrl+T drops it.", "soon")

    def action_drop_draft(self) -> None:
        """Put everything back to what it was before anybody typed."""
        if drafts.find(self.app, self.draft_key()) is None:
            return
        drafts.drop(self.app, self.draft_key())
        for field in self.fields.values():
            field.value = field.base
        self.tell("The draft is dropped.")

    # -- typing -------------------------------------------------------------------------------

    def value(self, key: str) -> str:
        """The text of a field, without blanks around it."""
        return self.fields[key].value.strip()

    def changes(self) -> Values:
        """The fields that say something else than at first."""
        return {key: field.value for key, field in self.fields.items() if field.changed}

    async def on_field_changed(self, event: Field.Changed) -> None:
        """Keep it for the case that the form is torn down; say what it means."""
        event.stop()
        self._typed = self.changes()
        self._typed_at = f"{host(self).now().in_timezone(self.zone):%H:%M}"
        await self.typed(event.field)
        self.say_below(self.said())

    # -- saving -------------------------------------------------------------------------------

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field of one line."""
        event.stop()
        await self.action_save()

    async def action_save_anywhere(self) -> None:
        """Ctrl+O: as Enter, but also from a note."""
        await self.action_save()

    async def action_save(self) -> None:
        """Do what the form is for; stay when it is refused."""
        if self._busy or not self._ready or self.notice.asking:
            return
        self._busy = True
        try:
            await self.save()
        finally:
            self._busy = False

    async def save(self) -> None:
        """Send the command, and close when it is done."""
        try:
            command = self.command()
        except AccordError as error:
            self.refuse(error)
            return
        if command is None:
            self.tell("Nothing was changed, so there is nothing to save.")
            return
        await self.save_as(command)

    async def save_as(self, command: Command) -> None:
        """Send this command, and close when it is done; stay when it is refused."""
        try:
            done = await host(self).do(command)
        except SomeRefused as error:
            self.some_refused(error)
        except Stale as error:
            self._stale(error)
        except AccordError as error:
            self.refuse(error)
        else:
            self.finish(done)

    def finish(self, done: Done) -> None:
        """It is saved: close."""
        self._saved = True
        drafts.drop(self.app, self.draft_key())
        self.dismiss(done)

    def refuse(self, error: AccordError) -> None:
        """Say why not and what to type instead, at the field that it is about."""
        self.tell(str(error), "overdue")
        if not isinstance(error, BadInput) or not error.text.strip():
            return
        for field in self.fields.values():
            if error.text.strip() in field.value:
                field.editor.focus()
                # Getting the focus makes a field say what it means; the mark comes after that.
                self.call_after_refresh(field.show_problem, error)
                self.tell(f"Nothing is saved yet: see {field.label}.", "overdue")
                return

    def missing(self, key: str, message: str, hint: str = "") -> BadInput:
        """The error for a field that must be filled in; goes to the field."""
        self.fields[key].editor.focus()
        return BadInput(message, hint=hint)

    def some_refused(self, error: SomeRefused) -> None:
        """Some of several cannot take it, so nothing was written."""
        self.refuse(error)

    def _stale(self, error: Stale) -> None:
        words = [
            Words(f"! {safe(error.message)}", "overdue"),
            Words("r takes theirs and drops yours; k keeps what you typed, on top of theirs."),
        ]
        answers = {"r": lambda: self._again(keep=False), "k": lambda: self._again(keep=True)}
        self.ask(words, answers, lambda: None)

    def _again(self, *, keep: bool) -> None:
        self.run_worker(self._reload(keep=keep), exclusive=True)

    async def _reload(self, *, keep: bool) -> None:
        mine = self.changes() if keep else {}
        try:
            values = await self.load()
        except AccordError as error:
            self.refuse(error)
            return
        self._fill(values, mine)
        self.show_all()
        self.tell("Loaded again. Yours is typed in, not yet saved." if keep else "Loaded again.")

    # -- leaving ------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Go back; ask first when something would be lost."""
        count = len(self.changes())
        if not count:
            self._typed = {}
            self.dismiss(None)
            return
        question = f"Discard {count} change{'s' * (count > 1)}? y/n"
        self.ask([Words(question, "soon")], {"y": self._discard, "n": _stay}, _stay)

    def _discard(self) -> None:
        self.dismiss(None)

    def on_unmount(self) -> None:
        """Keep what was typed and not saved: it is offered when this form opens again."""
        if not self._saved:
            drafts.keep(self.app, self.draft_key(), self._typed, self._typed_at)


def _stay() -> None:
    """Go on editing."""
