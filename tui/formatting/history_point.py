"""Texts about a point in the history: titles, and the line above answers. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.formatting import commitment
from tui.keys.actions import find, shown_key

if TYPE_CHECKING:
    from pendulum import DateTime

    from db.domain.history_point import Point
    from tui.keys.actions import Keys


def title(point: Point, zone: str) -> str:
    """`AS OF Thu 25 Sep 2025 18:00`."""
    return f"AS OF {commitment.moment(point.at, zone)}"


def explained(point: Point, now: DateTime, zone: str) -> str:
    """Say what is shown at the point and what is left out, in a sentence or two."""
    if point.began is None:
        return "Nothing has been entered here yet."
    if not point.known:
        return nothing_before(point, zone)
    if not point.is_complete:
        return f"As it was known after change #{point.known}; what was recorded later is left out."
    if point.at > now:
        return "As it will stand if nothing happens."
    return "Nothing has been recorded since."


def nothing_before(point: Point, zone: str) -> str:
    """Explain an empty store before the first change, although its duties have earlier dates."""
    began = commitment.moment(point.began, zone) if point.began else ""
    return (
        f"Nothing was known here before {began}, when the first change was recorded: "
        "what is dated earlier was entered later."
    )


def head(point: Point, now: DateTime, zone: str) -> str:
    """The line above an answer of the command line."""
    return f"{title(point, zone)} {zone}. {explained(point, now, zone)}"


def not_yet(point: Point, zone: str) -> str:
    """Explain why an item is not found at the point."""
    if not point.known:
        return f"{title(point, zone)}: {nothing_before(point, zone)}"
    return f"{title(point, zone)}: it may have been entered later. accord log says when."


def last_look(known: Point, left: DateTime | None) -> Point:
    """Give the point last seen by the user, dated by the time of that look, not of the change."""
    return known if left is None or left < known.at else replace(known, at=left)


def reminder(keys: Keys) -> str:
    """Hint for screens of another moment: keys to go on, and to return."""
    back, on, home = (
        shown_key(find(each), keys) for each in ("earlier_change", "later_change", "as_of")
    )
    return f"As it was known then. {back} {on} go from change to change, {home} now returns."
