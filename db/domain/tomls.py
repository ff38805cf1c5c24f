"""TOML as strangers may write it: whatever the text, tables and values, or one kind of error."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any, Final

from db.domain.bounds import DEEPEST_TOML

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
