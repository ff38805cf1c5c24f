"""Open accord in a terminal of 80 x 24, look, and leave: `python pty_smoke.py PROGRAM STORE`.

Needs the standard library only, so that it can look at an installed accord that has nothing else
beside it. Not collected by pytest; `.ci/run` starts it.
"""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

LIMIT = 60.0
QUIET = 0.5
SETTLED = 3.0
SEQUENCE = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP.*?\x1b\\|\x1b\[[0-?]*[ -/]*[@-~]|\x1b.", re.DOTALL
)
ENTER_SCREEN, LEAVE_SCREEN = "\x1b[?1049h", "\x1b[?1049l"


class Terminal:
    """A program in a pseudo-terminal, and everything it has written."""

    def __init__(self, command: list[str]) -> None:
        self.deadline = time.monotonic() + LIMIT
        self.raw = b""
        self.status: int | None = None
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.environ["TERM"] = "xterm-256color"
            os.execvp(command[0], command)

    @property
    def written(self) -> str:
        return self.raw.decode("utf-8", "replace")

    @property
    def text(self) -> str:
        return SEQUENCE.sub("", self.written)

    def read(self, seconds: float) -> bool:
        """Take what comes within this time; False when nothing did or the program has ended."""
        if time.monotonic() > self.deadline:
            sys.exit(f"not within {LIMIT:.0f} s; the screen so far:\n{self.text[-4000:]}")
        if not select.select([self.handle], [], [], seconds)[0]:
            return False
        try:
            more = os.read(self.handle, 65536)
        except OSError:  # how Linux tells that the other side is closed
            more = b""
        self.raw += more
        return bool(more)

    def wait_for(self, *words: str) -> None:
        while not all(word in self.text for word in words):
            if not self.read(QUIET) and self.ended() and not self.read(0):
                sys.exit(f"ended before it showed {words}:\n{self.text[-4000:]}")

    def press(self, key: str) -> None:
        """Send a key, wait for an answer on the screen and, shortly, for the end of it."""
        os.write(self.handle, key.encode())
        while not self.read(QUIET) and not self.ended():
            pass
        settled = time.monotonic() + SETTLED
        while time.monotonic() < settled and self.read(QUIET):
            pass

    def ended(self) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = status if pid else None
        return self.status is not None

    def exit_code(self) -> int:
        while self.read(QUIET) or not self.ended():
            pass
        return os.waitstatus_to_exitcode(self.status or 0)


def main(program: str, store: str) -> None:
    now = "2026-11-23 16:20 Africa/Kinshasa"
    terminal = Terminal([program, "--store", store, "--now", now])
    terminal.wait_for("WPA", "? help")
    terminal.press("?")
    terminal.press("\x1b")
    os.write(terminal.handle, b"Q")
    code = terminal.exit_code()
    if code != 0:
        sys.exit(f"exit code {code}:\n{terminal.text[-4000:]}")
    if terminal.written.rfind(LEAVE_SCREEN) <= terminal.written.rfind(ENTER_SCREEN):
        sys.exit("the alternate screen was not left")
    print(f"opened, showed {len(terminal.raw)} bytes, helped, and left with exit code 0")


if __name__ == "__main__":
    main(*sys.argv[1:])
