"""The Calendar: deadlines day by day, of a month."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content
from textual.widgets import Static

from db.domain.errors import BadInput
from db.domain.filter import parse_filter
from db.queries.register import Sort, Window
from tui import present
from tui.host import host
from tui.screens.tables import TableScreen
from tui.theme import role_style
from tui.widgets.commitments import ALL, OVERVIEW, Heading, painter
from tui.widgets.header import Tabs
from tui.widgets.row_source import ListSource
from tui.widgets.window_table import WindowTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from textual.app import ComposeResult

    from db.queries.rows import CommitmentRow

LIMIT = 500


class CalendarScreen(TableScreen):
    """A month above, with how many fall on each day; below, what falls on them."""

    SCOPE: ClassVar[str] = "calendar"

    DEFAULT_CSS = """
    CalendarScreen .month { height: 8; padding: 0 1; }
    CalendarScreen.-small .month { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._month: tuple[int, int] | None = None

    def body(self) -> ComposeResult:
        """The filter line, the month, the list."""
        yield self.narrow_field()
        yield Static(classes="month")
        table: WindowTable[Any] = WindowTable(
            [ALL[name] for name in OVERVIEW], painter(self.now), ascii_only=host(self).look.ascii
        )
        yield table

    def on_resize(self) -> None:
        """On a low screen the list comes first."""
        super().on_resize()
        self.set_class(self.size.height < 18, "-small")

    def month(self) -> tuple[int, int]:
        """Year and month that are shown."""
        if self._month is not None:
            return self._month
        today = self.now().in_timezone(self.zone()).date()
        return today.year, today.month

    async def load(self) -> None:
        """What is due in the month, of all that passes the filter."""
        year, month = self.month()
        last = calendar.monthrange(year, month)[1]
        span = f"due:{year:04}-{month:02}-01..{year:04}-{month:02}-{last:02}"
        try:
            narrowed = parse_filter(f"{self.scope.query_text()} {span}")
        except BadInput:
            narrowed = parse_filter(span)
        window = Window(self.now(), narrowed, Sort.LEFT, limit=LIMIT)
        rows = sorted(await host(self).ask(window), key=lambda row: (row.due_on, row.due_at))
        self.table.set_source(
            ListSource(_by_day(rows), lambda row: getattr(row, "code", None)),
            self.table.cursor_key,
        )
        self.query_one(".month", Static).update(self._grid(rows))
        name = f"{calendar_name(year, month)}: " if self.has_class("-small") else ""
        self.query_one(Tabs).note = f"{name}{len(rows)} due"
        empty = "Nothing is due in this month. h earlier, l later, t today."
        self.remark("" if rows else empty)

    def _grid(self, rows: Sequence[CommitmentRow]) -> Content:
        year, month = self.month()
        today = self.now().in_timezone(self.zone()).date()
        counts: dict[date, int] = {}
        for row in rows:
            if row.due_on is not None:
                counts[row.due_on] = counts.get(row.due_on, 0) + 1
        head = f"{calendar_name(year, month):<16}" + "".join(f"{d:>8}" for d in present.WEEKDAYS)
        parts: list[Content | tuple[str, str]] = [(head, role_style("heading"))]
        for week in calendar.Calendar().monthdatescalendar(year, month):
            parts.append((f"\n{'':16}", ""))
            parts += [_day(day, month, today, counts.get(day, 0)) for day in week]
        return Content.assemble(*parts)

    # -- moving in time ------------------------------------------------------------------------

    def action_later(self) -> None:
        """The next month."""
        self._move(1)

    def action_earlier(self) -> None:
        """The month before."""
        self._move(-1)

    def action_today(self) -> None:
        """This month."""
        self._month = None
        self.reload()

    def _move(self, step: int) -> None:
        year, month = self.month()
        months = year * 12 + month - 1 + step
        if 12 <= months < 12 * 9999:
            self._month = (months // 12, months % 12 + 1)
            self.reload()


def calendar_name(year: int, month: int) -> str:
    """`Nov 2026`, in no locale's words."""
    return f"{present.MONTHS[month - 1]} {year}"


def _day(day: date, month: int, today: date, count: int) -> tuple[str, str]:
    if day.month != month:
        return " " * 8, ""
    mark = "*" if day == today else " "
    due = f"({count})" if count else ""
    text = f"{due:>4}{day.day:>3}{mark}"
    if day == today:
        return text, role_style("today")
    return text, role_style("strong" if count else "dim")


def _by_day(rows: Sequence[CommitmentRow]) -> Iterator[CommitmentRow | Heading]:
    last: date | None = None
    for row in rows:
        if row.due_on != last and row.due is not None:
            yield Heading(present.weekday(row.due.day))
            last = row.due_on
        yield row
