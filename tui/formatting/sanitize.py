"""Safe text: titles, names and notes from other people, before they may reach a terminal.

A string from the store can hold codes that move the cursor, set the title, write the clipboard or
reverse the reading order. Everything shown passes through here: dangerous and invisible characters
become visible signs, line breaks become spaces, and the width in cells is known.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import dropwhile
from typing import Literal

from rich.cells import cell_len, get_character_cell_size

Align = Literal["left", "right"]

_PLAIN_BELOW = "\u0300"
"""First character that is not certainly visible, single and one cell wide when printable."""
_DIACRITICS = 2
"""Accents allowed above or below one letter; more reach into the lines around."""
_MARKS = 4
"""Signs of any kind allowed on one letter: Burmese, Hebrew or Tibetan need more than two."""
_RESTYLES = frozenset("\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""Signs that only restyle the symbol before them; terminals disagree on its width then."""
_UNSEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
    + "".join(_RESTYLES)
)
"""Letters and marks by category that draw nothing: fillers and variation selectors."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7e]+")
"""Characters beyond printable ASCII, DEL included, since JSON lets it pass."""

_Kind = Literal["shown", "mark", "diacritic", "space", "break", "escape"]


def safe(text: str, *, ascii: bool = False) -> str:  # noqa: A002  the name of the option
    """Replace unsafe characters of `text`; the result is one line of the same meaning.

    Args:
        text: Any string, even one that no encoding can write.
        ascii: Write only ASCII where a character has to be replaced. Letters stay as they are.

    Returns:
        Text without control, format or invisible characters. Safe text is returned as it is.
    """
    if text.isprintable() and max(text, default="") < _PLAIN_BELOW:
        return text
    return _Cleaner(ascii).clean(text)


def safe_lines(text: str, *, ascii: bool = False) -> list[str]:  # noqa: A002  the name of the option
    """Split a longer text into paragraphs, each one safe line; empty ones in between are kept."""
    lines = [safe(line, ascii=ascii) for line in text.replace("\r\n", "\n").split("\n")]
    return list(dropwhile(lambda line: not line, lines[::-1]))[::-1]


def visible_json(text: str) -> str:
    """Escape JSON so that each character is visible wherever it is printed; the meaning stays."""
    return _BEYOND_ASCII.sub(_escaped_json, text)


def cut(text: str, cells: int, *, ascii: bool = False) -> str:  # noqa: A002  the name of the option
    """Cut safe text to at most `cells`; `~` at the end marks the cut."""
    text = safe(text, ascii=ascii)
    if cell_len(text) <= cells:
        return text
    room, end = cells - 1, 0
    for end, char in enumerate(text):  # noqa: B007  where the loop stopped is the answer
        room -= get_character_cell_size(char)
        if room < 0:
            break
    return f"{text[:end]}~" if cells > 0 else ""


def pad(text: str, cells: int, align: Align = "left") -> str:
    """Pad safe text with spaces to `cells`; wider text stays as it is."""
    text = safe(text)
    space = " " * (cells - cell_len(text))
    return text + space if align == "left" else space + text


def fit(text: str, cells: int, align: Align = "left", *, ascii: bool = False) -> str:  # noqa: A002
    """Cut or pad safe text to exactly `cells` cells."""
    return pad(cut(text, cells, ascii=ascii), cells, align)


class _Cleaner:
    """One pass over one text."""

    def __init__(self, ascii_only: bool) -> None:  # noqa: FBT001  built in one place
        self._ascii = ascii_only
        self._out: list[str] = []
        self._marks = 0
        self._diacritics = 0
        self._folding = False

    def clean(self, text: str) -> str:
        for char in text.replace("\r\n", "\n"):
            kind = _kind(char)
            if kind == "break":
                self._break()
                continue
            self._folding = False
            if kind in ("mark", "diacritic"):
                self._mark(char, kind)
            elif kind != "escape":
                self._base(char if kind == "shown" else " ")
            elif not (char in _RESTYLES and self._on_symbol()):
                self._base(_escape(char, self._ascii))
        return "".join(self._out)

    def _base(self, shown: str) -> None:
        self._out.append(shown)
        self._marks = self._diacritics = 0

    def _break(self) -> None:
        if not self._folding:
            self._base(" ")
        self._folding = True

    def _mark(self, char: str, kind: _Kind) -> None:
        if not self._out:
            self._base(" " if self._ascii else "\u25cc")
        self._diacritics += kind == "diacritic"
        self._marks += 1
        if self._marks <= _MARKS and (kind == "mark" or self._diacritics <= _DIACRITICS):
            self._out.append(char)

    def _on_symbol(self) -> bool:
        return bool(self._out) and unicodedata.category(self._out[-1][-1]) == "So"


@lru_cache(maxsize=4096)
def _kind(char: str) -> _Kind:
    if char in "\n\t":
        return "break"
    category = unicodedata.category(char)
    if category == "Zs" or char == "\u2800":
        return "space"
    if category[0] == "C" or category in ("Zl", "Zp") or char in _UNSEEN:
        return "escape"
    if category in ("Mn", "Me") and _is_diacritic(char):
        return "diacritic"
    if category in ("Mn", "Me") or not get_character_cell_size(char):
        return "mark"
    return "shown"


def _is_diacritic(char: str) -> bool:
    """Tell whether a mark goes with any script, as accents and enclosing signs do."""
    return unicodedata.name(char, "").startswith("COMBINING ")


@lru_cache(maxsize=4096)
def _escape(char: str, ascii_only: bool) -> str:  # noqa: FBT001  built in one place
    code = ord(char)
    if code > 0x9F:
        return f"<U+{code:04X}>"
    if ascii_only or code >= 0x80:
        return f"\\x{code:02x}"
    return "\u2421" if code == 0x7F else chr(0x2400 + code)


def _escaped_json(found: re.Match[str]) -> str:
    """Escape characters of a JSON string that are invisible or pile up on a letter."""
    shown, marks = "", 0
    for char in found[0]:
        kind = _kind(char)
        marks = marks + 1 if kind in ("mark", "diacritic") else 0
        hidden = kind == "escape" or marks > _DIACRITICS
        shown += _json_escape(char) if hidden else char
    return shown


def _json_escape(char: str) -> str:
    """Escape a character by its number, or as a surrogate pair beyond the first plane."""
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))
