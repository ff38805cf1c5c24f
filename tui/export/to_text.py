"""Commitments as plain text: for mail, a printer, or a screen reader."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from tui.formatting import commitment, time_left
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.queries.commitments.row import CommitmentRow
    from tui.export.header import Head

WIDTH = 78
"""Characters of a line; mail programs break longer lines anywhere."""


def plain_text(rows: Sequence[CommitmentRow], head: Head) -> str:
    """Write a title, the header, and two or three lines for each commitment."""
    return "\n".join(_lines(rows, head)) + "\n"


def _lines(rows: Sequence[CommitmentRow], head: Head) -> Iterator[str]:
    yield head.title.upper()
    yield f"{head.sentence}."
    if head.narrowed:
        yield from _wrapped(f"Filter: {head.filter}", "        ")
    for row in rows:
        yield ""
        sign = commitment.sign(row, head.now).text
        yield from _wrapped(f"{sign} {safe(row.code)}  {commitment.title(row)}", "  ")
        yield from _wrapped(f"  {_second(row, head)}", "  ")
    if rows:
        signs = ", ".join(f"{sign} {meaning}" for sign, meaning in commitment.SIGNS[:5])
        yield from ("", f"Signs: {signs}.")


def _second(row: CommitmentRow, head: Head) -> str:
    parts = (
        safe(row.owners) or "nobody owes it",
        f"due {commitment.full_due(row)}" if row.due is not None else commitment.full_due(row),
        time_left.in_words(row, head.now).text if row.due is not None else "",
        commitment.status(row).text,
        row.verification.value,
    )
    return "; ".join(part for part in parts if part)


def _wrapped(line: str, indent: str) -> list[str]:
    return textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_on_hyphens=False)
