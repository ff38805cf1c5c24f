"""The Overview: overdue, due and waiting commitments, most pressing first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Horizontal

from db.queries.boards.overview import Board, Group, Overview
from db.queries.boards.scoreboard import Scoreboard
from db.queries.history.changes import Changes, ChangesSince
from db.queries.lookups import Agreements
from tui.formatting import order_conflicts, overview_sidebar
from tui.formatting.styled_text import Heading
from tui.keys.actions import find, shown_key
from tui.screens.base.table_screen import TableScreen
from tui.services.protocol import host
from tui.widgets.commitment_columns import ALL, painter
from tui.widgets.counters import Counters
from tui.widgets.header import Rule
from tui.widgets.table.source import ListSource
from tui.widgets.table.table import WindowTable
from tui.widgets.text_panel import Panel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from db.queries.commitments.row import CommitmentRow

SHOWN = {Group.KEPT: 3, Group.UNDATED: 20}
"""Rows of a group; the List has all."""
LIMIT = 50
MOST_LOCKED = 3
"""Number of deadlocks named above the groups."""
WIDE = 110
"""Width from which the sidebar stands on the right."""


class OverviewScreen(TableScreen):
    """Counters, groups by urgency, and the sidebar if it fits."""

    SCOPE: ClassVar[str] = "overview"
    DATES: ClassVar[str] = "left"

    DEFAULT_CSS = """
    OverviewScreen #side { width: 42; display: none; border-left: solid $foreground 30%; }
    OverviewScreen.-wide #side { display: block; }
    OverviewScreen.-zoomed #side, OverviewScreen.-zoomed Counters { display: none; }
    OverviewScreen.-low Counters, OverviewScreen.-low .second { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._folded: set[Group] = set()
        self._board: Board | None = None

    def body(self) -> ComposeResult:
        """Build the counters above, the groups below, the sidebar on the right."""
        app = host(self)
        yield Counters()
        yield Rule(ascii_only=app.look.ascii, classes="second")
        yield self.narrow_field()
        with Horizontal():
            table: WindowTable[Any] = WindowTable(
                [ALL[name] for name in self.columns()], painter(self.now), ascii_only=app.look.ascii
            )
            yield table
            yield Panel(id="side")

    def on_resize(self) -> None:
        """Choose the parts beside and above the list by the room there is."""
        wide = self.size.width >= WIDE
        widened = wide and not self.has_class("-wide")
        self.set_class(wide, "-wide")
        super().on_resize()
        if widened and self._board is not None:
            self.reload()  # what stands beside the list was not asked for while it was hidden

    async def load(self) -> None:
        """Read the board of all, or of what the filter leaves."""
        now = self.now()
        board = await host(self).ask(Overview(now, self.filter(), LIMIT))
        self._board = board
        self.query_one(Counters).show(board.counts)
        self._show_groups(self.keep)
        self.keep_code = None
        news = await self._news()
        self.remark(self._told(news) if board.counts.total else self.nothing_here())
        await self._load_side(news)

    def _told(self, news: tuple[int, int] | None) -> str:
        """Message about others' changes, for the line above the hints."""
        memory, key = self.accord.memory, shown_key(find("since"), host(self).keys)
        left = memory.last_left() if memory is not None else None
        return overview_sidebar.since(news, left, self.zone(), key) if news else ""

    async def _news(self) -> tuple[int, int] | None:
        """Number of others' changes since the last look; None in the past and at the first look."""
        app = self.accord
        seen = app.memory.last_seen() if app.memory is not None else None
        if seen is None or app.point is not None:
            return None
        return await app.ask(ChangesSince(seen, but=app.launch.actor))

    def _show_groups(self, keep: str | None) -> None:
        if self._board is not None:
            lines = list(_lines(self._board, self._folded)) or self.first_steps()
            self.table.set_source(ListSource(lines, lambda row: getattr(row, "code", None)), keep)

    def action_fold(self) -> None:
        """Close the group under the cursor."""
        here = self.table.cursor_key
        for each in self._board.groups if self._board else ():
            if any(row.code == here for row in each.rows):
                self._folded.add(each.group)
        self._show_groups(None)

    def action_unfold(self) -> None:
        """Open all groups again."""
        self._folded.clear()
        self._show_groups(self.table.cursor_key)

    def action_pane_down(self) -> None:
        """Scroll the sidebar down."""
        self.query_one("#side", Panel).scroll_relative(y=3, animate=False)

    def action_pane_up(self) -> None:
        """Scroll the sidebar up."""
        self.query_one("#side", Panel).scroll_relative(y=-3, animate=False)

    async def _load_side(self, news: tuple[int, int] | None) -> None:
        if not self.has_class("-wide"):
            return
        app, now, agreement = host(self), self.now(), self.scope.agreement
        scores = await app.ask(Scoreboard(now, filter=self.filter()))
        agreements = await app.ask(Agreements(now))
        changes = await app.ask(Changes(limit=6))
        self.query_one("#side", Panel).show(
            overview_sidebar.overview(
                scores, agreements, changes, news, agreement=agreement, now=now, zone=self.zone()
            )
        )


def _lines(board: Board, folded: set[Group]) -> Iterator[CommitmentRow | Heading]:
    for each in board.deadlocks[:MOST_LOCKED]:
        yield Heading(order_conflicts.deadlock_head(each))
    more_locked = len(board.deadlocks) - MOST_LOCKED
    if more_locked > 0:
        yield Heading(f"and {more_locked} more deadlocks: accord status names all")
    for group in board.groups:
        if not group.count:
            continue
        closed = group.group in folded
        shown = () if closed else group.rows[: SHOWN.get(group.group, LIMIT)]
        rest = group.count - len(shown)
        more = f"{len(shown)} of {group.count}; 2 shows all" if rest else ""
        more = "closed; l opens" if closed else more
        yield Heading(f"{group.group.value.upper()} {group.count}", more)
        yield from shown
