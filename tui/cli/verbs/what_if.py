"""`accord what-if`: shows what would move; writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.what_if.assumptions import ParseAssumptions
from db.queries.what_if.simulate import WhatIf
from tui.formatting import what_if as moves
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from tui.cli.context import Context


def what_if(context: Context) -> int:
    """Print what would move if events were at other times, or duties done; write nothing."""
    texts = tuple(context.args.suppositions)
    asked = context.ask(ParseAssumptions(texts, context.now))
    for each in moves.odd(asked, context.now):
        context.point_out(each)
    moved = context.ask(WhatIf(asked, context.now))
    if context.args.json:
        told = moves.as_json(moved, context.now)
        context.out.json({"what_if": list(texts), "as_of": context.now, "moved": told})
        return 0
    for supposed in asked:
        context.out.line(safe(f"What if {moves.supposed(supposed)}"))
    context.out.lines((words,) for words in moves.lines(moved, context.now))
    context.out.line("Nothing was changed.")
    return 0
