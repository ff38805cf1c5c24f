"""A program in a pseudo-terminal, timed from its start and from each key to what it paints."""

import os
import re
import select
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.pseudo import started

BEGIN, END = b"\x1b[?2026h", b"\x1b[?2026l"
"""What encloses a frame once the terminal has said that it knows synchronised output."""
SEQUENCE = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\"
)
ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}
"""What a program waits for at its start, and what a good terminal says to it."""
QUIET = 0.12
"""Seconds without output after which a program has answered."""
PATIENCE = 20.0
PAGE_UP, PAGE_DOWN, END_KEY, HOME, ESCAPE = b"\x1b[5~", b"\x1b[6~", b"\x1b[F", b"\x1b[H", b"\x1b"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came after a key: milliseconds to the end of the first frame and to the last byte."""

    first: float
    last: float
    size: int


class Terminal:
    """A program that sees a terminal of this size; killed at the end."""

    def __init__(
        self, command: list[str], env: dict[str, str], *, columns: int = 120, rows: int = 40
    ) -> None:
        self.written = 0
        """Bytes that have come from the program."""
        self._begun = time.perf_counter()
        self._handle, self._program = started(command, env, columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._program.poll() is None:
            os.killpg(self._program.pid, signal.SIGKILL)
        self._program.wait()
        os.close(self._handle)

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._handle], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._handle, 1 << 18)
        except OSError:  # how Linux tells that the other side is closed
            return b""
        self.written += len(data)
        for asked, answer in ANSWERS.items():
            if asked in data:
                os.write(self._handle, answer)
        return data

    def wait_for(self, words: bytes) -> float:
        """Milliseconds from the start to the end of the frame in which these words stand.

        Raises:
            TimeoutError: with what was there instead.
        """
        return self.until(words, self._begun).first

    def press(self, key: bytes, words: bytes = b"") -> Answer:
        """Press a key and wait until the answer has ended; `words` must be in it."""
        self.rest()
        begun = time.perf_counter()
        os.write(self._handle, key)
        first = self.until(words, begun)
        last, size = first.last, first.size
        while more := self._read(QUIET):
            last, size = (time.perf_counter() - begun) * 1000, size + len(more)
        return Answer(first.first, last, size)

    def until(self, words: bytes, begun: float) -> Answer:
        """Wait for the end of the frame in which these words stand, counted from a moment.

        Raises:
            TimeoutError: with what was there instead.
        """
        seen, now = b"", begun
        while not _shown(seen, words):
            if now - begun > PATIENCE:
                raise TimeoutError(f"{words!r} not in {SEQUENCE.sub(b'', seen)[-2000:]!r}")
            seen += self._read(QUIET)
            now = time.perf_counter()
        return Answer((now - begun) * 1000, (now - begun) * 1000, len(seen))

    def rest(self) -> None:
        """Let the program finish what it is at."""
        while self._read(QUIET):
            pass

    def listen(self, seconds: float) -> int:
        """Bytes that come while nobody presses a key."""
        before, end = self.written, time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._read(QUIET)
        return self.written - before

    def memory(self) -> dict[str, float]:
        """MiB in its memory (Rss), and its fair share of what others map too (Pss)."""
        path = Path(f"/proc/{self._program.pid}/smaps_rollup")
        with path.open(encoding="ascii") as file:
            parts = [line.split() for line in file]
        return {
            each[0].rstrip(":"): int(each[1]) / 1024
            for each in parts
            if each[0] in ("Rss:", "Pss:")
        }


def _shown(seen: bytes, words: bytes) -> bool:
    """Whether the words stand in a frame that has ended."""
    if not words:
        return END in seen
    whole = seen[: seen.rfind(END)] if END in seen else b""
    return words in SEQUENCE.sub(b"", whole)
