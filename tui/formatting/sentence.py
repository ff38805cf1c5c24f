"""A commitment as a sentence to read aloud. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.domain.countdown import countdown
from db.domain.enums import Says, Status, Verification
from db.domain.parsing.day_names import long_day_words
from db.domain.time_state import lateness_days
from tui.formatting import commitment
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from pendulum import DateTime

    from db.domain.deadlines.resolver import Due
    from db.queries.commitments.detail import CommitmentDetail, ReportRow

_VERBS = """
accept adopt agree allow amend appoint apply arrange assemble attend begin bring build call canton
carry cease certify clear close collect commit complete conclude convene create declare
decommission defer define deliver demobilise deploy destroy disarm disband disclose disengage
dismantle draft elect enact end ensure establish evacuate exchange extend facilitate finance finish
form free fund gather give grant guarantee halt hand hold identify implement include install
introduce issue join keep launch leave let lift limit list maintain make meet monitor move name
negotiate neutralise normalise notify open operate organise pay place plan prepare present prevent
promote propose protect provide publish pull put ratify reconstitute recognise redeploy reduce
refrain register release relocate remove reopen repair repatriate replace report resettle respect
restore restrict return review revise run secure send set share sign staff start stop submit supply
support suspend take train transfer treat unify verify vote withdraw
"""
_SAYABLE = frozenset(_VERBS.split())
"""Verbs that can follow "was to" when a duty's title begins with them."""


def sentence(story: CommitmentDetail, now: DateTime) -> str:
    """Describe the commitment: who was to do what by when, and how that stands, by whose report.

    "Rwanda was to disengage forces by 25 September 2025; 424 days later this is disputed: Rwanda
    says done (5 October 2025), United Nations says not done (2 March 2026; Note 7)."
    """
    row = story.row
    owners = " and ".join(safe(party.name) for party in story.owners) or "Nobody named"
    past = not row.status.is_open or (row.due is not None and countdown(row.due, now).past)
    verb = (("is", "are"), ("was", "were"))[past][len(story.owners) > 1]
    by = _by(story)
    first, _, rest = safe(row.title).rstrip(".").partition(" ")
    if first.casefold() in _SAYABLE and not rest.startswith("of "):
        duty = f"{first.lower()} {rest}".rstrip() + by
    else:
        duty = f"do this{by}: {first} {rest}".rstrip()
    return f"{owners} {verb} to {duty}; {_standing(story, now)}{_words_of(story)}."


def _by(story: CommitmentDetail) -> str:
    due, first = story.row.due, story.row.first_due
    if due is None:
        return ""
    was = f" (at first by {_spoken(first)})" if first is not None else ""
    return f" by {_spoken(due)}{was}{' as planned' if due.provisional else ''}"


def _spoken(due: Due) -> str:
    if not due.timed:
        return long_day_words(due.day)
    local = due.ends.in_timezone(due.zone)
    return f"{local.format('HH:mm')} on {long_day_words(local.date())} in {due.zone}"


def _standing(story: CommitmentDetail, now: DateTime) -> str:
    """Describe the days and the finding."""
    row = story.row
    found, status = _FOUND[row.verification], commitment.status_word(row)
    if not row.status.is_open:
        return f"it {'is' if row.continuing else 'was'} {status}{_when(story)}, and {found}"
    plain = row.status is Status.PENDING and row.verification is not Verification.NO_REPORT
    how = found if plain else f"it is {status}, and {found}"
    if row.due is None:
        return f"{commitment.why_no_date(row)}; {how}"
    counted = countdown(row.due, now)
    if not counted.past:
        left = "it is due today" if counted.days == 0 else f"{_days(counted.days)} are left"
        return f"{left.replace('1 day are', '1 day is')}, and {how}"
    late = -counted.days
    since_first = _since_first(story, now)
    return f"{_days(late)} later{since_first} {how}" if late else f"since today it is late; {how}"


def _since_first(story: CommitmentDetail, now: DateTime) -> str:
    first = story.row.first_due
    return f", {_days(-countdown(first, now).days)} after the first date," if first else ""


def _when(story: CommitmentDetail) -> str:
    row = story.row
    if row.status is not Status.DONE or row.done is None:
        return f" on {long_day_words(row.status_on)}" if row.status_on else ""
    on = f" on {long_day_words(row.done.day)}"
    if row.due is None:
        return on
    days = lateness_days(row.due, row.done)
    first = row.first_due
    after = f", {_days(lateness_days(first, row.done))} after the first date" if first else ""
    if days == 0:
        return f"{on}, on the day{after}"
    return f"{on}, {_days(abs(days))} {'late' if days > 0 else 'early'}{after}"


def _words_of(story: CommitmentDetail) -> str:
    """Describe each speaker's report, with the count and the source."""
    counts = {each.speaker: each for each in story.quantities}
    said = [_said(each, counts, story.row.unit) for each in reversed(story.latest)]
    return f": {', '.join(said)}" if said else ""


def _said(report: ReportRow, counts: dict[str | None, ReportRow], unit: str) -> str:
    assert report.says is not None  # noqa: S101  only such are the latest words
    who = safe(report.speaker_name or "")
    count = counts.get(report.speaker)
    about = [long_day_words(report.day)]
    if count is not None:
        about.append(f"{count.quantity:,} {safe(unit)}".rstrip())
    about += [safe(each) for each in (report.source or report.url,) if each]
    return f"{who} {_SAYS[report.says]} ({'; '.join(about)})"


def _days(number: int) -> str:
    return f"{number:,} day{'' if number == 1 else 's'}"


_SAYS = {
    Says.DONE: "says done",
    Says.NOT_DONE: "says not done",
    Says.DENIES: "denies it",
    Says.COULD_NOT_VERIFY: "could not verify it",
}
_FOUND = {
    Verification.NO_REPORT: "nobody has reported on it",
    Verification.CLAIMED: "this is claimed and not verified",
    Verification.REPORTED: "this is reported as not done",
    Verification.CONFIRMED: "this is confirmed",
    Verification.DISPUTED: "this is disputed",
    Verification.COULD_NOT_VERIFY: "this could not be verified",
}
