"""Arguments that several verbs share."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from db.domain.bounds import LARGEST_NUMBER, MOST_ROWS, number_in

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable

FILTER_HELP = (
    "words to find; party:RWA, in:WPA, due:<30d, theme:security; overdue, today, week, "
    "disputed, waiting, critical; ! before any of them turns it round"
)


def count(text: str, most: int = LARGEST_NUMBER) -> int:
    """Parse a whole number from 0 to `most`.

    Raises:
        argparse.ArgumentTypeError: for anything else.
    """
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of things")
    number = number_in(text, most)
    if number is None:
        raise argparse.ArgumentTypeError(f"the highest number here is {most:,}")
    return number


def limit(text: str) -> int:
    """Parse the number of rows to answer. Raises as `count` does."""
    return count(text, MOST_ROWS)


def once(codes: Iterable[str]) -> list[str]:
    """Drop repeated codes; spelling does not matter."""
    return list({code.casefold(): code for code in codes}.values())


def filter_words(verb: ArgumentParser, explained: str = FILTER_HELP) -> None:
    """Add the words of a filter."""
    verb.add_argument("filter", nargs="*", metavar="FILTER", help=explained)


def codes(verb: ArgumentParser) -> None:
    """Add one code of a commitment, or several."""
    verb.add_argument("codes", nargs="+", metavar="CODE", help="such as WPA-3")
