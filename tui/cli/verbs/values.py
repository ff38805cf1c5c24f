"""Parsing of values (days, rules, words), and the answer to a change."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from db.domain.bounds import LONGEST_INPUT
from db.domain.deadlines.day_math import instant_at
from db.domain.errors import BadInput
from db.domain.parsing.moment import read_moment, read_past
from db.domain.text_files import unmarked
from db.domain.unlikely_dates import remarks
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.typed_deadline import TypedRule
from db.queries.lookups import AgreementOf
from tui.export import to_json
from tui.formatting import commitment
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from db.domain.deadlines.resolver import Due
    from db.domain.deadlines.rules import FixedDate, Rule
    from tui.cli.context import Context

W = TypeVar("W", bound=StrEnum)


def word(words: type[W], text: str, what: str) -> W:
    """Parse a word of a closed set; a hyphen may replace the space, and a prefix is enough.

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
    """Take a text as typed; `-` reads standard input.

    Raises:
        BadInput: when that is too long, or no text.
    """
    return typed if typed != "-" else standard_input().strip()


def standard_input(most: int = LONGEST_INPUT) -> str:
    """Read all of standard input, up to a maximum number of characters.

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
    """Parse a deadline for an agreement, in free wording or as a rule.

    Raises:
        BadInput: marking what is wrong with it.
    """
    found, odd = context.ask(TypedRule(agreement, text, context.now, current))
    _point_out(context, text, odd)
    return found


def day(context: Context, code: str, text: str) -> date | datetime:
    """Parse a day or a moment in the past, about a commitment.

    Raises:
        BadInput: for anything that is no fixed date, or is in the future.
    """
    zone = context.ask(GetCommitment(code)).row.zone
    return _fixed(_moment(context, zone, text), zone)


def day_in(context: Context, agreement: str, text: str, *, future: bool = False) -> date | datetime:
    """Parse a day or a moment about an agreement; with `future` also one to come."""
    zone = context.ask(AgreementOf(agreement, context.now)).zone
    return _fixed(_moment(context, zone, text, future=future), zone)


def day_at(context: Context, zone: str, text: str, *, future: bool = False) -> date:
    """Parse a day in the past, without a time; with `future` also one to come."""
    return _moment(context, zone, text, future=future).day


def _moment(context: Context, zone: str, text: str, *, future: bool = False) -> FixedDate:
    reader = read_moment if future else read_past
    found = reader(text, now=context.now, zone=zone)
    _point_out(context, text, remarks(text, found, context.now, zone))
    return found


def _point_out(context: Context, text: str, remarks: Iterable[str]) -> None:
    """Warn on standard error about odd values."""
    for each in remarks:
        context.point_out(f"{safe(text)}: {each}.")


def _fixed(found: FixedDate, zone: str) -> date | datetime:
    if found.time is None:
        return found.day
    return instant_at(found.day, found.time, found.zone or zone).in_timezone(found.zone or zone)


def answer(context: Context, summary: str, codes: tuple[str, ...]) -> None:
    """Print the change, and the new state of each commitment."""
    stories = [context.ask(GetCommitment(code)) for code in codes]
    if context.args.json:
        rows = [to_json.commitment(found.row, context.now) for found in stories]
        context.out.json({"done": summary, "commitments": rows})
        return
    context.out.line(safe(summary))
    for found in stories:
        row = found.row
        left = f", {commitment.left(row, context.now).text}" if row.due else ""
        status = "withdrawn" if found.withdrawn else commitment.status_word(row)
        context.out.line(f"  {row.code}  {commitment.full_due(row)}{left}; {status}")
