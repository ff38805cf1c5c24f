"""Appearance: colours, ASCII and slow output, set from the environment before Textual's import."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, replace

from tui.terminal.capabilities import means_of

THEMES = ("terminal", "dark", "light", "contrast")
"""Names of the themes; the first is the default and uses the terminal's own colours."""

# Textual reads these when it is imported; nothing of it may depend on where accord is started.
_OURS = {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "0"}
_SIXTEEN = {"TEXTUAL_COLOR_SYSTEM": "standard"}
_SLOW_LINE = {"TEXTUAL_FPS": "20", **_SIXTEEN}


@dataclass(frozen=True, slots=True)
class Appearance:
    """Appearance: without colour, in ASCII, over a slow line."""

    no_color: bool = False
    ascii: bool = False
    slow: bool = False
    """Sparing output: the terminal's own colours, no seconds, no mouse, no scrollbars."""
    basic: bool = False
    """Basic terminal: cursor position and perhaps colours, none of xterm's extensions."""

    def theme(self, wanted: str) -> str:
        """Theme to use: without colour only the terminal's own, whose cursor is reversed."""
        return wanted if wanted in THEMES and not self.no_color else THEMES[0]


def prepare_environment(
    environ: MutableMapping[str, str],
    *,
    no_color: bool = False,
    ascii_only: bool | None = None,
) -> Appearance:
    """Set in `environ` what Textual reads, and return the appearance.

    Call it before the first import of Textual. NO_COLOR counts when it is not empty, as its
    standard says. It stays set, so that an editor started from here obeys it too.

    Args:
        environ: Usually `os.environ`; changed in place.
        no_color: The user's option for no colour.
        ascii_only: The user's option for or against plain ASCII; None uses the locale.
    """
    means = means_of(environ.get("TERM", ""))
    colourless = no_color or bool(environ.get("NO_COLOR")) or (means.screen and not means.colour)
    for name in [name for name in environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        del environ[name]
    environ.update(_OURS | _SIXTEEN if means.basic else _OURS)  # COLORTERM is of another one
    environ.pop("NO_COLOR", None)
    if colourless:
        environ["NO_COLOR"] = "1"
    plain = not speaks_utf8(environ) if ascii_only is None else ascii_only
    return Appearance(no_color=colourless, ascii=plain, basic=means.basic)


def for_slow_line(environ: MutableMapping[str, str], look: Appearance) -> Appearance:
    """Adapt the appearance to a slow line; call it before the first import of Textual too."""
    environ.update(_SLOW_LINE)
    return replace(look, slow=True)


def speaks_utf8(environ: Mapping[str, str]) -> bool:
    """Tell whether the locale's variables promise UTF-8. The first one set decides, as in C."""
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    return locale.lower().replace("-", "").endswith(("utf8", "utf8@euro"))
