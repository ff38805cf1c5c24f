"""Answers on standard output: lines of words, tables, JSON. Only answers go there."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from tui.export.json_text import json_text
from tui.formatting.commitment import Words
from tui.formatting.sanitize import cut, fit, safe
from tui.terminal.capabilities import means_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from tui.formatting.detail import Line
    from tui.terminal.appearance import Appearance

NO_TERMINAL_WIDTH = 100
SHORTEST = 24
"""Cells that the widest column of a table keeps as long as other columns can give way."""
_SGR = {
    "overdue": "1;31",
    "disputed": "1;35",
    "today": "1;33",
    "soon": "33",
    "done": "34",
    "waiting": "2",
    "dim": "2",
    "heading": "1",
    "strong": "1",
}
_PLAIN_SGR = {role: sgr for role, sgr in _SGR.items() if sgr in ("1", "2")}


class Output:
    """Output to a terminal in colour, or to a pipe in plain text without cutting."""

    def __init__(self, look: Appearance, as_of: datetime | None = None) -> None:
        """Answer here; `as_of` is the moment named in JSON, when it is not the present."""
        self._look = look
        self._as_of = as_of
        self.terminal = sys.stdout.isatty() and means_of(os.environ.get("TERM", "")).screen

    @property
    def width(self) -> int:
        """Cells to wrap at: the terminal's width, COLUMNS, or a hundred."""
        if self.terminal or os.environ.get("COLUMNS"):
            return max(shutil.get_terminal_size((NO_TERMINAL_WIDTH, 24)).columns, 20)
        return NO_TERMINAL_WIDTH

    def lines(self, lines: Iterable[Line], *, one_row: bool = False) -> None:
        """Print lines of words, in colour if the terminal has colours.

        `one_row`: on a terminal each line is cut to the terminal's width.
        """
        for each in lines:
            line = _shortened(each, self.width) if one_row and self.terminal else each
            print("".join(self._paint(word) for word in line).rstrip())

    def line(self, *words: str | Words) -> None:
        """Print one line."""
        self.lines([tuple(w if isinstance(w, Words) else Words(w) for w in words)])

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[Words]],
        right: str = "",
        gives_way: Sequence[str] = (),
    ) -> None:
        """Print a table with columns as wide as their widest cell.

        On a narrow terminal the widest column is cut. Before it gets too short to read, the columns
        of `gives_way` (heads) are left out one by one. Columns in `right` are right-aligned.
        """
        widths = [len(name) for name in head]
        for row in rows:
            widths = [max(w, _cells(cell.text)) for w, cell in zip(widths, row, strict=True)]
        kept = list(range(len(head)))
        if self.terminal:
            kept, widths = _fitted(head, widths, gives_way, self.width)
        sides = ["right" if head[i] and head[i] in right.split() else "left" for i in kept]
        shown = [widths[i] for i in kept]
        self._row([Words(head[i], "heading") for i in kept], shown, sides)
        for row in rows:
            self._row([row[i] for i in kept], shown, sides)

    def _row(self, row: Sequence[Words], widths: Sequence[int], sides: Sequence[str]) -> None:
        cells = [
            Words(fit(cell.text, width, "right" if side == "right" else "left"), cell.role)
            for cell, width, side in zip(row, widths, sides, strict=True)
        ]
        last = Words(cells[-1].text.rstrip(), cells[-1].role)
        spaced = [part for cell in cells[:-1] for part in (cell, Words("  "))]
        self.lines([(*spaced, last)])

    def json(self, answer: object, *, one_line: bool = False) -> None:
        """Print JSON with stable keys; moments and days are in ISO 8601."""
        indent = None if one_line else 2
        print(json_text(dated(answer, self._as_of), ascii_only=self._look.ascii, indent=indent))

    def cut(self, text: str) -> str:
        """Cut a text to the terminal's width; a pipe gets it uncut."""
        return cut(text, self.width) if self.terminal else safe(text)

    def _paint(self, word: Words) -> str:
        text = safe(word.text, ascii=True) if self._look.ascii else word.text
        roles = _PLAIN_SGR if self._look.no_color else _SGR
        if not self.terminal or word.role not in roles or not text.strip():
            return text
        return f"\x1b[{roles[word.role]}m{text}\x1b[0m"


def _fitted(
    head: Sequence[str], widths: list[int], gives_way: Sequence[str], room: int
) -> tuple[list[int], list[int]]:
    """Choose the columns to show and their widths, for a number of cells."""
    kept = list(range(len(head)))
    for name in (None, *gives_way):
        kept = [i for i in kept if head[i] != name]
        widest = max(kept, key=lambda i: widths[i])
        left = room - sum(widths[i] + 2 for i in kept if i != widest)
        if left >= min(widths[widest], SHORTEST):
            break
    cut_to = min(widths[widest], max(left, 8))
    return kept, [cut_to if i == widest else width for i, width in enumerate(widths)]


def _shortened(line: Line, room: int) -> Line:
    """Cut a line to a number of cells; `~` marks the cut."""
    words: list[Words] = []
    for word in line:
        if _cells(word.text) > room:
            return (*words, Words(cut(word.text, room), word.role))
        words.append(word)
        room -= _cells(word.text)
    return tuple(words)


def _cells(text: str) -> int:
    return len(text) if text.isascii() else _wide(text)


def _wide(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def dated(answer: object, as_of: datetime | None) -> object:
    """Add to each object of the answer the past or future moment that it is about."""
    if as_of is None:
        return answer
    if isinstance(answer, dict):
        return {"as_of": as_of, **answer}
    return [dated(each, as_of) for each in answer] if isinstance(answer, list) else answer
