"""Parsing of the moment that `--now` sets the clock to."""

import re
from typing import Final

import pendulum
from pendulum import DateTime
from pendulum.parsing.exceptions import ParserError

from db.domain.bounds import YEARS_READ, within_years
from db.domain.errors import BadInput

_EXAMPLES: Final = (
    '--now "2026-11-23 16:20 Africa/Kinshasa"',
    "--now 2026-11-23T15:20:00Z",
)
_OFFSET: Final = re.compile(r"(?:T|:\d)[\d:.]*([+-](\d{1,2})(?::?(\d{2}))?)(?=\s|$)", re.IGNORECASE)
_BEHIND, _AHEAD = 12 * 60, 14 * 60
"""Offsets from UTC, in minutes, of the zones in which a day begins last and first."""


def parse_moment(text: str, zone: str) -> DateTime:
    """Parse a moment for `--now`: `2026-11-23 16:20 Africa/Kinshasa`, or ISO 8601.

    A moment that names no zone is read in `zone`.

    Raises:
        BadInput: with examples.
    """
    _check_offset(text)
    head, _, last = text.strip().rpartition(" ")
    named = "/" in last or last == "UTC"
    wrong = BadInput(
        f"'{text}' is no moment.",
        text=text,
        examples=_EXAMPLES,
    )
    try:
        found = pendulum.parse(head if named else text.strip(), tz=last if named else zone)
    except (ParserError, ValueError, KeyError, OSError) as error:  # OSError: too long a zone
        raise wrong from error
    if not isinstance(found, pendulum.DateTime):
        raise wrong
    try:
        within_years(found)
    except OverflowError as error:
        raise BadInput(YEARS_READ, text=text, examples=_EXAMPLES) from error
    return found


def _check_offset(text: str) -> None:
    """Refuse `+99:00`, which pendulum accepts as a zone."""
    found = _OFFSET.search(text)
    if found is None:
        return
    hours, minutes = int(found[2]), int(found[3] or 0)
    most = _AHEAD if found[1][0] == "+" else _BEHIND
    if minutes < 60 and hours * 60 + minutes <= most:
        return
    raise BadInput(
        f"No clock is {found[1]} from UTC: they are from -12:00 to +14:00.",
        text=text,
        start=found.start(1),
        end=found.end(1),
        examples=_EXAMPLES,
    )
