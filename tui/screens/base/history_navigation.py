"""Navigation in history: the keys that go to another moment, from change to change, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work

from db.domain.errors import AccordError, NotFound
from tui.formatting import commitment, history_point
from tui.formatting.sanitize import safe
from tui.screens.base.base_screen import BaseScreen
from tui.services.history_view import COPYING, LONG
from tui.services.protocol import host

if TYPE_CHECKING:
    from db.domain.history_point import Point


FIRST_LOOK = "You look at this store for the first time: 6 shows all that was done."


@dataclass(frozen=True, slots=True)
class Span:
    """Two points, and the title of the page between them; no end means the present."""

    title: str
    start: Point
    end: Point | None = None


class HistoryNavigationScreen(BaseScreen):
    """Frame that can show another moment."""

    _stride = 0
    """Changes still to go forward, or back if below 0."""

    def suggested_moment(self) -> str:
        """Initial text of the as-of field; at another moment, the way back."""
        return "now" if self.accord.point is not None else ""

    @work(group="menu")
    async def action_as_of(self) -> None:
        """Ask for a moment, and show the store as it was known then."""
        from tui.screens.dialogs.as_of import AsOfScreen

        point = await self.app.push_screen_wait(AsOfScreen(self.suggested_moment()))
        if point is not None:
            await self.look_from(None if point.is_now else point)

    @work(exclusive=True, group="time")
    async def return_to_now(self) -> None:
        """Return to the present."""
        await self.look_from(None)

    def action_earlier_change(self) -> None:
        """Go back by one change."""
        self._stride -= 1
        self._stride_on()

    def action_later_change(self) -> None:
        """Go forward by one change."""
        self._stride += 1
        self._stride_on()

    @work(exclusive=True, group="time")
    async def _stride_on(self) -> None:
        """Go as many changes as keys were pressed since the last arrival.

        A new key ends the step under way; all are counted from the current point.
        """
        app, later = self.accord, self._stride > 0
        try:
            point = await self._at_stride()
            if point is not None:
                with app.told_if_slow(COPYING, LONG):
                    await app.look_from(point)
        except AccordError as error:
            self._stride = 0
            app.complain(error)
            return
        self._stride = 0
        if point is not None:
            await self._tell(point)
        else:
            host(self).say(f"Nothing was recorded {'later' if later else 'before'}.")

    async def _at_stride(self) -> Point | None:
        """Point that the pending changes lead to, or the last one; None for the current one."""
        from db.queries.history.point_lookup import NextChange

        app = self.accord
        here = app.point or await app.point_of("now")
        number: int | None = None
        for _ in range(abs(self._stride)):
            start = here.known if number is None else number
            following = await app.ask_live(NextChange(start, 1 if self._stride > 0 else -1))
            if following is None:
                break
            number = following
        return await app.point_of(f"#{number}") if number is not None else None

    @work(group="page")
    async def action_since(self) -> None:
        """Show what changed, who did it and why."""
        try:
            span = await self.span()
        except AccordError as error:
            self.accord.complain(error)
            return
        if span is None:
            host(self).say(FIRST_LOOK)
        else:
            await self.accord.open_page("diff", span)

    async def span(self) -> Span | None:
        """Give the span from the point shown to the present, or in the present since the last look.

        None without a last look.

        Raises:
            AccordError: when the store cannot be read.
        """
        app, zone = self.accord, self.zone()
        if app.point is not None:
            return Span(f"{commitment.moment(app.point.at, zone)} to now", app.point)
        start = await self._last_look()
        if start is None:
            return None
        return Span(f"Since you last looked, {commitment.moment(start.at, zone)}", start)

    async def _last_look(self) -> Point | None:
        app = self.accord
        seen = app.memory.last_seen() if app.memory is not None else None
        if app.memory is None or seen is None:
            return None
        try:
            return history_point.last_look(await app.point_of(f"#{seen}"), app.memory.last_left())
        except NotFound:  # another store lies there now
            return None

    async def span_from(self, number: int) -> Span:
        """Give the span from a change, inclusive, to the point shown."""
        from db.queries.history.point_lookup import NextChange

        app, zone = self.accord, self.zone()
        before = await app.ask_live(NextChange(number, -1))
        start = await app.point_of(f"#{before or 0}")
        end = f"to {commitment.moment(app.point.at, zone)}" if app.point else "to now"
        return Span(f"From change #{number} {end}", start, app.point)

    async def look_from(self, point: Point | None) -> None:
        """Go to a point and describe it, or return to the present and say so."""
        app = self.accord
        try:
            with app.told_if_slow(COPYING, LONG):
                await app.look_from(point)
        except AccordError as error:
            app.complain(error)
            return
        await self._tell(point)

    async def _tell(self, point: Point | None) -> None:
        try:
            said = await self._said_at(point)
        except AccordError as error:
            self.accord.complain(error)
            return
        self.refresh_title()
        host(self).say(said)

    async def _said_at(self, point: Point | None) -> str:
        from db.queries.history.changes import Changes

        app = self.accord
        if point is None:
            return "Back in the present."
        if point.known and not point.is_complete:
            change = (await app.ask(Changes(limit=1)))[0]
            when = commitment.moment(change.at, self.zone())
            return f"#{change.id} {when} {safe(change.actor)}: {safe(change.summary)}"
        return history_point.explained(point, app.live.clock(), self.zone())
