"""What somebody else changes, in another process, comes to the screen; the cursor stays."""

import signal

import pytest

from db.commands.commitments import EditCommitment
from db.commands.flags import Withdraw
from tests.builders import open_store
from tests.line.conftest import Seats


@pytest.mark.parametrize("how", [("--read-only",), ()], ids=["a reader", "a writer"])
def test_a_change_comes_by_itself_and_the_cursor_stays(seats: Seats, how: tuple[str, ...]) -> None:
    terminal = seats.sit("--slow", *how)
    terminal.until("OVERDUE OR DISPUTED", "? help")
    terminal.type("2j")
    terminal.until_cursor("MOZ92-2")
    editor = open_store(seats.store, actor="jonas")
    editor.do(EditCommitment("MOZ92-3", {"title": "Renamed by Jonas"}))
    terminal.until("Renamed by Jonas")
    assert "MOZ92-2" in terminal.cursor
    editor.do(Withdraw(("MOZ92-1",)))
    terminal.until_gone("MOZ92-1")
    terminal.until_cursor("MOZ92-2")
    editor.close()
    terminal.type("Q")
    assert terminal.exit_code() == 0


def test_a_machine_that_slept_shows_what_happened_meanwhile(seats: Seats) -> None:
    """Stopped in the middle of a form: the form stays, and the rows behind it are of today."""
    terminal = seats.sit()
    terminal.until("OVERDUE OR DISPUTED", "? help")
    terminal.type("2j")
    terminal.until_cursor("MOZ92-2")
    terminal.type("A")
    terminal.until("Speaker")
    terminal.type("QZX")
    terminal.until("QZX")
    terminal.process.send_signal(signal.SIGSTOP)
    editor = open_store(seats.store, actor="jonas")
    editor.do(EditCommitment("MOZ92-3", {"title": "Renamed by Jonas"}))
    editor.close()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.type("Y")
    terminal.until("QZXY", "Renamed by Jonas")
    terminal.type("\x1b")
    terminal.until("1 change unsaved?")
    terminal.type("y")
    terminal.until_gone("unsaved?", "QZXY")  # the form closes after its question
    terminal.type("Q")
    assert terminal.exit_code() == 0
    assert terminal.is_cooked()
