"""The themes are readable, and without colour no colour is sent, as a real terminal sees it."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from textual.color import Color
from textual.scrollbar import ScrollBar

from tests.tui.probe_app import Probe
from tui.formatting.commitment import ROLES as PRESENT_ROLES
from tui.terminal.appearance import THEMES, Appearance, for_slow_line, prepare_environment
from tui.theme import ALL, ROLES, put_on, role_style

START = """
import os, sys
from tui.terminal.appearance import prepare_environment
look = prepare_environment(os.environ)
from tests.tui.probe_app import Probe
Probe(look, sys.argv[1]).run(mouse=False)
"""
STEPS = (
    (b"", b"save"),  # the field has the focus
    (b"\t", b"notes"),
    (b"\x1b[Z", b"typed"),
    (b"\x0e", b"toast shown"),
    (b"\x14", b"inside two"),
    (b"\x0f", b"\x1b[?1049l"),
)
PATIENCE = 20  # seconds until a program that never answers counts as stuck


def sent(theme: str, **environ: str) -> bytes:
    """All bytes that the probe app sends to a terminal of 80x24."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    program = subprocess.Popen(
        [sys.executable, "-c", START, theme],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=Path(__file__).parents[2],
        env={**clean, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environ},
        start_new_session=True,
    )
    os.close(theirs)
    output = b""
    for keys, answer in STEPS:
        os.write(ours, keys)
        output += read_until(ours, answer)
    program.wait(PATIENCE)
    os.close(ours)
    return output


def read_until(terminal: int, answer: bytes) -> bytes:
    """Bytes up to an answer."""
    output = b""
    while answer not in output:
        assert select.select([terminal], [], [], PATIENCE)[0], (answer, output[-500:])
        output += os.read(terminal, 65536)
    return output


def styles(output: bytes) -> set[str]:
    """The different SGR sequences in it."""
    return {match.decode() for match in re.findall(rb"\x1b\[([0-9;]*)m", output)}


def colours(style: str) -> list[int]:
    """Numbers of an SGR sequence that set a colour other than the terminal's own."""
    banned = (*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108))
    return [int(part) for part in style.split(";") if part and int(part) in banned]


@pytest.mark.parametrize("theme", ["terminal", "dark"])
def test_without_colour_no_colour_is_sent(theme: str) -> None:
    seen = styles(sent(theme, NO_COLOR="1"))
    assert [style for style in seen if colours(style)] == []
    assert any(style.startswith("7;") for style in seen), "the cursor is reversed"


def test_the_terminal_theme_uses_colours_that_dark_and_light_terminals_can_show() -> None:
    seen = {tuple(colours(style)) for style in styles(sent("terminal"))} - {()}
    assert seen <= {(31,), (34,), (35,), (97, 44)}


def luminance(color: Color) -> float:
    """Relative luminance as the Web Content Accessibility Guidelines define it."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted(luminance(Color.parse(name)) for name in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "least"), [("dark", 4.5), ("light", 4.5), ("contrast", 7.0)])
def test_roles_stand_out_from_their_background(name: str, least: float) -> None:
    theme = ALL[name]
    for role in ROLES:
        for ground in (theme.background, theme.surface, theme.panel):
            assert ground is not None
            assert contrast(theme.variables[role], ground) >= least, (role, ground)
    cursor = [theme.variables[f"block-cursor-{part}"] for part in ("foreground", "background")]
    assert contrast(*cursor) >= least


@pytest.mark.parametrize("name", ["dark", "light", "contrast"])
def test_no_role_is_told_by_green(name: str) -> None:
    for role in ROLES:
        red, green, blue = Color.parse(ALL[name].variables[role]).rgb
        assert green <= max(red, blue), role


def test_every_theme_gives_every_role_a_colour_and_a_style() -> None:
    for theme in ALL.values():
        assert {*ROLES, *(f"{role}-style" for role in ROLES)} <= set(theme.variables)
    assert tuple(ALL) == THEMES


async def test_every_role_that_rows_can_have_has_a_style() -> None:
    app = Probe(Appearance(), "dark")
    async with app.run_test():
        found = {role: app.stylesheet.parse_style(role_style(role)) for role in PRESENT_ROLES}
    assert found["overdue"].foreground == Color.parse("#ff9640")
    assert found["strong"].bold


async def test_plain_terminals_get_bars_of_whole_cells() -> None:
    app = Probe(Appearance(ascii=True), "terminal")
    async with app.run_test(size=(40, 4)) as pilot:
        await pilot.pause()
        bar = app.screen.vertical_scrollbar
        assert "".join(bar.render_line(line)[0].text for line in range(4)).isspace()
    put_on(app, Appearance())
    assert ScrollBar.renderer.__name__ == "ScrollBarRender"


def test_without_colour_the_theme_is_the_terminals_own() -> None:
    assert Appearance(no_color=True).theme("dark") == "terminal"
    assert Appearance().theme("dark") == "dark"
    assert Appearance().theme("unheard of") == "terminal"


@pytest.mark.parametrize(
    ("variables", "ascii_only"),
    [
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LC_ALL": "C.utf8", "LANG": "C"}, False),
        ({"LC_ALL": "", "LC_CTYPE": "", "LANG": "de_DE.UTF-8"}, False),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, True),
        ({"LC_CTYPE": "en_GB.ISO-8859-1"}, True),
        ({}, True),
    ],
)
def test_the_locale_decides_on_ascii(variables: dict[str, str], ascii_only: bool) -> None:
    assert prepare_environment(dict(variables)).ascii is ascii_only
    assert prepare_environment(dict(variables), ascii_only=False).ascii is False


@pytest.mark.parametrize(
    ("value", "flag", "expected"),
    [("1", False, True), ("", False, False), (None, True, True), (None, False, False)],
)
def test_no_colour_by_variable_or_by_flag(value: str | None, flag: bool, expected: bool) -> None:
    environ = {} if value is None else {"NO_COLOR": value}
    assert prepare_environment(environ, no_color=flag).no_color is expected
    assert ("NO_COLOR" in environ) is expected


def test_what_textual_reads_is_ours_alone() -> None:
    environ = {"TEXTUAL": "debug", "TEXTUAL_THEME": "nord", "TEXTUAL_PRESS": "q", "TERM": "x"}
    prepare_environment(environ)
    assert environ == {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "0", "TERM": "x"}


def test_over_a_slow_line_fewer_frames_in_fewer_colours_are_sent() -> None:
    environ = {"TERM": "xterm-256color"}
    assert for_slow_line(environ, prepare_environment(environ)).slow
    assert environ["TEXTUAL_FPS"] == "20"
    assert environ["TEXTUAL_COLOR_SYSTEM"] == "standard"


def test_the_look_is_settled_without_textual() -> None:
    code = "import tui.terminal.appearance, sys; print('textual' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
