"""A commitment typed on one line: a title, then its other fields, separated by semicolons.

Release 100 prisoners; owner GOV; to NF; due in 2 weeks; amount 100 prisoners; critical

A word with a colon does the same anywhere: `Reopen the road owner:GOV due:eom`. The title is never
searched for dates, so "Monitor the 40th birthday" stays a title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final, NamedTuple

from db.domain.errors import BadInput

_WORDS: Final = {
    "owners": "owner owners by",
    "to": "to owed",
    "due": "due deadline",
    "theme": "theme",
    "provision": "art article provision",
    "amount": "amount quantity",
    "critical": "critical",
}
_KEYS: Final = {word: key for key, words in _WORDS.items() for word in words.split()}
_COLON: Final = re.compile(rf"(?<![^\s;])({'|'.join(_KEYS)}):\s*", re.IGNORECASE)
_PIECE: Final = re.compile(r"\s*([^\W\d_]+)\.?\s*:?\s*(.*?)\s*", re.DOTALL)
_AMOUNT: Final = re.compile(r"(\d[\d,\u202f\u00a0']*)\s*(.*)", re.DOTALL)
_EXAMPLE: Final = "Release 100 prisoners; owner GOV; to NF; due in 2 weeks"


@dataclass(frozen=True, slots=True)
class QuickAdd:
    """Fields of a line; `due` as it was typed, owners and counterparts as codes."""

    title: str
    owners: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    due: str = ""
    theme: str = ""
    provision: str = ""
    amount: int | None = None
    unit: str = ""
    critical: bool = False


class _Piece(NamedTuple):
    """A part of the line, its start, and its key if a colon gave one."""

    text: str
    start: int
    key: str


def parse_line(text: str) -> QuickAdd:
    """Read a line.

    Raises:
        BadInput: marking a part that has no known key, is empty, or is repeated.
    """
    first, *rest = _pieces(text)
    title = " ".join(first.text.split())
    if not title:
        raise BadInput("The line begins with the title.", text=text, examples=(_EXAMPLE,))
    line, been = QuickAdd(title), set[str]()
    for piece in rest:
        if not piece.text.strip() and not piece.key:
            continue
        key, value = _keyed(piece, text)
        if key in been:
            raise _bad(f"There is a second {key}.", piece, text)
        been.add(key)
        line = _with(line, key, value, piece, text)
    return line


def _pieces(text: str) -> Iterator[_Piece]:
    """The title, then the parts; a semicolon, or a key with its colon, begins a part."""
    edges = [(0, 0, "")]
    edges += [(found.start(), found.end(), "") for found in re.finditer(";", text)]
    edges += [
        (found.start(), found.end(), found[1].lower())
        for found in _COLON.finditer(text)
        if text[: found.start()].strip()
    ]
    edges.sort()
    ends = [start for start, _, _ in edges[1:]] + [len(text)]
    for (_, start, key), end in zip(edges, ends, strict=True):
        yield _Piece(text[start:end], start, key)


def _keyed(piece: _Piece, text: str) -> tuple[str, str]:
    if piece.key:
        return _KEYS[piece.key], piece.text.strip()
    found = _PIECE.fullmatch(piece.text)
    if found is None or found[1].lower() not in _KEYS:
        word = piece.text.split()[0]
        near = get_close_matches(word.lower(), _KEYS, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        start = piece.start + piece.text.index(word)
        raise BadInput(
            f"“{word}” is not one of owner, to, due, theme, art, amount, critical.{hint}",
            text=text,
            start=start,
            end=start + len(word),
            examples=(_EXAMPLE,),
        )
    value = found[2].removeprefix("to ") if found[1].lower() == "owed" else found[2]
    return _KEYS[found[1].lower()], value


def _with(line: QuickAdd, key: str, value: str, piece: _Piece, text: str) -> QuickAdd:
    if key == "critical":
        if value.lower() not in ("", "yes"):
            raise _bad("“critical” stands alone.", piece, text)
        return replace(line, critical=True)
    if not value:
        raise _bad(f"“{key}” says nothing.", piece, text)
    match key:
        case "owners":
            return replace(line, owners=_codes(value))
        case "to":
            return replace(line, to=_codes(value))
        case "due":
            return replace(line, due=value)
        case "theme":
            return replace(line, theme=value)
        case "provision":
            return replace(line, provision=value)
        case _:
            return _counted(line, value, piece, text)


def _counted(line: QuickAdd, value: str, piece: _Piece, text: str) -> QuickAdd:
    found = _AMOUNT.fullmatch(value)
    if found is None:
        raise _bad(f"“{value}” is no amount; write it as 100 prisoners.", piece, text)
    digits = re.sub(r"\D", "", found[1])
    return replace(line, amount=int(digits[:18]), unit=found[2].strip())


def _codes(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.upper() for code in re.split(r"[\s,+]+", value) if code))


def _bad(message: str, piece: _Piece, text: str) -> BadInput:
    blank = len(piece.text) - len(piece.text.lstrip())
    end = piece.start + len(piece.text.rstrip())
    start = min(piece.start + blank, end)
    return BadInput(message, text=text, start=start, end=max(end, start), examples=(_EXAMPLE,))
