"""Bounds of accord's input, each with its purpose; docs/command-line.md lists them.

An error about a bound states it. The results of rules and typed input have the same bounds.
"""

from datetime import date
from typing import Final

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 9000
"""Last year of dates: years have four digits, with room for a zone or a month at either end."""
MOST_UNITS: Final = 999_999
"""Days, weeks, months … that a rule counts."""
DEEPEST_RULE: Final = 8
"""Nesting of bounds: min(max(…), …)."""

LARGEST_NUMBER: Final = 2**31 - 1
"""Quantities, numbers of changes, reports and instances: every database can keep them."""
MOST_ROWS: Final = 1_000_000
"""Rows of one answer, and therefore the highest --limit."""

LONGEST_FILTER: Final = 10_000
"""Characters of a filter."""
MOST_TERMS: Final = 20
"""Terms of a filter, combined with and: a server takes a minute to plan fifty."""
MOST_VALUES: Final = 500
"""Codes and other comma-separated values, in all terms of a filter together."""

MOST_WORDS: Final = 2_000
"""Words after `accord`."""

LONGEST_NAME: Final = 60
"""Characters of a person's name, an event's key, a view's name."""
LONGEST_PROCESS: Final = 200
"""Characters of the name of a process; an index finds it."""
LONGEST_THEME: Final = 500
"""Characters of a theme; lists are ordered by it."""
LONGEST_LINE: Final = 2_000
"""Characters of a title, and of any other single line."""
LONGEST_TEXT: Final = 100_000
"""Characters of a note, a report's text, words quoted from an agreement, and each word of a
command line.
"""
LONG: Final = frozenset({"note", "text", "words"})
"""The fields with such a text."""
LONGEST_INPUT: Final = 1_000_000
"""Characters of standard input and of a pasted list; bytes of a file read as text."""
LONGEST_KEY: Final = 64 * 1024
"""Characters of a public key; the longest has a few thousand."""
LONGEST_PACK: Final = 10_000_000
"""Bytes of a seed pack."""
DEEPEST_TOML: Final = 20
"""Nesting of tables, lists and dotted keys."""
LARGEST_FILE: Final = 100 * 2**20
"""Bytes of an attached file: others wait to write while it is copied."""

LONGEST_QUOTE: Final = 200
"""Characters of the input that an error repeats, around the wrong part."""
LONGEST_COMPLAINT: Final = 1_000
"""Cells of a line of an error."""

FIRST_WORKED_YEAR: Final = 1900
LAST_WORKED_YEAR: Final = 2200
"""Last year with working days, which are counted one by one: later holidays are unknown."""

YEARS_WORKED: Final = f"Working days are counted in {FIRST_WORKED_YEAR} to {LAST_WORKED_YEAR}."
YEARS_READ: Final = f"accord reads the years {FIRST_YEAR} to {LAST_YEAR}."


def within_years(day: date) -> date:
    """Return the day unchanged.

    Raises:
        OverflowError: outside the accepted years.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OverflowError(YEARS_READ)
    return day


def number_in(text: str, most: int = LARGEST_NUMBER) -> int | None:
    """The number in a text of plain digits; None for any other text, and above `most`."""
    # Python itself reads no number of thousands of digits.
    if not (text.isascii() and text.isdigit()) or len(text.lstrip("0")) > len(str(most)):
        return None
    return int(text) if int(text) <= most else None
