"""Parties: the duties of each party or theme and their state; every number opens its list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work

from db.domain.errors import AccordError
from db.domain.filters.parser import parse_filter
from db.queries.boards.scoreboard import Score, Scoreboard, ThemeBoard, WholeScore
from db.queries.commitments.list import CommitmentWindow
from tui.formatting import scoreboard
from tui.formatting.overview_sidebar import bar
from tui.formatting.sanitize import safe
from tui.formatting.scoreboard import BY_ID, MEASURES
from tui.screens.base.table_screen import TableScreen
from tui.services.protocol import host
from tui.widgets.header import Rule
from tui.widgets.table.columns import Cell, Column
from tui.widgets.table.source import ListSource
from tui.widgets.table.table import WindowTable
from tui.widgets.text_panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from db.queries.commitments.row import CommitmentRow
    from tui.formatting.scoreboard import Measure

WIDTHS = {"on_time": 7, "not_due": 6, "undated": 6, "next": 10}
LEAVE = (
    "undated", "not_due", "level", "kept", "next", "waiting", "disputed", "late", "on_time", "owes",
    "overdue",
)  # fmt: skip
"""Numbers in the order in which they give way, after the bar, on a narrow screen."""
NUMBERS = tuple(
    Column(
        each.id,
        each.label,
        WIDTHS.get(each.id, 5),
        align="right",
        give_way=LEAVE.index(each.id) + 2,
    )
    for each in MEASURES
)
BAR = Column("bar", "On time of what came due", 28, give_way=1)
COLUMNS = {
    "party": (
        Column("code", "Code", 8),
        Column("name", "Party", 24, min_width=10, flex=True),
        *NUMBERS,
        BAR,
    ),
    "theme": (Column("name", "Theme", 32, min_width=19, flex=True), *NUMBERS, BAR),
}
LISTED = 1000
"""Commitments that an explanation lists."""
FRAME = 8
"""Lines of the screen outside the view's own, with the filter's."""
FEWEST = 4
"""Fewest lines in which a preview below the scores is worth its rule."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Line of the board: its score, and the filter terms for its duties."""

    whose: str
    score: Score
    label: str

    @property
    def key(self) -> str:
        """Key of the line."""
        return self.whose or "all"


class ScoreboardScreen(TableScreen):
    """The scoreboard; the cursor is on one number of one line."""

    SCOPE: ClassVar[str] = "parties"
    MARKS: ClassVar[bool] = False

    DEFAULT_CSS = """
    ScoreboardScreen #body > Rule, ScoreboardScreen Panel { display: none; }
    ScoreboardScreen.-room #body > Rule, ScoreboardScreen.-room Panel { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.by = "party"
        self._number: Measure = MEASURES[0]
        self._lines = 0

    def body(self) -> ComposeResult:
        """Build the filter line, the scores, and a preview of the commitments if it fits."""
        yield self.narrow_field()
        table: WindowTable[Any] = WindowTable(
            COLUMNS[self.by], self._paint, ascii_only=host(self).look.ascii
        )
        yield table
        yield Rule(ascii_only=host(self).look.ascii)
        yield Panel(id="counted")

    def on_resize(self) -> None:
        """Give the lines left below the scores to the preview."""
        super().on_resize()
        self._share_room()

    def _share_room(self) -> None:
        room = self.size.height - FRAME - self._lines - 1
        self.set_class(self._lines > 1 and room >= FEWEST, "-room")
        self.table.styles.height = self._lines if self.has_class("-room") else "1fr"

    async def load(self) -> None:
        """Read those that owe something of what the filter leaves, then the total."""
        now, wanted, app = self.now(), self.filter(), host(self)
        board = Scoreboard if self.by == "party" else ThemeBoard
        scores = await app.ask(board(now, filter=wanted))
        rows = [_Row(scoreboard.whose(each, self.by), each, _label(each)) for each in scores]
        if rows:
            rows.append(_Row("", await app.ask(WholeScore(now, filter=wanted)), "All"))
        self._lines = len(rows) + 1
        self._share_room()
        self.table.set_source(ListSource(rows, lambda row: row.key), self.table.cursor_key)
        if not rows:
            self.remark(self._nobody())

    def _nobody(self) -> str:
        if self.scope.agreement and not self.scope.filter_text:
            return "Nobody owes anything in this agreement. 0 shows all."
        return self.nothing_here()

    # -- the number under the cursor -----------------------------------------------------------

    @property
    def number(self) -> Measure:
        """Chosen number, or the first one visible if that has no room."""
        shown = self._numbers_shown()
        return self._number if self._number in shown else next(iter(shown), self._number)

    def _numbers_shown(self) -> list[Measure]:
        return [each for each in MEASURES if each.id in self.table.shown_columns]

    def action_next_number(self) -> None:
        """Go to the number on the right."""
        self._move_number(1)

    def action_previous_number(self) -> None:
        """Go to the number on the left."""
        self._move_number(-1)

    def _move_number(self, step: int) -> None:
        shown = self._numbers_shown()
        place = shown.index(self.number) + step
        self._number = shown[max(0, min(place, len(shown) - 1))]
        self.table.tick()
        self._say_number()

    def action_by_theme(self) -> None:
        """Switch between parties and themes."""
        self.by = "theme" if self.by == "party" else "party"
        self.table.columns = COLUMNS[self.by]
        self.reload()

    @on(WindowTable.Highlighted)
    def _say_number(self) -> None:
        """Show the number with its denominator, while there is no other message."""
        row: _Row | None = self.table.cursor_row
        if row is not None:
            said = scoreboard.sentence(row.score, self.number, self.now())
            self.remark(f"{safe(row.label)}: {said}. Enter lists them, i says how.")
            if self.has_class("-room"):
                self._show_counted(row)

    @work(exclusive=True, group="preview")
    async def _show_counted(self, row: _Row) -> None:
        """Preview the commitments of the number at the cursor."""
        panel, measure, now = self.query_one(Panel), self.number, self.now()
        try:
            counted = await self._rows(self._behind(row.whose), limit=self.size.height)
        except AccordError:
            return  # the board itself has complained
        panel.fit(
            lambda width: scoreboard.preview(
                row.score, measure, counted, label=row.label, now=now, width=width
            )
        )
        panel.scroll_home(animate=False)

    async def open_key(self, key: str) -> None:
        """Open the List, filtered to the commitments of the number at the cursor."""
        self.scope.filter_text = self._behind("" if key == "all" else key)
        self.scope.remember_query()
        await self.go("list")

    def _behind(self, whose: str, words: str | None = None) -> str:
        wanted = self.number.words if words is None else words
        return " ".join(filter(None, (self.understood_filter().source, whose, wanted)))

    @work(group="page")
    async def action_why(self) -> None:
        """Explain how the number at the cursor is counted, and list its commitments."""
        from tui.screens.dialogs.text_page import TextPageScreen

        row: _Row | None = self.table.cursor_row
        if row is None:
            return
        measure, now = self.number, self.now()
        try:
            counted = await self._rows(self._behind(row.whose))
            whole = await self._rows(self._behind(row.whose, measure.of))
        except AccordError as error:
            self.accord.complain(error)
            return
        codes = {each.code for each in counted}
        rest = [each for each in whole if each.code not in codes]
        narrowed = self.scope.query_text()
        title = f"{row.label}: {scoreboard.long_label(measure)}"
        page = TextPageScreen(
            title,
            lambda width: scoreboard.explained(
                row.score, measure, (counted, rest), narrowed=narrowed, now=now, width=width
            ),
        )
        await self.app.push_screen(page)

    async def _rows(self, text: str, limit: int = LISTED) -> Sequence[CommitmentRow]:
        agreement = f"in:{self.scope.agreement} " if self.scope.agreement else ""
        wanted = parse_filter(f"{agreement}{text}", self.zone())
        return await host(self).ask(CommitmentWindow(self.now(), wanted, limit=limit))

    def _paint(self, row: _Row, column: str) -> Cell:
        if column in BY_ID:
            text, role = scoreboard.words(row.score, BY_ID[column], self.now())
            here = column == self.number.id and row.key == self.table.cursor_key
            return Cell(f"[{text}]" if here else text, role)
        if column == "bar":
            return Cell(_share(row.score), "dim")
        if column == "name":
            everything = "counted once" if self.by == "party" else row.label
            return Cell(safe(row.score.name) or everything)
        return Cell(safe(row.score.code) or row.label, "strong")


def _label(score: Score) -> str:
    return safe(score.code) or "(no theme)"


def _share(score: Score) -> str:
    due = score.came_due
    return f"{bar(score.on_time, due, 16)} {score.on_time}/{due}" if due else "nothing yet"
