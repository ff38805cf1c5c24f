"""One commitment's story as lines of words: for the Detail, the preview and the command line.

Pure. A line is a sequence of Words; every text in it is safe to show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.domain.countdown import due_short, long_text
from db.domain.enums import LEVELS, CommitmentRole
from db.domain.time_state import two_clocks
from tui.formatting import commitment, occurrences, order_conflicts, reports, time_left
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe, safe_lines
from tui.formatting.sentence import sentence
from tui.formatting.styled_text import Line, heading, labelled, line, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pendulum import DateTime

    from db.queries.commitments.detail import CommitmentDetail
    from db.queries.history.changes import ChangeRow

__all__ = ["Line", "heading", "labelled", "line", "wrapped"]


def facts(story: CommitmentDetail, now: DateTime, width: int) -> Iterator[Line]:
    """Give status, deadline with both clocks, progress, parties, verification."""
    row = story.row
    since = f" since {row.status_on.isoformat()}" if row.status_on else ""
    yield from labelled("Status", f"{commitment.status_word(row)}{since}", width, "strong")
    yield from _deadline(story, now, width)
    if row.target is not None or row.amount is not None:
        done = "" if row.amount is None else f"{row.amount:,}"
        yield from labelled(
            "Progress", f"{done or '0'} of {row.target or '?':,} {safe(row.unit)}"
            if row.target is not None else f"{done} {safe(row.unit)}", width
        )  # fmt: skip
    if row.level is not None:
        yield from labelled("Level", f"{row.level} of 3 ({LEVELS[row.level]})", width)
    for label, people in _people(story):
        yield from labelled(label, people, width)
    role = "disputed" if row.verification.value == "disputed" else ""
    yield from labelled("Verified", reports.verification(story), width, role)
    yield from reports.quantities(story, width)
    yield from _marks(story, width)


def _deadline(story: CommitmentDetail, now: DateTime, width: int) -> Iterator[Line]:
    row = story.row
    yield from labelled("Deadline", _due(story, now), width, commitment.left(row, now).role)
    if len(story.deadlines) > 1 or row.rule not in ("", "none"):
        yield from labelled("Rule", safe(row.rule), width)
    if row.due is not None and row.first_due is not None:
        both = two_clocks(row.due, row.first_due, row.done or now)
        extended = len(story.deadlines) - 1
        times = "once" if extended == 1 else f"{extended} times"
        yield from labelled("Extended", f"{times}; {both}", width)
    if row.due is not None and row.status.is_open:
        for each in story.remarks:
            yield from labelled("", f"! {safe(each)}; it is not moved", width, "soon")
        for each in order_conflicts.conflicts(row.due, story.links, now):
            yield from labelled("", f"! due {due_short(row.due, now)}, {each}", width, "soon")
    if story.occurrences:
        yield from labelled("Instances", occurrences.tally(story.tally(now)), width)
    for version in story.deadlines[1:]:
        agreed = f", agreed {version.agreed_on.isoformat()}" if version.agreed_on else ""
        by = f" by {safe(version.agreed_by)}" if version.agreed_by else ""
        text = f"{safe(version.rule)}{agreed}{by}: {safe(version.reason)}"
        yield from labelled(f" version {version.number}", text, width)


def _due(story: CommitmentDetail, now: DateTime) -> str:
    row = story.row
    if row.due is None:
        return commitment.full_due(row)
    if not row.status.is_open:
        return f"{commitment.full_due(row)}   {commitment.left(row, now).text}"
    return f"{commitment.full_due(row)}   {long_text(row.due, now)}"


def _people(story: CommitmentDetail) -> Iterator[tuple[str, str]]:
    labels = (
        ("Owners" if len(story.owners) > 1 else "Owner", story.owners),
        ("Owed to", story.named(CommitmentRole.COUNTERPART)),
        ("Verifier", story.named(CommitmentRole.VERIFIER)),
    )
    for label, parties in labels:
        names = ", ".join(f"{safe(party.name)} ({safe(party.code)})" for party in parties)
        if names or label != "Verifier":
            yield label, names or "nobody named"


def _marks(story: CommitmentDetail, width: int) -> Iterator[Line]:
    row = story.row
    marks = [
        word
        for word, holds in (
            ("critical", row.critical),
            ("continuing", row.continuing),
            ("pinned", row.pinned),
            ("WITHDRAWN", story.withdrawn),
        )
        if holds
    ]
    if row.theme:
        marks.append(f"theme {safe(row.theme)}")
    marks += [f"#{safe(tag)}" for tag in row.tags.split()]
    if marks:
        yield from labelled("Marks", ", ".join(marks), width)
    if story.source:
        yield from labelled("Source", safe(story.source), width)


def links(story: CommitmentDetail, now: DateTime, width: int) -> Iterator[Line]:
    """Give the links: what it depends on, follows, runs beside, and what follows it."""
    for anchor in story.anchors:
        on = anchor.actual or anchor.planned
        known = commitment.when(on) if on else "not yet known"
        planned = " (planned)" if on and not anchor.actual else ""
        yield from wrapped(f"event {safe(anchor.key)}: {known}{planned}", width, indent=2)
    for link in story.links:
        state = time_left.in_words(link.row, now)
        text = f"{link.relation} {link.row.code} {safe(link.row.title)} ({link.row.owners}),"
        yield from wrapped(f"{text} {state.text}", width, state.role, indent=2)


def words(story: CommitmentDetail, width: int) -> Iterator[Line]:
    """Give the wording of the agreement."""
    for paragraph in safe_lines(story.words):
        yield from wrapped(paragraph, width - 2, indent=2)


def history(changes: Iterable[ChangeRow], width: int, zone: str) -> Iterator[Line]:
    """Give the commitment's changes in the trail, newest first."""
    for change in changes:
        taken_back = "  (undone)" if change.undone else ""
        when = commitment.moment(change.at, zone)
        yield line(
            Words(f"  {when}  ", "dim"), Words(safe(change.actor), "strong"), Words(taken_back)
        )
        reason = f" - {safe(change.reason)}" if change.reason else ""
        yield from wrapped(f"{safe(change.summary)}{reason}", width, indent=6)


def summary(
    story: CommitmentDetail, changes: Iterable[ChangeRow], now: DateTime, width: int, zone: str
) -> Iterator[Line]:
    """Give the few lines shown below the list."""
    yield from wrapped(f"{story.row.code}  {safe(story.row.title)}", width, "strong")
    yield from facts(story, now, width)
    yield from history(changes, width, zone)


def preview(
    story: CommitmentDetail, changes: Iterable[ChangeRow], now: DateTime, width: int, zone: str
) -> Iterator[Line]:
    """Give the column shown beside the list."""
    yield from wrapped(f"{story.row.code}  {safe(story.row.provision)}", width, "heading")
    yield from wrapped(safe(story.row.title), width, "strong")
    yield line("")
    yield from facts(story, now, width)
    yield from links(story, now, width)
    yield from (line(""), heading(f"REPORTS {len(story.reports)}"))
    yield from reports.reports(story.reports[:4], story.row.unit, width)
    yield from (line(""), heading("HISTORY"))
    yield from history(changes, width, zone)


def whole(
    story: CommitmentDetail, changes: Iterable[ChangeRow], now: DateTime, width: int, zone: str
) -> Iterator[Line]:
    """Give everything about the commitment: for the Detail and `accord show`."""
    row = story.row
    left, sign = commitment.left(row, now), commitment.sign(row, now)
    yield from wrapped(f"{row.code}  {commitment.title(row)}", width, "strong")
    place = f"{safe(story.agreement_title)}  {safe(row.provision)}"
    yield from wrapped(place.rstrip(), width, "dim")
    yield line(Words(f" {sign.text} {left.text}".rstrip(), left.role or sign.role))
    if story.deadlock:
        yield from wrapped(order_conflicts.deadlock(story.deadlock), width, "disputed")
    yield line("")
    yield from facts(story, now, width)
    yield from _sections(story, changes, now, width, zone)


def _sections(
    story: CommitmentDetail, changes: Iterable[ChangeRow], now: DateTime, width: int, zone: str
) -> Iterator[Line]:
    if story.occurrences:
        yield from (line(""), *occurrences.instances(story, now, width))
    together = list(links(story, now, width))
    if together:
        yield from (line(""), heading("HANGS TOGETHER WITH"), *together)
    if story.words:
        yield from (line(""), heading("WORDS OF THE AGREEMENT"))
        yield from words(story, width)
    yield from (line(""), heading(f"REPORTS {len(story.reports)}"))
    if not story.reports:
        yield line(Words("  Nobody has reported on it yet.", "dim"))
    yield from reports.reports(story.reports, story.row.unit, width)
    yield from (line(""), heading("READ ALOUD"))
    yield from wrapped(sentence(story, now), width, indent=2)
    yield from (line(""), heading(f"HISTORY ({zone})"))
    yield from history(changes, width, zone)
