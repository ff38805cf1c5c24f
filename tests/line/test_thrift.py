"""Fewer bytes, the same picture: both are drawn, and every cell is compared."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tui.terminal.slow_output import thrifty

LOOKS = ("", "bold", "dim", "reverse", "bold red", "default on default", "blue on default")
WIDTH, HEIGHT = 40, 5

pieces = st.lists(
    st.tuples(
        st.sampled_from((*LOOKS, "color(5) on color(0)", "#ff0000 on #00ff49")),
        st.text("ab─ ", min_size=1, max_size=9) | st.integers(3, 18).map(lambda count: " " * count),
    ),
    max_size=5,
)
places = st.tuples(st.integers(1, HEIGHT), st.integers(1, WIDTH))
frames = st.lists(st.tuples(places, pieces, st.booleans()), max_size=8)


Frame = list[tuple[tuple[int, int], list[tuple[str, str]], bool]]


def written(frame: Frame) -> str:
    """A frame as Textual writes one: go somewhere, write pieces, each in its own look."""
    out = ""
    for (row, column), texts, line_end in frame:
        if sum(len(text) for _, text in texts) + column > WIDTH + 1:
            continue  # Textual never writes past the edge
        out += f"\x1b[{row};{column}H"
        out += "".join(Style.parse(look).render(text) for look, text in texts)
        out += "\n" if line_end and row < HEIGHT else ""
    return out


def drawn(*writings: str) -> pyte.Screen:
    """A screen full of crosses on which these are written."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    for row in range(1, HEIGHT + 1):
        stream.feed(f"\x1b[{row};1H{'x' * WIDTH}")
    for writing in writings:
        stream.feed(writing)
    return screen


@given(frames, frames)
def test_every_cell_is_as_it_would_have_been(one: Frame, other: Frame) -> None:
    frame, after = written(one), written(other)
    plain, thrift = drawn(frame, after), drawn(thrifty(frame), thrifty(after))
    for row in range(HEIGHT):
        for column in range(WIDTH):
            assert thrift.buffer[row][column] == plain.buffer[row][column], (row, column, frame)
    assert len(thrifty(frame).encode()) <= len(frame.encode())


def test_a_row_as_textual_writes_it_costs_half() -> None:
    row = (
        "\x1b[10;1H\x1b[1;31;49m  ! \x1b[0m\x1b[39;49mWPA-9    \x1b[0m\x1b[1;39;49mEnd \x1b[0m"
        "\x1b[39;49m27 Nov                  \x1b[0m\n\x1b[11;1H\x1b[39;49mx\x1b[0m"
    )
    assert thrifty(row) == (
        "\x1b[10;1H\x1b[1;31m  ! \x1b[mWPA-9    \x1b[1mEnd \x1b[m27 Nov\x1b[18X\x1b[11;1Hx"
    )
