"""The History: who changed what, when; nothing is ever erased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from db.queries.trail import ChangeRow, Trail
from tui import present
from tui.host import host
from tui.present import Words
from tui.safe import safe
from tui.screens.tables import TableScreen
from tui.widgets.columns import ASIDE, HEADING, Cell, Column
from tui.widgets.commitments import Heading
from tui.widgets.header import Tabs
from tui.widgets.row_source import ListSource
from tui.widgets.window_table import WindowTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual.app import ComposeResult

LIMIT = 500
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
    """All changes, newest first, or those of one commitment; Enter shows every field."""

    SCOPE: ClassVar[str] = "history"
    MARKS: ClassVar[bool] = False

    def __init__(self, code: str = "") -> None:
        super().__init__()
        self.code = code
        self._unfolded: set[int] = set()

    def body(self) -> ComposeResult:
        """The filter line and the list."""
        app = host(self)
        yield self.narrow_field()
        yield WindowTable(
            COLUMNS, _painter(self.zone, self.accord.memory), ascii_only=app.look.ascii
        )

    def at_top(self) -> bool:
        """The history of one commitment lies above a view."""
        return not self.code

    def context(self) -> str:
        """Whose history."""
        return f"{self.code} > History" if self.code else "History of all items"

    async def load(self) -> None:
        """The trail, narrowed by words."""
        changes = await host(self).ask(Trail(self.code, limit=LIMIT))
        words = self.scope.filter_text.casefold().split() if not self.code else []
        kept = [change for change in changes if _passes(change, words)]
        self.query_one(Tabs).note = f"{len(kept)} of {len(changes)}" if words else f"{len(changes)}"
        lines = list(self._lines(kept))
        self.table.set_source(ListSource(lines, _key), self.table.cursor_key)
        empty = "Nothing passes the filter; q clears it." if words else "No changes yet."
        self.remark("" if lines else empty)

    def _lines(self, changes: Iterable[ChangeRow]) -> Iterator[_Line | Heading]:
        last = ""
        for change in changes:
            day = present.day(change.at, self.zone())
            if day != last:
                yield Heading(day.upper())
                last = day
            yield _Line(str(change.id), change)
            if change.id in self._unfolded:
                for place, text in enumerate(present.steps(change.fields)):
                    yield _Line(f"{change.id}.{place}", change, text)

    async def open_key(self, key: str) -> None:
        """Show or hide every field of a change."""
        change_id = int(key.partition(".")[0])
        self._unfolded ^= {change_id}
        self.reload()

    def suggested_moment(self) -> str:
        """Just after the change under the cursor."""
        here = self.table.cursor_key
        return f"#{here.partition('.')[0]}" if here is not None else super().suggested_moment()

    def current(self) -> None:
        """What can be done to commitments is not offered here."""


def _key(line: _Line | Heading) -> str | None:
    return line.key if isinstance(line, _Line) else None


def _passes(change: ChangeRow, words: list[str]) -> bool:
    text = f"{change.actor} {change.kind} {change.summary} {' '.join(change.codes)}".casefold()
    return all(word in text for word in words)


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
            return Words(present.moment(change.at, zone)[-5:], "dim")
        case "who":
            return Words(safe(change.actor), "strong")
        case "item":
            many = len(change.codes)
            return Words(change.codes[0] if many == 1 else f"{many} items" if many else "")
        case _:
            reason = f"  ({safe(change.reason)})" if change.reason else ""
            undone = "UNDONE: " if change.undone else ""
            return Words(f"{undone}{safe(change.summary)}{reason}", "dim" if change.undone else "")
