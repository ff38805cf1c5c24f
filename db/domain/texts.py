"""Bytes of files that people write, as text: UTF-8, with or without the mark that editors add."""

import codecs
from typing import Final

_OTHERS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
AS_UTF8: Final = "Save it as UTF-8."
"""What to do about a NotText."""


class NotText(ValueError):
    """The bytes are no UTF-8; goes on after a file's name: `is saved as UTF-16, not as UTF-8`."""


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
