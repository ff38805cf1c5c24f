"""The filter language: words, `key:value` and flags, combined with and; `-` negates one.

`party:RWA,M23 overdue theme:security -critical "troop withdrawal"`. A comma means or. The same
text serves every view, the command line and saved views (docs/filters.md).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from db.domain.bounds import LONGEST_FILTER, MOST_TERMS, MOST_VALUES
from db.domain.errors import BadInput
from db.domain.filters.date_range import parse_due
from db.domain.filters.keywords import (
    ALIASES,
    CLOSED,
    FLAGS,
    KEYS,
    OPERATORS,
    TRAIL_KEYS,
    did_you_mean,
    meant,
)
from db.domain.text_files import unkeepable

__all__ = ["EVERYTHING", "FLAGS", "KEYS", "Filter", "Term", "joined", "parse_filter", "quoted"]

_OR = re.compile(r"\s+or\s+", re.IGNORECASE)
_TOKEN = re.compile(
    r'(?P<no>[-!])?(?:(?P<key>[A-Za-z]+):)?(?P<rest>(?:"(?:[^"\\]|\\.)*(?:"|\\?$)|[^\s"])*)'
)
_PIECE = re.compile(r'(?:"(?:[^"\\]|\\.)*(?:"|\\?$)|[^,"])+')
_CODE = re.compile(r"[a-z][a-z0-9]*-\d+")
_PLAIN = re.compile(r"[^\s\",\\]+")
Place = tuple[int, int]
"""Start and end of a part of the typed text."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `key` is a key of KEYS, `flag` or `text`; `values` are alternatives."""

    key: str
    values: tuple[str, ...]
    negated: bool = False
    places: tuple[Place, ...] = field(default=(), compare=False)
    """Place of each value in the source."""

    @property
    def asks_trail(self) -> bool:
        """True if it is about changes rather than a commitment's present state."""
        return self.key in TRAIL_KEYS


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions combined with and; an empty filter matches everything.

    `zone` determines the days of `since:` and `until:`.
    """

    terms: tuple[Term, ...] = ()
    source: str = ""
    zone: str = "UTC"

    def __bool__(self) -> bool:
        """True if there are any conditions."""
        return bool(self.terms)

    def narrowed(self, *terms: Term) -> "Filter":
        """The same filter with further terms."""
        return replace(self, terms=(*self.terms, *terms))

    def wrong(self, term: Term, place: int, message: str, hint: str) -> BadInput:
        """An error that marks the value at this place of a term."""
        start, end = term.places[place] if place < len(term.places) else (0, 0)
        return BadInput(message, text=self.source, start=start, end=end, hint=hint)


EVERYTHING = Filter()
"""The filter that hides nothing."""


def parse_filter(source: str, zone: str = "UTC") -> Filter:
    """Read a filter as typed, half-typed words included.

    Raises:
        BadInput: marking an unknown key or value of a closed set, with the nearest one.
    """
    text = source.strip()
    if len(text) > LONGEST_FILTER:
        raise _too_much(f"has at most {LONGEST_FILTER:,} characters, and this has {len(text):,}")
    _refuse_unstorable(text)
    found = [match for match in _TOKEN.finditer(text) if match["key"] or match["rest"]]
    if len(found) > MOST_TERMS:
        raise _too_much(f"has at most {MOST_TERMS} terms, and this has {len(found):,}")
    terms = tuple(_term(match, text) for match in found)
    values = sum(len(term.values) for term in terms)
    if values > MOST_VALUES:
        raise _too_much(f"names at most {MOST_VALUES} codes and values, and this {values:,}")
    for place, term in enumerate(terms):
        _refuse_phrase(term, text)
        _refuse_operator(terms, place, text)
    return Filter(terms, text, zone)


def _too_much(said: str) -> BadInput:
    return BadInput(f"A filter {said}.", hint="Ask for some, then for the others.")


def _refuse_phrase(term: Term, text: str) -> None:
    """Refuse terms joined by `or` that a shell's quotes made into one phrase."""
    for value, (start, end) in zip(term.values, term.places, strict=False):
        sides = _OR.split(value)
        if term.key == "text" and len(sides) > 1 and all(map(_is_term, sides)):
            together = all(":" not in side for side in sides)
            raise BadInput(
                "A filter does not join terms by 'or'.",
                text=text,
                start=start,
                end=end,
                hint=f"Write {','.join(sides)}." if together else OPERATORS["or"],
            )


def _is_term(word: str) -> bool:
    try:
        found = parse_filter(word).terms
    except BadInput:
        return False
    return len(found) == 1 and found[0].key != "text"


def _refuse_operator(terms: tuple[Term, ...], place: int, text: str) -> None:
    """Refuse a bare `or`, `and` or `not`, which other languages have, instead of searching it."""
    term = terms[place]
    before, *_, after = terms[max(place - 1, 0) : place + 2] * 2
    start, end = term.places[0] if term.places else (0, 0)
    word = text[start:end].casefold()
    among_words = before.key == after.key == "text"
    if term.key != "text" or word not in OPERATORS or (among_words and word != "or"):
        return
    raise BadInput(
        f"A filter does not join terms by '{word}'.",
        text=text,
        start=start,
        end=end,
        hint=f"{_either(before, after, text) if word == 'or' else OPERATORS[word]} "
        f'To look for the word itself: "{word}".',
    )


def _either(before: Term, after: Term, text: str) -> str:
    """The way to ask for one of two terms, if a comma can do it."""
    joinable = before.key == after.key != "text" and not (before.negated or after.negated)
    if not (joinable and before.places and after.places):
        return OPERATORS["or"]
    begins = text.rfind(" ", 0, before.places[0][0]) + 1
    first = text[begins : before.places[-1][1]]
    return f"Write {first},{text[after.places[0][0] : after.places[-1][1]]}."


def _refuse_unstorable(text: str) -> None:
    """Refuse characters that no store keeps: PostgreSQL takes no query with them."""
    if found := unkeepable(text):
        raise BadInput(
            "A filter cannot look for that character.",
            text=text,
            start=found.start(),
            end=found.end(),
            hint="Take it out: it came with something pasted.",
        )


def joined(words: Iterable[str]) -> str:
    """The words of a command line as one filter: quoting by the shell is kept."""
    return " ".join(
        quoted(word) if " " in word and not set(word) & set(':"') else word for word in words
    )


def quoted(value: str) -> str:
    """A value in the form to type after `key:`, in quotes where necessary."""
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    place: Place
    quoted: bool


def _term(match: re.Match[str], source: str) -> Term:
    negated = match["no"] is not None
    pieces = tuple(_pieces(match))
    if match["key"]:
        key = _known(match, source)
        if key == "is":
            key = "flag"
        # A beginning of several words stands for all of them, each at the same place.
        found = [(word, each.place) for each in pieces for word in _words(key, each, source)]
        return _alternatives(key, found, negated=negated)
    found = [(each.text, each.place) for each in pieces]
    if pieces and not any(piece.quoted for piece in pieces):
        if all(text in FLAGS for text, _ in found):
            return _alternatives("flag", found, negated=negated)
        if all(_CODE.fullmatch(text) for text, _ in found):
            return _alternatives("code", found, negated=negated)
    whole = _unquoted(match["rest"]).casefold()
    return Term("text", (whole,), negated, (match.span("rest"),))


def _alternatives(key: str, found: Iterable[tuple[str, Place]], *, negated: bool) -> Term:
    """A term of these values, each once, at its last place."""
    values = dict(found)
    return Term(key, tuple(values), negated, tuple(values.values()))


def _pieces(match: re.Match[str]) -> Iterator[_Value]:
    start = match.start("rest")
    for piece in _PIECE.finditer(match["rest"]):
        place = (start + piece.start(), start + piece.end())
        yield _Value(_unquoted(piece[0]).casefold(), place, '"' in piece[0])


def _unquoted(text: str) -> str:
    return re.sub(r'\\(.)|"|\\$', lambda found: found[1] or "", text) if '"' in text else text


def _words(key: str, piece: _Value, source: str) -> tuple[str, ...]:
    """The stored words for a value; a value of a closed set must be in the set.

    Raises:
        BadInput: marking a value that is not in the set.
    """
    start, end = piece.place
    if key == "due":
        try:
            parse_due(piece.text)
        except BadInput as error:
            raise BadInput(
                error.message, text=source, start=start, end=end, hint=error.hint
            ) from error
    if key not in CLOSED:
        return (piece.text,)
    found = meant(key, piece.text)
    if found:
        return found
    known = CLOSED[key]
    hint = did_you_mean(piece.text, known, f"Known: {', '.join(known)}.")
    raise BadInput(f"'{piece.text}' is no {key}.", text=source, start=start, end=end, hint=hint)


def _known(match: re.Match[str], source: str) -> str:
    typed = match["key"].casefold()
    key = ALIASES.get(typed, typed)
    if key in KEYS:
        return key
    near = did_you_mean(key, KEYS)
    raise BadInput(
        f"A filter knows no '{match['key']}'.",
        text=source,
        start=match.start("key"),
        end=match.end("key"),
        hint=near.replace("?", ":?") if near else f"Keys: {', '.join(KEYS)}.",
    )
