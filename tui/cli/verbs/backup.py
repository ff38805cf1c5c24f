"""Verbs that back up the store and restore it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.admin import backup as copies
from db.domain.errors import BadInput, StoreProblem
from db.domain.parsing.path import typed_path
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.formatting.styled_text import counted

if TYPE_CHECKING:
    from pathlib import Path

    from tui.cli.context import Context


def backup(context: Context) -> int:
    """Make a checked copy of the store while it is in use; or, with --list, list the copies."""
    args = context.args
    folder = typed_path(args.to) if args.to else None
    if args.list:
        return _list(context, copies.listed(context.location, folder))
    if args.keep == 0:
        raise BadInput("--keep 0 would keep none.", examples=("accord backup --keep 7",))
    from db.admin.restore import why_refused

    done = copies.back_up(context.location, context.now, folder=folder, keep=args.keep)
    if why := why_refused(str(done.path)):
        context.point_out(
            f"accord restore refuses this backup: {safe(why)}. accord doctor says what to do."
        )
    if context.args.json:
        context.out.json({"backup": str(done.path), "dropped": [str(p) for p in done.dropped]})
        return 0
    context.out.line(f"Backed up, and the copy read through: {safe(str(done.path))}")
    for each in done.dropped:
        context.out.line(f"Taken away, since {args.keep} are kept: {safe(str(each))}")
    return 0


def _list(context: Context, found: tuple[Path, ...]) -> int:
    if context.args.json:
        context.out.json([{"backup": str(each), "bytes": each.stat().st_size} for each in found])
        return 0
    if not found:
        context.out.line("There is no backup here yet. accord backup makes one.")
    for each in found:
        context.out.line(Words(safe(str(each))), Words(f"  {each.stat().st_size:,} bytes", "dim"))
    return 0


def restore(context: Context) -> int:
    """Replace the store by a backup; the replaced store is kept beside it."""
    from db.admin.restore import restore as put_back

    if context.args.read_only:
        raise StoreProblem("The store is open for reading only.", "Nothing was restored.")
    path = typed_path(context.args.backup)
    done = put_back(context.location, path, context.now)
    health = done.health
    if context.args.json:
        before = str(done.before) if done.before else None
        context.out.json({"restored": str(path), "changes": health.changes, "before": before})
        return 0
    count = f"{counted(health.commitments, 'commitment')}, {counted(health.changes, 'change')}"
    context.out.line(f"Restored from {safe(str(path))}: {count}.")
    if done.before is not None:
        context.out.line(f"What was there before is kept: {safe(str(done.before))}")
    return 0
