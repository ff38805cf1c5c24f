"""Arguments that several verbs take."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser

FILTER_HELP = (
    "words to find; party:RWA, in:WPA, due:<30d, theme:security; overdue, today, week, "
    "disputed, waiting, critical; ! before any of them turns it round"
)


def count(text: str) -> int:
    """A number of things, 0 or more.

    Raises:
        argparse.ArgumentTypeError: for anything else.
    """
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of things")
    return int(text)


def filter_words(verb: ArgumentParser, explained: str = FILTER_HELP) -> None:
    """Words of a filter."""
    verb.add_argument("filter", nargs="*", metavar="FILTER", help=explained)


def codes(verb: ArgumentParser) -> None:
    """One code of a commitment, or several."""
    verb.add_argument("codes", nargs="+", metavar="CODE", help="such as WPA-3")
