"""Poor terminals and good ones: words on the screen, and nothing sent that one does not know."""

import re

import pytest

from tests.line.conftest import Seats
from tests.line.terminal import LEFT, Terminal

SGR = re.compile(rb"\x1b\[([\d;:]*)m")
COLOUR = re.compile(r"(3[0-7]|4[0-7]|9[0-7]|10[0-7])")
ONLY_XTERM = (b"$p", b"\x1b[?1000h", b"\x1b[?1003h", b"\x1b[?2004h", b"\x1b[>", b"\x1b[<", b"\x1b]")
"""Questions, the mouse, pasting in brackets, kitty's keys, titles."""
ASCII_LOCALE = {"LANG": "C", "LC_ALL": "C"}


def colours(raw: bytes) -> set[str]:
    """What kinds of colour were asked for: 16, 256, millions."""
    found: set[str] = set()
    for codes in SGR.findall(raw):
        text = codes.decode()
        if re.search(r"[34]8[;:]2", text):
            found.add("millions")
        elif re.search(r"[34]8[;:]5", text):
            found.add("256")
        elif any(COLOUR.fullmatch(code) for code in text.split(";")):
            found.add("16")
    return found


def looked_around(terminal: Terminal) -> Terminal:
    """Overview, List, one commitment, help, and out."""
    terminal.until("ACCORD", "MOZ92-1", "? help")
    terminal.type("2")
    terminal.until("MOZ92-2", "q quit")
    terminal.type("\r")
    terminal.until("q back")
    terminal.type("?")
    terminal.until("MOVE")
    terminal.type("\x1b")
    terminal.until_gone("MOVE")
    terminal.type("Q")
    assert terminal.exit_code() == 0
    assert LEFT in terminal.raw
    return terminal


@pytest.mark.parametrize(
    ("term", "env", "allowed"),
    [
        ("xterm-256color", {"COLORTERM": "truecolor"}, {"16", "256", "millions"}),
        ("xterm-256color", {}, {"16", "256"}),
        ("screen-256color", {}, {"16", "256"}),
        ("xterm", {}, {"16"}),
        ("tmux", {}, {"16"}),
        ("linux", {"COLORTERM": "truecolor"}, {"16"}),
        ("vt220", {"COLORTERM": "truecolor"}, set()),
        ("vt100", {}, set()),
        ("xterm-mono", {}, set()),
        ("xterm-256color", {"NO_COLOR": "1"}, set()),
        ("xterm-256color", {"SSH_TTY": "/dev/pts/9", "COLORTERM": "truecolor"}, {"16"}),
    ],
)
def test_no_more_colours_than_there_are(
    seats: Seats, term: str, env: dict[str, str], allowed: set[str]
) -> None:
    terminal = looked_around(seats.sit("--theme", "dark", term=term, env=env))
    assert colours(terminal.raw) <= allowed
    assert bool(colours(terminal.raw)) is bool(allowed)


@pytest.mark.parametrize("term", ["vt100", "linux"])
def test_a_basic_terminal_is_sent_nothing_that_xterm_added(seats: Seats, term: str) -> None:
    raw = looked_around(seats.sit(term=term)).raw
    assert [each for each in ONLY_XTERM if each in raw] == []


@pytest.mark.parametrize("term", ["vt100", "xterm-256color"])
def test_without_utf8_only_ascii_is_sent(seats: Seats, term: str) -> None:
    terminal = looked_around(seats.sit(term=term, env=ASCII_LOCALE))
    assert terminal.raw.isascii()


@pytest.mark.parametrize("term", ["dumb", "unknown", "", "nobody-knows-this-one"])
def test_a_terminal_without_a_screen_gets_text(seats: Seats, term: str) -> None:
    terminal = seats.sit(term=term)
    assert terminal.exit_code() == 0
    assert b"\x1b" not in terminal.raw
    assert b"OVERDUE OR DISPUTED" in terminal.raw
    assert (b"TERM=xterm-256color accord" in terminal.raw) is term.startswith("nobody")


@pytest.mark.parametrize(
    ("term", "slow"),
    [("linux", "--no-slow"), ("vt100", "--slow"), ("screen", "--slow"), ("tmux", "--no-slow")],
)
def test_forty_by_ten_and_every_size_it_is_given_later(seats: Seats, term: str, slow: str) -> None:
    terminal = seats.sit(slow, size=(40, 10), term=term)
    terminal.until("ACCORD", "MOZ92-1", "? help")
    for columns, lines in ((100, 30), (20, 5), (132, 43), (40, 10)):
        terminal.resize(columns, lines)
        terminal.until("ACCORD", "? help")
        terminal.until_last_line("? help")
    terminal.type("2j")
    terminal.until_cursor("MOZ92-2")
    terminal.type("Q")
    assert terminal.exit_code() == 0
