"""Starting a program at a pseudo-terminal; how its screen is read is others' business."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager


def started(
    command: Sequence[str], env: Mapping[str, str], columns: int, rows: int
) -> tuple[int, "subprocess.Popen[bytes]"]:
    """Our end of the terminal, and the program that has the other one, in a session of its own."""
    with opened(columns, rows) as (ours, theirs):
        return ours, subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=dict(env),
            start_new_session=True,
        )


@contextmanager
def opened(columns: int, rows: int) -> Iterator[tuple[int, int]]:
    """Our end of a new terminal, and the other one, which is for a program alone."""
    ours, theirs = pty.openpty()
    set_size(theirs, columns, rows)
    try:
        yield ours, theirs
    finally:
        os.close(theirs)


def set_size(handle: int, columns: int, rows: int) -> None:
    """Tell a terminal how large it is."""
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
