"""The store that screens read: the current one, or a copy of it as of another point."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.signal import Signal

    from db.domain.history_point import Point
    from db.store.store import Store
    from tui.services.options import LaunchOptions


COPYING = "The store is copied to look back. In a large one the first look takes a while."
LONG = 0.7
"""Seconds that a move to another moment may take before a message gives the reason."""


class HistoryView:
    """Time travel of the app: goes to other moments and back. Screens read as always."""

    changed: Signal[int]
    launch: LaunchOptions
    read_only: bool
    _seen: int
    _store: Store | None = None
    _past: Store | None = None

    @property
    def live(self) -> Store:
        """The current store, once it is open."""
        assert self._store is not None  # noqa: S101  no screen that asks is shown before
        return self._store

    @property
    def store(self) -> Store:
        """The store that is shown."""
        return self._past or self.live

    @property
    def point(self) -> Point | None:
        """Point in the history that is shown; None is the present."""
        return self._past.point if self._past is not None else None

    async def point_of(self, text: str) -> Point:
        """Parse a typed moment as a point in the history.

        Raises:
            AccordError: when it is no moment, or the store cannot be read.
        """
        from db.queries.history.point_lookup import PointOf

        query = PointOf(text, self.live.clock(), self.launch.zone)
        return await asyncio.to_thread(self.live.ask, query)

    async def look_from(self, point: Point | None) -> None:
        """Go to a point in the history, or, with None, back to the present.

        Raises:
            AccordError: when the store cannot be read.
        """
        then = None
        if point is not None:
            then = await asyncio.to_thread(self._nearest(point).as_of, point)
        before, self._past = self._past, then
        self.read_only = then is not None or self.live.read_only
        self.changed.publish(self._seen)
        if before is not None:
            before.close()

    def _nearest(self, point: Point) -> Store:
        """Store to start from: the copy shown if it reaches the point, else the current one."""
        past = self._past
        return past if past is not None and past.knows(point) else self.live

    async def open_at(self, text: str) -> None:
        """Start at another moment; raises as `point_of` does."""
        point = await self.point_of(text)
        self._past = await asyncio.to_thread(self.live.as_of, point)
        self.read_only = True


def of(app: Any) -> HistoryView:
    """Give the time travel of the app to screens, which may not import the app."""
    assert isinstance(app, HistoryView)  # noqa: S101  ours always is
    return app
