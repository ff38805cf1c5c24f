"""Verbs for events, agreements and parties: the objects that commitments refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.commands.agreements import AddAgreement, AddParty, EditAgreement, check_zone
from db.commands.events import SetEvent
from db.domain.enums import AgreementRole, PartyKind
from db.domain.errors import BadInput
from db.queries.lookups import AgreementOf
from db.queries.what_if.simulate import WhatIf
from tui.cli.verbs import read, values
from tui.formatting import what_if
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from db.protocols import Command
    from db.queries.what_if.simulate import Supposed, SupposedEvent
    from tui.cli.context import Context

AGREEMENT_KEYS = ("title", "zone", "calendar", "process", "note")


def event(context: Context) -> int:
    """List events; or set one, and print which deadlines move from when to when."""
    args = context.args
    if args.action == "list":
        return read.events(context)
    if not (args.agreement and args.key):
        example = "accord event set WPA signing --on 2025-06-27"
        raise BadInput("Say the agreement and the event.", examples=(example,))
    times = sum(map(bool, (args.on, args.planned, args.unknown)))
    if times > 1 or not (times or args.completes):
        raise BadInput(
            "Say one of --on, --planned and --unknown, or --completes.",
            examples=("--on 2025-06-27", '--planned "in 2 weeks"'),
        )
    command, supposed = _event(context)
    return _do_and_say_moves(context, command, supposed)


def _event(context: Context) -> tuple[SetEvent, SupposedEvent]:
    args = context.args
    home = context.ask(AgreementOf(args.agreement, context.now))
    actual = values.day_in(context, home.code, args.on) if args.on else None
    planned = values.day_in(context, home.code, args.planned, future=True) if args.planned else None
    command = SetEvent(
        home.code, args.key, args.name, actual, planned, args.completes, args.source, args.reason
    )
    return command, command.supposed(home.zone, context.now)


def _do_and_say_moves(context: Context, command: Command, supposed: Supposed | None) -> int:
    """Print what moves with a change, then carry it out unless it is a dry run."""
    some = (supposed,) if supposed is not None else ()
    moved, dry_run = context.ask(WhatIf(some, context.now)), context.args.dry_run
    said = "Nothing was changed. It would be so:" if dry_run else context.do(command).summary
    if context.args.json:
        told = what_if.as_json(moved, context.now)
        context.out.json({"done": said, "dry_run": dry_run, "moved": told})
        return 0
    context.out.line(safe(said))
    context.out.lines((words,) for words in what_if.lines(moved, context.now))
    return 0


def agreement(context: Context) -> int:
    """Add an agreement with its parties, which must exist; or set fields of one."""
    args = context.args
    if args.action == "set":
        return _set_agreement(context)
    if args.dry_run:
        raise BadInput("A new agreement moves nothing.", hint="Leave out --dry-run.")
    if not args.zone:
        raise BadInput("In which zone do its days end?", examples=("--zone Africa/Juba",))
    zone = check_zone(args.zone)
    parties = [text.partition(":") for text in args.party]
    done = context.do(
        AddAgreement(
            args.code,
            " ".join(args.title),
            zone,
            args.process,
            values.day_at(context, zone, args.signed, future=True) if args.signed else None,
            parties=tuple(
                (code, values.word(AgreementRole, role or "signatory", "--party"))
                for code, _, role in parties
            ),
            calendar=args.calendar,
        )
    )
    values.answer(context, done.summary, ())
    return 0


def _set_agreement(context: Context) -> int:
    args = context.args
    fields: dict[str, str] = {}
    for word in args.title:
        key, is_there, value = word.partition("=")
        if not is_there or key not in AGREEMENT_KEYS:
            hint = f"Keys: {', '.join(AGREEMENT_KEYS)}, as in calendar=CD."
            raise BadInput(f"'{word}' sets nothing.", text=word, hint=hint)
        fields[key] = value
    command = EditAgreement(
        args.code,
        fields.get("title"),
        fields.get("zone"),
        fields.get("calendar"),
        fields.get("process"),
        fields.get("note"),
        args.reason,
    )
    supposed = command.supposed()
    if supposed is not None or args.dry_run:
        return _do_and_say_moves(context, command, supposed)
    values.answer(context, context.do(command).summary, ())
    return 0


def party(context: Context) -> int:
    """Add a party."""
    args = context.args
    kind = values.word(PartyKind, args.kind, "--kind")
    values.answer(context, context.do(AddParty(args.code, " ".join(args.name), kind)).summary, ())
    return 0
