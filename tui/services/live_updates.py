"""Live updates: others' changes, received from the store's watcher and shown between keys."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING, Any

from textual.app import App

from db.domain.errors import AccordError
from tui.keys.actions import find, shown_key
from tui.services.history_view import HistoryView
from tui.services.protocol import host

if TYPE_CHECKING:
    from textual.signal import Signal

    from db.notify.presence import Presence
    from db.notify.watcher import Watcher, WatchEvent
    from tui.keys.actions import Keys
    from tui.terminal.appearance import Appearance

LOOK_AROUND = 5.0
"""Seconds between two queries for other users."""


class LiveUpdates(HistoryView, App[Any]):
    """Live updates of the app; stands before `App` among its bases. Announces changes."""

    hands_on = 3.0
    """Seconds after a key in which others' changes wait, so that no row jumps under the cursor."""
    keys: Keys
    held: bool
    last_message: tuple[str, str]
    outdated: tuple[str, str] | None
    look: Appearance
    pressed_at: float
    ticked: Signal[None]
    _seen: int
    _writing: asyncio.Lock
    watcher: Watcher | None = None
    others: tuple[Presence, ...] = ()
    """Other users who have the screens open."""
    _look_around_at = 0.0
    _behind = False
    """True if there may be changes that are not shown yet."""
    _looking = False
    _due = False
    _looked_at = 0.0

    async def follow(self) -> None:
        """Watch for changes until the store is closed."""
        self.watcher = await asyncio.to_thread(self.live.watch, self._tell)

    def look_around(self) -> None:
        """Query for other users, once in a while."""
        if time.monotonic() >= self._look_around_at:
            self._look_around_at = float("inf")  # until it is answered
            self.run_worker(self.see_others(), group="here")

    async def see_others(self) -> None:
        """Read the other users who have the screens open."""
        mark = self.watcher.mark if self.watcher is not None else None
        with contextlib.suppress(AccordError):  # whoever asks for rows says what is wrong
            here = await asyncio.to_thread(self.live.who)
            if mark is not None:  # or oneself could not be told from others
                self.others = tuple(each for each in here if each.mark != mark)
        self._look_around_at = time.monotonic() + (LOOK_AROUND if mark is not None else 1.0)

    def _tell(self, _heard: WatchEvent) -> None:
        """Schedule a query for news, whatever was heard; runs in the watcher's thread."""
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            self.call_later(self.hear)

    def hear(self) -> None:
        """Query for news at once, but only a few times a second: each may redraw everything."""
        if self._due:
            return
        self._due = True
        rest = 1.0 if self.look.slow else 0.25
        wait = self._looked_at + rest - time.monotonic()
        if wait > 0:
            self.set_timer(wait, self._begin_to_look)
        else:
            self._begin_to_look()

    def hear_late(self) -> None:
        """Query for the changes that had to wait, if they need not wait any longer."""
        if self._behind and not self.held and self.point is None:
            self.hear()

    def _begin_to_look(self) -> None:
        self._due = False
        self._looked_at = time.monotonic()
        if self._looking:  # the store does not answer; what is asked may be older than the news
            self._behind = True
        else:
            self.run_worker(self.look_for_news(), group="news")

    async def look_for_news(self) -> None:
        """Show others' changes, or say that they wait."""
        self._behind = True
        if self.held or self.point is not None:
            return
        from db.queries.history.changes import LastChange

        self._looking = True
        try:
            async with self._writing:  # one's own change is told by whoever made it
                newest = await host(self).ask(LastChange())
        except AccordError as error:
            host(self).say(str(error), "overdue")
            return
        finally:
            self._looking = False
        self._behind = newest > self._seen and self._wait_for_hands(newest - self._seen)
        if newest > self._seen and not self._behind:
            self.announce(newest)

    async def catch_up(self) -> bool:
        """Show others' changes up to now, on request; return whether there were any."""
        if self.point is not None:
            return False
        from db.queries.history.changes import LastChange

        with contextlib.suppress(AccordError):  # whoever asks for rows says what is wrong
            newest = await host(self).ask(LastChange())
            self._behind = False
            if newest > self._seen:
                self.announce(newest)
                return True
        return False

    def _wait_for_hands(self, changes: int) -> bool:
        """True while rows must stay in place, since the user is about to press a key."""
        if time.monotonic() - self.pressed_at >= self.hands_on:
            return False
        key = shown_key(find("refresh_now"), self.keys)
        host(self).say(f"{changes} change{'s' * (changes > 1)} by others; {key} shows them.")
        return True

    def announce(self, change_id: int) -> None:
        """Tell the screens the number of the store's latest change."""
        if self.last_message == self.outdated:
            host(self).say("")
        self._seen = max(self._seen, change_id)
        self.changed.publish(change_id)
