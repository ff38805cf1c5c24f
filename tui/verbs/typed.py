"""What people type as values (days, rules, words), and the answer to a change."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from db.domain.bounds import LONGEST_INPUT
from db.domain.dates import understand
from db.domain.errors import BadInput
from db.domain.texts import unmarked
from db.domain.typed_moment import read_moment
from db.domain.unlikely_dates import remarks
from db.queries.detail import StoryOf
from db.queries.lists import AgreementOf, Events
from tui import as_json, present
from tui.safe import safe

if TYPE_CHECKING:
    from datetime import date, datetime

    from db.domain.deadline.resolve import Due
    from db.domain.deadline.rules import FixedDate, Rule
    from tui.context import Context

W = TypeVar("W", bound=StrEnum)


def word(words: type[W], text: str, what: str) -> W:
    """A word of a closed set; a hyphen may stand for the space, and its beginning for the whole.

    Raises:
        BadInput: with the nearest word and all there are.
    """
    tidy = text.strip().casefold().replace("-", " ").replace("_", " ")
    found = [each for each in words if each.value == tidy]
    found = found or [each for each in words if tidy and each.value.startswith(tidy)]
    if len(found) == 1:
        return found[0]
    known = [each.value.replace(" ", "-") for each in words]
    near = get_close_matches(text, known, 1)
    start = f"Did you mean {near[0]}? " if near else ""
    raise BadInput(f"{what} has no '{text}'.", text=text, hint=f"{start}Known: {', '.join(known)}.")


def text(typed: str) -> str:
    """A text as typed; `-` reads standard input.

    Raises:
        BadInput: when that is too long, or no text.
    """
    return typed if typed != "-" else standard_input().strip()


def standard_input(most: int = LONGEST_INPUT) -> str:
    """All of standard input, of so many characters at most.

    Raises:
        BadInput: when there is more, or it is no text.
    """
    try:
        found = sys.stdin.read(most + 1)
    except UnicodeDecodeError as error:
        message = "What came on standard input is no text."
        raise BadInput(message, hint="Give it as UTF-8.") from error
    if len(found) > most:
        message = f"Standard input has more than {most:,} characters."
        raise BadInput(message, hint="Give less at a time.")
    return unmarked(found)


def rule(context: Context, agreement: str, text: str, current: Due | None = None) -> Rule:
    """A deadline as typed for an agreement, freely or as a rule.

    Raises:
        BadInput: marking what is wrong with it.
    """
    zone = context.ask(AgreementOf(agreement, context.now)).zone
    every = context.ask(Events())
    events = [
        row.key if row.agreement == agreement else f"{row.agreement}/{row.key}" for row in every
    ]
    found = understand(text, now=context.now, zone=zone, current=current, events=events)
    _point_out(context, text, found, zone)
    return found


def day(context: Context, code: str, text: str) -> date | datetime:
    """A day or a moment in the past or future, as typed about a commitment.

    Raises:
        BadInput: for anything that is no fixed date.
    """
    return _fixed(context, context.ask(StoryOf(code)).row.zone, text)


def day_in(context: Context, agreement: str, text: str) -> date | datetime:
    """The same, about an agreement."""
    return _fixed(context, context.ask(AgreementOf(agreement, context.now)).zone, text)


def day_at(context: Context, zone: str, text: str) -> date:
    """A day, without a time."""
    return _moment(context, zone, text).day


def _moment(context: Context, zone: str, text: str) -> FixedDate:
    found = read_moment(text, now=context.now, zone=zone)
    _point_out(context, text, found, zone)
    return found


def _point_out(context: Context, text: str, found: Rule, zone: str) -> None:
    """Say on standard error what is odd about a day that was understood."""
    for each in remarks(text, found, context.now, zone):
        context.point_out(f"{safe(text)}: {each}.")


def _fixed(context: Context, zone: str, text: str) -> date | datetime:
    found = _moment(context, zone, text)
    if found.time is None:
        return found.day
    import pendulum  # noqa: PLC0415  only where a time was typed

    day, time = found.day, found.time
    return pendulum.datetime(
        day.year, day.month, day.day, time.hour, time.minute, tz=found.zone or zone
    )


def answer(context: Context, summary: str, codes: tuple[str, ...]) -> None:
    """Say what was done, and how each commitment stands now."""
    stories = [context.ask(StoryOf(code)) for code in codes]
    if context.args.json:
        rows = [as_json.commitment(found.row, context.now) for found in stories]
        context.out.json({"done": summary, "commitments": rows})
        return
    context.out.line(safe(summary))
    for found in stories:
        row = found.row
        left = f", {present.left(row, context.now).text}" if row.due else ""
        status = "withdrawn" if found.withdrawn else present.status_word(row)
        context.out.line(f"  {row.code}  {present.full_due(row)}{left}; {status}")
