"""The Calendar: a month of days with their contents, and the list of the chosen day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from db.domain.filters.parser import Term
from db.queries.boards.calendar import DayBoard, MonthDays
from db.queries.commitments.list import Sort
from tui.formatting import calendar_grid, commitment
from tui.screens.base.table_screen import TableScreen
from tui.screens.commitment_list import CommitmentSource
from tui.services.protocol import host
from tui.theme import role_style
from tui.widgets.commitment_columns import ALL, OVERVIEW, painter
from tui.widgets.header import Tabs
from tui.widgets.table.table import WindowTable

if TYPE_CHECKING:
    from textual.app import ComposeResult


WIDE = 110
"""Width from which the list of the day stands beside the month."""
BESIDE = ("sign", "code", "title", "left")
"""Columns of the list beside the month."""


class CalendarScreen(TableScreen):
    """Enter or Tab moves the focus from the month to its list; Tab or Esc moves it back."""

    SCOPE: ClassVar[str] = "calendar"

    DEFAULT_CSS = """
    CalendarScreen #split { layout: vertical; height: 1fr; }
    CalendarScreen .month { height: auto; padding: 0 1 1 0; }
    CalendarScreen .legend { height: 1; color: $dim2; }
    CalendarScreen.-wide #split { layout: horizontal; }
    CalendarScreen.-wide .month { width: 76; height: 1fr; }
    CalendarScreen.-small .month, CalendarScreen.-small .legend { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self._board = DayBoard({})
        self._in_list = False

    def body(self) -> ComposeResult:
        """Build the filter line, the month, the list of the day, and the legend."""
        yield self.narrow_field()
        with Container(id="split"):
            yield Static(classes="month")
            table: WindowTable[Any] = WindowTable(
                [ALL[name] for name in OVERVIEW],
                painter(self.now),
                ascii_only=host(self).look.ascii,
            )
            yield table
        yield Static(classes="legend")

    def on_resize(self) -> None:
        """Put the list beside or below the month; on a small screen the month is a list alone."""
        super().on_resize()
        wide, small = self.size.width >= WIDE, self.size.height < 18 or self.size.width < 60
        folded = small != self.has_class("-small")
        self.set_class(wide, "-wide")
        self.set_class(small, "-small")
        self.table.columns = [ALL[name] for name in (BESIDE if wide else OVERVIEW)]
        legend = f" {calendar_grid.legend(self.size.width - 1)}"
        self.query_one(".legend", Static).update(Content(legend))
        if folded and self.is_mounted:
            self.reload()
        self._draw()

    # -- what is shown -------------------------------------------------------------------------

    def day(self) -> date:
        """Chosen day; today until another is chosen."""
        return self._day if self._day is not None else self._today()

    def _today(self) -> date:
        return self.now().in_timezone(self.zone()).date()

    def _edges(self) -> tuple[date, date]:
        day = self.day()
        last = calendar.monthrange(day.year, day.month)[1]
        return day.replace(day=1), day.replace(day=last)

    async def load(self) -> None:
        """Read the contents of each day of the month, and what is due on the chosen one."""
        first, last = self._edges()
        agreement = self.scope.agreement
        self._board = await host(self).ask(
            MonthDays(self.now(), first, last, self.filter(), agreement)
        )
        span = f"{first}..{last}" if self.has_class("-small") else self.day().isoformat()
        narrowed = self.filter().narrowed(Term("due", (span,)))
        source = CommitmentSource(host(self), narrowed, Sort.LEFT, False)
        keep, self.keep_code = self.keep, None
        self.table.set_source(source, keep)
        if not await source.total():
            self._in_list = False
            self._ready.set()
        self._draw()

    def _draw(self) -> None:
        day, board = self.day(), self._board
        width = self.query_one(".month").size.width or self.size.width
        month = calendar_grid.lines(
            day.year, day.month, board, today=self._today(), chosen=day, width=width - 1
        )
        drawn = list(month)
        if self.has_class("-wide"):  # there is room below the month
            drawn += [(commitment.Words(""),), *calendar_grid.notes(board)]
        texts = [
            Content.assemble(*((word.text, role_style(word.role)) for word in line))
            for line in drawn
        ]
        self.query_one(".month", Static).update(Content("\n").join(texts))
        self.query_one(Tabs).note = calendar_grid.month_name(day.year, day.month)
        self.remark(self._day_words())

    def _day_words(self) -> str:
        """Describe the chosen day, with its events."""
        day = self.day()
        if self.has_class("-small"):
            total = sum(each.total for each in self._board.days.values())
            month = calendar_grid.month_name(day.year, day.month)
            return f"{month}: {total:,} due. h earlier, l later."
        filled = day in self._board.days
        way = " Tab or Esc goes back to the month." if self._in_list else ""
        enter = " Enter goes to the list." if filled and not self._in_list else ""
        return f"{calendar_grid.day_words(day, self._board)}{enter}{way}"

    # -- moving --------------------------------------------------------------------------------

    def _by_day(self) -> bool:
        """True if the keys move the day, not the cursor of its list."""
        return not self._in_list and not self.has_class("-small")

    def _go_to(self, days: int) -> None:
        try:
            self._day = self.day() + timedelta(days=days)
        except OverflowError:
            host(self).say("Time ends here.")
            return
        host(self).say("")
        self.reload()

    def action_row_down(self) -> None:
        """Go a week later; in the list, a row down."""
        self._go_to(7) if self._by_day() else super().action_row_down()

    def action_row_up(self) -> None:
        """Go a week earlier; in the list, a row up."""
        self._go_to(-7) if self._by_day() else super().action_row_up()

    def action_first_row(self) -> None:
        """Go to the first day of the month; in the list, the first row."""
        self._go_to(1 - self.day().day) if self._by_day() else super().action_first_row()

    def action_last_row(self) -> None:
        """Go to the last day of the month; in the list, the last row."""
        last = self._edges()[1]
        self._go_to((last - self.day()).days) if self._by_day() else super().action_last_row()

    def action_later(self) -> None:
        """Go to the next day; on a small screen, the next month."""
        self._move_month(1) if self.has_class("-small") else self._go_to(1)

    def action_earlier(self) -> None:
        """Go to the day before; on a small screen, the month before."""
        self._move_month(-1) if self.has_class("-small") else self._go_to(-1)

    def action_page_down(self) -> None:
        """Go to the next month; in the list, a page down."""
        self._move_month(1) if self._by_day() else super().action_page_down()

    def action_page_up(self) -> None:
        """Go to the month before; in the list, a page up."""
        self._move_month(-1) if self._by_day() else super().action_page_up()

    def action_half_down(self) -> None:
        """Go two weeks later; in the list, half a page down."""
        self._go_to(14) if self._by_day() else super().action_half_down()

    def action_half_up(self) -> None:
        """Go two weeks earlier; in the list, half a page up."""
        self._go_to(-14) if self._by_day() else super().action_half_up()

    def action_next_month(self) -> None:
        """Go to the same day of the next month, or its last."""
        self._move_month(1)

    def action_previous_month(self) -> None:
        """Go to the same day of the month before, or its last."""
        self._move_month(-1)

    def _move_month(self, step: int) -> None:
        day = self.day()
        months = day.year * 12 + day.month - 1 + step
        if not 12 <= months < 12 * 9999:
            host(self).say("Time ends here.")
            return
        year, month = months // 12, months % 12 + 1
        self._day = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        host(self).say("")
        self.reload()

    def action_today(self) -> None:
        """Go back to today."""
        self._day = None
        self.reload()

    # -- between the month and the list --------------------------------------------------------

    async def action_open(self) -> None:
        """Go to the list of the day; from there, open the commitment."""
        if not self._by_day():
            await super().action_open()
        elif self.table.total:
            self.action_next_pane()
        else:
            host(self).say("Nothing is due on this day.")

    def action_next_pane(self) -> None:
        """Switch between the month and the list."""
        self._in_list = not self._in_list and bool(self.table.total)
        self._draw()

    def action_previous_pane(self) -> None:
        """Switch between the month and the list."""
        self.action_next_pane()

    def step_back(self) -> bool:
        """Leave the list first."""
        if self._in_list and not self.has_class("-small"):
            self._in_list = False
            self._draw()
            return True
        return super().step_back()
