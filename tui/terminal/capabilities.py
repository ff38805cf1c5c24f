"""Capabilities of a terminal, by its name in TERM."""

import curses
import re
from dataclasses import dataclass

NO_SCREEN = ("", "dumb", "unknown", "network", "emacs", "vt52")
_XTERM = re.compile(
    r"(xterm|screen|tmux|rxvt|alacritty|kitty|foot|wezterm|ghostty|konsole|gnome|vte|st|putty"
    r"|mintty|contour|rio|iterm2?|nsterm|Eterm|mlterm|mosh|sun-color|cygwin)([-.+].*)?"
)
_BASIC = re.compile(r"(linux|ansi|pcansi|vt[1-5]\d\d)([-+].*)?")
_MONO = re.compile(r"vt.*|.*-(m|mono)")


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Capabilities of a terminal: the sequences that may be sent to it."""

    screen: bool
    """True if the cursor can be placed anywhere, so that screens can be painted."""
    colour: bool = False
    basic: bool = False
    """True for ECMA-48 only: no mouse, no bracketed paste, no queries that expect an answer."""


def means_of(term: str) -> Capabilities:
    """Give the capabilities of a terminal; names of unknown kinds are looked up in terminfo.

    A name that is not there either gets no screen: its behaviour is unknown.
    """
    if term in NO_SCREEN:
        return Capabilities(screen=False)
    if _XTERM.fullmatch(term):
        return Capabilities(screen=True, colour=not _MONO.fullmatch(term))
    if _BASIC.fullmatch(term):
        return Capabilities(screen=True, colour=not _MONO.fullmatch(term), basic=True)
    return _looked_up(term)


def _looked_up(term: str) -> Capabilities:
    try:
        curses.setupterm(term, fd=1)
    except (curses.error, ValueError):
        return Capabilities(screen=False)
    moves = curses.tigetstr("cup") or b""
    return Capabilities(
        screen=moves.startswith(b"\x1b["), colour=curses.tigetnum("colors") > 1, basic=True
    )
