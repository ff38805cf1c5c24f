"""Colours: four themes, one name for each role, and rules for contrast everywhere.

Orange and blue carry the meaning, never red against green; a sign or a word always says the
same. `terminal` uses only colours that are readable on a dark and on a light background alike.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from textual.app import App
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.theme import Theme

from tui.terminal.appearance import Appearance

ROLES = ("overdue", "today", "soon", "waiting", "done", "disputed", "dim2", "heading")
"""Roles: each has a variable for style sheets, `$overdue`, and a text style, `$overdue-style`."""

CURSOR_STYLE = "$block-cursor-foreground on $block-cursor-background $block-cursor-text-style"
"""Style of the item at the cursor, for Content."""


def role_style(role: str) -> str:
    """Give the style of a span of Content for the role of Words; "" for none."""
    match role:
        case "":
            return ""
        case "strong":
            return "bold"
        case "dim":
            return role_style("dim2")
        case _:
            return f"${role} ${role}-style"


def _roles(colours: str, styles: tuple[str, ...]) -> dict[str, str]:
    """Make the variables of all roles, from words in the order of ROLES."""
    names = [*ROLES, *(f"{role}-style" for role in ROLES)]
    return dict(zip(names, [*colours.split(), *styles], strict=True))


_PLAIN = "not blink"
"""Style without effect, in words that style sheets and Content both understand."""
_BOLD = ("bold", "bold", _PLAIN, _PLAIN, _PLAIN, "bold", _PLAIN, "bold")
_TERMINAL = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_blue",
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_blue",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        **_roles(
            "ansi_red ansi_magenta ansi_default ansi_default"
            " ansi_default ansi_magenta ansi_default ansi_default",
            ("bold", "bold", "bold", _PLAIN, "dim", "bold", "dim", "bold"),
        ),
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "border": "ansi_blue",
        "border-blurred": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "underline",
        "block-hover-background": "ansi_default",
        "scrollbar": "ansi_blue",
        "scrollbar-hover": "ansi_blue",
        "scrollbar-active": "ansi_blue",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "scrollbar-corner-color": "ansi_default",
        "link-color": "ansi_default",
        "link-color-hover": "ansi_default",
        "link-background-hover": "ansi_default",
        "footer-key-foreground": "ansi_default",
        "input-selection-background": "ansi_blue",
        "input-selection-foreground": "ansi_bright_white",
        "screen-selection-background": "ansi_blue",
        "screen-selection-foreground": "ansi_bright_white",
    },
)
_DARK = Theme(
    name="dark",
    primary="#5aa9ff",
    secondary="#8bb8e8",
    warning="#ffc857",
    error="#ff9640",
    success="#5aa9ff",
    accent="#ffc857",
    foreground="#e3e7ea",
    background="#12161a",
    surface="#1a2026",
    panel="#222a32",
    variables={
        **_roles("#ff9640 #ffc857 #f0dfa8 #a9b4be #6cb6ff #d7a4ff #a9b4be #8fc7ff", _BOLD),
        "ansi-background": "#12161a",
        "ansi-foreground": "#e3e7ea",
        "block-cursor-background": "#2f6fb2",
        "block-cursor-foreground": "#ffffff",
    },
)
_LIGHT = Theme(
    name="light",
    dark=False,
    primary="#0a5fb0",
    secondary="#35618e",
    warning="#7a5200",
    error="#a84300",
    success="#0a5fb0",
    accent="#7a5200",
    foreground="#1c2126",
    background="#fbfaf6",
    surface="#f2f0ea",
    panel="#e7e4dc",
    variables={
        **_roles("#a84300 #7a5200 #5e5320 #565f68 #0a5fb0 #7a2ea6 #565f68 #0a4a8a", _BOLD),
        "ansi-background": "#fbfaf6",
        "ansi-foreground": "#1c2126",
        "block-cursor-background": "#0a5fb0",
        "block-cursor-foreground": "#ffffff",
    },
)
_CONTRAST = Theme(
    name="contrast",
    primary="#7fc8ff",
    secondary="#7fc8ff",
    warning="#ffe066",
    error="#ffb000",
    success="#7fc8ff",
    accent="#ffe066",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#101010",
    variables={
        **_roles("#ffb000 #ffe066 #fff3b0 #dcdcdc #7fc8ff #f0a8ff #dcdcdc #ffffff", _BOLD),
        "ansi-background": "#000000",
        "ansi-foreground": "#ffffff",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "border": "#ffffff",
    },
)

ALL: Mapping[str, Theme] = MappingProxyType(
    {theme.name: theme for theme in (_TERMINAL, _DARK, _LIGHT, _CONTRAST)}
)

CSS = """
App:ansi {
    Input > .input--cursor, TextArea > .text-area--cursor {
        background: ansi_default;
        color: ansi_default;
        text-style: reverse;
    }
    Toast { background: ansi_default; }
}
App:nocolor {
    .input--selection, .text-area--selection, .screen--selection { text-style: reverse; }
}
App.-ascii {
    .box { border: ascii $border; }
    Toast { border-left: ascii $border; }
}
"""
"""Rules for the App's own CSS, beyond variables: nothing may disappear without colour."""


TABLE_CSS = "App.-slow WindowTable { scrollbar-size-vertical: 0; }\n"
TABLE_CSS += "App.-ascii #side, App.-ascii #preview { border-left: ascii $foreground 30%; }\n"
TABLE_CSS += "".join(
    f"WindowTable > .window-table--{role} {{ color: ${name}; text-style: ${name}-style; }}\n"
    for role, name in [*((role, role) for role in ROLES if role != "dim2"), ("dim", "dim2")]
)
"""Roles of the list in the colours of the theme."""


def ansi_color(look: Appearance) -> bool | None:
    """Give the value for `App(ansi_color=…)`.

    With NO_COLOR in the environment and True here, Textual strips every colour from its output,
    whichever widget set it. With None it would turn colours into greys.
    """
    return True if look.no_color else None


class PlainBars(ScrollBarRender):
    """Scroll bars of whole cells, without the eighths of a block, which ASCII lacks."""

    VERTICAL_BARS = [" "]
    HORIZONTAL_BARS = [" "]


def put_on(app: App[Any], look: Appearance, wanted: str = "terminal") -> None:
    """Register the themes and choose one; call it in the App's constructor.

    In ASCII the App gets the class `-ascii`, which `CSS` above uses; over a slow line `-slow`.
    """
    for theme in ALL.values():
        app.register_theme(theme)
    app.theme = look.theme(wanted)
    app.set_class(look.ascii, "-ascii")
    app.set_class(look.slow, "-slow")
    ScrollBar.renderer = PlainBars if look.ascii else ScrollBarRender
