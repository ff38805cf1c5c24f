"""What crosses a slow line: bytes a key, counted at the pseudo-terminal. Bytes are no time."""

import pytest

from tests.line.conftest import Seats
from tests.line.terminal import Terminal

STEP, SCROLL = 300, 2500
MOUSE = b"\x1b[?1003h"
OVER_SSH = {"SSH_CONNECTION": "198.51.100.7 50022 192.0.2.1 22"}


def in_the_list(terminal: Terminal) -> Terminal:
    """The List without its preview, the cursor on the first row."""
    terminal.until("OVERDUE OR DISPUTED", "MOZ92-1")
    terminal.type("2")
    terminal.until("[2 List]", "136")
    for key, code in (("j", "MOZ92-2"), ("k", "MOZ92-1")):  # then all that was loading is there
        terminal.type(key)
        terminal.until_cursor(code)
    terminal.frame_ends()
    return terminal


def cost(terminal: Terminal, key: str) -> int:
    """Bytes until the cursor has moved and its frame has ended."""
    before, size = terminal.cursor, len(terminal.raw)
    terminal.type(key)
    terminal.wait(lambda: terminal.cursor not in ("", before), f"a move by {key!r}")
    terminal.frame_ends()
    return len(terminal.raw) - size


@pytest.mark.parametrize(
    ("arguments", "env"),
    [((), OVER_SSH), (("--slow",), {}), (("--slow", "--theme", "contrast"), {})],
    ids=["over ssh", "as asked", "in colours of our own"],
)
def test_a_key_costs_little(seats: Seats, arguments: tuple[str, ...], env: dict[str, str]) -> None:
    terminal = in_the_list(seats.sit(*arguments, env=env))
    costs = [cost(terminal, "j") for _ in range(30)]
    scrolls = [each for each in costs if each > STEP]
    assert len(scrolls) <= 3, f"the cursor at the edge repaints line by line: {costs}"
    assert max(costs) <= SCROLL, costs
    assert max(cost(terminal, key) for key in ("\x1b[6~", "\x1b[5~", "G", "g")) <= SCROLL


def test_without_a_slow_line_nothing_is_spared(seats: Seats) -> None:
    spared = in_the_list(seats.sit("--slow"))
    assert MOUSE not in spared.raw
    for full in (in_the_list(seats.sit()), in_the_list(seats.sit("--no-slow", env=OVER_SSH))):
        assert len(full.raw) > 1.5 * len(spared.raw)
        assert MOUSE in full.raw
