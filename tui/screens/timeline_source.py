"""Rows of the timeline: groups that open and close, with their bars, a window at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from db.queries.boards.timeline import BarRow, Bars, Grouping, GroupSize, PlaceOfBar, group_of
from tui.formatting.sanitize import safe
from tui.widgets.table.columns import ASIDE, HEADING, Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.domain.filters.parser import Filter
    from tui.services.protocol import Host

GROUP = "group:"
"""Prefix of the key of a heading; no code of a commitment has a colon."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Heading of a group, which can be opened and closed."""

    group: GroupSize
    folded: bool

    @property
    def key(self) -> str:
        """Key of the heading in the list."""
        return f"{GROUP}{self.group.key}"


Shown = BarRow | GroupLine


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Group in the list: `start` is its heading's position, `first` counts the bars before it."""

    line: GroupLine | None
    start: int
    first: int
    bars: int


@dataclass(frozen=True, slots=True)
class TimelineSource:
    """Headings from the sizes of the groups; bars from the store, one query a window."""

    app: Host
    filter: Filter
    by: Grouping
    closed: frozenset[str]
    stretches: tuple[_Stretch, ...] = field(repr=False)

    @classmethod
    def of(
        cls,
        app: Host,
        narrowed: Filter,
        by: Grouping,
        closed: frozenset[str],
        groups: Sequence[GroupSize],
    ) -> TimelineSource:
        """Make the source of these groups."""
        return cls(app, narrowed, by, closed, tuple(_lay_out(groups, by, closed)))

    async def total(self) -> int:
        """Count the headings and bars."""
        last = self.stretches[-1] if self.stretches else None
        return _end(last) if last is not None else 0

    async def window(self, offset: int, limit: int) -> Sequence[Shown]:
        """Read a window of the list."""
        end = offset + limit
        inside = [each for each in self.stretches if each.start < end and _end(each) > offset]
        parts = [(each, *_bars_within(each, offset, end)) for each in inside]
        wanted = sum(count for _, _, count in parts)
        first = next((start for _, start, count in parts if count), 0)
        bars = iter(await self._bars(first, wanted) if wanted else ())
        rows: list[Shown] = []
        for each, _, count in parts:
            if each.line is not None and each.start >= offset:
                rows.append(each.line)
            rows += islice(bars, count)
        return rows

    async def _bars(self, offset: int, limit: int) -> Sequence[BarRow]:
        now = self.app.now()
        return await self.app.ask(Bars(now, self.filter, self.by, self.closed, offset, limit))

    async def locate(self, key: str) -> int | None:
        """Give the position of a heading or a commitment."""
        if key.startswith(GROUP):
            found = (each for each in self.stretches if each.line and each.line.key == key)
            return next((each.start for each in found), None)
        now = self.app.now()
        place = await self.app.ask(PlaceOfBar(key, now, self.filter, self.by, self.closed))
        if place is None:
            return None
        for each in self.stretches:
            if each.first <= place < each.first + each.bars:
                return each.start + (each.line is not None) + place - each.first
        return None

    def key(self, row: Shown) -> str | None:
        """Code of a commitment, or key of a heading."""
        return row.key if isinstance(row, GroupLine) else row.row.code

    def heading_of(self, row: Shown) -> str:
        """Key of the row's own heading, or of the heading above it."""
        return row.key if isinstance(row, GroupLine) else f"{GROUP}{group_of(row.row, self.by)}"

    def headings(self) -> list[str]:
        """Keys of all headings, in order."""
        return [each.line.key for each in self.stretches if each.line is not None]


def _lay_out(
    groups: Sequence[GroupSize], by: Grouping, closed: frozenset[str]
) -> Iterator[_Stretch]:
    start = first = 0
    for group in groups:
        folded = group.key in closed
        line = GroupLine(group, folded) if by is not Grouping.NONE else None
        bars = 0 if folded else group.count
        stretch = _Stretch(line, start, first, bars)
        yield stretch
        start, first = _end(stretch), first + bars


def _end(stretch: _Stretch) -> int:
    return stretch.start + (stretch.line is not None) + stretch.bars


def _bars_within(stretch: _Stretch, offset: int, end: int) -> tuple[int, int]:
    """Give the position of the first bar of a stretch within a window, and their number."""
    begin = stretch.start + (stretch.line is not None)
    low, high = max(begin, offset), min(_end(stretch), end)
    return stretch.first + max(low - begin, 0), max(high - low, 0)


def group_cell(row: GroupLine, column: str) -> Cell:
    """Format a heading: open or closed, its name, and its size on the right."""
    group = row.group
    if column == HEADING:
        joint = "owed jointly" if "+" in group.key and not group.name else group.name
        name = f"{group.key or 'none named'}  {joint}".rstrip()
        return Cell(f"[{'+' if row.folded else '-'}] {safe(name)}", "heading")
    if column != ASIDE:
        return Cell("")
    late = f", {group.overdue:,} overdue" if group.overdue else ""
    disputed = f", {group.disputed:,} disputed" if group.disputed else ""
    return Cell(f" {group.count:,}{late}{disputed} ", "overdue" if group.overdue else "dim")
