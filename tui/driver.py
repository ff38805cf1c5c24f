"""What is sent to the terminal: nothing that it cannot make sense of, and little on a slow line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from textual.drivers.linux_driver import LinuxDriver

from tui.thrift import thrifty

if TYPE_CHECKING:
    from tui.host import Host

_ADDED_BY_XTERM = re.compile(
    r"\x1b\[\?(?:1000|1003|1004|1006|1015|1016|2004|2026|2048)(?:[hl]|\$p)"  # mouse, focus, paste
    r"|\x1b\[[<>=][\d;]*u"  # kitty's keys
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, pointers, the clipboard
)
"""What a basic terminal would show as letters, or be asked and never answer."""


class Driver(LinuxDriver):
    """Textual's driver, for the terminal that `app.look` describes."""

    def write(self, data: str) -> None:
        """Write what the terminal knows, in as few bytes as will do."""
        look = cast("Host", self._app).look
        if look.basic:
            data = _ADDED_BY_XTERM.sub("", data)
        super().write(thrifty(data) if look.slow else data)
