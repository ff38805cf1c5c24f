"""A commitment as a sentence to read aloud. Pure, like `tui.present`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.domain.countdown import countdown, long_text
from db.domain.vocabulary import Status, Verification
from tui import present
from tui.safe import safe

if TYPE_CHECKING:
    from pendulum import DateTime

    from db.queries.detail import Story


def sentence(story: Story, now: DateTime) -> str:
    """The commitment read aloud: who was to do what by when, and how that stands.

    "Rwanda was to do this by Thu 25 Sep 2025: Disengage forces. 424 days later it is pending; it
    is disputed."
    """
    row = story.row
    owners = " and ".join(safe(party.name) for party in story.owners) or "Nobody named"
    past = not row.status.is_open or (row.due is not None and countdown(row.due, now).past)
    number = 0 if len(story.owners) < 2 else 1
    verb = (("is", "are"), ("was", "were"))[past][number]
    by = f" by {present.full_due(row)}" if row.due is not None else ""
    return f"{owners} {verb} to do this{by}: {safe(row.title)}. {_standing(story, now)}"


def _standing(story: Story, now: DateTime) -> str:
    row = story.row
    status, heard = present.status_word(row), _HEARD[row.verification]
    if not row.status.is_open:
        how = f", {present.left(row, now).text}" if row.due and row.status is Status.DONE else ""
        return f"It is {status}{how}; {heard}."
    if row.due is None:
        return f"{_capital(present.why_no_date(row))}; it is {status}; {heard}."
    span = long_text(row.due, now)
    if span.endswith(" ago"):
        return f"{span.removesuffix(' ago')} later it is {status}; {heard}."
    return f"It is due {span} and {status}; {heard}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_HEARD = {
    Verification.NO_REPORT: "nobody has reported on it",
    Verification.CLAIMED: "only its owners have spoken",
    Verification.REPORTED: "it is reported as not done",
    Verification.CONFIRMED: "others confirm it",
    Verification.DISPUTED: "it is disputed",
    Verification.COULD_NOT_VERIFY: "nobody could verify it",
}
