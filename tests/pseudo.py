"""Starting a program at a pseudo-terminal; how its screen is read is others' business."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence


def started(
    command: Sequence[str], env: Mapping[str, str], columns: int, rows: int
) -> tuple[int, "subprocess.Popen[bytes]"]:
    """Our end of the terminal, and the program that has the other one, in a session of its own."""
    ours, theirs = pty.openpty()
    set_size(theirs, columns, rows)
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(env), start_new_session=True
    )
    os.close(theirs)
    return ours, process


def set_size(handle: int, columns: int, rows: int) -> None:
    """Tell a terminal how large it is."""
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
