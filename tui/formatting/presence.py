"""Presence of users, in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.formatting import commitment, detail
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.notify.presence import Presence

NOBODY = "Nobody has the screens open on this store."


def names(others: Iterable[Presence]) -> tuple[str, ...]:
    """Each name once, harmless to show."""
    return tuple(dict.fromkeys(safe(each.name) for each in others))


def line(one: Presence, zone: str) -> str:
    """Describe one user and the time of arrival, by the clock of a zone."""
    return f"{safe(one.name)}, since {commitment.moment(one.since, zone)}"


def page(others: Iterable[Presence], zone: str, width: int) -> Iterator[detail.Line]:
    """List all users, for a page."""
    lines = [line(each, zone) for each in others] or ["Nobody else has the screens open here."]
    for each in lines:
        yield from detail.wrapped(each, width)


def beside(found: tuple[str, ...], room: int) -> str:
    """Name other users: `with jonas, ines`; in less room their number, in none nothing."""
    if not found:
        return ""
    several = f"with {len(found)} others" if len(found) > 1 else "with 1 other"
    ways = (f"with {', '.join(found)}", several)
    return next((each for each in ways if cell_len(each) <= room), "")
