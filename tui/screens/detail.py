"""The Detail: one commitment's whole story."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work

from db.domain.errors import NotFound
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import CommitmentWindow, Locate, Sort
from db.queries.history.changes import Changes
from tui.formatting import detail
from tui.formatting.sentence import sentence
from tui.screens.base.edit_actions import EditingScreen
from tui.services.protocol import host
from tui.widgets.text_panel import Panel

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from db.queries.commitments.detail import CommitmentDetail
    from db.queries.commitments.row import CommitmentRow
    from db.queries.history.changes import ChangeRow


class DetailScreen(EditingScreen):
    """Opened above a view; changes made here apply to this commitment, whatever is marked."""

    SCOPE: ClassVar[str] = "detail"

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self._story: CommitmentDetail | None = None
        self._changes: tuple[ChangeRow, ...] = ()

    def body(self) -> ComposeResult:
        """Build one page that scrolls."""
        yield Panel(id="story")

    def on_mount(self) -> None:
        """Focus the page."""
        super().on_mount()
        self.query_one(Panel).focus()

    def tab(self) -> str:
        """Tab of the view that opened it."""
        return self.accord.current_mode if self.accord.current_mode != "_default" else "list"

    def at_top(self) -> bool:
        """False: it lies above a view."""
        return False

    def context(self) -> str:
        """Context: the commitment."""
        agreement = self.code.rpartition("-")[0]
        return f"{agreement} > {self.code}"

    def current(self) -> CommitmentRow | None:
        """The commitment shown."""
        return self._story.row if self._story is not None else None

    def chosen(self) -> tuple[str, ...]:
        """Code of this commitment, never the marked ones: they are not visible here."""
        return (self.code,)

    async def load(self) -> None:
        """Read the story and its latest changes."""
        try:
            self._story = await host(self).ask(GetCommitment(self.code))
        except NotFound:
            self.app.pop_screen()  # not awaited: it ends the worker this runs in
            why = "its addition was undone" if self.accord.point is None else "not known yet then"
            host(self).say(f"{self.code} is gone: {why}.")
            return
        self._changes = await host(self).ask(Changes(self.code, limit=8))
        self.tick()

    def tick(self) -> None:
        """Update the words that depend on time."""
        found, changes, now, zone = self._story, self._changes, self.now(), self.zone()
        if found is not None:
            self.query_one(Panel).fit(lambda width: detail.whole(found, changes, now, width, zone))

    @work(group="copy")
    async def action_copy_markdown(self) -> None:
        """Copy the sentence for reading aloud."""
        if self._story is not None:
            self.app.copy_to_clipboard(sentence(self._story, self.now()))
            host(self).say(f"Copied {self.code} as a sentence to read aloud.")

    # -- moving ------------------------------------------------------------------------------

    def action_row_down(self) -> None:
        """Scroll a line down."""
        self.query_one(Panel).scroll_down(animate=False)

    def action_row_up(self) -> None:
        """Scroll a line up."""
        self.query_one(Panel).scroll_up(animate=False)

    def action_half_down(self) -> None:
        """Scroll half a page down."""
        self._scroll(self.size.height // 2)

    def action_half_up(self) -> None:
        """Scroll half a page up."""
        self._scroll(-self.size.height // 2)

    def action_page_down(self) -> None:
        """Scroll a page down."""
        self.query_one(Panel).scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll a page up."""
        self.query_one(Panel).scroll_page_up(animate=False)

    def action_first_row(self) -> None:
        """Scroll to the top."""
        self.query_one(Panel).scroll_home(animate=False)

    def action_last_row(self) -> None:
        """Scroll to the end."""
        self.query_one(Panel).scroll_end(animate=False)

    def _scroll(self, lines: int) -> None:
        self.query_one(Panel).scroll_relative(y=lines, animate=False)

    @work(exclusive=True, group="step")
    async def action_next_item(self) -> None:
        """Show the next commitment of the list."""
        await self._step(1)

    @work(exclusive=True, group="step")
    async def action_previous_item(self) -> None:
        """Show the previous commitment of the list."""
        await self._step(-1)

    async def _step(self, step: int) -> None:
        scope, now, narrowed = self.scope, self.now(), self.filter()
        sort = Sort(scope.sort) if scope.sort in list(Sort) else Sort.LEFT
        place = await host(self).ask(Locate(self.code, now, narrowed, sort, scope.descending))
        target = 0 if place is None else place + step
        if target < 0:
            host(self).say("This is the first of the list.")
            return
        rows = await host(self).ask(
            CommitmentWindow(now, narrowed, sort, scope.descending, target, 1)
        )
        if not rows:
            host(self).say("This is the last of the list.")
            return
        self.code = rows[0].code
        self.refresh_title()
        await self.load()
        self.action_first_row()
