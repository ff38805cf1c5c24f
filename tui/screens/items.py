"""Views that show commitments: what can be done to the one under the cursor or to all marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from textual import work

from db.commands.marks import SetMark, Withdraw
from db.domain.errors import AccordError
from db.queries.detail import StoryOf
from db.queries.lists import Agreements
from db.queries.register import RowsOf
from tui import markdown
from tui.actions import find, shown_key
from tui.host import host
from tui.screens.base import ViewScreen
from tui.screens.times import ask_what_if, edit_agreement, meet, set_event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pendulum import DateTime
    from textual.screen import Screen

    from db.queries.detail import Story
    from db.queries.rows import CommitmentRow
    from db.store import Command, Done
    from tui.story import Line


class ItemScreen(ViewScreen):
    """Offers every change of commitments; subclasses say which are chosen."""

    def current(self) -> CommitmentRow | None:
        """The commitment under the cursor."""
        return None

    def chosen(self) -> tuple[str, ...]:
        """Codes of the marked commitments, or else of the one under the cursor."""
        marked = sorted(self.scope.marks)
        if marked:
            return tuple(marked)
        row = self.current()
        return (row.code,) if row is not None else ()

    def nearest_agreement(self) -> str:
        """The one looked at, or that of the commitment under the cursor."""
        row = self.current()
        return self.scope.agreement or (row.agreement if row is not None else "")

    def seen(self) -> Mapping[str, int]:
        """The version of the one under the cursor: what the person looked at."""
        row = self.current()
        return {row.code: row.version} if row is not None and not self.scope.marks else {}

    # -- forms ------------------------------------------------------------------------------

    @work(group="form")
    async def action_status(self) -> None:
        """Set the status."""
        from tui.screens.forms import StatusForm  # noqa: PLC0415  loaded when first needed

        await self._form(StatusForm)

    @work(group="form")
    async def action_deadline(self) -> None:
        """Set or extend the deadline."""
        from tui.screens.forms import DeadlineForm  # noqa: PLC0415  loaded when first needed

        await self._form(DeadlineForm)

    @work(group="form")
    async def action_progress(self) -> None:
        """Report a level or an amount."""
        from tui.screens.forms import ProgressForm  # noqa: PLC0415  loaded when first needed

        await self._form(ProgressForm)

    @work(group="form")
    async def action_who(self) -> None:
        """Change owners and counterparts."""
        from tui.screens.forms import WhoForm  # noqa: PLC0415  loaded when first needed

        await self._form(WhoForm)

    @work(group="form")
    async def action_tags(self) -> None:
        """Change the tags."""
        from tui.screens.forms import TagsForm  # noqa: PLC0415  loaded when first needed

        await self._form(TagsForm)

    @work(group="form")
    async def action_note(self) -> None:
        """Add a report, a note or evidence."""
        from tui.screens.forms import ReportForm  # noqa: PLC0415  loaded when first needed

        await self._form(ReportForm)

    @work(group="form")
    async def action_edit(self) -> None:
        """Edit all fields of the one under the cursor."""
        from tui.screens.forms import CommitmentForm  # noqa: PLC0415  loaded when first needed

        row = self.current()
        if row is None:
            self._nothing_chosen()
            return
        await self.app.push_screen_wait(CommitmentForm(row.code))

    @work(group="form")
    async def action_edit_text(self) -> None:
        """Edit what is chosen as one text in the person's own editor."""
        from tui.screens.by_text import edit_by_text  # noqa: PLC0415  loaded when first needed

        codes = self.chosen()
        if codes:
            await self._done(await edit_by_text(self.accord, codes))
        else:
            self._nothing_chosen()

    @work(group="form")
    async def action_withdraw(self) -> None:
        """Withdraw; asks, says how many, can be undone."""
        from tui.screens.forms import ConfirmScreen  # noqa: PLC0415  loaded when first needed

        codes = self.chosen()
        if not codes:
            self._nothing_chosen()
            return
        what = counted(codes)
        if await self.app.push_screen_wait(
            ConfirmScreen(f"Withdraw {what}? It leaves every list; u brings it back.", list(codes))
        ):
            await self._done(await self.carry_out(Withdraw(codes, seen=self.seen())))

    @work(group="write")
    async def action_pin(self) -> None:
        """Pin to the Overview; when all chosen are pinned, unpin."""
        codes, row = self.chosen(), self.current()
        if not codes:
            self._nothing_chosen()
            return
        on = not (row is not None and row.pinned and row.code in codes)
        await self._done(await self.carry_out(SetMark(codes, "pinned", on, seen=self.seen())))

    @work(group="write")
    async def action_repeat(self) -> None:
        """Do the last form's change again on what is chosen now."""
        last, codes = self.accord.repeatable, self.chosen()
        if last is None:
            host(self).say("There is no change to repeat yet: make one with s, d, P, w or #.")
        elif codes:
            again = cast("Command", replace(last, codes=codes, seen={}))
            await self._done(await self.carry_out(again))

    async def _form(self, make: Callable[[tuple[str, ...]], Screen[Any]]) -> None:
        codes = self.chosen()
        if not codes:
            self._nothing_chosen()
            return
        await self._done(await self.app.push_screen_wait(make(codes)))

    async def _done(self, done: Done | None) -> None:
        """After a change of the marked ones they are no longer marked."""
        if done is not None and self.scope.marks:
            self.scope.marks.clear()
            self.marks_changed()

    def marks_changed(self) -> None:
        """The set of marks was changed from outside the list."""

    def _nothing_chosen(self) -> None:
        add = shown_key(find("add"), host(self).keys)
        how = "" if host(self).read_only else f" {add} adds one."
        host(self).say(f"There is no commitment under the cursor.{how}")

    # -- adding, and other pages -------------------------------------------------------------

    @work(group="form")
    async def action_add(self) -> None:
        """Add in one line; with no agreement yet, that comes first."""
        from tui.screens.forms import AddLine, AgreementForm  # noqa: PLC0415  see above

        agreements = await host(self).ask(Agreements(self.now()))
        if not agreements and not await self.app.push_screen_wait(AgreementForm()):
            return
        done = await self.app.push_screen_wait(AddLine(self.nearest_agreement()))
        if done is not None:
            await self.show_added(done)

    async def show_added(self, done: Done) -> None:
        """Put the cursor on what was added, even where a filter hides it."""

    @work(group="page")
    async def action_item_history(self) -> None:
        """The history of the one under the cursor."""
        from tui.screens.history import HistoryScreen  # noqa: PLC0415  see above

        row = self.current()
        if row is None:
            self._nothing_chosen()
            return
        await self.accord.open_above(HistoryScreen(row.code))

    @work(group="form")
    async def action_event(self) -> None:
        """Set or move an event; every deadline that hangs on it follows."""
        await set_event(self, self.nearest_agreement())

    @work(group="form")
    async def action_meet(self) -> None:
        """Say that an instance of the one under the cursor was met, or arose."""
        row = self.current()
        await meet(self, row.code if row is not None else "")

    @work(group="form")
    async def action_agreement(self) -> None:
        """Edit the agreement: title, zone, calendar of working days."""
        await edit_agreement(self, self.nearest_agreement())

    @work(group="page")
    async def action_what_if(self) -> None:
        """What would move if an event did, or a duty were done; saves nothing."""
        await ask_what_if(self, self.scope.agreement, self.current(), self.zone())

    @work(group="page")
    async def action_why(self) -> None:
        """Why the one under the cursor is where it is, and how numbers are counted."""
        from tui import why  # noqa: PLC0415  loaded when first needed

        await self._page("Why is it here?", why.lines)

    @work(group="page")
    async def action_blockers(self) -> None:
        """What it waits for, and what waits for it."""
        from tui.screens.blockers import BlockersScreen  # noqa: PLC0415  loaded when first needed

        row = self.current()
        if row is None:
            self._nothing_chosen()
            return
        await self.accord.open_above(BlockersScreen(row.code))

    @work(group="menu")
    async def action_matrix(self) -> None:
        """The agreement looked at, or that of the commitment at the cursor, as a matrix."""
        from tui.screens.matrix import MatrixScreen  # noqa: PLC0415  loaded when first needed

        agreement = self.nearest_agreement()
        if agreement:
            await self.accord.open_above(MatrixScreen(agreement))
        else:
            host(self).say("Of which agreement? c chooses it.")

    async def _page(
        self, title: str, make: Callable[[Story, DateTime, int], Iterable[Line]]
    ) -> None:
        from tui.screens.page import PageScreen  # noqa: PLC0415  loaded when first needed

        row = self.current()
        found = await self.ask_story(row.code) if row is not None else None
        if found is None:
            self._nothing_chosen()
            return
        page = PageScreen(
            f"{found.row.code}: {title}", lambda width: make(found, self.now(), width)
        )
        await self.app.push_screen(page)

    async def ask_story(self, code: str) -> Story | None:
        """A commitment's story, or None when it cannot be read."""
        try:
            return await host(self).ask(StoryOf(code))
        except AccordError as error:
            self.accord.complain(error)
            return None

    @work(group="copy")
    async def action_copy_markdown(self) -> None:
        """Copy the row, or the marked rows, as a table for minutes."""
        codes = self.chosen()
        if not codes:
            self._nothing_chosen()
            return
        rows = await host(self).ask(RowsOf(codes))
        self.app.copy_to_clipboard(markdown.table(rows, self.now()))
        host(self).say(f"Copied {counted(codes)} as Markdown.")

    def action_copy_code(self) -> None:
        """Copy code and title; again: the command that shows it."""
        row = self.current()
        if row is None:
            self._nothing_chosen()
            return
        first = f"{row.code} {row.title}"
        command = f"accord show {row.code}"
        copied = command if self.app.clipboard == first else first
        self.app.copy_to_clipboard(copied)
        host(self).say(f"Copied {row.code}." if copied == first else f"Copied: {command}")


def counted(codes: tuple[str, ...]) -> str:
    """One code, or how many commitments."""
    return codes[0] if len(codes) == 1 else f"{len(codes)} commitments"
