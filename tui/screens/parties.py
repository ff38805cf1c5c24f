"""Parties: what each owes and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import work

from db.queries.lists import PartyScore, Scoreboard
from tui import present
from tui.host import host
from tui.safe import safe
from tui.screens.tables import TableScreen
from tui.side import bar
from tui.widgets.columns import Cell, Column
from tui.widgets.row_source import ListSource
from tui.widgets.window_table import WindowTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pendulum import DateTime
    from textual.app import ComposeResult

COLUMNS = (
    Column("code", "Code", 8),
    Column("name", "Party", 24, min_width=22, flex=True),
    Column("owes", "Owes", 4, align="right"),
    Column("kept", "Kept", 4, align="right"),
    Column("ontime", "On time", 7, align="right", give_way=6),
    Column("late", "Late", 4, align="right", give_way=7),
    Column("overdue", "Overdue", 7, align="right"),
    Column("disputed", "Disp", 4, align="right", give_way=8),
    Column("notdue", "NotDue", 6, align="right", give_way=5),
    Column("waiting", "Wait", 4, align="right", give_way=4),
    Column("undated", "NoDate", 6, align="right", give_way=3),
    Column("level", "Level", 5, align="right", give_way=2),
    Column("bar", "On time of what came due", 30, give_way=1),
)


class PartiesScreen(TableScreen):
    """The scoreboard; Enter opens what a party owes."""

    SCOPE: ClassVar[str] = "parties"
    MARKS: ClassVar[bool] = False

    def body(self) -> ComposeResult:
        """The filter line and the scores."""
        yield self.narrow_field()
        table: WindowTable[Any] = WindowTable(
            COLUMNS, _painter(self.now), ascii_only=host(self).look.ascii
        )
        yield table

    async def load(self) -> None:
        """Parties that owe something, in the agreement looked at."""
        scores = await host(self).ask(Scoreboard(self.now(), self.scope.agreement))
        words = self.scope.filter_text.casefold().split()
        kept = [each for each in scores if _passes(each, words)]
        self.table.set_source(ListSource(kept, lambda score: score.code), self.table.cursor_key)
        self.remark(self._said_of(kept, words))

    def _said_of(self, kept: list[PartyScore], words: list[str]) -> str:
        if kept:
            return "A joint duty counts for each of its owners. Enter shows what is owed."
        if words:
            return "No such party; q clears that."
        if self.scope.agreement:
            return "Nobody owes anything in this agreement. 0 shows all."
        return self.nothing_here()

    async def open_key(self, key: str) -> None:
        """The list, narrowed to what this party owes."""
        self.scope.filter_text = f"party:{key}"
        await self.go("list")

    @work(group="page")
    async def action_why(self) -> None:
        """How the numbers are counted."""
        host(self).say(
            "On time: done by the deadline in force. Overdue: open and past it. "
            "Disputed ones are counted beside, not instead."
        )


def _passes(score: PartyScore, words: list[str]) -> bool:
    text = f"{score.code} {score.name} {score.kind}".casefold()
    return all(word.removeprefix("party:") in text for word in words)


def _painter(now: Callable[[], DateTime]) -> Callable[[PartyScore, str], Cell]:
    del now  # the scores are of the moment they were asked for

    def paint(score: PartyScore, column: str) -> Cell:
        text, role = _words(score, column)
        return Cell(text, role)

    return paint


def _words(score: PartyScore, column: str) -> present.Words:
    numbers = {
        "owes": (score.owes, ""),
        "kept": (score.kept, "done"),
        "ontime": (score.on_time, ""),
        "late": (score.late, ""),
        "overdue": (score.overdue, "overdue"),
        "disputed": (score.disputed, "disputed"),
        "notdue": (score.not_due, ""),
        "waiting": (score.waiting, ""),
        "undated": (score.undated, ""),
    }
    if column in numbers:
        number, role = numbers[column]
        return present.Words(f"{number:,}", role if number else "dim")
    match column:
        case "level":
            return present.Words("--" if score.level is None else f"{score.level:.1f}", "dim")
        case "bar":
            due = score.came_due
            text = f"{bar(score.on_time, due)} {score.on_time}/{due}" if due else "nothing yet"
            return present.Words(text, "dim")
        case "name":
            return present.Words(safe(score.name))
        case _:
            return present.Words(safe(score.code), "strong")
