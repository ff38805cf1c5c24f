"""While the store cannot be reached: screens and forms stay, and it is tried again by itself."""

from __future__ import annotations

import asyncio
import random
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from db.domain.backoff import pause
from db.domain.errors import AccordError, StoreAway, Unsure
from db.domain.waits import SOON
from tui.host import host, tell
from tui.news import News

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

    from db.store import Done

TRYING = "The store is not reachable; trying again."
SLOW = "The store takes long to answer."


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
            StoreAway: for everything else; nothing was saved.
        """
        try:
            with self._told_if_slow():
                yield
        except Unsure as error:
            self._go_away()
            raise Unsure(TRYING, "Then it says whether this was saved.") from error
        except StoreAway as error:
            self._go_away()
            raise StoreAway(TRYING, "Nothing typed is lost.") from error
        if self.away:
            self._try()

    @contextmanager
    def _told_if_slow(self) -> Iterator[None]:
        """Say after a while that what is done inside takes long, and no more once it is done."""
        shown_on: list[Screen[Any]] = []

        def say() -> None:
            shown_on.append(self.screen)
            tell(self, SLOW, "soon")

        slow = asyncio.get_running_loop().call_later(SOON, say)
        try:
            yield
        finally:
            slow.cancel()
            on_form = hasattr(self.screen, "tell")
            if self.screen in shown_on and (on_form or self.last_message[0] == SLOW):
                tell(self, "")

    def _go_away(self) -> None:
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
        """Try once: look for a change in doubt, and what is the newest."""
        from db.queries.trail import LastChange  # noqa: PLC0415  loaded with the store

        try:
            async with self._writing:
                doubt = self.live.doubt
                kept = await asyncio.to_thread(self.live.settle)
                newest = await asyncio.to_thread(self.live.ask, LastChange())
        except AccordError:
            self._tries += 1
            self._try_later()
            return
        finally:
            self._trying = False
        self.away = False
        self._come_back(newest, doubt, kept)

    def _come_back(self, newest: int, doubt: object, kept: Done | None) -> None:
        words = ["The store is here again."]
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
        for screens in self._screen_stacks.values():
            for screen in list(screens):
                tell = getattr(screen, "store_is_back", None)
                if tell is not None:
                    tell(doubt, kept)
