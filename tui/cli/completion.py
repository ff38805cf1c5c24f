"""Shell completion of a command line: codes, and the words of filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from tui.cli.defaults import with_defaults

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from db.protocols import Query

T = TypeVar("T")


def complete_codes(prefix: str, parsed_args: Namespace, **_: object) -> Sequence[str]:
    """Complete codes of commitments for a shell."""
    from db.queries.lookups import Codes

    return _harmless(_asked(parsed_args, Codes(prefix)) or ())


def complete_filter(prefix: str, parsed_args: Namespace, **_: object) -> Sequence[str]:
    """Complete a word of a filter for a shell: keys, flags, values and codes."""
    from db.domain.filters.completion import complete
    from db.queries.filters.values import FilterValues

    known = _asked(parsed_args, FilterValues())
    if known is None:
        return ()
    found = complete(prefix, len(prefix), known)
    words = [found.put(prefix, len(prefix), place)[0] for place in range(len(found.candidates))]
    return _harmless([*words, *(complete_codes(prefix, parsed_args) if prefix else ())])


def _harmless(words: Sequence[str]) -> list[str]:
    """Keep only completions without shell metacharacters.

    A shell would print the others, and run them once they are completed.
    """
    return [word for word in words if re.fullmatch(r"[A-Za-z0-9_:,./-]*", word)]


def _asked(parsed_args: Namespace, query: Query[T]) -> T | None:
    """Query the store for completion; None when it cannot be read: a completion shows no errors."""
    from db.domain.errors import AccordError
    from tui.cli.context import Context

    with_defaults(parsed_args).read_only = True
    try:
        with Context(parsed_args) as context:
            return context.ask(query)
    except AccordError:
        return None
