"""How much accord reads, each bound with what it is for; docs/command-line.md lists them.

What is checked by them says the bound. What rules give and what people type are held to the same.
"""

from datetime import date
from typing import Final

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 9000
"""Years of dates: of four digits, and with room for a zone or a month beyond either end."""
MOST_UNITS: Final = 999_999
"""Days, weeks, months … that a rule counts."""
DEEPEST_RULE: Final = 8
"""Bounds within each other: min(max(…), …)."""

LARGEST_NUMBER: Final = 2**31 - 1
"""Quantities, numbers of changes, reports and instances: what every database can keep."""
MOST_ROWS: Final = 1_000_000
"""Rows of one answer, so also the highest --limit."""

LONGEST_FILTER: Final = 10_000
"""Characters of a filter."""
MOST_TERMS: Final = 20
"""Terms of a filter, all of which must hold: of fifty a server takes a minute to plan."""
MOST_VALUES: Final = 500
"""Codes and other values, of all terms of a filter together, with commas between."""

MOST_WORDS: Final = 2_000
"""Words after `accord`."""

LONGEST_NAME: Final = 60
"""Characters of a person's name, an event's key, a view's name."""
LONGEST_PROCESS: Final = 200
"""Characters of the name of a process, which is found by an index."""
LONGEST_THEME: Final = 500
"""Characters of a theme, which lists are walked by."""
LONGEST_LINE: Final = 2_000
"""Characters of a title, and of whatever else stands on one line."""
LONGEST_TEXT: Final = 100_000
"""Characters of a note, of what a report says, of words quoted from an agreement, and of each word
of a command line."""
LONG: Final = frozenset({"note", "text", "words"})
"""The fields that hold such a text."""
LONGEST_INPUT: Final = 1_000_000
"""Characters of standard input and of a pasted list; bytes of a file that is read as text."""
LONGEST_KEY: Final = 64 * 1024
"""Characters of a public key; the longest has a few thousand."""
LONGEST_PACK: Final = 10_000_000
"""Bytes of a seed pack."""
DEEPEST_TOML: Final = 20
"""Tables, lists and dotted keys within each other."""
LARGEST_FILE: Final = 100 * 2**20
"""Bytes of an attached file: others wait to write while it is copied."""

LONGEST_QUOTE: Final = 200
"""Characters of what was typed that a complaint repeats, around what is wrong with it."""
LONGEST_COMPLAINT: Final = 1_000
"""Cells of a line of a complaint."""

FIRST_WORKED_YEAR: Final = 1900
LAST_WORKED_YEAR: Final = 2200
"""Years in which working days are counted, one by one: elsewhere nobody knows the holidays."""

YEARS_WORKED: Final = f"Working days are counted in {FIRST_WORKED_YEAR} to {LAST_WORKED_YEAR}."
YEARS_READ: Final = f"accord reads the years {FIRST_YEAR} to {LAST_YEAR}."


def within_years(day: date) -> date:
    """The same day.

    Raises:
        OverflowError: outside the years that are read.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OverflowError(YEARS_READ)
    return day


def number_in(text: str, most: int = LARGEST_NUMBER) -> int | None:
    """The number that a text of plain digits spells; None for any other, and beyond `most`."""
    # Python itself reads no number of thousands of digits.
    if not (text.isascii() and text.isdigit()) or len(text.lstrip("0")) > len(str(most)):
        return None
    return int(text) if int(text) <= most else None
