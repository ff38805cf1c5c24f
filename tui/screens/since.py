"""From where `;` tells what changed: since one last looked, since a moment, since a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.domain.errors import AccordError, NotFound
from db.queries.points import NextChange
from tui import present, then
from tui.host import host

if TYPE_CHECKING:
    from db.domain.point import Point
    from tui.app import AccordApp
    from tui.screens.time_travel import TimeTravel

FIRST_LOOK = "You look at this store for the first time: 6 shows all that was done."


@dataclass(frozen=True, slots=True)
class Span:
    """Two points, and how the page between them is called; no end is the present."""

    title: str
    start: Point
    end: Point | None = None


async def show_since(screen: TimeTravel) -> None:
    """Open the page of what changed, or say why there is none."""
    from tui.screens.difference import DifferenceScreen  # noqa: PLC0415  loaded when first needed

    try:
        span = await screen.span()
    except AccordError as error:
        screen.accord.complain(error)
        return
    if span is None:
        host(screen).say(FIRST_LOOK)
    else:
        await screen.accord.open_above(DifferenceScreen(span))


async def span_of(screen: TimeTravel) -> Span | None:
    """From the moment that is looked at to the present; in the present since one last looked."""
    app, zone = screen.accord, screen.zone()
    if app.point is not None:
        return Span(f"{present.moment(app.point.at, zone)} to now", app.point)
    start = await _last_look(app)
    if start is None:
        return None
    return Span(f"Since you last looked, {present.moment(start.at, zone)}", start)


async def _last_look(app: AccordApp) -> Point | None:
    seen = app.memory.last_seen() if app.memory is not None else None
    if app.memory is None or seen is None:
        return None
    try:
        return then.last_look(await app.point_of(f"#{seen}"), app.memory.last_left())
    except NotFound:  # another store lies there now
        return None


async def span_from(screen: TimeTravel, number: int) -> Span:
    """With a change and all after it, up to the moment that is looked at."""
    app, zone = screen.accord, screen.zone()
    before = await app.ask_live(NextChange(number, -1))
    start = await app.point_of(f"#{before or 0}")
    end = f"to {present.moment(app.point.at, zone)}" if app.point else "to now"
    return Span(f"From change #{number} {end}", start, app.point)
