"""`accord verify`: checks that the trail and every row it led to are as they were written."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from db.domain.errors import BadInput, NotFound
from db.queries.maintenance.health import Underived
from db.queries.maintenance.verify import MOST, Verify
from tui.formatting.commitment import Words
from tui.formatting.sanitize import cut, safe
from tui.formatting.styled_text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.audit.replay import Mismatch
    from db.audit.schema_objects import SchemaDifference
    from db.queries.maintenance.verify import Verdict
    from tui.cli.context import Context

Derived = tuple[tuple[str, str], ...]

LONGEST = 200
_DIGEST = re.compile(r"[0-9a-f]{16,64}")


def verify(context: Context) -> int:
    """Print the verdict; return 1 if something does not match, or a requested digest is missing."""
    since = _since(context.args.since)
    verdict = context.ask(Verify(since, rows=not context.args.head))
    derived = context.ask(Underived()) if verdict.holds and not context.args.head else ()
    well = verdict.holds and not derived and (verdict.since is not None or not since)
    if context.args.json:
        context.out.json({"holds": well, **_as_json(verdict, derived)})
    elif context.args.head and verdict.holds:
        if not verdict.head:
            raise NotFound(
                "Nothing was ever changed here, so there is no digest yet.",
                "Add something first, or load a pack: accord seed load WPA.",
            )
        context.out.line(verdict.head)
    else:
        for mark, text in _told(verdict, derived, since):
            context.out.line(Words("ok  ", "done") if mark else Words("!   ", "overdue"), text)
    return 0 if well else 1


def _since(text: str) -> str:
    digest = text.strip().casefold()
    if text and not _DIGEST.fullmatch(digest):
        raise BadInput(
            f"'{text}' is no digest of the trail.",
            hint="Give its 64 digits, or at least the first 16: accord verify --head prints them.",
        )
    return digest


def _told(verdict: Verdict, derived: Derived, since: str) -> Iterator[tuple[bool, str]]:
    """Give the findings, each with whether the check passed."""
    broken = verdict.broken
    if broken is None:
        yield True, f"trail: {counted(verdict.changes, 'change')}, each fits the one before"
    else:
        yield False, f"change {broken.change_id} does not fit: {broken.because}"
        if broken.line is not None:
            line = broken.line
            yield False, f"  {safe(line.actor)}, {safe(line.at)}: {safe(line.summary)}"
        if broken.should:
            yield False, f"  says      {safe(broken.says) or 'nothing'}"
            yield False, f"  should be {broken.should}"
        yield False, f"  The {verdict.changes:,} before it fit. Nothing after it can be trusted."
    if since:
        yield _told_since(verdict, since)
    if broken is None:
        yield from _told_rows(verdict, derived)
    for each in verdict.oddities:
        yield False, f"{safe(str(each))} {odd(each)}: accord doctor says more"
    if verdict.head and broken is None:
        yield True, f"head: {verdict.head}"


def _told_since(verdict: Verdict, since: str) -> tuple[bool, str]:
    line = verdict.since
    if line is None:
        return False, (
            f"no change has the digest {since}: what led to it was altered or taken away, "
            "or it is of another store"
        )
    after = counted(verdict.after, "change") if verdict.after else "nothing"
    came = "came" if verdict.broken is None else "that fit came"
    return True, f"nothing up to change {line.id} ({line.at}) was altered; {after} {came} after it"


def _told_rows(verdict: Verdict, derived: Derived) -> Iterator[tuple[bool, str]]:
    if not (verdict.misfits or derived):
        yield True, f"rows: {counted(verdict.rows, 'row')}, each is as the trail left it"
    for each in verdict.misfits:
        yield False, misfit(each)
    for code, column in derived[:MOST]:
        yield False, f"{code}: {column} is not what it is derived from: accord doctor says more"


def odd(each: SchemaDifference) -> str:
    """Remark for an item that the schema lacks or does not know, after its name."""
    if each.altered:
        return "is not made as accord makes it"
    return "is missing" if each.missing else "is none of accord's"


def misfit(each: Mismatch) -> str:
    """Describe a row that does not match the trail."""
    row = f"{each.table.replace('_', ' ')} {each.id}{_code(each)}"
    by = f" (change {each.change_id})" if each.change_id is not None else ""
    if not each.field:
        if each.says is None:
            return f"{row} is gone, and the trail left it there{by}"
        return (
            f"{row} is there, and {'the trail took it away' + by if by else 'no change added it'}"
        )
    should = _value(each.should)
    return f"{row}: {each.field} says {_value(each.says)}, and the trail left {should}{by}"


def _code(each: Mismatch) -> str:
    for fields in (each.says, each.should):
        if isinstance(fields, dict) and fields.get("code"):
            return f" ({safe(str(fields['code']))})"
    return ""


def _value(value: object) -> str:
    return cut(safe(repr(value)), LONGEST) if value is not None else "nothing"


def _as_json(verdict: Verdict, derived: Derived) -> dict[str, Any]:
    broken, line = verdict.broken, verdict.since
    return {
        "head": verdict.head,
        "head_change": verdict.head_id,
        "head_at": verdict.head_at or None,
        "changes": verdict.changes,
        "rows": verdict.rows,
        "since": line and {"change": line.id, "at": line.at, "changes_after": verdict.after},
        "broken": broken
        and {
            "change": broken.change_id,
            "because": broken.because,
            "says": broken.says,
            "should": broken.should,
        },
        "misfits": [
            {
                "table": each.table,
                "id": each.id,
                "field": each.field,
                "says": each.says,
                "should": each.should,
                "change": each.change_id,
            }
            for each in verdict.misfits
        ],
        "oddities": [asdict(each) for each in verdict.oddities],
        "derived": [{"code": code, "column": column} for code, column in derived],
    }
