"""Which texts there are: what a store keeps of them, and the bytes of files that people write.

Files are UTF-8, with or without the mark that editors add.
"""

import codecs
import re
from pathlib import Path
from typing import Final

from db.domain.bounds import LONGEST_INPUT

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
