"""`accord set`: assignments as commands, undone in one step."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from db.commands.batch import Together
from db.commands.commitments import EditCommitment, SetParties
from db.commands.deadlines import SetDeadline
from db.commands.flags import SetLinks, SetMark, SetTags
from db.commands.reports import AddReport, Entry
from db.domain.bounds import LARGEST_NUMBER, number_in
from db.domain.deadlines.rules import format_rule
from db.domain.enums import Status
from db.domain.errors import BadInput
from db.queries.commitments.detail import GetCommitment
from tui.cli.verbs import values as typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from db.protocols import Command
    from tui.cli.context import Context

Codes = tuple[str, ...]
Fields = dict[str, str]

TEXTS = ("title", "provision", "words", "theme")
FLAGS = ("critical", "pinned", "continuing")
PARTIES = ("owners", "to", "verifiers")
LINKS = ("after", "parallel")
ENTRY = ("status", "amount", "level", "note", "source", "url", "speaker", "on", "grade")
EXTENSION = ("agreed-on", "agreed-by")
KEYS = (
    *TEXTS,
    *FLAGS,
    *PARTIES,
    *LINKS,
    *ENTRY,
    *EXTENSION,
    "deadline",
    "tags",
    "target",
    "unit",
    "reason",
)


def command_for(context: Context, codes: Codes, fields: Fields) -> Command:
    """Combine all assignments into one command.

    Raises:
        BadInput: for an unknown key or value, with the nearest one.
    """
    for key in fields:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, 1)
            hint = f"Did you mean {near[0]}?" if near else f"Keys: {', '.join(sorted(KEYS))}."
            raise BadInput(f"There is no key '{key}' to set.", text=key, hint=hint)
    commands = [
        *_edits(codes, fields),
        *_parties(codes, fields),
        *_marks(codes, fields),
        *_links(codes, fields),
        *_deadline(context, codes, fields),
        *_entry(context, codes, fields),
    ]
    if not commands:
        raise BadInput("Only remarks were given, nothing to set.", examples=("status=stalled",))
    if len(commands) == 1:
        return commands[0]
    return Together(commands, reason=fields.get("reason", ""))


def _edits(codes: Codes, fields: Fields) -> Iterator[Command]:
    values: dict[str, object] = {key: fields[key] for key in TEXTS if key in fields}
    if "continuing" in fields:
        values["continuing"] = _flag("continuing", fields["continuing"])
    if "target" in fields:
        values["target"] = _number("target", fields["target"]) if fields["target"] else None
    if "unit" in fields:
        values["unit"] = fields["unit"]
    # A source belongs to what is reported, if anything is; else to the duty itself.
    if "source" in fields and not _reports(fields) and "deadline" not in fields:
        values["source"] = fields["source"]
    if values:
        for code in codes:
            yield EditCommitment(code, values, fields.get("reason", ""))


def _codes(fields: Fields, keys: Iterable[str]) -> dict[str, Codes]:
    """Split codes at spaces, commas or plus signs; keep those of existing keys."""
    return {
        key: tuple(fields[key].replace("+", " ").replace(",", " ").upper().split())
        for key in keys
        if key in fields
    }


def _links(codes: Codes, fields: Fields) -> Iterator[Command]:
    given = _codes(fields, LINKS)
    if given:
        reason = fields.get("reason", "")
        yield SetLinks(codes, given.get("after"), given.get("parallel"), reason)


def _parties(codes: Codes, fields: Fields) -> Iterator[Command]:
    given = _codes(fields, PARTIES)
    if given:
        yield SetParties(
            codes,
            given.get("owners"),
            given.get("to"),
            given.get("verifiers"),
            fields.get("reason", ""),
        )


def _marks(codes: Codes, fields: Fields) -> Iterator[Command]:
    for key in ("critical", "pinned"):
        if key in fields:
            yield SetMark(codes, key, _flag(key, fields[key]))
    if "tags" in fields:
        yield SetTags(codes, fields["tags"])


def _deadline(context: Context, codes: Codes, fields: Fields) -> Iterator[Command]:
    if "deadline" not in fields:
        if any(key in fields for key in EXTENSION):
            raise BadInput(
                "agreed-on and agreed-by go with a deadline.", examples=("deadline=+7d",)
            )
        return
    on_a_day = bool(fields.get("agreed-on"))
    rules: dict[tuple[str, date | None], list[str]] = {}
    for code in codes:
        row = context.ask(GetCommitment(code)).row
        rule = format_rule(typed.rule(context, row.agreement, fields["deadline"], row.due))
        agreed = typed.day_at(context, row.zone, fields["agreed-on"]) if on_a_day else None
        rules.setdefault((rule, agreed), []).append(code)
    for (rule, agreed), alike in rules.items():
        yield SetDeadline(
            tuple(alike),
            rule,
            fields.get("reason", ""),
            agreed,
            fields.get("agreed-by", ""),
            fields.get("source", ""),
        )


def _reports(fields: Fields) -> bool:
    return any(key in fields for key in ("status", "amount", "level", "note", "speaker"))


def _entry(context: Context, codes: Codes, fields: Fields) -> Iterator[Command]:
    if not _reports(fields):
        return
    entry = Entry(
        text=fields.get("note", "") or fields.get("reason", ""),
        speaker=fields.get("speaker", "").upper(),
        status=typed.word(Status, fields["status"], "status") if "status" in fields else None,
        level=_number("level", fields["level"]) if "level" in fields else None,
        quantity=_number("amount", fields["amount"]) if "amount" in fields else None,
        source=fields.get("source", ""),
        url=fields.get("url", ""),
        grade=fields.get("grade", ""),
        on=typed.day(context, codes[0], fields["on"]) if fields.get("on") else None,
    )
    yield AddReport(codes, entry, fields.get("reason", ""))


def _number(key: str, text: str) -> int:
    number = number_in(text.replace(",", "").replace("_", ""))
    if number is None:
        message = f"{key} is a number from 0 to {LARGEST_NUMBER:,}."
        raise BadInput(message, text=text, examples=(f"{key}=3",))
    return number


def _flag(key: str, text: str) -> bool:
    words = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
    if text.casefold() not in words:
        raise BadInput(f"{key} is yes or no.", text=text, examples=(f"{key}=yes",))
    return words[text.casefold()]
