"""Accepted texts: those that a store keeps, and the bytes of people's files.

Files are UTF-8, with or without a byte order mark.
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
    """The first character that no store keeps, if any: NUL, or a lone surrogate.

    PostgreSQL keeps no NUL, and lone surrogates have no bytes in UTF-8.
    """
    if text.isascii() and "\0" not in text:  # most are, and this takes no time
        return None
    return _UNKEEPABLE.search(text)


def mended(text: str, longest: int | None = None) -> str:
    """The text as a store keeps it: replacement signs for such characters, and not too long."""
    kept = text.replace("\0", "\u2400")
    if unkeepable(kept):
        kept = _UNKEEPABLE.sub("\ufffd", kept)
    return kept if longest is None or len(kept) <= longest else f"{kept[: longest - 1]}…"


class NotText(ValueError):
    """Bytes that are no text; its message follows a file's name: `is saved as UTF-16, …`."""

    hint = "Save it as UTF-8."
    """Advice for the person."""


class TooLong(NotText):
    """More bytes than accord reads: `has more than 1,000,000 bytes`."""

    hint = "Split it."


def read_file(path: Path, most: int = LONGEST_INPUT) -> str:
    """The text of a file, as in `decoded`, of so many bytes at most.

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
    """The text, without a byte order mark, each line ending in one newline.

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
    """A decoded text without its byte order mark."""
    return text.removeprefix("\ufeff")


_LARGEST: Final = 2**63 - 1
_STRINGS: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:"{3,5})?'
    r"|'{3}(?:[^']|'{1,2}(?!'))*+(?:'{3,5})?"
    r"""|"(?:[^"\\\n]|\\[^\n])*+"?|'[^'\n]*+'?|#[^\n]*+""",
    re.DOTALL,
)
"""Strings and comments, in which dots join nothing; an unclosed one extends to the end."""
_DEEP_KEY: Final = re.compile(
    rf'(?<![\w-])(?:[\w-]++|"")(?:[ \t]*+\.[ \t]*+(?:[\w-]++|"")){{{DEEPEST_TOML}}}'
)
"""Dotted keys: the standard library's memory grows with the square of their parts."""


class NotToml(ValueError):
    """The text is no usable TOML; gives the reason, and the place if that is known."""


def read_toml(text: str) -> dict[str, Any]:
    """The tables in a text.

    Numbers have at most 64 bits, as TOML defines, and tables are nested at most 20 deep. Beyond
    that Python itself fails on one or the other, in the middle of other code.

    Raises:
        NotToml: for any other text.
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
    """Every value with its depth; values that are too deep are not entered."""
    left: list[tuple[Any, int]] = [(table, 0)]
    while left:
        value, depth = left.pop()
        yield value, depth
        inner = value.values() if isinstance(value, dict) else value
        if isinstance(inner, str) or not hasattr(inner, "__iter__"):
            continue
        left += [(each, depth + 1) for each in inner]
