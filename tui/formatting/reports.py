"""Reports about a commitment: speaker, source and count. Pure."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from db.domain.enums import Says
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.formatting.styled_text import Line, labelled, line, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.queries.commitments.detail import CommitmentDetail, ReportRow

SAYS = {
    Says.DENIES: "denies it",
    Says.COULD_NOT_VERIFY: "could not verify",
    Says.DONE: "says done",
    Says.NOT_DONE: "says not done",
}
SHORT_DIGEST = 12
"""Number of digits shown of a file's digest."""
_INDENT = 14


def verification(story: CommitmentDetail) -> str:
    """Describe the verification, and each speaker's latest report, from which it follows."""
    said = "; ".join(f"{safe(each.speaker or '')} {_says(each)}" for each in story.latest)
    return f"{story.row.verification}{': ' if said else ''}{said}"


def _says(report: ReportRow) -> str:
    says = SAYS[report.says] if report.says else ""
    counted = f" ({report.quantity:,})" if report.quantity is not None else ""
    return f"{says}{counted}, {report.day.isoformat()}"


def quantities(story: CommitmentDetail, width: int) -> Iterator[Line]:
    """List each speaker's latest count, one below the other, against that of the first owner."""
    counts = story.quantities
    numbers = [f"{each.quantity:,}" for each in counts]
    room = max(map(len, numbers), default=0)
    for place, (each, number) in enumerate(zip(counts, numbers, strict=True)):
        verb = "declared" if each.stance == "owner" else "counted"
        by = f"{verb} by {safe(each.speaker or '')} ({each.stance}), {each.day.isoformat()}"
        text = f"{number:>{room}} {safe(story.row.unit)} {by}".replace("  ", " ")
        text = text.rjust(len(text) + room - len(number))
        yield from labelled("" if place else "Counts", f"{text}{_apart(each, counts[0])}", width)


def _apart(count: ReportRow, first: ReportRow) -> str:
    apart = (count.quantity or 0) - (first.quantity or 0)
    return f"; {abs(apart):,} {'more' if apart > 0 else 'fewer'}" if apart else ""


def reports(entries: Iterable[ReportRow], unit: str, width: int) -> Iterator[Line]:
    """List the reports, newest first, each with its speaker, source and file."""
    for report in entries:
        yield from _entry(report, unit, width)


def _entry(report: ReportRow, unit: str, width: int) -> Iterator[Line]:
    who = safe(report.speaker or report.author)
    standing = report.corrected_by is None
    parts = textwrap.wrap(f"{who}{_claims(report, unit)}", max(width - _INDENT, 12))
    first = parts[0].removeprefix(who)
    yield line(
        Words(f"  {report.day.isoformat()}  ", "dim"),
        Words(who if first != parts[0] else "", "strong" if standing else "dim"),
        Words(first, "" if standing else "dim"),
    )
    role = "" if standing else "dim"
    for part in parts[1:]:
        yield line(Words(" " * _INDENT + part, role))
    if not standing:
        text = f"Corrected by #{report.corrected_by}: it no longer counts."
        yield from wrapped(text, width, "soon", indent=_INDENT)
    for text in (report.text, _source(report), _file(report)):
        yield from wrapped(safe(text), width, role, indent=_INDENT)


def _claims(report: ReportRow, unit: str) -> str:
    role = f" ({report.stance})" if report.speaker and report.stance != "other" else ""
    says = f" {SAYS[report.says]}" if report.says else ""
    counted = f" {report.quantity:,} {safe(unit)}".rstrip() if report.quantity is not None else ""
    corrects = f"  corrects #{report.corrects_id}" if report.corrects_id is not None else ""
    return (
        f"{role}{says}{counted}"
        + (f"  [{report.status_to}]" if report.status_to else "")
        + (f"  level {report.level}" if report.level is not None else "")
        + (f"  grade {safe(report.grade)}" if report.grade else "")
        + f"  #{report.id}{corrects}"
    )


def _source(report: ReportRow) -> str:
    dated = f" ({report.source_on.isoformat()})" if report.source_on else ""
    parts = [part for part in (f"{report.source}{dated}".strip(), report.url) if part]
    return f"Source: {'; '.join(parts)}" if parts else ""


def _file(report: ReportRow) -> str:
    if not report.has_file:
        return ""
    return f"File: {report.file_name} (SHA-256 {report.file_digest[:SHORT_DIGEST]}...)"
