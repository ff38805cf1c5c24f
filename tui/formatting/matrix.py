"""A matrix in words: what stands in a cell, and the filter that lists what it counts. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.domain.filters.parser import quoted
from db.queries.boards.matrix import CellCount, ColumnKind, Matrix, RowKind
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

ALL = "All"
LEGEND = "! overdue  * today  ? disputed  - waiting  = all closed: the worst in each cell"
_ROLES = {"!": "overdue", "*": "today", "?": "disputed", "-": "waiting", "=": "done"}
_ROW_KEY = {RowKind.PROVISIONS: "provision", RowKind.THEMES: "theme"}
_COLUMN_KEY = {ColumnKind.PARTIES: "party", ColumnKind.STATUS: "status"}


def cell(tally: CellCount | None) -> Words:
    """Number of commitments after the worst sign among them: `!3`; a dot for none."""
    if tally is None or not tally.count:
        return Words(".", "dim")
    return Words(f"{tally.worst}{tally.count:,}".strip(), _ROLES.get(tally.worst, ""))


def head(row: str) -> str:
    """Name of a row."""
    return safe(row) or ALL


def filter_of(row: str, column: str, by: RowKind, across: ColumnKind) -> str:
    """Build the filter that lists exactly what a cell counts, without the agreement."""
    terms = []
    if row:
        terms.append(f"{_ROW_KEY[by]}:{quoted(row)}")
    if column:
        value = column.replace(" ", "-") if across is ColumnKind.STATUS else column
        terms.append(f"{_COLUMN_KEY[across]}:{quoted(value)}")
    return " ".join(terms)


def sentence(matrix: Matrix, row: str, column: str) -> str:
    """Describe in words what a cell counts."""
    tally = matrix.cells.get((row, column))
    where = ", ".join(filter(None, (safe(row), safe(column)))) or "All"
    if tally is None or not tally.count:
        return f"{where}: none."
    parts = [f"{tally.count:,}, {tally.still_open:,} open"]
    named = (("overdue", tally.overdue), ("due today", tally.today), ("disputed", tally.disputed))
    parts += [f"{number:,} {name}" for name, number in named if number]
    parts += [f"{tally.waiting:,} waiting"] if tally.waiting else []
    return f"{where}: {', '.join(parts)}. Enter lists them."


def table(matrix: Matrix, by: RowKind) -> tuple[list[str], list[list[Words]]]:
    """Give head and lines as text; the last line is the total."""
    columns = (safe(name).replace(" ", "-") for name in matrix.columns)
    heads = [by.value.removesuffix("s").capitalize(), ALL, *columns]
    lines = [
        [
            Words(head(row), "strong" if not row else ""),
            *(cell(matrix.cells.get((row, column))) for column in ("", *matrix.columns)),
        ]
        for row in (*matrix.rows, "")
    ]
    return heads, lines


def as_json(matrix: Matrix, by: RowKind, across: ColumnKind) -> dict[str, Any]:
    """Convert with stable keys; `null` is the row or column of all."""
    return {
        "agreement": matrix.agreement,
        "title": matrix.title,
        "by": by.value,
        "across": across.value,
        "rows": list(matrix.rows),
        "columns": list(matrix.columns),
        "cells": list(_cells(matrix, by, across)),
    }


def _cells(matrix: Matrix, by: RowKind, across: ColumnKind) -> Iterator[dict[str, Any]]:
    for row in (*matrix.rows, ""):
        for column in ("", *matrix.columns):
            tally = matrix.cells.get((row, column))
            if tally is not None and tally.count:
                yield {
                    "row": row or None,
                    "column": column or None,
                    "count": tally.count,
                    "open": tally.still_open,
                    "overdue": tally.overdue,
                    "due_today": tally.today,
                    "disputed": tally.disputed,
                    "waiting": tally.waiting,
                    "worst": tally.worst.strip(),
                    "filter": f"in:{matrix.agreement} {filter_of(row, column, by, across)}".strip(),
                }
