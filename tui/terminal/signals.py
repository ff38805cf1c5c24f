"""The terminal as the operating system sees it: hangups, and signals to leave."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import termios
from contextlib import suppress
from threading import Thread, Timer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
GRACE = 2.0
"""Seconds for an orderly exit, after which the program ends all the same."""
_LEAVE = b"\x1b[0m\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"
_LEAVE_BASIC = b"\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"


class SignalWatch:
    """Ends the program in order on a signal, or when the line has dropped.

    A write to a terminal that takes nothing any more blocks the loop forever, and with it any
    cleanup there. So drafts are kept in the signal handler itself, which still runs, and a program
    that has not ended after `GRACE` is ended.
    """

    def __init__(
        self, leave: Callable[[int], object], keep: Callable[[], object], *, basic: bool
    ) -> None:
        """Start watching; call it in the running loop.

        Args:
            leave: Ends in order, with this exit code; called in the loop.
            keep: Keeps what must not be lost; called at once.
            basic: True if the terminal has none of xterm's extensions.
        """
        self._leave, self._keep = leave, keep
        self._farewell = _LEAVE_BASIC if basic else _LEAVE
        self._loop = asyncio.get_running_loop()
        self._before = _settings()
        for number in ENDING:
            signal.signal(number, self._told)
        Thread(target=_wait_for_hangup, daemon=True, name="line").start()

    def _told(self, number: int, _frame: Any) -> None:
        end = Timer(GRACE, self._end_anyway, (128 + number,))
        end.daemon = True
        end.start()
        self._keep()
        with suppress(RuntimeError):  # the loop has just ended by itself
            self._loop.call_soon_threadsafe(self._leave, 128 + number)

    def _end_anyway(self, code: int) -> None:
        """Leave the screen if the terminal still takes output, and end."""
        if self._before is not None:
            with suppress(termios.error, OSError):
                termios.tcflush(0, termios.TCOFLUSH)
                termios.tcsetattr(0, termios.TCSANOW, self._before)
        goodbye = Thread(target=_write, args=(self._farewell,), daemon=True)
        goodbye.start()
        goodbye.join(GRACE / 4)
        os._exit(code)


def _write(data: bytes) -> None:
    with suppress(OSError):
        os.write(2, data)


def _settings() -> list[Any] | None:
    try:
        return termios.tcgetattr(0)
    except (termios.error, OSError):
        return None


def _wait_for_hangup() -> None:
    """Sleep until the line drops, then send SIGHUP, as the system does if so configured."""
    line = select.poll()
    line.register(0, 0)
    line.poll()
    os.kill(os.getpid(), signal.SIGHUP)


def is_gone() -> bool:
    """Tell whether the line dropped: no key will come any more, and reading would only spin."""
    if sys.__stdin__ is None:
        return True
    try:
        termios.tcgetattr(sys.__stdin__.fileno())
    except (termios.error, OSError, ValueError):
        return True
    return False
