"""Commitments as calendar tasks (RFC 5545): one VTODO each, replaced by a later report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.domain.enums import Status
from tui.formatting import commitment
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pendulum import DateTime

    from db.queries.commitments.row import CommitmentRow
    from tui.export.header import Head

LONGEST_LINE = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""

_STATUS = {
    Status.PENDING: "NEEDS-ACTION",
    Status.UNDER_WAY: "IN-PROCESS",
    Status.STALLED: "IN-PROCESS",
    Status.BREACHED: "NEEDS-ACTION",  # broken, and still owed
    Status.DONE: "COMPLETED",
    Status.RELEASED: "CANCELLED",
}
_THAT_DAY = "T100000Z"
"""Time of day for COMPLETED, which needs one: the same day from Hawaii to New Zealand."""
_SPECIAL = re.compile(r"([\\;,])")
Property = tuple[str, str]
"""Name with parameters, and value as it stands in the file."""


def ics_text(rows: Sequence[CommitmentRow], head: Head) -> str:
    """Write a calendar of tasks; lines end as the standard says, whatever the system."""
    lines = (f"{name}:{value}" for name, value in _calendar(rows, head))
    return "".join(f"{part}\r\n" for line in lines for part in fold(line))


def fold(line: str) -> Iterator[str]:
    """Fold a line into pieces of at most LONGEST_LINE octets; later ones begin with a space."""
    piece, room = "", LONGEST_LINE
    for char in line:
        octets = len(char.encode())
        if octets > room:
            yield piece
            piece, room = " ", LONGEST_LINE - 1
        piece += char
        room -= octets
    yield piece


def text(value: str) -> str:
    """Escape a text as a value: one safe line in which no sign separates or ends anything."""
    return _SPECIAL.sub(r"\\\1", safe(value))


def _calendar(rows: Sequence[CommitmentRow], head: Head) -> Iterator[Property]:
    under = f"; filter: {head.filter}" if head.narrowed else ""
    yield "BEGIN", "VCALENDAR"
    yield "VERSION", "2.0"
    yield "PRODID", "-//accord//commitments//EN"
    yield "X-WR-CALNAME", text(head.title)
    yield "X-WR-TIMEZONE", text(head.zone)
    yield "X-WR-CALDESC", text(f"{head.sentence}{under}.")
    for row in rows:
        yield from _task(row, head.now)
    yield "END", "VCALENDAR"


def _task(row: CommitmentRow, now: DateTime) -> Iterator[Property]:
    yield "BEGIN", "VTODO"
    yield "UID", text(f"{row.code}@accord")  # a code is never used twice
    yield "DTSTAMP", _utc(now)
    yield "SEQUENCE", str(row.version)
    yield "SUMMARY", text(f"{row.code} {row.title}")
    yield "DESCRIPTION", "\\n".join(text(line) for line in _about(row))
    words = [text(word) for word in (row.theme, *row.tags.split()) if word]
    if words:
        yield "CATEGORIES", ",".join(words)
    yield from _dates(row)
    if row.critical:
        yield "PRIORITY", "1"
    if row.amount is not None and row.target:
        yield "PERCENT-COMPLETE", str(max(0, min(100, 100 * row.amount // row.target)))
    yield "END", "VTODO"


def _dates(row: CommitmentRow) -> Iterator[Property]:
    """Give the due date, the status, and the date on which that was reached.

    A day stays a day in every reader's zone. A continuing duty that is kept goes on.
    """
    if row.due_at is not None and row.due_on is not None:
        if row.due_timed:
            yield "DUE", _utc(row.due_at)
        else:
            yield "DUE;VALUE=DATE", f"{row.due_on:%Y%m%d}"
    holding = row.continuing and row.status is Status.DONE
    yield "STATUS", "IN-PROCESS" if holding else _STATUS[row.status]
    if row.status is Status.DONE and not holding and row.done_at is not None:
        on_day = f"{row.done_on:%Y%m%d}{_THAT_DAY}"
        yield "COMPLETED", _utc(row.done_at) if row.done_timed else on_day


def _about(row: CommitmentRow) -> Iterator[str]:
    if row.owners:
        yield f"Owner: {row.owners}"
    yield f"Status: {commitment.status(row).text}; {row.verification.value}"
    yield f"Due: {commitment.full_due(row)}"
    if row.rule:
        yield f"Rule: {row.rule}"
    if row.provision:
        yield f"Provision: {row.provision}"


def _utc(at: DateTime) -> str:
    return at.in_timezone("UTC").strftime("%Y%m%dT%H%M%SZ")
