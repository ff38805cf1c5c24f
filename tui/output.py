"""Answers on standard output: lines of words, tables, JSON. Nothing else is written there."""

from __future__ import annotations

import json
import os
import shutil
import sys
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from tui.present import Words
from tui.safe import cut, fit, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tui.look import Look
    from tui.story import Line

NO_TERMINAL_WIDTH = 100
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
    """Paints for a terminal; for a pipe it only writes, and cuts nothing."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.terminal = sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"

    @property
    def width(self) -> int:
        """Cells to wrap at: the terminal's, COLUMNS, or a hundred."""
        if self.terminal or os.environ.get("COLUMNS"):
            return max(shutil.get_terminal_size((NO_TERMINAL_WIDTH, 24)).columns, 20)
        return NO_TERMINAL_WIDTH

    def lines(self, lines: Iterable[Line]) -> None:
        """Lines of words, in colour where there is a terminal that has some."""
        for line in lines:
            print("".join(self._paint(word) for word in line).rstrip())

    def line(self, *words: str | Words) -> None:
        """One line."""
        self.lines([tuple(w if isinstance(w, Words) else Words(w) for w in words)])

    def table(self, head: Sequence[str], rows: Sequence[Sequence[Words]], right: str = "") -> None:
        """Columns as wide as their widest cell; on a terminal the longest column gives way.

        `right` names the columns (by their heads) that are set to the right.
        """
        widths = [len(name) for name in head]
        for row in rows:
            widths = [max(w, _cells(cell.text)) for w, cell in zip(widths, row, strict=True)]
        if self.terminal:
            widest = widths.index(max(widths))
            over = sum(widths) + 2 * (len(widths) - 1) - self.width
            widths[widest] = max(widths[widest] - max(over, 0), 12)
        sides = ["right" if name and name in right.split() else "left" for name in head]
        self._row([Words(name, "heading") for name in head], widths, sides)
        for row in rows:
            self._row(row, widths, sides)

    def _row(self, row: Sequence[Words], widths: Sequence[int], sides: Sequence[str]) -> None:
        cells = [
            Words(fit(cell.text, width, "right" if side == "right" else "left"), cell.role)
            for cell, width, side in zip(row, widths, sides, strict=True)
        ]
        last = Words(cells[-1].text.rstrip(), cells[-1].role)
        spaced = [part for cell in cells[:-1] for part in (cell, Words("  "))]
        self.lines([(*spaced, last)])

    def json(self, answer: object) -> None:
        """JSON with stable keys; moments and days in ISO 8601."""
        print(json.dumps(answer, indent=2, ensure_ascii=self._look.ascii, default=_plain))

    def cut(self, text: str) -> str:
        """A text that fits the terminal; uncut in a pipe."""
        return cut(text, self.width) if self.terminal else safe(text)

    def _paint(self, word: Words) -> str:
        text = safe(word.text, ascii=True) if self._look.ascii else word.text
        roles = _PLAIN_SGR if self._look.no_color else _SGR
        if not self.terminal or word.role not in roles or not text.strip():
            return text
        return f"\x1b[{roles[word.role]}m{text}\x1b[0m"


def _cells(text: str) -> int:
    return len(text) if text.isascii() else _wide(text)


def _wide(text: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415  only for text beyond ASCII

    return cell_len(text)


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(repr(value))
