"""Notices that the store changed; each kind of database has its own watcher.

`Store.watch(tell)` starts one. It calls `tell` in its own thread with a `WatchEvent`, never with
the change itself: the receiver asks the store, as for everything else.
"""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import Enum

PATIENCE = 2.0
"""Seconds to wait for the thread's end; it may be in the middle of connecting to a server."""


class WatchEvent(Enum):
    """Message of a watcher."""

    FOUND = "found"
    """Watching has begun; earlier changes were not reported, so the receiver has to look."""
    CHANGED = "changed"
    """Somebody wrote, perhaps this very process."""
    LOST = "lost"
    """The store cannot be reached; FOUND follows when it can again."""


Tell = Callable[[WatchEvent], None]
"""Callback in the watcher's thread: it must be quick, and hand over to its own thread."""


class Watcher(ABC):
    """Watches in a thread until it is closed, whatever happens to the store meanwhile."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.mark: str | None = None
        """The watcher's mark among those present; empty if not listed, None while unknown."""
        self._lost = False
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="accord-watch", daemon=True)

    def start(self) -> None:
        """Start; the first message is FOUND or LOST."""
        self._thread.start()

    def close(self) -> None:
        """End the thread and its connection; no message follows."""
        self._closing.set()
        self._wake()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(PATIENCE)

    @property
    def alive(self) -> bool:
        """True while its thread runs."""
        return self._thread.is_alive()

    @abstractmethod
    def _watch(self) -> None:
        """Report changes until `_closing` is set."""

    def _wake(self) -> None:  # noqa: B027  who waits for `_closing` alone needs nothing more
        """End whatever else the thread waits for."""

    def _say(self, heard: WatchEvent) -> None:
        """Send a message, unless the watcher is closed; LOST is not repeated."""
        again = heard is WatchEvent.LOST and self._lost
        self._lost = heard is WatchEvent.LOST
        if not again and not self._closing.is_set():
            self._tell(heard)
