"""Bytes of files that people write, as text: UTF-8, with or without the mark that editors add."""

import codecs
from pathlib import Path
from typing import Final

from db.domain.bounds import LONGEST_INPUT

_OTHERS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


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
