"""The filter language: words, `key:value` and flags, all of which must hold; `-` turns one round.

`party:RWA,M23 overdue theme:security -critical "troop withdrawal"`. A comma means either. The
same text serves the list, the command line and saved views.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from db.domain.errors import BadInput

KEYS: dict[str, str] = {
    "party": "owes it, by code",
    "to": "is owed it, by code",
    "in": "agreement, by code",
    "status": "pending, under-way, stalled, done, breached, released; open, closed",
    "theme": "theme",
    "tag": "tag",
    "verification": "no-report, claimed, reported, confirmed, disputed, could-not-verify",
    "due": "<30d, >2w, a day such as 2025-09-25, or a range 2025-09-01..2025-09-30",
}
FLAGS: dict[str, str] = {
    "open": "still to be performed",
    "closed": "done or released",
    "overdue": "open and past its deadline",
    "today": "due today",
    "week": "due within seven days",
    "soon": "due within fourteen days",
    "later": "due after seven days",
    "waiting": "its deadline waits for an event",
    "undated": "without a deadline",
    "disputed": "speakers contradict each other",
    "critical": "carries the agreement",
    "continuing": "a standing duty",
    "pinned": "pinned to the Overview",
    "late": "done after its deadline",
}
_ALIASES = {"agreement": "in", "owner": "party", "owners": "party", "st": "status", "tags": "tag"}
_TOKEN = re.compile(r'(?P<no>[-!])?(?:(?P<key>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `key` is a key of KEYS, `flag` or `text`; `values` are alternatives."""

    key: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that must all hold; no conditions hold for everything."""

    terms: tuple[Term, ...] = ()
    source: str = ""

    def __bool__(self) -> bool:
        """Whether it narrows at all."""
        return bool(self.terms)


EVERYTHING = Filter()
"""The filter that hides nothing."""


def parse_filter(source: str) -> Filter:
    """Read a filter as typed, half-typed words included.

    Raises:
        BadInput: marking an unknown key, with the nearest known one.
    """
    return Filter(tuple(_term(match, source) for match in _TOKEN.finditer(source)), source.strip())


def _term(match: re.Match[str], source: str) -> Term:
    negated = match["no"] is not None
    value = match["quoted"] if match["quoted"] is not None else match["bare"]
    if match["key"]:
        key = match["key"].casefold()
        return Term(_known(_ALIASES.get(key, key), match, source), _values(value), negated)
    flag = match["quoted"] is None and value.casefold() in FLAGS
    return Term("flag" if flag else "text", (value.casefold(),), negated)


def _values(value: str) -> tuple[str, ...]:
    return tuple(part.casefold() for part in value.split(",") if part)


def _known(key: str, match: re.Match[str], source: str) -> str:
    if key in KEYS:
        return key
    near = get_close_matches(key, KEYS, 1)
    raise BadInput(
        f"A filter knows no {match['key']!r}.",
        text=source,
        start=match.start("key"),
        end=match.end("key"),
        hint=f"Did you mean {near[0]}:?" if near else f"Keys: {', '.join(KEYS)}.",
    )
