"""The History: every change with author and time; nothing is ever erased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work

from db.queries.history.changes import ChangeRow, Changes, TrailTotal
from tui.formatting import commitment
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.formatting.styled_text import Heading
from tui.screens.base.table_screen import TableScreen
from tui.services.protocol import ViewState, host
from tui.widgets.header import Tabs
from tui.widgets.table.columns import ASIDE, HEADING, Cell, Column
from tui.widgets.table.source import ListSource
from tui.widgets.table.table import WindowTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual.app import ComposeResult

    from db.domain.filters.parser import Filter
    from tui.screens.base.history_navigation import Span

PAGE = 200
"""Changes read at once."""
NEAR = 60
"""Lines from the end at which older changes are read."""
COLUMNS = (
    Column("new", "", 1),
    Column("when", "When", 5),
    Column("who", "Who", 8, give_way=2),
    Column("item", "Item", 9, min_width=7),
    Column("what", "What changed", 40, min_width=16, flex=True),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A change, or one field of an opened change."""

    key: str
    change: ChangeRow
    field: str = ""


class HistoryScreen(TableScreen):
    """All changes, or those of one commitment, newest first; Enter shows every field."""

    SCOPE: ClassVar[str] = "history"
    MARKS: ClassVar[bool] = False

    def __init__(self, code: str = "") -> None:
        super().__init__()
        self.code = code
        # The history of one commitment is narrowed by itself, not with the views below it.
        self._own = ViewState() if code else None
        self._unfolded: set[int] = set()
        self._changes: tuple[ChangeRow, ...] = ()
        self._counts = (0, 0)

    @property
    def scope(self) -> ViewState:
        """Scope that all views share, or one for the history of a commitment."""
        return self._own or super().scope

    def body(self) -> ComposeResult:
        """Build the filter line and the list."""
        app = host(self)
        yield self.narrow_field()
        yield WindowTable(
            COLUMNS, _painter(self.zone, self.accord.memory), ascii_only=app.look.ascii
        )

    def at_top(self) -> bool:
        """False for the history of one commitment, which lies above a view."""
        return not self.code

    def context(self) -> str:
        """Context: the commitment, if any."""
        return f"{self.code} > History" if self.code else "History of all items"

    def filter(self) -> Filter:
        """Filter in force. The chosen agreement does not narrow the history."""
        return self.understood_filter()

    async def load(self) -> None:
        """Read the newest changes that pass the filter, as many as before."""
        wanted = self.filter()
        limit = max(PAGE, len(self._changes))
        self._changes = await self._ask(wanted, limit=limit)
        self._counts = await host(self).ask(TrailTotal(self.code, wanted, self.now()))
        self._lay_out(self.table.cursor_key)
        self.query_one(Tabs).note = self._noted()
        empty = "Nothing passes the filter; Esc clears it." if wanted else "No changes yet."
        self.remark("" if self._changes else empty)

    async def _ask(self, wanted: Filter, **page: int) -> tuple[ChangeRow, ...]:
        return await host(self).ask(Changes(self.code, filter=wanted, now=self.now(), **page))

    def _noted(self) -> str:
        shown, everything = self._counts
        return f"{shown:,} of {everything:,}" if shown != everything else f"{everything:,}"

    async def left_over(self) -> tuple[str, ...]:
        """Number of changes shown."""
        return (f"{self._noted()} changes",)

    def _lay_out(self, keep: str | None) -> None:
        self.table.set_source(ListSource(list(self._lines(self._changes)), _key), keep)

    @on(WindowTable.Highlighted)
    def _near_the_end(self, message: WindowTable.Highlighted) -> None:
        """Read older changes when the cursor comes near the end."""
        left = message.total - message.index
        if message.key is not None and left < NEAR and len(self._changes) < self._counts[0]:
            self._read_on()

    @work(exclusive=True, group="older")
    async def _read_on(self) -> None:
        older = await self._ask(self.filter(), limit=PAGE, before=self._changes[-1].id)
        self._changes = (*self._changes, *older)
        self._lay_out(self.table.cursor_key)

    def _lines(self, changes: Iterable[ChangeRow]) -> Iterator[_Line | Heading]:
        last = ""
        for change in changes:
            day = commitment.day(change.at, self.zone())
            if day != last:
                yield Heading(day.upper(), "" if last else self.zone())
                last = day
            yield _Line(str(change.id), change)
            if change.id in self._unfolded:
                for place, text in enumerate(commitment.steps(change.fields)):
                    yield _Line(f"{change.id}.{place}", change, text)

    async def open_key(self, key: str) -> None:
        """Show or hide every field of a change."""
        change_id = int(key.partition(".")[0])
        self._unfolded ^= {change_id}
        self.reload()

    def suggested_moment(self) -> str:
        """Moment just after the change at the cursor."""
        here = self.table.cursor_key
        return f"#{here.partition('.')[0]}" if here is not None else super().suggested_moment()

    async def span(self) -> Span | None:
        """Give the span from the change at the cursor, inclusive; without one the last look's."""
        here = self.table.cursor_key
        return await self.span_from(int(here.partition(".")[0])) if here else await super().span()

    def current(self) -> None:
        """None: actions on commitments are not offered here."""


def _key(line: _Line | Heading) -> str | None:
    return line.key if isinstance(line, _Line) else None


def _painter(zone: Callable[[], str], memory: Any) -> Callable[[Any, str], Cell]:
    seen = memory.last_seen() if memory is not None else None

    def paint(row: _Line | Heading, column: str) -> Cell:
        if isinstance(row, Heading):
            return Cell({HEADING: row.text, ASIDE: row.aside}.get(column, ""), "heading")
        return Cell(*_words(row, column, zone(), seen))

    return paint


def _words(row: _Line, column: str, zone: str, seen: int | None) -> Words:
    change = row.change
    if row.field:
        return Words(row.field, "dim") if column == "what" else Words("")
    match column:
        case "new":
            return Words("*" if seen is not None and change.id > seen else "")
        case "when":
            return Words(commitment.moment(change.at, zone)[-5:], "dim")
        case "who":
            return Words(safe(change.actor), "strong")
        case "item":
            many = len(change.codes)
            return Words(change.codes[0] if many == 1 else f"{many} items" if many else "")
        case _:
            reason = f"  ({safe(change.reason)})" if change.reason else ""
            undone = "UNDONE: " if change.undone else ""
            return Words(f"{undone}{safe(change.summary)}{reason}", "dim" if change.undone else "")
