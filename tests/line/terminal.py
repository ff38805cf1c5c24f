"""accord in a pseudo-terminal of its own, and what a person sees there.

Nothing here sleeps: whatever is waited for is looked for after each piece of output, and gives up
with the screen as it is when it has not come within `PATIENCE` seconds.
"""

import fcntl
import os
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tests.programs import PATIENCE, at_terminal
from tests.pseudo import set_size

ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}
UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*\$p")
LEFT, FRAME_END = b"\x1b[?1049l", b"\x1b[?2026l"


class Terminal:
    """One person's terminal: what is written to it, and what stands on its screen."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        size: tuple[int, int] = (80, 24),
        term: str = "xterm-256color",
        env: Mapping[str, str],
        controlling: bool = True,
        fresh: bool = False,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._half = b""
        self.raw = b""
        self.ours, self.process = at_terminal(
            *arguments,
            env={**_clean(home), "TERM": term, **env},
            size=size,
            controlling=controlling,
            fresh=fresh,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """The line drops: the other side of the terminal is closed."""
        if self.ours >= 0:
            os.close(self.ours)
            self.ours = -1

    # -- hands ------------------------------------------------------------------------------

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self.ours, text.encode())

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as a person does who drags its edge."""
        self.screen.resize(lines, columns)
        set_size(self.ours, columns, lines)
        self.process.send_signal(signal.SIGWINCH)

    def choke(self) -> None:
        """Ask for more and more output and take none of it, until no more comes."""
        waiting, same = 0, 0
        while same < 5:
            for columns in (79, 80):
                set_size(self.ours, columns, 24)
                self.process.send_signal(signal.SIGWINCH)
                select.select([], [], [], 0.1)
            before, waiting = waiting, unread(self.ours)
            same = same + 1 if waiting == before else 0
        assert waiting > 1000

    def is_cooked(self) -> bool:
        """Whether typed lines are again edited and echoed by the terminal, as before."""
        return bool(termios.tcgetattr(self.ours)[3] & (termios.ICANON | termios.ECHO))

    # -- eyes -------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def cursor(self) -> str:
        """The line with the `>`."""
        return next((line for line in self.screen.display if line.startswith(">")), "")

    def until(self, *words: str) -> None:
        """Wait until all of these stand on the screen."""
        self.wait(lambda: all(word in self.text for word in words), f"{words}")

    def until_last_line(self, words: str) -> None:
        """Wait until the last line of the screen has these words."""
        self.wait(lambda: words in self.screen.display[-1], f"{words} at the foot")

    def until_gone(self, *words: str) -> None:
        """Wait until none of these stands on the screen."""
        self.wait(lambda: not any(word in self.text for word in words), f"no {words}")

    def until_cursor(self, words: str) -> None:
        """Wait until the cursor is on a line with these words."""
        self.wait(lambda: words in self.cursor, f"the cursor on {words}")

    def frame_ends(self) -> None:
        """Wait for the end of the frame that is being painted."""
        self.wait(lambda: self.raw.endswith(FRAME_END), "the end of the frame")

    def wait(self, there: Callable[[], bool], what: str) -> None:
        """Read until something holds."""
        end = time.monotonic() + PATIENCE
        while not there():
            if time.monotonic() > end or not self.read():
                raise AssertionError(f"{what} did not come. The screen:\n{self.text}")

    def read(self, seconds: float = 1.0) -> bool:
        """Take what comes within this time; False when the program has closed the terminal."""
        if not select.select([self.ours], [], [], seconds)[0]:
            return self.process.poll() is None
        try:
            data = os.read(self.ours, 1 << 16)
        except OSError:  # how Linux tells that the other side is closed
            return False
        self.raw += data
        for asked, answer in ANSWERS.items():
            if asked in data:
                os.write(self.ours, answer)
        self._show(data)
        return bool(data)

    def _show(self, data: bytes) -> None:
        whole = self._half + data
        cut = whole.rfind(b"\x1b")  # what may be half a sequence waits for its other half
        cut = cut if cut >= 0 and len(whole) - cut < 24 and not data.endswith(b"l") else len(whole)
        self._half = whole[cut:]
        self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", whole[:cut]))

    # -- the end ----------------------------------------------------------------------------

    def exit_code(self) -> int:
        """Wait for the end of the program, reading what it still says."""
        end = time.monotonic() + PATIENCE
        while self.ours >= 0 and time.monotonic() < end and self.read():
            pass
        assert self.ours < 0 or time.monotonic() < end, f"still there:\n{self.text}"
        return self.process.wait(PATIENCE)


def unread(handle: int) -> int:
    """Bytes that wait to be read."""
    return int.from_bytes(fcntl.ioctl(handle, termios.FIONREAD, bytes(4)), sys.byteorder)


def _clean(home: Path) -> dict[str, str]:
    """An environment in which nothing of the person who runs the tests is left."""
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    return {**kept, "HOME": str(home), "LANG": "C.UTF-8"}
