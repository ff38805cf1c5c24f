"""Writing to a terminal that is no longer there."""

import os
import pty
from contextlib import suppress
from typing import IO, cast

from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from tui.terminal.driver import DurableOutput


def test_the_writing_thread_outlasts_the_terminal() -> None:
    ours, theirs = pty.openpty()
    gone = os.fdopen(theirs, "w", encoding="utf-8")
    os.close(ours)
    thread = WriterThread(cast("IO[str]", DurableOutput(gone)))
    thread.start()
    for _ in range(MAX_QUEUED_WRITES * 3):
        thread.write("a frame")
    thread.stop()
    assert not thread.is_alive()
    with suppress(OSError):  # what could not be written is tried once more
        gone.close()
