"""Editing in views: the form behind each key, and the update after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from textual import work

from db.commands.flags import SetMark, Withdraw
from db.queries.lookups import Agreements
from tui.screens.base.event_actions import edit_agreement, meet, set_event
from tui.screens.base.selection import SelectionScreen, counted
from tui.services.key_queue import hold_keys
from tui.services.protocol import host

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.protocols import Command
    from db.store.commit_recovery import CommandResult
    from tui.forms.base.bulk_form import BulkForm


class EditingScreen(SelectionScreen):
    """Offers every change of the chosen commitments, of their agreement and its events."""

    # -- forms ------------------------------------------------------------------------------

    @work(group="form")
    async def action_status(self) -> None:
        """Set the status."""
        from tui.forms import StatusForm

        await self._form(StatusForm)

    @work(group="form")
    async def action_deadline(self) -> None:
        """Set or extend the deadline."""
        from tui.forms import DeadlineForm

        await self._form(DeadlineForm)

    @work(group="form")
    async def action_progress(self) -> None:
        """Report a level or an amount."""
        from tui.forms import ProgressForm

        await self._form(ProgressForm)

    @work(group="form")
    async def action_who(self) -> None:
        """Change owners and counterparts."""
        from tui.forms import PartiesForm

        await self._form(PartiesForm)

    @work(group="form")
    async def action_tags(self) -> None:
        """Change the tags."""
        from tui.forms import TagsForm

        await self._form(TagsForm)

    @work(group="form")
    async def action_note(self) -> None:
        """Add a report, a note or evidence."""
        from tui.forms import ReportForm

        await self._form(ReportForm)

    @work(group="form")
    async def action_edit(self) -> None:
        """Edit all fields of the commitment at the cursor."""
        from tui.forms import CommitmentForm

        row = self.current()
        if row is None:
            self._nothing_chosen()
            return
        await self.app.push_screen_wait(CommitmentForm(row.code))

    @work(group="form")
    async def action_edit_text(self) -> None:
        """Edit the chosen commitments as one text in the user's own editor."""
        from tui.screens.base.text_editing import edit_by_text

        codes = self.chosen()
        if not codes:
            self._nothing_chosen()
        elif await self._meant(codes):
            await self._done(await edit_by_text(self.accord, codes))

    @work(group="form")
    async def action_withdraw(self) -> None:
        """Withdraw the chosen commitments, after a question with their number; can be undone."""
        await self._do_to_chosen(Withdraw((), seen=self.seen()))

    @work(group="write")
    async def action_pin(self) -> None:
        """Pin to the Overview; unpin if all chosen ones are pinned."""
        codes, row = self.chosen(), self.current()
        on = not (row is not None and row.pinned and row.code in codes)
        await self._do_to_chosen(SetMark((), "pinned", on, seen=self.seen()))

    @work(group="write")
    async def action_repeat(self) -> None:
        """Repeat the change of the last form on the chosen commitments."""
        last = self.accord.repeatable
        if last is None:
            host(self).say("There is no change to repeat yet: make one with s, d, P, w or #.")
        else:
            await self._do_to_chosen(replace(last, seen={}))

    async def _do_to_chosen(self, command: Any) -> None:
        """Carry out a command on the chosen commitments; a question is asked each time."""
        codes = self.chosen()
        if not codes:
            self._nothing_chosen()
        elif await self._meant(codes, withdrawn=isinstance(command, Withdraw)):
            again = cast("Command", replace(command, codes=codes))
            await self._done(await self.carry_out(again))

    async def _meant(self, codes: tuple[str, ...], *, withdrawn: bool = False) -> bool:
        """Ask before withdrawing, and before changing commitments that are not visible."""
        from tui.forms import ConfirmScreen

        unseen, what = await self.unseen(), counted(codes)
        if not withdrawn and not unseen.codes:
            return True
        asked = f"Withdraw {what}{unseen}? It leaves every list; u brings it back."
        question = ConfirmScreen(
            asked if withdrawn else f"Change {what}{unseen}?", unseen.named(codes)
        )
        return await self.app.push_screen_wait(question)

    async def _form(self, make: Callable[[tuple[str, ...]], BulkForm]) -> None:
        codes = self.chosen()
        if not codes:
            self._nothing_chosen()
            return
        form = make(codes)
        if self.scope.marks:
            with hold_keys(self, patient=False):
                form.unseen = await self.unseen()
        await self._done(await self.app.push_screen_wait(form))

    async def _done(self, done: CommandResult | None) -> None:
        """Clear the marks after a change of the marked commitments."""
        if done is not None and self.scope.marks and self.scope.marks <= {*self.chosen()}:
            self.scope.marks.clear()
            self.marks_changed()

    def marks_changed(self) -> None:
        """Update the list after the marks were changed from outside."""

    # -- what is new -------------------------------------------------------------------------

    @work(group="form")
    async def action_add(self) -> None:
        """Add in one line; without an agreement, add that first."""
        from tui.forms import AddLine, AgreementForm

        with hold_keys(self, patient=False):
            agreements = await host(self).ask(Agreements(self.now()))
        if not agreements and not await self.app.push_screen_wait(AgreementForm()):
            return
        done = await self.app.push_screen_wait(AddLine(self.nearest_agreement()))
        if done is not None:
            await self.show_added(done)

    async def show_added(self, done: CommandResult) -> None:
        """Put the cursor on the new commitment, even if a filter hides it."""

    @work(group="form")
    async def action_event(self) -> None:
        """Set or move an event; every deadline that depends on it follows."""
        await set_event(self, self.nearest_agreement())

    @work(group="form")
    async def action_meet(self) -> None:
        """Record that an occurrence of the duty at the cursor was met, or its trigger occurred."""
        row = self.current()
        await meet(self, row.code if row is not None else "")

    @work(group="form")
    async def action_agreement(self) -> None:
        """Edit the agreement: title, zone, working-day calendar."""
        await edit_agreement(self, self.nearest_agreement())
