"""While the store cannot be reached: screens and forms stay, and it is tried again by itself."""

from __future__ import annotations

import asyncio
import random
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from db.domain.backoff import pause
from db.domain.errors import AccordError, OnlyStandby, StoreAway, Unsure
from db.domain.waits import SOON
from tui.host import host, tell
from tui.news import News

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

    from db.store import Done

TRYING = "Store not reachable; trying again."
SLOW = "The store takes long to answer."
NOTICE = "Only a standby answers: nothing can be changed until a primary does."
"""What stands above the hints meanwhile, wherever nothing else is said."""
NOTHING_LOST = "Nothing typed is lost."


class Away(News):
    """Put before `App` among the bases of an app: it notices when the store goes and comes."""

    last_message: tuple[str, str]
    away = False
    """Whether the store could not be reached when it was last tried."""
    _tries = 0
    _trying = False

    @contextmanager
    def noticing(self) -> Iterator[None]:
        """Notice in whatever is asked or done that the store is not there, or there again.

        Raises:
            Unsure: for a change that may be saved or not; it is looked for by itself.
            OnlyStandby: for a change while no server takes any; nothing was saved.
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
        """Say after some seconds that what is done inside takes long; no more once it is done."""
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
        """Try once for a store to write, or else for one to read meanwhile."""
        try:
            found = await self._comes_back("The store is here again.") or await self._reads_on()
        finally:
            self._trying = False
        if not found:
            self._tries += 1
            self._try_later()

    async def _comes_back(self, said: str) -> bool:
        """Look for a change in doubt, and what is the newest; whether that can be told."""
        from db.queries.trail import LastChange  # noqa: PLC0415  loaded with the store

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
        """Read from a server that follows another one, if one answers; whether it does."""
        return False

    def _be_back(self, said: str, newest: int, doubt: object, kept: Done | None) -> None:
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
