"""Base of every form: load, fill, save, stay open on refusal, merge with others' changes.

A form declares its fields (`rows`), their first values (`load`) and its command (`command`).
Nothing typed is lost: a refused form stays open, and a form that is left keeps its draft.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input

from db.domain.commit_wait import SOON
from db.domain.errors import AccordError, BadInput, SomeRefused, Stale, StoreAway
from db.domain.unlikely_dates import unlikely
from db.protocols import Command
from db.store.commit_recovery import CommandResult
from tui.formatting.commitment import Words
from tui.forms.base import drafts
from tui.forms.base.draft_form import Values
from tui.forms.base.merging import MergingForm
from tui.forms.confirm import ConfirmScreen
from tui.services.history_view import of
from tui.services.key_queue import hold_keys
from tui.services.protocol import host
from tui.widgets.fields.field import Field

if TYPE_CHECKING:
    from tui.services.slow_commit import SlowCommitNotice

__all__ = ["FormScreen", "Values"]


class FormScreen(MergingForm):
    """A form. Its result is the change made, or None."""

    opening = True
    """True until the fields are there: keys wait for them."""
    held_up: Command | None = None
    """Command that could not be saved because the store was out of reach."""

    BINDINGS = [
        Binding("ctrl+o", "save_anywhere", show=False, priority=True, id="form.save"),
        Binding("ctrl+s", "save", show=False, priority=True, id="form.save_too"),
    ]

    # -- what a form says about itself --------------------------------------------------------

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields, row by row."""
        raise NotImplementedError

    # -- filling ------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Open at once with the frame; show a message when the store takes long."""
        self.run_worker(self._open(), group="open")

    async def _open(self) -> None:
        try:
            with hold_keys(self):
                await self._build(await self.read_store())
        except AccordError as error:
            host(self).say(str(error), "overdue")
            self.dismiss(None)
        finally:
            self.opening = False

    async def _build(self, values: Values) -> None:
        """Build the fields and offer the draft."""
        rows = [tuple(row) for row in self.rows()]
        self.fields = {field.key: field for row in rows for field in row}
        boxes = [Horizontal(*row, classes="row") for row in rows]
        await self.query_one("#fields").mount(*boxes, before=0)
        self.fill(values, {})
        self._ready = True
        self.restore_draft()
        self.filled()
        self.show_all()
        self.set_focus(next(iter(self.fields.values())).editor)

    # -- saving -------------------------------------------------------------------------------

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save on Enter in a one-line field."""
        event.stop()
        await self.action_save()

    async def action_save_anywhere(self) -> None:
        """Save on Ctrl+O, from a note too."""
        await self.action_save()

    async def action_save(self) -> None:
        """Save the form; stay open when it is refused."""
        if self._busy or self.joining or not self._ready or self.notice.asking:
            return
        over = self._begin(self.save())
        try:
            await asyncio.wait_for(over.wait(), SOON)
        except TimeoutError:  # from now on keys go through all the same
            self.say_below([Words("It is being saved.", "dim")])

    def _begin(self, saving: Awaitable[None]) -> asyncio.Event:
        """Start saving in a worker; return an event that is set at its end."""
        self._busy, over = True, asyncio.Event()
        self.run_worker(self._until_over(saving, over), group="save")
        return over

    async def _until_over(self, saving: Awaitable[None], over: asyncio.Event) -> None:
        try:
            await saving
        finally:
            self._busy = False
            if not self.saved:
                self.say_below(self.said())
            over.set()

    def action_leave(self) -> None:
        """Leave; or stop waiting, if the change is saved on one server and not yet on another."""
        app = cast("SlowCommitNotice", self.app)
        if not self._busy:
            super().action_leave()
        elif app.may_stop_waiting:
            app.stop_waiting(of(app).live)

    async def save(self) -> None:
        """Send the command and close on success; stay open when it is refused.

        No other way leads from the fields to the store, and a field in error stops it.
        """
        try:
            self.check_fields()
            if self.rest is not None:
                self.join()
                return
            command = self.command()
        except AccordError as error:
            self.refuse(error)
            return
        if command is None:
            self.tell("Nothing was changed, so there is nothing to save.")
            return
        question, lines = await self.question(command)
        if said := unlikely(command, host(self).now()):
            question, lines = (question, [said, *lines]) if question else (f"{said} Save it?", ())
        if question:
            agreed = partial(self._agreed, command)
            self.app.push_screen(ConfirmScreen(question, lines), agreed)
        else:
            await self._send(command)

    def check_fields(self) -> None:
        """Check that each field can be saved.

        Raises:
            BadInput: for the first that cannot.
        """
        for key, field in self.fields.items():
            try:
                field.check()
            except BadInput as error:
                error.field = key
                raise

    async def question(self, command: Command) -> tuple[str, Sequence[str]]:
        """Question before saving, with the consequences; empty by default."""
        del command
        return "", ()

    def _agreed(self, command: Command, yes: bool | None) -> None:  # noqa: FBT001  an answer
        if yes:
            self._begin(self._send(command))
        else:
            self.tell("Nothing is saved yet.")

    async def _send(self, command: Command) -> None:
        try:
            done = await host(self).do(command)
        except SomeRefused as error:
            self.some_refused(error)
        except Stale:
            self.join()
        except AccordError as error:
            self.held_up = command if isinstance(error, StoreAway) else None
            self.refuse(error)
        else:
            self.finish(done)

    def store_is_back(self, doubt: object, kept: CommandResult | None) -> None:
        """Offer to save again once the store is back.

        If the command was the one in `doubt` and was `kept` after all, close instead.
        """
        if self.held_up is None:
            return
        if kept is not None and self.held_up == doubt:
            self.finish(kept)
        else:
            self.tell("The store is here again. This is not saved yet: save it again.", "soon")
        self.held_up = None

    def only_read(self, why: str) -> None:
        """Say that the form cannot be saved yet, since the store can only be read."""
        if self.held_up is not None:
            self.tell(why, "soon")

    def finish(self, done: CommandResult) -> None:
        """Close after saving."""
        self.saved = True
        self.say_meanwhile()
        drafts.drop(self.app, self.draft_key())
        self.dismiss(done)

    def refuse(self, error: AccordError) -> None:
        """Show the refusal, with what to type instead, at the field that caused it."""
        field = self._field_of(error) if isinstance(error, BadInput) else None
        if field is not None:
            field.editor.focus()
        if isinstance(error, BadInput) and field is not None and field.value.strip():
            field.show_problem(error)
            self.tell(f"Nothing is saved yet: see {field.label}.", "overdue", about=[field.key])
        else:  # what is missing may be so because of what another field says
            self.tell(str(error), "overdue", about=self.fields)

    def _field_of(self, error: BadInput) -> Field | None:
        """Find the field that an error names, or whose text contains the wrong part."""
        if error.field:
            return self.fields[error.field]
        wrong = error.text.strip()
        same = [field for field in self.fields.values() if wrong and field.value.strip() == wrong]
        around = [field for field in self.fields.values() if wrong and wrong in field.value]
        return next(iter([*same, *around]), None)

    def missing(self, key: str, message: str, hint: str = "") -> BadInput:
        """Error for a required field that is empty."""
        error = BadInput(message, hint=hint)
        error.field = key
        return error

    def some_refused(self, error: SomeRefused) -> None:
        """Handle a change that some of several commitments refuse, so that none was written."""
        self.refuse(error)
