"""Which texts there are: what a store keeps of them, and the bytes of files that people write.

Files are UTF-8, with or without the mark that editors add.
"""

import codecs
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from db.domain.bounds import DEEPEST_TOML, LONGEST_INPUT

_UNKEEPABLE: Final = re.compile(r"[\x00\ud800-\udfff]")

_OTHERS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def unkeepable(text: str) -> re.Match[str] | None:
    """The first character that no store keeps, if any: NUL, or half of a character.

    PostgreSQL keeps no NUL, and halves have no bytes in UTF-8.
    """
    if text.isascii() and "\0" not in text:  # most are, and this takes no time
        return None
    return _UNKEEPABLE.search(text)


def mended(text: str, longest: int | None = None) -> str:
    """The text as a store keeps it: signs in the place of such characters, and not too long."""
    kept = text.replace("\0", "\u2400")
    if unkeepable(kept):
        kept = _UNKEEPABLE.sub("\ufffd", kept)
    return kept if longest is None or len(kept) <= longest else f"{kept[: longest - 1]}…"


class NotText(ValueError):
    """Bytes that are not read; goes on after a file's name: `is saved as UTF-16, not as UTF-8`."""

    hint = "Save it as UTF-8."
    """What to do about it."""


class TooLong(NotText):
    """There are more of them than is read: `has more than 1,000,000 bytes`."""

    hint = "Split it."


def read_file(path: Path, most: int = LONGEST_INPUT) -> str:
    """The text of a file, as `decoded`, of so many bytes at most, however many there are.

    Raises:
        NotText: when it is longer, or no UTF-8.
        OSError: when it cannot be read.
    """
    with path.open("rb") as file:
        raw = file.read(most + 1)
    if len(raw) > most:
        raise TooLong(f"has more than {most:,} bytes")
    return decoded(raw)


def decoded(raw: bytes) -> str:
    """The text, without a mark at its start, each line ending in one newline.

    Raises:
        NotText: for any other encoding.
    """
    for mark, name in _OTHERS:
        if raw.startswith(mark):
            raise NotText(f"is saved as {name}, not as UTF-8")
    if b"\x00" in raw[:2]:  # no text of ours begins so, but UTF-16 without its mark does
        raise NotText("is saved as UTF-16, not as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise NotText(f"is not saved as UTF-8: see line {line}") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unmarked(text: str) -> str:
    """A text that was decoded already, without the mark at its start."""
    return text.removeprefix("\ufeff")


_LARGEST: Final = 2**63 - 1
_STRINGS: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:"{3,5})?'
    r"|'{3}(?:[^']|'{1,2}(?!'))*+(?:'{3,5})?"
    r"""|"(?:[^"\\\n]|\\[^\n])*+"?|'[^'\n]*+'?|#[^\n]*+""",
    re.DOTALL,
)
"""Strings and remarks, in which dots join nothing; ones without an end go on to it."""
_DEEP_KEY: Final = re.compile(
    rf'(?<![\w-])(?:[\w-]++|"")(?:[ \t]*+\.[ \t]*+(?:[\w-]++|"")){{{DEEPEST_TOML}}}'
)
"""Keys joined by dots: the standard library takes memory by the square of how many."""


class NotToml(ValueError):
    """The text is no TOML that can be worked with; says why, and where if that is known."""


def read_toml(text: str) -> dict[str, Any]:
    """The tables in a text.

    Numbers have 64 bits at most, as TOML has it, and tables stand 20 deep at most: beyond that
    Python itself gives up, on one or the other, in the middle of somebody else's work.

    Raises:
        NotToml: for anything else.
    """
    if _DEEP_KEY.search(_STRINGS.sub('""', text)):
        raise NotToml(f"There are more than {DEEPEST_TOML} keys joined by dots")
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotToml(str(error)) from error
    except RecursionError as error:
        raise NotToml("There are too many brackets within each other") from error
    except ValueError as error:  # Python reads no number of thousands of digits
        raise NotToml("There is a number of too many digits") from error
    for value, depth in _values(found):
        if depth > DEEPEST_TOML:
            raise NotToml("There are too many brackets within each other")
        if isinstance(value, int) and not -_LARGEST <= value <= _LARGEST:
            raise NotToml("There is a number of too many digits")
    return found


def _values(table: dict[str, Any]) -> Iterator[tuple[Any, int]]:
    """Every value with how deep it stands; what is too deep is not entered."""
    left: list[tuple[Any, int]] = [(table, 0)]
    while left:
        value, depth = left.pop()
        yield value, depth
        inner = value.values() if isinstance(value, dict) else value
        if isinstance(inner, str) or not hasattr(inner, "__iter__"):
            continue
        left += [(each, depth + 1) for each in inner]
