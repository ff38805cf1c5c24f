"""Bare words on the command line: a search for some verbs, probably a typing error for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.domain.filters.keywords import CLOSED, FLAGS, KEYS, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.domain.filters.parser import Filter

SEARCHES = "list"
"""Verb that searches for bare words.

Other verbs search for quoted words only; a command line without a verb searches for none.
"""


def refuse_words(found: Filter, verb: str = "", verbs: Sequence[str] = ()) -> None:
    """Refuse bare words for a verb that does not search.

    Raises:
        BadInput: marks the first such word, with the nearest term of a filter or of `verbs`.
    """
    for term in () if verb == SEARCHES else found.terms:
        start, end = term.places[0] if term.places else (0, 0)
        word = found.source[start:end]
        if term.key != "text" or (verb and '"' in word):
            continue
        near = did_you_mean(term.values[0], [*verbs, *FLAGS, *(f"{key}:" for key in KEYS)])
        if not near and term.values[0] in CLOSED["status"]:
            near = f"Did you mean status:{term.values[0]}?"
        elif not near and word.isupper() and word.isalnum():
            near = f"Did you mean in:{word}, or party:{word}?"
        if verb:
            message = f"'{word}' is no term of a filter."
            advice = [near, f"To search: accord {SEARCHES} {word}, or in quotes: '\"{word}\"'"]
        else:
            message = f"'{word}' is neither a verb nor a term of a filter."
            near = near.replace("mean ", "mean accord ") or "accord --help lists the verbs."
            advice = [near, f"To search: accord {SEARCHES} {word}"]
        raise found.wrong(term, 0, message, " ".join(filter(None, advice)))
