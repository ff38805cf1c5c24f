"""Connection to the store: while it is lost, screens and forms stay, and the app retries."""

from __future__ import annotations

import asyncio
import random
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from db.domain.backoff import pause
from db.domain.commit_wait import SOON
from db.domain.errors import AccordError, OnlyStandby, StoreAway, Unsure
from tui.services.live_updates import LiveUpdates
from tui.services.protocol import host, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

    from db.store.commit_recovery import CommandResult


TRYING = "Store not reachable; trying again."
SLOW = "The store takes long to answer."
NOTICE = "Only a standby answers: nothing can be changed until a primary does."
"""Message above the hints while only a standby answers and there is no other message."""
NOTHING_LOST = "Nothing typed is lost."


class ConnectionMonitor(LiveUpdates):
    """Connection handling; stands before `App` among its bases. Notes loss and return."""

    last_message: tuple[str, str]
    away = False
    """True if the store was out of reach at the last attempt."""
    _tries = 0
    _trying = False

    @contextmanager
    def noticing(self) -> Iterator[None]:
        """Detect, around any read or write, that the store is out of reach, or back.

        Raises:
            Unsure: for a change that may or may not be saved; the app looks for it.
            OnlyStandby: for a change while no server takes changes; nothing was saved.
            StoreAway: for everything else; nothing was saved.
        """
        try:
            with self.told_if_slow():
                yield
        except Unsure as error:
            self._go_away()
            raise Unsure(TRYING, "Then it says whether this was saved.") from error
        except OnlyStandby as error:
            raise OnlyStandby(NOTICE, NOTHING_LOST) from error
        except StoreAway as error:
            self._go_away()
            raise StoreAway(TRYING, NOTHING_LOST) from error
        if self.away:
            self._try()

    @contextmanager
    def told_if_slow(self, text: str = SLOW, after: float = SOON) -> Iterator[None]:
        """Show a message after some seconds while the block runs long; clear it at the end."""
        shown_on: list[Screen[Any]] = []

        def say() -> None:
            shown_on.extend(self.screen_stack[-1:])
            tell(self, text, "soon")

        slow = asyncio.get_running_loop().call_later(after, say)
        try:
            yield
        finally:
            slow.cancel()
            if shown_on and self.is_running and self.screen in shown_on:
                on_form = hasattr(self.screen, "tell")
                if on_form or self.last_message[0] == text:
                    tell(self, "")

    def _go_away(self) -> None:
        for each in self.screen_stack:
            # An Esc that was meant for what did not open must not leave the program instead.
            if (came_back := getattr(each, "came_back", None)) is not None:
                came_back()
        if self.away:
            return
        self.away, self._tries = True, 1
        self.ticked.publish(None)  # the title says so at once
        self._try_later()

    def _try_later(self) -> None:
        chance = random.random()  # noqa: S311  only to part those who wait
        self.set_timer(pause(self._tries, chance), self._try)

    def _try(self) -> None:
        if self.away and not self._trying:
            self._trying = True
            self.run_worker(self._reach(), group="away")

    async def _reach(self) -> None:
        """Try once for a store to write to, or else for one to read from meanwhile."""
        try:
            found = await self._comes_back("The store is here again.") or await self._reads_on()
        finally:
            self._trying = False
        if not found:
            self._tries += 1
            self._try_later()

    async def _comes_back(self, said: str) -> bool:
        """Settle a change in doubt and read the newest one; False if the store is still away."""
        from db.queries.history.changes import LastChange

        if self.live.waits_for_writer:  # who alone can tell
            return False
        try:
            async with self._writing:
                doubt = self.live.doubt
                kept = await asyncio.to_thread(self.live.settle)
                newest = await asyncio.to_thread(self.live.ask, LastChange())
        except AccordError:
            return False
        self.away = False
        self._be_back(said, newest, doubt, kept)
        return True

    async def _reads_on(self) -> bool:
        """Read from a standby if one answers; return whether it does."""
        return False

    def _be_back(self, said: str, newest: int, doubt: object, kept: CommandResult | None) -> None:
        words = [said]
        if doubt is not None and kept is not None:
            words.append(f"It was saved: {kept.summary}")
        elif doubt is not None:
            words.append("The last change was not saved: save it again.")
        gone = self._seen - newest
        if gone > 0:
            words.append(f"Of the changes seen here it lacks the last {gone}.")
        self._seen = newest
        self.changed.publish(newest)
        self.ticked.publish(None)
        host(self).say(" ".join(words), "overdue" if gone > 0 else "")
        self._tell_forms("store_is_back", doubt, kept)

    def _tell_forms(self, what: str, *words: object) -> None:
        for screens in self._screen_stacks.values():
            for screen in list(screens):
                tell = getattr(screen, what, None)
                if tell is not None:
                    tell(*words)


HERE = "A primary answers: changes can be made again."
OFF_WHILE = "while only a standby answers"
"""Reason why keys for changes are off meanwhile."""


class StandbyFallback(ConnectionMonitor):
    """Standby handling; stands before `App` among its bases. Returns to editing by itself."""

    read_only: bool
    _looks = 0
    _lost_writer = False
    """True if a primary had answered before."""

    @property
    def waits_for_writer(self) -> bool:
        """True if the store is read-only just because no server takes changes now."""
        return self._store is not None and self._store.waits_for_writer

    def look_for_writer(self) -> None:
        """Return to editing once a server takes changes; only for a session that wanted to edit."""
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
        """Offer the keys for changes again, and read from the primary."""
        self.read_only = self.point is not None or self.live.read_only
        await self._listen_anew()
        here = "A primary answers again." if self._lost_writer else HERE
        said = self.live.refusal or here
        if not await self._comes_back(said):
            self._go_away()  # gone again: from now on as for every editor
        elif not self._lost_writer:  # else they were offered at the start
            await self.begin_to_edit()

    async def begin_to_edit(self) -> None:
        """Hook of the app: the first server that takes changes has answered."""

    async def _listen_anew(self) -> None:
        """Watch for changes on the server that is read now."""
        if self.watcher is not None:  # it listens where nobody may be any more
            await asyncio.to_thread(self.watcher.close)
        await self.follow()
