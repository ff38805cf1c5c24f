"""`accord diff`: the differences between two moments, who made them, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.domain.errors import BadInput, NotFound
from db.history.diff import compare
from tui.config.paths import state_path
from tui.export import to_json
from tui.formatting import diff as differing
from tui.formatting import history_point
from tui.formatting.commitment import Words
from tui.services.session import SessionState
from tui.services.state_file import StateFile

if TYPE_CHECKING:
    from db.domain.history_point import Point
    from tui.cli.context import Context

LAST = "last"
"""Word for the moment at which this user last left the screens."""


def diff(context: Context) -> int:
    """Print the differences field by field, with the changes that caused them."""
    start, *rest = context.args.moments
    end, words = (rest[0], rest[1:]) if rest else ("now", [])
    try:
        one, other = _point(context, start), _point(context, end)
    except BadInput as error:
        if rest and error.text.strip() == end.strip():
            error.hint = f"{error.hint} A filter comes after both moments."
        raise
    context.args.filter = words
    found = compare(context.live, one, other, context.filter(gone_too=True))
    if context.args.json:
        context.out.json(to_json.difference(found))
        return 0
    zone = context.zone
    context.out.line(Words("From  ", "dim"), differing.moment(found.before, zone))
    context.out.line(Words("To    ", "dim"), f"{differing.moment(found.after, zone)} ({zone})")
    context.out.line(differing.summary(found))
    for text, role in differing.indented(differing.lines(found, zone)):
        context.out.line(Words(text, role))
    return 0


def _point(context: Context, text: str) -> Point:
    if text.strip().casefold() != LAST:
        return context.point_of(text)
    memory = SessionState(StateFile(state_path(), context.location, context.actor))
    seen = memory.last_seen()
    if seen is None:
        raise NotFound(
            "You have not left the screens of this store before.", "Give a day: accord diff -7d"
        )
    return history_point.last_look(context.point_of(f"#{seen}"), memory.last_left())
