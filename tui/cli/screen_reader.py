"""Answers for a screen reader: one fact a line, no columns, signs or drawings. Pure.

A screen reader speaks line by line, so a sign without its word says nothing to it, and neither
does a column whose head was spoken a minute ago.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.formatting import commitment, order_conflicts, time_left
from tui.formatting.detail import Line, line
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pendulum import DateTime

    from db.queries.boards.overview import Board
    from db.queries.commitments.row import CommitmentRow

_COLUMNS = re.compile(r" {2,}")
_DRAWN = re.compile(r"[\u2500-\u259f]+")
_SIGNS = {sign: words for sign, words in commitment.SIGNS if sign in "!*?-="}


def overview(board: Board, zone: str, narrowed: str, nothing: str) -> Iterator[Line]:
    """Give the counters, then each group with its commitments."""
    yield line(f"As of {commitment.moment(board.now, zone)} {zone}.")
    if narrowed:
        yield line(f"Filter {safe(narrowed)}.")
    for counter in commitment.counters(board.counts):
        yield line(f"{counter.text}.")
    for found in board.deadlocks:
        yield line(order_conflicts.deadlock(found))
    if not board.counts.total:
        yield line(nothing)
    for group in board.groups:
        if group.count:
            yield from (line(""), line(f"Group {group.group.value}, {group.count}."))
            yield from commitments(group.rows, board.now)
        if group.count > len(group.rows):
            yield from (line(""), line(f"And {group.count - len(group.rows)} more in this group."))


def commitments(rows: Iterable[CommitmentRow], now: DateTime) -> Iterator[Line]:
    """Give each commitment with its title first, then its facts."""
    for row in rows:
        yield line("")
        yield line(f"{row.code}, {commitment.title(row)}.")
        yield line(f"Owner {' and '.join(safe(row.owners).split('+'))}.")
        yield line(f"Due {commitment.full_due(row)}.")
        yield line(f"Time {time_left.in_words(row, now).text}.")
        yield line(f"Status {commitment.status(row).text}.")
        if (said := commitment.verification(row).text) != "--":
            yield line(f"Verified {said}.")
        if row.critical:
            yield line("Critical.")


def spoken(lines: Iterable[Line]) -> Iterator[Line]:
    """Turn lines set in columns into label, colon and text; signs become words."""
    for each in lines:
        text = _DRAWN.sub(" ", "".join(word.text for word in each)).strip()
        sign, _, rest = text.partition(" ")
        if sign in _SIGNS and rest:
            text = f"{_SIGNS[sign]}  {rest}"
        first, *others = _COLUMNS.split(text)
        yield line(f"{first}: {', '.join(others)}" if others else first)
