"""Commitments as a file for others, in six formats. Writing never overwrites a file."""

from __future__ import annotations

import errno
import importlib
import os
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING

from db.domain.errors import Refused
from tui.export import to_json, to_markdown
from tui.export.header import Head
from tui.export.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pendulum import DateTime

    from db.domain.history_point import Point
    from db.queries.commitments.row import CommitmentRow

MOST_FILES = 1000


class Format(StrEnum):
    """Format of a report; the value is the file's extension."""

    MARKDOWN = "md"
    CSV = "csv"
    JSON = "json"
    HTML = "html"
    ICS = "ics"
    PLAIN = "txt"


MEANS: dict[Format, str] = {
    Format.MARKDOWN: "Markdown, for minutes and mail",
    Format.CSV: "CSV, for a spreadsheet",
    Format.JSON: "JSON, for a script",
    Format.HTML: "HTML, to print or send",
    Format.ICS: "tasks of a calendar (ICS)",
    Format.PLAIN: "plain text",
}
"""Purpose of each format, for menus and help."""

_ELSEWHERE = {
    Format.CSV: ("tui.export.to_csv", "csv_text"),
    Format.HTML: ("tui.export.to_html", "html_text"),
    Format.ICS: ("tui.export.to_ics", "ics_text"),
    Format.PLAIN: ("tui.export.to_text", "plain_text"),
}


def render(
    rows: Sequence[CommitmentRow],
    kind: Format,
    *,
    now: DateTime,
    zone: str,
    narrowed: str,
    point: Point | None = None,
) -> str:
    """Write the report; its header names the as-of moment, the zone and the filter.

    `point` is the point in the history that it shows; None for the present.

    Every text of the store is safe in it: for a terminal, and for the format.
    """
    head = Head(now, zone, narrowed, len(rows), None if point and point.is_now else point)
    match kind:
        case Format.MARKDOWN:
            return _markdown(rows, head)
        case Format.JSON:
            return _json(rows, head)
        case _:
            module, function = _ELSEWHERE[kind]
            text: str = getattr(importlib.import_module(module), function)(rows, head)
            return text


def _markdown(rows: Sequence[CommitmentRow], head: Head) -> str:
    under = f"; filter: {to_markdown.code(head.narrowed)}" if head.narrowed else ""
    return f"# {head.title}\n\n{head.sentence}{under}.\n\n{to_markdown.table(rows, head.now)}"


def _json(rows: Sequence[CommitmentRow], head: Head) -> str:
    told = {
        "as_of": head.now.in_timezone(head.zone),
        "change": head.point.known if head.point is not None else None,
        "zone": head.zone,
        "filter": head.narrowed,
        "commitments": [to_json.commitment(row, head.now) for row in rows],
    }
    return json_text(told) + "\n"


def write(folder: Path, day: str, kind: Format, text: str) -> Path:
    """Write `accord-DAY.md` into the folder, or `accord-DAY-2.md` if that exists.

    The file is complete or absent: it is written under another name first.

    Raises:
        Refused: when the folder is not writable, or has no space.
    """
    names = (f"accord-{day}{f'-{number}' if number > 1 else ''}" for number in range(1, MOST_FILES))
    part = folder / f".accord-{day}-{os.getpid()}.part"
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        found = next(
            (path for name in names if _named(part, path := folder / f"{name}.{kind}")), None
        )
    except OSError as error:
        raise Refused(
            f"The report could not be written in {folder}: {error.strerror}.",
            "Make room, or start accord in a folder that you may write in.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    if found is None:
        raise Refused(f"{folder} is full of reports.", "Move some of them away.")
    return found


def _named(part: Path, path: Path) -> bool:
    """Give the file this name, unless the name is taken."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK):
            raise
        if path.exists():  # a file system without links: looked at first, then moved
            return False
        part.rename(path)
    return True
