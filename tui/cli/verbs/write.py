"""Verbs that change commitments: add, set, report, note, withdraw, undo, redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.attachments import NewFile, StoredFile
from db.commands.commitments import AddCommitment
from db.commands.flags import Withdraw
from db.commands.reports import AddReport, Entry
from db.commands.undo import Redo, Undo
from db.domain.deadlines.rules import format_rule
from db.domain.enums import Says, Status
from db.domain.errors import BadInput
from db.domain.parsing.path import typed_path
from db.domain.parsing.quick_add import parse_line
from db.queries.commitments.detail import GetCommitment
from db.queries.lookups import AgreementOf, Agreements
from tui.cli.arguments.common import once
from tui.cli.verbs import values
from tui.cli.verbs.set_fields import command_for
from tui.formatting import detail
from tui.guest_policy import check_reading

if TYPE_CHECKING:
    from datetime import date

    from db.domain.deadlines.rules import Rule
    from db.protocols import Command
    from tui.cli.context import Context


def add(context: Context) -> int:
    """Add a commitment from one line; print how it was understood."""
    text = " ".join(context.args.line)
    if text == "-":
        raise BadInput(
            "accord add reads no standard input.", examples=('accord add "Meet; due eom"',)
        )
    typed_line = parse_line(text)
    agreement = _agreement(context)
    rule = _rule(context, agreement, text, typed_line.due) if typed_line.due else None
    done = context.do(
        AddCommitment(
            agreement,
            typed_line.title,
            typed_line.owners,
            typed_line.to,
            rule=format_rule(rule) if rule is not None else "none",
            provision=typed_line.provision,
            theme=typed_line.theme,
            critical=typed_line.critical,
            target=typed_line.amount,
            unit=typed_line.unit,
        )
    )
    code = done.summary.split()[0]
    _answer(context, done.summary, (code,))
    if not context.args.json:
        facts = detail.facts(context.ask(GetCommitment(code)), context.now, context.out.width)
        context.out.lines(facts)
    return 0


def _rule(context: Context, agreement: str, text: str, due: str) -> Rule:
    """Parse the deadline of a line; errors are marked in the whole line."""
    try:
        return values.rule(context, agreement, due)
    except BadInput as error:
        place = text.rfind(due)
        error.text, error.start, error.end = text, place + error.start, place + error.end
        raise


def _agreement(context: Context) -> str:
    wanted = context.args.agreement
    if wanted:
        return context.ask(AgreementOf(wanted, context.now)).code
    found = context.ask(Agreements(context.now))
    if len(found) == 1:
        return found[0].code
    known = ", ".join(row.code for row in found)
    hint = f"Say --agreement: {known}." if known else "First: accord agreement add, or seed load."
    raise BadInput("Which agreement does it belong to?", hint=hint)


def set_(context: Context) -> int:
    """Set fields of commitments, all in one step."""
    codes = tuple(once(word for word in context.args.words if "=" not in word))
    pairs = [word.partition("=") for word in context.args.words if "=" in word]
    if not codes or not pairs:
        raise BadInput(
            "Say which commitments and what to set.",
            examples=('accord set WPA-1 "deadline=signing + 30 days"',),
        )
    fields: dict[str, str] = {}
    for key, _, value in pairs:
        if key.strip().casefold() in fields:
            raise BadInput(f"{key} is there twice.", text=key, hint="Give each field once.")
        fields[key.strip().casefold()] = value.strip()
    return _do(context, command_for(context, codes, fields), codes)


def add_report(context: Context) -> int:
    """Add a report to commitments."""
    args = context.args
    if not args.codes:
        raise BadInput("Which commitments is it about?", examples=("accord report WPA-3 --by UN",))
    entry = Entry(
        text=values.text(args.text),
        speaker=args.by.upper(),
        says=values.word(Says, args.says, "--says") if args.says else None,
        status=values.word(Status, args.status, "--status") if args.status else None,
        level=args.level,
        quantity=args.amount,
        source=args.source,
        url=args.url,
        grade=args.grade,
        on=values.day(context, args.codes[0], args.on) if args.on else None,
        corrects=args.corrects,
        file=_attachment(context, args.file),
        source_on=_source_day(context, args.codes[0], args.source_on),
    )
    return _do(context, AddReport(tuple(args.codes), entry), tuple(args.codes))


def _source_day(context: Context, code: str, text: str) -> date | None:
    zone = context.ask(GetCommitment(code)).row.zone if text else ""
    return values.day_at(context, zone, text) if text else None


def _attachment(context: Context, path: str) -> NewFile | StoredFile:
    if not path:
        return StoredFile()
    check_reading(guarded=context.args.guarded)
    return NewFile(typed_path(path).absolute(), context.files)


def note(context: Context) -> int:
    """Add a note to a commitment."""
    entry = Entry(text=values.text(" ".join(context.args.text)))
    return _do(context, AddReport((context.args.code,), entry), (context.args.code,))


def withdraw(context: Context) -> int:
    """Remove commitments from every list."""
    codes = tuple(context.args.codes)
    return _do(context, Withdraw(codes, context.args.reason), codes)


def undo(context: Context) -> int:
    """Undo the last step, or the change of that number."""
    return _do(context, Undo(context.args.change), ())


def redo(context: Context) -> int:
    """Redo what was undone last."""
    return _do(context, Redo(), ())


def _do(context: Context, command: Command, codes: tuple[str, ...]) -> int:
    return _answer(context, context.do(command).summary, codes)


def _answer(context: Context, summary: str, codes: tuple[str, ...]) -> int:
    values.answer(context, summary, codes)
    return 0
