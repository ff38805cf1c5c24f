"""Completion of a half-typed filter: flags, keys, and the values that the store knows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from db.domain.filters.date_range import DUE_WORDS, PAST_WORDS
from db.domain.filters.keywords import ALIASES, CLOSED, FLAGS, KEYS, KINDS
from db.domain.filters.parser import quoted

_LAST = re.compile(r'[-!]?(?:([A-Za-z]+):)?((?:"(?:[^"\\]|\\.)*"?|[^\s"])*)$')
_PARTIES = ("party", "to", "verifier", "speaker")
MOST = 40
"""Candidates given at once."""


class Candidate(NamedTuple):
    """A text to continue with, and its meaning."""

    text: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Values that the store knows, for completion."""

    parties: tuple[Candidate, ...] = ()
    agreements: tuple[Candidate, ...] = ()
    events: tuple[Candidate, ...] = ()
    themes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """Candidates for the text from `start` to the cursor, the likeliest first."""

    start: int
    candidates: tuple[Candidate, ...] = field(default=())

    def put(self, text: str, cursor: int, place: int = 0) -> tuple[str, int]:
        """The text with a candidate in it, and the cursor's new position."""
        chosen = self.candidates[place].text
        return text[: self.start] + chosen + text[cursor:], self.start + len(chosen)


def complete(text: str, cursor: int, known: Known) -> Completion:
    """Completions of the word at the cursor, without the word itself."""
    match = _LAST.search(text[:cursor])
    if match is None:
        return Completion(cursor)
    if match[1] is None:
        typed = match[2]
        words = [Candidate(flag, means) for flag, means in FLAGS.items()]
        keys = [Candidate(f"{key}:", means) for key, means in KEYS.items()]
        found = [*keys, *words] if not typed else [*words, *keys]
        return Completion(match.start(2), _beginning(found, typed, by_meaning=False))
    key = match[1].casefold()
    start = match.start(2) + match[2].rfind(",") + 1
    values = _values(ALIASES.get(key, key), known)
    return Completion(start, _beginning(values, text[start:cursor], by_meaning=True))


def _values(key: str, known: Known) -> Iterable[Candidate]:
    if key in _PARTIES:
        return (*known.parties, Candidate("none"))
    if key == "due":
        return (*map(Candidate, DUE_WORDS), Candidate("<30d"), Candidate(">30d"))
    if key in ("since", "until"):
        return (*map(Candidate, PAST_WORDS), Candidate("7d"), Candidate("30d"))
    if key == "is":
        return (Candidate(flag, means) for flag, means in FLAGS.items())
    if key in CLOSED:
        return map(Candidate, CLOSED[key])
    named: Mapping[str, Iterable[Candidate]] = {
        "in": known.agreements,
        "event": known.events,
        "theme": (Candidate(quoted(each)) for each in (*known.themes, "none")),
        "tag": (Candidate(quoted(each)) for each in (*known.tags, "none")),
        "by": (Candidate(quoted(each)) for each in known.people),
        "kind": (Candidate(each) for each in KINDS),
        "code": (Candidate(each) for each in known.codes),
    }
    return named.get(key, ())


def _beginning(
    words: Iterable[Candidate], typed: str, *, by_meaning: bool
) -> tuple[Candidate, ...]:
    """Words with this beginning, then those with it in their meaning, if they are names."""
    wanted = typed.strip('"').casefold()
    first, second = [], []
    for word in words:
        text = word.text.strip('"').casefold()
        if text.startswith(wanted) and word.text != typed:
            first.append(word)
        elif by_meaning and len(wanted) > 1 and text != wanted and wanted in word.means.casefold():
            second.append(word)
    return tuple([*first, *second][:MOST])
