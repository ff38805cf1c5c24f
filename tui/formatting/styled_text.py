"""Lines of words, used by stories and reports. Pure."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from tui.formatting.commitment import Words

if TYPE_CHECKING:
    from collections.abc import Iterator


Line = tuple[Words, ...]

LABEL = 12
"""Cells of the labels on the left."""


def line(*words: str | Words) -> Line:
    """Make a line of plain or styled words."""
    return tuple(word if isinstance(word, Words) else Words(word) for word in words)


def labelled(label: str, text: str, width: int, role: str = "") -> Iterator[Line]:
    """Make a label and its text, wrapped in the same indent."""
    room = max(width - LABEL - 2, 12)
    for place, part in enumerate(textwrap.wrap(text, room) or [""]):
        head = label.ljust(LABEL) if place == 0 else " " * LABEL
        yield line(Words(f" {head}", "dim"), Words(part, role))


def wrapped(text: str, width: int, role: str = "", indent: int = 1) -> Iterator[Line]:
    """Wrap a text over as many lines as needed."""
    for part in textwrap.wrap(text, max(width - indent, 12)):
        yield line(Words(" " * indent + part, role))


def heading(text: str) -> Line:
    """Make a section's title."""
    return line(Words(f" {text}", "heading"))


def counted(number: int, word: str) -> str:
    """Format a count: `1 change`, `3,000 changes`; only for words whose plural takes an s."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


class Heading:
    """Heading of a group in the list: its name, and a remark on the right."""

    __slots__ = ("aside", "text")

    def __init__(self, text: str, aside: str = "") -> None:
        self.text = text
        self.aside = aside
