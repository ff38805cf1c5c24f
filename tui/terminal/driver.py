"""Output to the terminal: only what it understands, and little on a slow line."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, Protocol, cast

from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.slow_output import thrifty

if TYPE_CHECKING:
    from tui.terminal.appearance import Appearance

_ADDED_BY_XTERM = re.compile(
    r"\x1b\[\?(?:1000|1003|1004|1006|1015|1016|2004|2026|2048)(?:[hl]|\$p)"  # mouse, focus, paste
    r"|\x1b\[[<>=][\d;]*u"  # kitty's keys
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, pointers, the clipboard
)
"""Sequences that a basic terminal would show as letters, or never answer."""


class _Shows(Protocol):
    """An app that knows the appearance of its terminal."""

    look: Appearance


class DurableOutput:
    """Output that outlives its terminal: text written after the terminal's end is dropped.

    The thread that writes for Textual ends at the first error, and the app would then wait forever
    for it to take the next frame, deaf to the signals that tell it to leave.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write while the terminal is there."""
        with suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        """Flush the output."""
        with suppress(OSError, ValueError):
            self._file.flush()

    def fileno(self) -> int:
        """Give the file descriptor."""
        return self._file.fileno()


class Driver(LinuxDriver):
    """Textual's driver, for the terminal that `app.look` describes."""

    def start_application_mode(self) -> None:
        """Start, with an output that outlives the terminal."""
        file = cast("Any", self._file)
        if file is not None and not isinstance(file, DurableOutput):
            self._file = cast("Any", DurableOutput(file))
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def resume_application_mode(self) -> None:
        """Resume after a stop, even an unexpected one such as SIGSTOP.

        In that case the terminal was not restored before the stop. Textual would start a second
        reader of keys beside the first, so that keys get lost and the program never ends. At exit
        it would restore the terminal's state of now, not that of before the start.
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
        """Write what the terminal understands, in few bytes."""
        look = cast("_Shows", self._app).look
        if look.basic:
            data = _ADDED_BY_XTERM.sub("", data)
        super().write(thrifty(data) if look.slow else data)
