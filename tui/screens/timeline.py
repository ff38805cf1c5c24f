"""The Timeline: commitments along the days in groups, with today's line and dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.content import Content
from textual.widgets import Static

from db.domain.errors import AccordError
from db.queries.boards.timeline import Grouping, Groups
from db.queries.dependencies.tree import ChainOf
from tui.formatting import commitment, dependencies, timeline_bar
from tui.formatting.sanitize import cut
from tui.formatting.styled_text import Heading
from tui.formatting.timeline_scale import Axis, scale
from tui.screens.base.table_screen import TableScreen
from tui.screens.timeline_source import GROUP, GroupLine, TimelineSource, group_cell
from tui.services.protocol import host
from tui.theme import role_style
from tui.widgets.commitment_columns import empty
from tui.widgets.header import Tabs
from tui.widgets.table.columns import ASIDE, HEADING, Cell, Column
from tui.widgets.table.table import WindowTable

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult

    from db.queries.boards.timeline import BarRow
    from db.queries.commitments.row import CommitmentRow

CODE = 10
"""Cells of a code, and of the dependency sign after it."""
LEAD = 2 + 1 + 1 + CODE + 1
"""Cells before the title: gutter, sign, code and the gaps."""
NEAR = 400
"""Links of a chain read while the cursor moves; `b` shows them all."""
LITTLE = 18
"""Height in lines below which the chain, and all but one line of the legend, are left out."""
WIDE = 100
"""Width in cells from which titles are longer and the grouping is named."""


class TimelineScreen(TableScreen):
    """Bars in groups; the row at the cursor highlights what it waits for and what waits for it."""

    SCOPE: ClassVar[str] = "timeline"

    DEFAULT_CSS = """
    TimelineScreen .scale { height: 2; }
    TimelineScreen .chain { height: 1; }
    TimelineScreen .legend { height: auto; color: $dim2; }
    TimelineScreen.-little .chain { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._axis = Axis()
        self._by: Grouping | None = None
        self._folded: dict[Grouping, frozenset[str]] = {}
        self._source: TimelineSource | None = None
        self._lit: dict[str, str] = {}
        self._chain = commitment.Words("")

    def body(self) -> ComposeResult:
        """Build the filter line, the scale, the bars, the chain and the legend."""
        yield self.narrow_field()
        yield Static(classes="scale")
        table: WindowTable[Any] = WindowTable(
            self._columns(),
            self._paint,
            header=False,
            ascii_only=host(self).look.ascii,
            spans=lambda row: isinstance(row, GroupLine),
        )
        yield table
        yield Static(classes="chain")
        yield Static(classes="legend")

    # -- room ----------------------------------------------------------------------------------

    def _title_width(self) -> int:
        width = self.size.width
        return 8 if width < 60 else 14 if width < WIDE else 28

    def _cells(self) -> int:
        return max(self.size.width - LEAD - self._title_width() - 2, 8)

    def _columns(self) -> list[Column]:
        return [
            Column("sign", "", 1),
            Column("code", "Id", CODE),
            Column("title", "Commitment", self._title_width()),
            Column("bar", "", self._cells(), min_width=6, flex=True),
        ]

    def on_resize(self) -> None:
        """Show more days if there is more room: the columns are days."""
        super().on_resize()
        self.set_class(self.size.height < LITTLE, "-little")
        self.table.columns = self._columns()
        lines = 1 if self.size.height < LITTLE else 2
        plain = host(self).look.ascii
        words = timeline_bar.legend(self.size.width, lines, ascii_only=plain)
        self.query_one(".legend", Static).update(Content("\n".join(words)))
        self._draw_scale()
        self._draw_chain()

    def first(self) -> date:
        """Day at the left edge."""
        return self._axis.first(self._today(), self._cells())

    def _today(self) -> date:
        return self.now().in_timezone(self.zone()).date()

    # -- rows ----------------------------------------------------------------------------------

    def grouping(self) -> Grouping:
        """Grouping as chosen; else by agreement, or by party if only one agreement is shown."""
        if self._by is not None:
            return self._by
        return Grouping.PARTY if self.scope.agreement else Grouping.AGREEMENT

    async def load(self) -> None:
        """Read the sizes of the groups; bars are read a window at a time."""
        app, by, narrowed = host(self), self.grouping(), self.filter()
        closed = self._folded.get(by, frozenset())
        groups = await app.ask(Groups(self.now(), narrowed, by))
        self._source = TimelineSource.of(app, narrowed, by, closed, groups)
        keep, self.keep_code = self.keep or await self._first_bar(self._source), None
        self.table.set_source(self._source if groups else empty(self.first_steps()), keep)
        self.remark("" if groups else self.nothing_here())
        if not groups:
            self._light({}, commitment.Words(""))
        self._draw_scale()

    async def _first_bar(self, source: TimelineSource) -> str | None:
        """First row for the cursor: a commitment, so that actions apply."""
        rows = await source.window(0, 2)
        return next((source.key(row) for row in rows if not isinstance(row, GroupLine)), None)

    def current(self) -> CommitmentRow | None:
        """Commitment at the cursor; None on a heading."""
        row: Any = self.table.cursor_row
        return row.row if hasattr(row, "row") else None

    def _draw_scale(self) -> None:
        names, marks = scale(self.first(), self._axis.days, self._cells(), self._today())
        lead = " " * (LEAD + self._title_width() + 1)
        marks = marks if host(self).look.ascii else timeline_bar.to_unicode(marks)
        self.query_one(".scale", Static).update(Content(f"{lead}{names}\n{lead}{marks}"))
        groups = f", by {self.grouping()}" if self.size.width >= WIDE else ""
        self.query_one(Tabs).note = f"{self._axis.short}/col{groups}"

    def _paint(self, row: BarRow | GroupLine | Heading, column: str) -> Cell:
        if isinstance(row, Heading):
            return Cell({HEADING: row.text, ASIDE: row.aside}.get(column, ""), "heading")
        if isinstance(row, GroupLine):
            return group_cell(row, column)
        now = self.now()
        match column:
            case "sign":
                return Cell(*commitment.sign(row.row, now))
            case "code":
                mark = self._lit.get(row.row.code, "")
                code = cut(row.row.code, CODE - 1)
                return Cell(f"{code:<{CODE - 1}}{mark}", "strong" if mark else "")
            case "title":
                return Cell(commitment.title(row.row), "strong" if row.row.critical else "")
            case _:
                days = timeline_bar.TimelineDays(
                    self.first(), self._axis.days, self._cells(), ascii_only=host(self).look.ascii
                )
                return Cell(*timeline_bar.bar(row, days, now))

    # -- what hangs on what --------------------------------------------------------------------

    @on(WindowTable.Highlighted)
    def _moved(self, message: WindowTable.Highlighted) -> None:
        if message.key is None or message.key.startswith(GROUP):
            self._light({}, commitment.Words(""))
        else:
            self._look_along(message.key)

    @work(exclusive=True, group="chain")
    async def _look_along(self, code: str) -> None:
        try:
            chain = await host(self).ask(ChainOf(code, limit=NEAR))
        except AccordError:
            return  # it was withdrawn this moment; the list follows
        self._light(dependencies.signs(chain), dependencies.one_line(chain))

    def _light(self, lit: dict[str, str], words: commitment.Words) -> None:
        if lit != self._lit:
            self._lit = lit
            self.table.tick()
        self._chain = words
        self._draw_chain()

    def _draw_chain(self) -> None:
        text, role = self._chain
        shown = cut(text, self.size.width - 2)
        self.query_one(".chain", Static).update(Content.styled(f" {shown}", role_style(role)))

    # -- groups --------------------------------------------------------------------------------

    async def open_key(self, key: str) -> None:
        """Open a commitment; open or close a group."""
        if not key.startswith(GROUP):
            await super().open_key(key)
            return
        by, name = self.grouping(), key.removeprefix(GROUP)
        self._folded[by] = self._folded.get(by, frozenset()) ^ {name}
        self.reload()

    @work(group="menu")
    async def action_group(self) -> None:
        """Choose the grouping."""
        from tui.screens.dialogs.menu import MenuItem, MenuScreen

        items = [
            MenuItem("a", "agreement", Grouping.AGREEMENT),
            MenuItem("p", "party: those who owe it", Grouping.PARTY),
            MenuItem("t", "theme", Grouping.THEME),
            MenuItem("n", "none: by time left alone", Grouping.NONE),
        ]
        plain = host(self).look.ascii
        chosen = await self.app.push_screen_wait(
            MenuScreen("Group by", items, current=self.grouping().value, ascii_only=plain)
        )
        if chosen is not None:
            self._by = Grouping(chosen)
            self.reload()

    def action_next_group(self) -> None:
        """Go to the heading below."""
        self._go_by_group(1)

    def action_previous_group(self) -> None:
        """Go to the heading above: first that of this group."""
        self._go_by_group(-1)

    def _go_by_group(self, step: int) -> None:
        row: Any = self.table.cursor_row
        if self._source is None or row is None or isinstance(row, Heading):
            return
        headings, here = self._source.headings(), self._source.heading_of(row)
        if here not in headings:
            host(self).say("There are no groups. o groups by agreement, party or theme.")
            return
        back_to_own = step < 0 and self.table.cursor_key != here
        place = headings.index(here) + (0 if back_to_own else step)
        if 0 <= place < len(headings):
            self.table.set_source(self._source, headings[place])

    # -- moving in time ------------------------------------------------------------------------

    def action_later(self) -> None:
        """Move forward by a quarter of the width."""
        self._move(1)

    def action_earlier(self) -> None:
        """Move back by a quarter of the width."""
        self._move(-1)

    def action_today(self) -> None:
        """Return to today's line."""
        self._axis.home()
        self._redraw()

    def action_finer(self) -> None:
        """Show fewer days, wider."""
        self._rescale(-1)

    def action_coarser(self) -> None:
        """Show more days, narrower."""
        self._rescale(1)

    def _move(self, quarters: int) -> None:
        if self._axis.move(quarters, self._today(), self._cells()):
            self._redraw()
        else:
            host(self).say("Time ends here.")

    def _rescale(self, step: int) -> None:
        if self._axis.rescale(step):
            self._redraw()
        else:
            host(self).say(f"1 column = {self._axis.name} is as far as it goes.")

    def _redraw(self) -> None:
        self.table.tick()
        self._draw_scale()
