"""The verb `matrix`: an agreement on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.boards.matrix import ColumnKind, MatrixOf, RowKind
from tui.formatting import commitment
from tui.formatting import matrix as matrix_words

if TYPE_CHECKING:
    from tui.cli.context import Context


def matrix(context: Context) -> int:
    """Print provisions against parties, or themes against statuses."""
    args = context.args
    by = RowKind(args.by)
    usual = ColumnKind.PARTIES if by is RowKind.PROVISIONS else ColumnKind.STATUS
    across = ColumnKind(args.across) if args.across else usual
    found = context.ask(MatrixOf(args.agreement, context.now, by, across))
    if args.json:
        context.out.json(matrix_words.as_json(found, by, across))
        return 0
    if not found.rows:
        context.out.line("Nothing is owed in this agreement.")
        return 0
    heads, lines = matrix_words.table(found, by)
    context.out.table(heads, lines, " ".join(heads[1:]))
    joint = "  A joint duty counts for each owner." if across is ColumnKind.PARTIES else ""
    context.out.line(f"{matrix_words.LEGEND}.{joint}")
    context.out.line(f"As of {commitment.moment(context.now, context.zone)} {context.zone}")
    return 0
