"""`accord report`: records a party's report, or prints a report of many commitments."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from db.domain.bounds import MOST_ROWS
from db.domain.errors import BadInput
from db.queries.commitments.list import CommitmentWindow, Sort
from tui.cli.verbs import values
from tui.export.writer import Format, render

if TYPE_CHECKING:
    from argparse import Namespace

    from tui.cli.context import Context

SAYS_SOMETHING = (
    *("by", "says", "status", "amount", "level", "on", "source", "url", "grade", "corrects"),
    *("text", "file", "source_on"),
)
"""Options of a recorded report; it has at least one of them."""


def report(context: Context) -> int:
    """Record a report if its content is given, else print one of what passes the filter.

    Raises:
        BadInput: when both are requested.
    """
    args = context.args
    if not _says_something(args):
        return _print(context)
    if args.format:
        raise BadInput(
            "--format is for a report that is printed, and this one is added.",
            examples=("accord report in:WPA --format csv",),
        )
    from tui.cli.verbs.write import add_report

    return add_report(context)


def _says_something(args: Namespace) -> bool:
    return any(getattr(args, name) not in ("", None) for name in SAYS_SOMETHING)


def _print(context: Context) -> int:
    """Print, on standard output, the file that R writes in the screens."""
    args = context.args
    kind = Format.JSON if args.json else Format.MARKDOWN
    if args.format:
        kind = values.word(Format, args.format, "--format")
        if args.json and kind is not Format.JSON:
            raise BadInput(f"--json and --format {kind} are two forms.", hint="Leave out one.")
    args.filter = args.codes
    rows = context.ask(CommitmentWindow(context.now, context.filter(), Sort.LEFT, limit=MOST_ROWS))
    now, zone = context.now, context.zone
    narrowed = context.filter_text
    sys.stdout.write(render(rows, kind, now=now, zone=zone, narrowed=narrowed, point=context.point))
    return 0
