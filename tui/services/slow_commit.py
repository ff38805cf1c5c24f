"""Slow commits: while a change takes long to be saved, screens say why, and Esc stops waiting."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

from db.domain.commit_wait import SOON, on_one
from db.domain.errors import AccordError
from tui.services.protocol import tell

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Awaitable

    from db.store.store import Store


T = TypeVar("T")


class SlowCommitNotice(App[Any]):
    """Handling of slow commits; stands before `App` among its bases."""

    _told = ""
    """Last reason shown for a slow commit; empty when there is none."""
    _on_one = False
    _leaving: Future[bool] | None = None

    async def in_time(self, store: Store, saved: Awaitable[T]) -> T:
        """Give the result of `saved`; meanwhile show why it takes long. Raises as it does."""
        task = asyncio.ensure_future(saved)
        try:
            while not (await asyncio.wait({task}, timeout=SOON))[0]:
                self.run_worker(self._say_why(store), group="why", exclusive=True)
            return task.result()
        finally:
            self._told, self._on_one = "", False

    async def _say_why(self, store: Store) -> None:
        try:
            why = await asyncio.to_thread(store.saving.why)
        except AccordError:
            return  # whoever saves is told what is wrong
        if why and why != self._told:
            self._told, self._on_one = why, on_one(why)
            tell(self, f"{why} Esc stops waiting." if self._on_one else why, "soon")

    @property
    def may_stop_waiting(self) -> bool:
        """True if a change is saved on its server, and waits only for a standby."""
        return self._on_one

    def stop_waiting(self, store: Store) -> None:
        """Accept the change as saved where it is."""
        self._on_one = False
        self.run_worker(self._stop(store), group="why")

    def leave_no_change_waiting(self, store: Store) -> None:
        """Let a change that is being saved at exit take a moment, but not forever."""
        if store.saving.goes_on:
            from tui.services.commit_waiting import end_waiting

            loop = asyncio.get_running_loop()  # which ends when its threads have
            self._leaving = loop.run_in_executor(None, end_waiting, store)

    @property
    def left_on_one(self) -> bool:
        """Tell, after the end, whether a change was left on one server that waited for others."""
        return self._leaving is not None and self._leaving.done() and self._leaving.result()

    async def _stop(self, store: Store) -> None:
        try:
            await asyncio.to_thread(store.saving.stop)
        except AccordError as error:
            tell(self, str(error), "soon")
