"""Hearing that the store changed, whichever database it is; each has a watcher of its own.

`Store.watch(tell)` starts one. It calls `tell` in a thread of its own with a `Heard`, and never
with what changed: whoever is told asks the store, as for everything else.
"""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import Enum

PATIENCE = 2.0
"""Seconds that ending waits for the thread, which may be in the middle of reaching a server."""


class Heard(Enum):
    """What a watcher has to say."""

    FOUND = "found"
    """Changes are heard from now on; what was written before, nobody told of: look."""
    CHANGED = "changed"
    """Somebody wrote, perhaps this very process."""
    LOST = "lost"
    """The store cannot be reached; a FOUND follows when it can again."""


Tell = Callable[[Heard], None]
"""Called in the watcher's thread: be quick, and hand over to your own."""


class Watcher(ABC):
    """Listens in a thread until it is closed, whatever becomes of the store meanwhile."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.mark: str | None = None
        """Which one it is among those present; empty when it is none of them, None
        while that is not known."""
        self._lost = False
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="accord-watch", daemon=True)

    def start(self) -> None:
        """Begin; the first word is FOUND or LOST."""
        self._thread.start()

    def close(self) -> None:
        """End the thread and its connection; nothing is told afterwards."""
        self._closing.set()
        self._wake()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(PATIENCE)

    @property
    def alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread.is_alive()

    @abstractmethod
    def _watch(self) -> None:
        """Tell of changes until `_closing` is set."""

    def _wake(self) -> None:  # noqa: B027  who waits for `_closing` alone needs nothing more
        """End whatever else the thread waits for."""

    def _say(self, heard: Heard) -> None:
        """Tell, unless it is over; that the store is lost only once."""
        again = heard is Heard.LOST and self._lost
        self._lost = heard is Heard.LOST
        if not again and not self._closing.is_set():
            self._tell(heard)
