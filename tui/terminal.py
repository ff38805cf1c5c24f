"""The terminal as the operating system sees it: whether it is still there, and signals to leave."""

from __future__ import annotations

import asyncio
import signal
import sys
import termios
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def is_gone() -> bool:
    """Whether the line dropped: then nobody will ever press a key, and reading only spins."""
    if sys.__stdin__ is None:
        return True
    try:
        termios.tcgetattr(sys.__stdin__.fileno())
    except (termios.error, OSError, ValueError):
        return True
    return False


def leave_on_signals(leave: Callable[[], object]) -> None:
    """SIGTERM and SIGHUP restore the terminal and end, instead of ending in the middle of it."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, leave)
