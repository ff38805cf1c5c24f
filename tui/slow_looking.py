"""Saying on the screens why a look at another moment takes long, while it does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tui.host import host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

SLOW = 0.7
"""Seconds that a look may take before it is said why."""
COPYING = "The store is copied to look back. In a large one the first look takes a while."


@contextmanager
def told_if_slow(screen: Screen[Any]) -> Iterator[None]:
    """Say it on the message line if what is done inside takes long."""
    timer = screen.set_timer(SLOW, lambda: host(screen).say(COPYING))
    try:
        yield
    finally:
        timer.stop()
