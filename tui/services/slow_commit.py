"""While a change takes long to be saved: the screens say why, and Esc stops waiting."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

from db.domain.errors import AccordError
from db.store.commit_wait import SOON, on_one
from tui.services.protocol import tell

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Awaitable, Iterator

    from db.store.store import Store


T = TypeVar("T")


class Saving(App[Any]):
    """Put before `App` among the bases of an app."""

    _told = ""
    """Why a change takes long, as it was said last; empty when none does."""
    _on_one = False
    _leaving: Future[bool] | None = None

    async def in_time(self, store: Store, saved: Awaitable[T]) -> T:
        """What `saved` comes to; says meanwhile why it takes long. Raises as it does."""
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
        """Whether a change is on its server, and only waits to be on another one too."""
        return self._on_one

    def stop_waiting(self, store: Store) -> None:
        """Take the change as saved where it is."""
        self._on_one = False
        self.run_worker(self._stop(store), group="why")

    def leave_no_change_waiting(self, store: Store) -> None:
        """While the program ends: a change that is saved may take a moment, but not for ever."""
        if store.saving.goes_on:
            from tui.services.slow_commit import end_waiting

            loop = asyncio.get_running_loop()  # which ends when its threads have
            self._leaving = loop.run_in_executor(None, end_waiting, store)

    @property
    def left_on_one(self) -> bool:
        """After the end: whether a change was left on one server that waited for others."""
        return self._leaving is not None and self._leaving.done() and self._leaving.result()

    async def _stop(self, store: Store) -> None:
        try:
            await asyncio.to_thread(store.saving.stop)
        except AccordError as error:
            tell(self, str(error), "soon")


GIVEN_UP = "Not waited for any longer: the change is on this server, and perhaps on no other."


@contextmanager
def told_of_waiting(store: Store) -> Iterator[None]:
    """Say on standard error what a change waits for, and where it is if nobody waits for it."""
    over, said = threading.Event(), list[str]()
    watch = threading.Thread(target=_look, args=(store, over, said), name="accord-slow")
    watch.start()
    try:
        yield
    except KeyboardInterrupt:
        if said and on_one(said[-1]):
            sys.stderr.write(f"accord: {GIVEN_UP}\n")
        raise
    finally:
        over.set()
        watch.join()


def end_waiting(store: Store) -> bool:
    """For whoever leaves: wait `SOON` for servers that follow, no longer; whether one was left."""
    left, ask_at = False, time.monotonic() + SOON
    while store.saving.goes_on:
        time.sleep(0.05)
        if time.monotonic() >= ask_at:
            ask_at += SOON
            with suppress(AccordError):  # it broke off: whoever saves finds out
                left = (on_one(store.saving.why()) and store.saving.stop()) or left
    return left


def _look(store: Store, over: threading.Event, said: list[str]) -> None:
    """Ask now and then; say each answer once."""
    while not over.wait(SOON):
        try:
            why = store.saving.why()
        except AccordError:
            continue  # whoever saves is told what is wrong
        if why and why not in said and not over.is_set():
            said.append(why)
            stops = " Ctrl+C stops waiting." if on_one(why) else ""
            sys.stderr.write(f"accord: {why}{stops}\n")
            sys.stderr.flush()
