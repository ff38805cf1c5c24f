"""Every way in which a program at a terminal is ended: in order, and with nothing lost."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from db.commands.flags import SetMark, Withdraw
from db.commands.undo import Undo
from db.domain.filters.parser import parse_filter
from db.queries.commitments.list import CodesOf
from tests.builders import NOW, open_store
from tests.line.conftest import Seats
from tests.line.terminal import LEFT, Terminal, unread
from tests.programs import PATIENCE

ENTERED = b"\x1b[?1049h"
HALF_A_PIPE = 32_768
TYPED = "Half a sentence about the bridge"


def typing_a_note(terminal: Terminal) -> Terminal:
    """In the form for a new commitment, with something typed."""
    terminal.until("OVERDUE OR DISPUTED", "MOZ92-1")
    terminal.type("a")
    terminal.until("Enter add")
    terminal.type(TYPED)
    terminal.until(TYPED)
    return terminal


def all_is_well(store: Path) -> None:
    """Nothing is torn, and nobody holds a lock."""
    connection = sqlite3.connect(store)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    writer = open_store(store, actor="jonas")
    assert writer.do(SetMark(("WPA-1",), "pinned", True)).change_id is not None
    writer.close()


def draft_is_offered(seats: Seats) -> None:
    """The next start says so, and the key it names opens the form with what was typed."""
    again = seats.sit()
    again.until("A draft is kept: Add to MOZ92", '" opens it.')
    again.type('"')
    again.until(TYPED, "restored. Ctrl+T drops it.")
    again.type("\x14")
    again.until_gone(TYPED)
    again.type("\x1b")
    again.until("q quit")
    again.type("Q")
    assert again.exit_code() == 0
    last = seats.sit()
    last.until("OVERDUE OR DISPUTED", "? help")
    assert "draft" not in last.text


def test_a_draft_about_what_was_withdrawn_waits_until_that_is_undone(seats: Seats) -> None:
    terminal = seats.sit()
    terminal.until("OVERDUE OR DISPUTED", "MOZ92-1")
    terminal.type("2")
    terminal.until("[2 List]")
    terminal.type("#")
    terminal.until("> Tags", "Esc cancel")
    terminal.type(TYPED)
    terminal.until(TYPED)
    terminal.hang_up()
    terminal.exit_code()
    writer = open_store(seats.store, actor="jonas")
    (code,) = writer.ask(CodesOf(NOW, parse_filter("")))[:1]
    writer.do(Withdraw((code,)))
    without = seats.sit()
    without.until("[2 List]", "? help")
    without.type('"')
    without.until("No draft is kept of a form that was cut off.")
    without.type("Q")
    assert without.exit_code() == 0
    writer.do(Undo())
    writer.close()
    again = seats.sit()
    again.until(f"A draft is kept: {code} > ")
    again.type('"')
    again.until(TYPED)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_restores_the_terminal_and_keeps_the_draft(seats: Seats, number: int) -> None:
    terminal = typing_a_note(seats.sit())
    assert not terminal.is_cooked()
    terminal.process.send_signal(number)
    assert terminal.exit_code() == 128 + number
    assert terminal.raw.rfind(LEFT) > terminal.raw.rfind(ENTERED)
    assert terminal.is_cooked()
    assert b"Traceback" not in terminal.raw
    all_is_well(seats.store)
    draft_is_offered(seats)


def test_killed_at_once_it_has_kept_what_was_typed_a_second_ago(seats: Seats) -> None:
    terminal = typing_a_note(seats.sit())
    kept = seats.home / ".local/state/accord/people"
    terminal.wait(lambda: any(TYPED in each.read_text() for each in drafts_in(kept)), "the draft")
    assert [stat.S_IMODE(each.stat().st_mode) for each in drafts_in(kept)] == [0o600]
    terminal.process.kill()
    assert terminal.exit_code() == -signal.SIGKILL
    all_is_well(seats.store)
    draft_is_offered(seats)


def drafts_in(folder: Path) -> list[Path]:
    return [*folder.glob("*-drafts.json")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_before_the_first_frame_restores_the_terminal(seats: Seats, number: int) -> None:
    terminal = seats.sit(fresh=True)
    terminal.wait(lambda: ENTERED in terminal.raw, "our screen")
    terminal.process.send_signal(number)
    assert terminal.exit_code() == 128 + number
    assert terminal.raw.rfind(LEFT) > terminal.raw.rfind(ENTERED)
    assert terminal.is_cooked()
    assert b"Traceback" not in terminal.raw
    all_is_well(seats.store)


@pytest.mark.parametrize("controlling", [True, False], ids=["with a hangup", "without one"])
def test_a_dropped_line_ends_it_and_keeps_the_draft(seats: Seats, controlling: bool) -> None:
    terminal = typing_a_note(seats.sit(controlling=controlling))
    terminal.hang_up()
    assert terminal.exit_code() != 0
    all_is_well(seats.store)
    draft_is_offered(seats)


@pytest.mark.parametrize("drops", [False, True], ids=["SIGTERM", "the line drops"])
def test_a_terminal_that_takes_nothing_any_more_cannot_hold_it(seats: Seats, drops: bool) -> None:
    terminal = typing_a_note(seats.sit())
    terminal.choke()
    if drops:
        terminal.hang_up()
    else:
        terminal.process.terminate()
    assert terminal.process.wait(PATIENCE) != 0
    all_is_well(seats.store)
    draft_is_offered(seats)


def test_ctrl_c_says_how_to_leave(seats: Seats) -> None:
    terminal = seats.sit()
    terminal.until("OVERDUE OR DISPUTED", "? help")
    terminal.type("\x03")
    terminal.until("Q leaves accord.")
    terminal.type("Q")
    assert terminal.exit_code() == 0
    assert terminal.is_cooked()


def test_ctrl_z_gives_the_terminal_back_and_fg_returns(seats: Seats) -> None:
    terminal = seats.sit(fresh=True)
    terminal.until("OVERDUE OR DISPUTED", "? help")
    terminal.type("\x1a")
    terminal.wait(lambda: LEFT in terminal.raw, "the shell's screen")
    _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    assert terminal.is_cooked()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.wait(lambda: terminal.raw.rfind(ENTERED) > terminal.raw.rfind(LEFT), "our screen")
    terminal.type("2")
    terminal.until("[2 List]")
    terminal.type("Q")
    assert terminal.exit_code() == 0


def test_a_full_pipe_holds_neither_the_program_nor_the_store(seats: Seats) -> None:
    codes = [f"{agreement}-{n}" for agreement in ("WPA", "DOHA") for n in range(1, 10)] * 20
    command = [sys.executable, "-m", "tui.cli.main", "--store", str(seats.store), "show", *codes]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        handle = process.stdout.fileno()
        while unread(handle) < HALF_A_PIPE:
            assert process.poll() is None
        all_is_well(seats.store)
        process.terminate()
        assert process.wait(PATIENCE) == -signal.SIGTERM


def test_drafts_are_each_persons_own_although_they_share_an_account(seats: Seats) -> None:
    alice, bob = (seats.sit("--slow", actor=name) for name in ("alice", "bob"))
    typing_a_note(alice).process.send_signal(signal.SIGHUP)
    assert alice.exit_code() == 128 + signal.SIGHUP
    bob.until("OVERDUE OR DISPUTED", "? help")
    bob.type("2")
    bob.until("[2 List]")
    bob.type("Q")
    assert bob.exit_code() == 0
    kept = sorted((seats.home / ".local/state/accord/people").iterdir())
    assert [path.name.split("-")[0] for path in kept] == ["alice", "alice", "bob"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert kept[0].parent.stat().st_mode & 0o777 == 0o700
    again = seats.sit("--slow", actor="bob")
    again.until("[2 List]", "? help")
    assert "draft" not in again.text
