"""A program at a terminal of its own, whose screen can be read as a person sees it."""

import os
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tests.pseudo import set_size, started

REST = 2.0
"""Seconds of silence after which a picture is taken."""
PATIENCE = 60.0
"""Seconds after which what is waited for does not come."""
QUIET = 0.2
"""Seconds between two looks whether the program has ended."""


class Screen:
    """Reads, presses keys and changes its size; ends the program when left."""

    def __init__(self, command: list[str], columns: int, rows: int, env: dict[str, str]) -> None:
        self.terminal = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.terminal)
        self.raw = b""
        whole = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **env}
        self.handle, self.process = started(command, whole, columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # what a shell has started too
        self.process.wait()
        os.close(self.handle)

    @property
    def text(self) -> str:
        """The screen as it is."""
        return "\n".join(line.rstrip() for line in self.terminal.display)

    def wait_for(self, *words: str, gone: str = "") -> str:
        """Read until all words stand on the screen at once, and `gone` does not; gives the screen.

        Raises:
            TimeoutError: with the screen as it is instead.
        """
        self.wait_until(
            lambda: all(word in self.text for word in words) and not (gone and gone in self.text),
            f"{words}, or {gone!r} still,",
        )
        return self.text

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Read until something holds of the screen.

        Raises:
            TimeoutError: with the screen as it is instead.
        """
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end or not self._more():
                raise TimeoutError(f"{what} not on the screen:\n{self.text}")

    def rest(self) -> None:
        """Read until nothing changes for a while: for pictures, never for what is asserted."""
        seen, since = self.text, time.monotonic()
        while time.monotonic() - since < REST and self._more():
            if self.text != seen:
                seen, since = self.text, time.monotonic()

    def press(self, *keys: str) -> None:
        """Type; what comes of it is for `wait_for`."""
        os.write(self.handle, "".join(keys).encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, and say so to the program."""
        self.terminal.resize(rows, columns)
        set_size(self.handle, columns, rows)
        os.kill(self.process.pid, signal.SIGWINCH)

    def ended(self) -> int:
        """Read to the end; gives the exit code.

        Raises:
            TimeoutError: with the screen, when the program does not end.
        """
        end = time.monotonic() + PATIENCE
        while self._more():
            if time.monotonic() > end:
                raise TimeoutError(f"still running:\n{self.text}")
        return self.process.wait(PATIENCE)

    def _more(self) -> bool:
        """Take what comes; False when there is nothing any more and never will be."""
        if not select.select([self.handle], [], [], QUIET)[0]:
            return self.process.poll() is None
        try:
            data = os.read(self.handle, 1 << 16)
        except OSError:  # how Linux tells that the other side is closed
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)


def processes_with(word: str) -> list[int]:
    """The processes whose command line has this word in it: who is still there."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes()
        except OSError:  # it has just ended
            continue
        if word.encode() in words:
            found.append(int(folder.name))
    return found
