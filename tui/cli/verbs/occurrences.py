"""Verbs for recurring duties, and duties owed on each occurrence of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.commands.occurrences import Arise, MakeOccurrences, MeetOccurrence
from tui.cli.verbs import values

if TYPE_CHECKING:
    from tui.cli.context import Context


def meet(context: Context) -> int:
    """Record that an occurrence was met."""
    args = context.args
    on = values.day(context, args.code, args.on) if args.on else None
    command = MeetOccurrence(args.code, args.number, on, args.source, args.note)
    values.answer(context, context.do(command).summary, (args.code,))
    return 0


def arose(context: Context) -> int:
    """Record that the trigger of a duty has occurred."""
    args = context.args
    at = values.day(context, args.code, args.at) if args.at else None
    command = Arise(args.code, at, args.note, args.source)
    values.answer(context, context.do(command).summary, (args.code,))
    return 0


def tick(context: Context) -> int:
    """Create the occurrences that are due."""
    args = context.args
    command = MakeOccurrences(tuple(args.codes), args.from_start)
    values.answer(context, context.do(command).summary, ())
    return 0
