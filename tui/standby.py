"""An editor whom only a server that follows another one answers reads, until one takes changes."""

from __future__ import annotations

import asyncio
import random

from db.domain.backoff import pause
from tui.away import NOTHING_LOST, NOTICE, Away
from tui.host import host
from tui.unfinished import Unfinished

HERE = "A primary answers: changes can be made again."
OFF_WHILE = "while only a standby answers"
"""Why a key that changes something does nothing meanwhile."""


class Standby(Away, Unfinished):
    """Put before `App` among the bases of an app: it goes back to editing by itself."""

    read_only: bool
    _looks = 0
    _lost_writer = False
    """Whether there was a server that took changes before."""

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

    async def _reads_on(self) -> bool:
        begins = not self.waits_for_writer
        async with self._writing:
            if not await asyncio.to_thread(self.live.fall_back):
                return False
        self.away, self.read_only = False, True
        if begins:
            self._lost_writer, self._looks = True, 0
            await self._listen_anew()
            self.look_for_writer()
        # What was seen is still told by its number: the next primary may lack some of it.
        self.changed.publish(self._seen)
        self.ticked.publish(None)
        host(self).say(NOTICE, "soon")
        self._tell_forms("only_read", f"{NOTICE} {NOTHING_LOST}")
        return True

    async def _edit_again(self) -> None:
        """Offer the keys for changes again, and read what the server that writes has."""
        self.read_only = self.point is not None or self.live.read_only
        await self._listen_anew()
        here = "A primary answers again." if self._lost_writer else HERE
        said = self.live.refusal or here
        if not await self._comes_back(said):
            self._go_away()  # gone again: from now on as for every editor
        elif not self._lost_writer:  # else they were offered at the start
            await self.offer_drafts()

    async def _listen_anew(self) -> None:
        """Hear of changes from the server that is read now."""
        if self.watcher is not None:  # it listens where nobody may be any more
            await asyncio.to_thread(self.watcher.close)
        await self.follow()
