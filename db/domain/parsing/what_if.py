"""Questions of "what if" as typed: an event or a duty, and its supposed time."""

import re
from dataclasses import dataclass
from typing import Final

from db.domain.deadlines.rules import Unit
from db.domain.deadlines.tokenizer import Tokenizer
from db.domain.deadlines.units import take_amount, take_unit
from db.domain.errors import BadInput

EXAMPLES: Final = (
    "withdrawal-completed +30 days",
    "WPA:signing 2025-07-01",
    "WPA-3 done 2026-01-05",
    "elections unknown",
)
_HEAD: Final = re.compile(
    r"\s*(?:(?P<agreement>\w+)\s*[:/]\s*)?(?P<name>[^\W\d_][\w-]*?)"
    r"(?P<done>\s+done)?\s*(?P<rest>(?<=\s)\S.*|\+\s*\d.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SIGN: Final = re.compile(r"\s*[+\u2212\u2013-]\s*\d")


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift by so many units: later, or earlier when negative."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Assumption:
    """One supposition as typed: `when` is a shift, None for unknown, or the text of a date."""

    text: str
    agreement: str
    name: str
    done: bool
    when: Shift | str | None


def parse_question(text: str) -> Assumption:
    """Read one supposition.

    Raises:
        BadInput: marking the unreadable part, with examples.
    """
    found = _HEAD.match(text)
    if not found:
        raise BadInput(
            "Say an event or CODE done, and when.", text=text, examples=EXAMPLES[:3]
        )  # fmt: skip
    rest = found["rest"].strip()
    when: Shift | str | None = rest
    if _SIGN.match(rest):
        when = _shift(text, found.start("rest"))
    elif rest.casefold() == "unknown":
        when = None
    agreement = (found["agreement"] or "").upper()
    return Assumption(text, agreement, found["name"], bool(found["done"]), when)


def _shift(text: str, start: int) -> Shift:
    scan = Tokenizer(text)
    scan.at = start
    sign = scan.take("[+\u2212\u2013-]")
    amount = take_amount(scan)
    unit = take_unit(scan)
    if not scan.ended():
        _, begin, end = scan.rest()
        raise scan.error("This does not belong here.", begin, end, EXAMPLES[:3])
    return Shift(amount if sign and sign[0] == "+" else -amount, unit)
