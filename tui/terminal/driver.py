"""What is sent to the terminal: nothing that it cannot make sense of, and little on a slow line."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, Protocol, cast

from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.slow_output import thrifty

if TYPE_CHECKING:
    from tui.terminal.appearance import Look

_ADDED_BY_XTERM = re.compile(
    r"\x1b\[\?(?:1000|1003|1004|1006|1015|1016|2004|2026|2048)(?:[hl]|\$p)"  # mouse, focus, paste
    r"|\x1b\[[<>=][\d;]*u"  # kitty's keys
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, pointers, the clipboard
)
"""What a basic terminal would show as letters, or be asked and never answer."""


class _Shows(Protocol):
    """An app that knows what its terminal can show."""

    look: Look


class Lasting:
    """A terminal's output that outlasts the terminal: what is written after its end is lost.

    The thread that writes for Textual dies of the first error, and the app would then wait for
    ever for it to take the next frame, deaf to the signals that tell it to leave.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write while there is somebody to write to."""
        with suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        """Send what was written."""
        with suppress(OSError, ValueError):
            self._file.flush()

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()


class Driver(LinuxDriver):
    """Textual's driver, for the terminal that `app.look` describes."""

    def start_application_mode(self) -> None:
        """Begin, with an output that does not end before we do."""
        file = cast("Any", self._file)
        if file is not None and not isinstance(file, Lasting):
            self._file = cast("Any", Lasting(file))
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def resume_application_mode(self) -> None:
        """Go on after a stop, also one that could not be seen coming, as by SIGSTOP.

        Then nothing was put in order before it. Textual would start a second reader of keys beside
        the first, so that keys get lost and the program never ends, and would leave the terminal
        as it is now, not as it was before the start.
        """
        if self._key_thread is None or not self._key_thread.is_alive():
            super().resume_application_mode()
            return
        before = self.attrs_before
        self.exit_event.set()
        self._key_thread.join()
        self.exit_event.clear()
        self.close()  # the thread that writes
        self._must_signal_resume = True  # the screen is drawn anew: others may have written on it
        super().resume_application_mode()
        self.attrs_before = before

    def write(self, data: str) -> None:
        """Write what the terminal knows, in as few bytes as will do."""
        look = cast("_Shows", self._app).look
        if look.basic:
            data = _ADDED_BY_XTERM.sub("", data)
        super().write(thrifty(data) if look.slow else data)
