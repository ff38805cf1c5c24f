"""Commitments as a file for others: Markdown, CSV or JSON. Writing overwrites nothing."""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum
from typing import TYPE_CHECKING

from db.domain.errors import Refused
from tui import as_json, markdown, present
from tui.output import json_value
from tui.safe import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pendulum import DateTime

    from db.queries.rows import CommitmentRow

COLUMNS = ("code", "title", "owners", "status", "due_on", "left", "verification", "theme", "rule")
MOST_FILES = 1000


class Format(StrEnum):
    """What a report can be written as; the value is the file's ending."""

    MARKDOWN = "md"
    CSV = "csv"
    JSON = "json"


def render(
    rows: Sequence[CommitmentRow], kind: Format, *, now: DateTime, zone: str, narrowed: str
) -> str:
    """The report; its head says as of when, in which zone and under which filter."""
    match kind:
        case Format.MARKDOWN:
            head = f"As of {present.moment(now, zone)} ({zone}); {len(rows)} commitments"
            under = f"; filter: `{safe(narrowed)}`" if narrowed else ""
            return f"# Commitments\n\n{head}{under}.\n\n{markdown.table(rows, now)}"
        case Format.CSV:
            return _csv(rows, now)
        case Format.JSON:
            told = [as_json.commitment(row, now) for row in rows]
            return json.dumps(told, indent=2, ensure_ascii=False, default=json_value) + "\n"


def _csv(rows: Sequence[CommitmentRow], now: DateTime) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        told = {**as_json.commitment(row, now), "owners": row.owners}
        writer.writerow([_cell(told[name]) for name in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    """Text that a spreadsheet shows and never computes."""
    text = "" if value is None else safe(str(value))
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def write(folder: Path, day: str, kind: Format, text: str) -> Path:
    """Write `accord-DAY.md` into the folder, or `accord-DAY-2.md` when that is there already.

    Raises:
        Refused: when the folder may not be written.
    """
    for number in range(1, MOST_FILES):
        path = folder / f"accord-{day}{f'-{number}' if number > 1 else ''}.{kind}"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            continue
        except OSError as error:
            raise Refused(f"{path} could not be written: {error.strerror}.") from error
        return path
    raise Refused(f"{folder} is full of reports.", "Move some of them away.")
