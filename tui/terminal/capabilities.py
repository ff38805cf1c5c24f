"""What a terminal can do, by the name that TERM has for it."""

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
class Means:
    """What may be sent to a terminal."""

    screen: bool
    """The cursor can be put anywhere, so that screens can be painted."""
    colour: bool = False
    basic: bool = False
    """Only what ECMA-48 has: no mouse, no pasting in brackets, nothing that asks for an answer."""


def means_of(term: str) -> Means:
    """The means of a terminal. Names of no known kind are looked up in the system's terminfo.

    One that is not there either gets no screen: nobody knows what it would make of one.
    """
    if term in NO_SCREEN:
        return Means(screen=False)
    if _XTERM.fullmatch(term):
        return Means(screen=True, colour=not _MONO.fullmatch(term))
    if _BASIC.fullmatch(term):
        return Means(screen=True, colour=not _MONO.fullmatch(term), basic=True)
    return _looked_up(term)


def _looked_up(term: str) -> Means:
    try:
        curses.setupterm(term, fd=1)
    except (curses.error, ValueError):
        return Means(screen=False)
    moves = curses.tigetstr("cup") or b""
    return Means(
        screen=moves.startswith(b"\x1b["), colour=curses.tigetnum("colors") > 1, basic=True
    )
