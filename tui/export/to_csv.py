"""Commitments as CSV that a spreadsheet displays and never computes."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from tui.export import to_json
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.commitments.row import CommitmentRow
    from tui.export.header import Head

COLUMNS = ("code", "title", "owners", "status", "due_on", "left", "verification", "theme", "rule")
_HEAD = ("as_of", "zone", "filter")
"""Last columns, the same in every row: CSV has no other place that every reader keeps."""

_BEGINS = "=+\\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
"""Signs that begin a formula, also in full width and as small forms."""
_FORMULA = re.compile(rf"(^[\s\"]*|;[\s\"]*)(?=[{_BEGINS}])")
"""Starts of formulas: at the start of a cell, or after a semicolon, which may split cells."""


def csv_text(rows: Sequence[CommitmentRow], head: Head) -> str:
    """Write a head line and one line a commitment; every line ends with the report's header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, *_HEAD))
    as_of = head.now.in_timezone(head.zone).isoformat()
    about = [cell(each) for each in (as_of, head.zone, head.narrowed)]
    for row in rows:
        told = {**to_json.commitment(row, head.now), "owners": row.owners}
        writer.writerow([*(cell(told[name]) for name in COLUMNS), *about])
    return out.getvalue()


def cell(value: object) -> str:
    """Format a value as text; a possible formula gets an apostrophe before it."""
    return "" if value is None else _FORMULA.sub(r"\1'", safe(str(value)))
