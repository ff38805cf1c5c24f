"""An editor who finds only a server that follows another one reads, until one takes changes."""

from __future__ import annotations

import asyncio
import random

from db.domain.backoff import pause
from db.domain.errors import AccordError
from tui.away import Away
from tui.host import host
from tui.unfinished import Unfinished

NOTICE = "Only a standby answers: nothing can be changed until a primary does."
"""What stands above the hints meanwhile, wherever nothing else is said."""
OFF_WHILE = "while only a standby answers"
"""Why a key that changes something does nothing meanwhile."""


class Standby(Away, Unfinished):
    """Put before `App` among the bases of an app: it goes back to editing by itself."""

    read_only: bool
    _looks = 0

    @property
    def waits_for_writer(self) -> bool:
        """Whether nothing can be changed only because no server takes changes now."""
        return self._store is not None and self._store.waits_for_writer

    def look_for_writer(self) -> None:
        """Go back to editing when a server takes changes; for whoever wanted to edit."""
        if self.waits_for_writer:
            self._looks += 1
            chance = random.random()  # noqa: S311  only to part those who wait
            self.set_timer(pause(self._looks, chance), self._begin_to_look_for_writer)

    def _begin_to_look_for_writer(self) -> None:
        self.run_worker(self._look_for_writer(), group="standby")

    async def _look_for_writer(self) -> None:
        if await asyncio.to_thread(self.live.regain):
            await self._edit_again()
        else:
            self.look_for_writer()

    async def _edit_again(self) -> None:
        """Offer the keys for changes again, and read what the server that writes has."""
        from db.queries.trail import LastChange  # noqa: PLC0415  loaded with the store

        self.read_only = self.point is not None or self.live.read_only
        if self.watcher is not None:  # it listens where nobody may be any more
            await asyncio.to_thread(self.watcher.close)
        await self.follow()
        try:
            with self.noticing():
                self._seen = await asyncio.to_thread(self.live.ask, LastChange())
        except AccordError as error:  # gone again: from now on as for every editor
            host(self).say(str(error), "overdue")
        self.changed.publish(self._seen)
        self.ticked.publish(None)
        host(self).say(self.live.refusal or "A primary answers: changes can be made again.")
        await self.offer_drafts()
