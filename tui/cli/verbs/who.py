"""`accord who`: lists who has the screens open on the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.formatting.presence import NOBODY, line

if TYPE_CHECKING:
    from tui.cli.context import Context


def who(context: Context) -> int:
    """Print names, longest connected first."""
    found = context.live.who()
    if context.args.json:
        context.out.json([{"name": each.name, "since": each.since} for each in found])
        return 0
    for each in found:
        context.out.line(line(each, context.zone))
    if not found:
        context.out.line(NOBODY)
    return 0
