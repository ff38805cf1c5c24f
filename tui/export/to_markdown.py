"""Commitments as Markdown that can be pasted into minutes. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.formatting import commitment, time_left
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pendulum import DateTime

    from db.queries.commitments.row import CommitmentRow

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~$]|&(?=#|\w+;))")


def plain(text: str) -> str:
    """Escape a text so that Markdown and HTML take it literally."""
    return _SPECIAL.sub(r"\\\1", safe(text))


def code(text: str) -> str:
    """Quote a text as code, with enough backticks that none in it can end it."""
    shown = safe(text)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    space = " " if "`" in shown else ""
    return f"{fence}{space}{shown}{space}{fence}"


def table(rows: Iterable[CommitmentRow], now: DateTime) -> str:
    """Write a table of commitments."""
    lines = ["| Id | Commitment | Owner | Due | Left | Status |", "|---|---|---|---|---:|---|"]
    lines += [_line(row, now) for row in rows]
    return "\n".join(lines) + "\n"


def _line(row: CommitmentRow, now: DateTime) -> str:
    cells = (
        row.code,
        row.title,
        row.owners,
        commitment.full_due(row),
        time_left.in_words(row, now).text,
        commitment.status(row).text,
    )
    return "| " + " | ".join(plain(cell) for cell in cells) + " |"
