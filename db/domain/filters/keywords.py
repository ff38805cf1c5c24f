"""Vocabulary of the filter language: its keys, its flags, and the values of closed sets."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from db.domain.enums import Status, Verification

KEYS: dict[str, str] = {
    "party": "owes it, by code or name; none: nobody does",
    "to": "is owed it",
    "verifier": "verifies it",
    "speaker": "has reported on it",
    "in": "agreement, by code",
    "code": "that commitment, or those",
    "event": "its deadline hangs on this event, over others or not",
    "status": "pending, under-way, stalled, done, breached, released; open, closed",
    "verification": "no-report, claimed, reported, confirmed, disputed, could-not-verify",
    "theme": "theme; none: without one",
    "provision": "provision, in quotes where it has blanks; none: without one",
    "tag": "tag; none: without any",
    "level": "0, 1, 2, 3; any, none",
    "due": "<30d, >2w, today, a day, a month 2025-09, a range 2025-09-01..2025-09-30",
    "is": "any of the flags, with commas between: overdue,disputed",
    "by": "changed by this person",
    "kind": "changed so: deadline, status, report, parties, undo …",
    "since": "changed on or after a day; 7d: in the last seven days",
    "until": "changed on or before a day",
}
"""Every key with its question; the last four are about the audit trail."""
TRAIL_KEYS = ("by", "kind", "since", "until")
FLAGS: dict[str, str] = {
    "open": "still to be performed",
    "closed": "done or released",
    "overdue": "open and past its deadline",
    "today": "due today",
    "week": "due within seven days",
    "soon": "due within fourteen days",
    "later": "due after seven days",
    "not-due": "open and due in the future",
    "waiting": "its deadline waits for an event",
    "undated": "open, without a deadline",
    "disputed": "speakers contradict each other",
    "kept": "done, whenever",
    "on-time": "done by its deadline",
    "late": "done after its deadline",
    "came-due": "done on time or late, or overdue",
    "critical": "carries the agreement",
    "continuing": "a standing duty",
    "pinned": "pinned to the Overview",
}
ALIASES = {
    "agreement": "in", "owner": "party", "owners": "party", "counterpart": "to", "st": "status",
    "tags": "tag", "art": "provision", "article": "provision", "who": "by",
}  # fmt: skip
OPERATORS = {
    "or": "A comma means either, between values of one kind: overdue,disputed; party:RWA,M23.",
    "and": "Leave it out: all terms must hold.",
    "not": "A minus turns a term round: -overdue.",
}
"""Words of other filter languages, with their replacements."""
KINDS: dict[str, tuple[str, ...]] = {
    "add": ('["insert", "commitment", ',),
    "edit": ('["update", "commitment", ',),
    "deadline": ('", "deadline", ',),
    "status": ('"status_to": "',),
    "report": ('", "report", ',),
    "note": ('"kind": "note"',),
    "progress": ('"kind": "progress"',),
    "parties": ('", "commitment_party", ',),
    "event": ('", "event", ',),
    "agreement": ('", "agreement", ',),
    "view": ('", "saved_view", ',),
    "withdraw": ('"withdrawn": true',),
    "undo": (),
    "redo": (),
}
"""Kinds of change by the rows they touch: a fragment of the rows in the audit trail.

`["update", "deadline", 7, …]` cannot stand inside a typed text, since its quotes are escaped.
"""


def _typed(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.replace(" ", "-") for word in words)


CLOSED: dict[str, tuple[str, ...]] = {
    "status": (*_typed(Status), "open", "closed"),
    "verification": _typed(Verification),
    "is": tuple(FLAGS),
    "flag": tuple(FLAGS),
    "level": ("0", "1", "2", "3", "any", "none"),
}
"""Keys with a closed set of values, in their typed form."""


def meant(key: str, value: str) -> tuple[str, ...]:
    """The words of a closed set with this beginning; a blank or `_` may replace the hyphen."""
    typed = value.replace(" ", "-").replace("_", "-")
    if typed in CLOSED[key]:
        return (typed,)
    return tuple(word for word in CLOSED[key] if typed and word.startswith(typed))


def there_are(names: Collection[str], most: int = 8) -> str:
    """The names that there are, in order; of many the first, and how many more."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"There are: {', '.join(sorted(names)[:most])}{more}." if names else ""


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str = "") -> str:
    """The nearest known word as a question, then the rest of the advice."""
    near = get_close_matches(wrong, list(known), 1, 0.65)
    return " ".join(filter(None, (f"Did you mean {near[0]}?" if near else "", otherwise)))
