"""Verbs that enter what commitments hang on: events, agreements, parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.commands.agreements import AddAgreement, AddParty, check_zone
from db.commands.events import SetEvent
from db.domain.errors import BadInput
from db.domain.vocabulary import AgreementRole, PartyKind
from db.queries.lists import AgreementOf
from db.queries.register import CodesOf, RowsOf
from tui import present
from tui.safe import safe
from tui.verbs import typed

if TYPE_CHECKING:
    from db.queries.rows import CommitmentRow
    from tui.context import Context


def event(context: Context) -> int:
    """Set or move an event, and say which deadlines moved from when to when."""
    args = context.args
    if sum(map(bool, (args.on, args.planned, args.unknown, args.completes))) != 1:
        raise BadInput(
            "Say one of --on, --planned, --unknown or --completes.",
            examples=("--on 2025-06-27", '--planned "in 2 weeks"'),
        )
    agreement = context.ask(AgreementOf(args.agreement, context.now)).code
    before = _dates(context)
    done = context.do(
        SetEvent(
            agreement,
            args.key,
            args.name,
            typed.day_in(context, agreement, args.on) if args.on else None,
            typed.day_in(context, agreement, args.planned) if args.planned else None,
            args.completes,
            args.source,
            args.reason,
        )
    )
    moved = [
        (before[code], row)
        for code, row in _dates(context).items()
        if code in before and before[code].due_at != row.due_at
    ]
    _say_moved(context, done.summary, moved)
    return 0


def _dates(context: Context) -> dict[str, CommitmentRow]:
    codes = context.ask(CodesOf(context.now))
    return {row.code: row for row in context.ask(RowsOf(codes))}


def _say_moved(
    context: Context, summary: str, moved: list[tuple[CommitmentRow, CommitmentRow]]
) -> None:
    if context.args.json:
        steps = [{"code": new.code, "from": old.due_on, "to": new.due_on} for old, new in moved]
        context.out.json({"done": summary, "moved": steps})
        return
    context.out.line(safe(summary))
    for old, new in moved:
        context.out.line(f"  {new.code}  {present.full_due(old)} -> {present.full_due(new)}")
    if not moved:
        context.out.line("  No deadline moved.")


def agreement(context: Context) -> int:
    """Add an agreement with its parties, which must have been added."""
    args = context.args
    zone = check_zone(args.zone)
    parties = [text.partition(":") for text in args.party]
    done = context.do(
        AddAgreement(
            args.code,
            " ".join(args.title),
            zone,
            args.process,
            typed.day_at(context, zone, args.signed) if args.signed else None,
            parties=tuple(
                (code, typed.word(AgreementRole, role or "signatory", "--party"))
                for code, _, role in parties
            ),
        )
    )
    typed.answer(context, done.summary, ())
    return 0


def party(context: Context) -> int:
    """Add a party."""
    args = context.args
    kind = typed.word(PartyKind, args.kind, "--kind")
    typed.answer(context, context.do(AddParty(args.code, " ".join(args.name), kind)).summary, ())
    return 0
