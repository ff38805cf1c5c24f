"""Selection in views of commitments: the chosen ones, the pages about them, and copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from db.domain.errors import AccordError
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import RowsOf
from tui.export import to_markdown
from tui.formatting.sanitize import safe
from tui.keys.actions import find, shown_key
from tui.screens.base.event_actions import ask_what_if
from tui.screens.base.navigation import NavigationScreen
from tui.services.protocol import HiddenMarks, host

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pendulum import DateTime

    from db.queries.commitments.detail import CommitmentDetail
    from db.queries.commitments.row import CommitmentRow
    from tui.formatting.detail import Line


class SelectionScreen(NavigationScreen):
    """Defines the chosen commitments, opens pages about them, and copies them."""

    def current(self) -> CommitmentRow | None:
        """Commitment at the cursor."""
        return None

    def chosen(self) -> tuple[str, ...]:
        """Codes of the marked commitments, or else of the one at the cursor."""
        marked = sorted(self.scope.marks)
        if marked:
            return tuple(marked)
        row = self.current()
        return (row.code,) if row is not None else ()

    async def unseen(self) -> HiddenMarks:
        """Chosen commitments that are not visible here."""
        return HiddenMarks()

    def nearest_agreement(self) -> str:
        """The chosen agreement, or that of the commitment at the cursor."""
        row = self.current()
        return self.scope.agreement or (row.agreement if row is not None else "")

    def seen(self) -> Mapping[str, int]:
        """Version of the commitment at the cursor, as shown to the user."""
        row = self.current()
        return {row.code: row.version} if row is not None and not self.scope.marks else {}

    def _nothing_chosen(self) -> None:
        add = shown_key(find("add"), host(self).keys)
        how = "" if host(self).read_only else f" {add} adds one."
        host(self).say(f"There is no commitment under the cursor.{how}")

    # -- pages -------------------------------------------------------------------------------

    @work(group="page")
    async def action_item_history(self) -> None:
        """Show the history of the commitment at the cursor."""
        row = self.current()
        if row is None:
            self._nothing_chosen()
            return
        await self.accord.open_page("history", row.code)

    @work(group="page")
    async def action_what_if(self) -> None:
        """Show what would move if an event did, or a duty were done; save nothing."""
        await ask_what_if(self, self.scope.agreement, self.current())

    @work(group="page")
    async def action_why(self) -> None:
        """Explain the state of the commitment at the cursor, and how numbers are counted."""
        from tui.formatting import explanation

        await self._page("Why is it here?", explanation.lines)

    @work(group="page")
    async def action_blockers(self) -> None:
        """Show the dependencies: what it waits for, and what waits for it."""
        row = self.current()
        if row is None:
            self._nothing_chosen()
            return
        await self.accord.open_page("dependencies", row.code)

    @work(group="menu")
    async def action_matrix(self) -> None:
        """Show the chosen agreement, or that of the commitment at the cursor, as a matrix."""
        agreement = self.nearest_agreement()
        if agreement:
            await self.accord.open_page("matrix", agreement)
        else:
            host(self).say("Of which agreement? c chooses it.")

    async def _page(
        self, title: str, make: Callable[[CommitmentDetail, DateTime, int], Iterable[Line]]
    ) -> None:
        from tui.screens.dialogs.text_page import TextPageScreen

        row = self.current()
        found = await self.ask_story(row.code) if row is not None else None
        if found is None:
            self._nothing_chosen()
            return
        page = TextPageScreen(
            f"{found.row.code}: {title}", lambda width: make(found, self.now(), width)
        )
        await self.app.push_screen(page)

    async def ask_story(self, code: str) -> CommitmentDetail | None:
        """Read a commitment's story, or None when it cannot be read."""
        try:
            return await host(self).ask(GetCommitment(code))
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
        self.app.copy_to_clipboard(to_markdown.table(rows, self.now()))
        host(self).say(f"Copied {counted(codes)}{await self.unseen()} as Markdown.")

    def action_copy_code(self) -> None:
        """Copy code and title; the second time, the command that shows it."""
        row = self.current()
        if row is None:
            self._nothing_chosen()
            return
        first = safe(f"{row.code} {row.title}")
        command = safe(f"accord show {row.code}")
        copied = command if self.app.clipboard == first else first
        self.app.copy_to_clipboard(copied)
        host(self).say(f"Copied {row.code}." if copied == first else f"Copied: {command}")


def counted(codes: tuple[str, ...]) -> str:
    """Give one code, or the number of commitments."""
    return codes[0] if len(codes) == 1 else f"{len(codes)} commitments"
