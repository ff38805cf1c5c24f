"""Messages on the command line while a change takes long to be saved."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from db.domain.commit_wait import SOON, on_one
from db.domain.errors import AccordError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.store.store import Store

GIVEN_UP = "Not waited for any longer: the change is on this server, and perhaps on no other."


@contextmanager
def told_of_waiting(store: Store) -> Iterator[None]:
    """Say on standard error what a change waits for, and where it is if the user stops waiting."""
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
    """Wait `SOON` for the standbys before exit; return True if a change was left without them."""
    left, ask_at = False, time.monotonic() + SOON
    while store.saving.goes_on:
        time.sleep(0.05)
        if time.monotonic() >= ask_at:
            ask_at += SOON
            with suppress(AccordError):  # it broke off: whoever saves finds out
                left = (on_one(store.saving.why()) and store.saving.stop()) or left
    return left


def _look(store: Store, over: threading.Event, said: list[str]) -> None:
    """Query the cause now and then; print each answer once."""
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
