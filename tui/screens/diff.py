"""What changed between two moments, who did it and why: since one last looked, for example."""

from __future__ import annotations

import asyncio
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from db.domain.errors import AccordError, NotFound
from db.history.diff import compare
from db.queries.history.point_lookup import NextChange
from tui.formatting import commitment, diff, history_point
from tui.formatting.commitment import Words
from tui.formatting.styled_text import counted
from tui.screens.base.table_screen import TableScreen
from tui.services.history_view import COPYING, LONG
from tui.services.protocol import host
from tui.widgets.commitment_columns import Heading
from tui.widgets.header import Tabs
from tui.widgets.table.columns import HEADING, Cell, Column
from tui.widgets.table.source import ListSource
from tui.widgets.table.table import WindowTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from db.domain.history_point import Point
    from db.history.diff import Difference
    from tui.app.app import AccordApp
    from tui.formatting.diff import Told
    from tui.screens.base.history_navigation import TimeTravel


FIRST_LOOK = "You look at this store for the first time: 6 shows all that was done."


@dataclass(frozen=True, slots=True)
class Span:
    """Two points, and how the page between them is called; no end is the present."""

    title: str
    start: Point
    end: Point | None = None


async def show_since(screen: TimeTravel) -> None:
    """Open the page of what changed, or say why there is none."""
    from tui.screens.diff import DifferenceScreen

    try:
        span = await screen.span()
    except AccordError as error:
        screen.accord.complain(error)
        return
    if span is None:
        host(screen).say(FIRST_LOOK)
    else:
        await screen.accord.open_above(DifferenceScreen(span))


async def span_of(screen: TimeTravel) -> Span | None:
    """From the moment that is looked at to the present; in the present since one last looked."""
    app, zone = screen.accord, screen.zone()
    if app.point is not None:
        return Span(f"{commitment.moment(app.point.at, zone)} to now", app.point)
    start = await _last_look(app)
    if start is None:
        return None
    return Span(f"Since you last looked, {commitment.moment(start.at, zone)}", start)


async def _last_look(app: AccordApp) -> Point | None:
    seen = app.memory.last_seen() if app.memory is not None else None
    if app.memory is None or seen is None:
        return None
    try:
        return history_point.last_look(await app.point_of(f"#{seen}"), app.memory.last_left())
    except NotFound:  # another store lies there now
        return None


async def span_from(screen: TimeTravel, number: int) -> Span:
    """With a change and all after it, up to the moment that is looked at."""
    app, zone = screen.accord, screen.zone()
    before = await app.ask_live(NextChange(number, -1))
    start = await app.point_of(f"#{before or 0}")
    end = f"to {commitment.moment(app.point.at, zone)}" if app.point else "to now"
    return Span(f"From change #{number} {end}", start, app.point)


COLUMNS = (Column("what", "What changed", 40, min_width=16, flex=True),)
INDENT = 2
"""Cells that what is said of an item stands further in."""
MARGIN = 4
"""Cells of the cursor and the scroll bar."""


class DifferenceScreen(TableScreen):
    """Opened above a view; Enter opens the commitment that a line is about."""

    SCOPE: ClassVar[str] = "history"
    MARKS: ClassVar[bool] = False

    def __init__(self, span: Span) -> None:
        super().__init__()
        self._span = span
        self._found: Difference | None = None

    def body(self) -> ComposeResult:
        """The filter line and the list."""
        yield self.narrow_field()
        yield WindowTable(COLUMNS, _paint, ascii_only=host(self).look.ascii)

    def at_top(self) -> bool:
        """It lies above a view."""
        return False

    def context(self) -> str:
        """Between which moments."""
        return self._span.title

    async def load(self) -> None:
        """The difference of what the filter leaves."""
        app = self.accord
        start, end = self._span.start, self._span.end or await app.point_of("now")
        with app.told_if_slow(COPYING, LONG):
            self._found = await asyncio.to_thread(compare, app.live, start, end, self.filter())
        self._show_lines()

    def _show_lines(self) -> None:
        found = self._found
        if found is None:
            return
        lines = list(_wrapped(diff.lines(found, self.zone()), self.size.width - MARGIN))
        self.table.set_source(ListSource(lines, _key), self.table.cursor_key)
        self.query_one(Tabs).note = counted(len(found.steps), "change")
        self.remark(diff.summary(found))

    def on_resize(self) -> None:
        """Wrap anew."""
        super().on_resize()
        self._show_lines()

    async def open_key(self, key: str) -> None:
        """Open the commitment that the line is about."""
        code = key.rpartition(".")[0]
        if code:
            await self.go_to(code)
        else:
            host(self).say("This line is about no commitment.")

    def current(self) -> None:
        """What can be done to commitments is not offered here."""


class _Line:
    """One line of the screen. Its key is the commitment's code and its own place."""

    __slots__ = ("key", "words")

    def __init__(self, key: str, words: Words) -> None:
        self.key = key
        self.words = words


def _wrapped(told: Iterator[Told], width: int) -> Iterator[_Line | Heading]:
    for place, each in enumerate(told):
        if each.level == 0:
            yield Heading(each.text)
            continue
        before = " " * INDENT * (each.level - 1)
        inner = before + " " * INDENT
        parts = textwrap.wrap(
            each.text, max(width, 20), initial_indent=before, subsequent_indent=inner
        )
        for part, text in enumerate(parts):
            yield _Line(f"{each.code}.{place}_{part}", Words(text, each.role))


def _key(line: _Line | Heading) -> str | None:
    return line.key if isinstance(line, _Line) else None


def _paint(row: Any, column: str) -> Cell:
    if isinstance(row, Heading):
        return Cell(row.text if column == HEADING else "", "heading")
    return Cell(*row.words)
