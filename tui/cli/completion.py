"""What a shell is told while it completes a command line: codes, and the words of filters."""

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
    """Codes of commitments, while a shell completes."""
    from db.queries.lookups import Codes

    return _harmless(_asked(parsed_args, Codes(prefix)) or ())


def complete_filter(prefix: str, parsed_args: Namespace, **_: object) -> Sequence[str]:
    """A word of a filter, while a shell completes: its keys, flags, values, and codes."""
    from db.domain.filters.completion import complete
    from db.queries.filters.values import FilterValues

    known = _asked(parsed_args, FilterValues())
    if known is None:
        return ()
    found = complete(prefix, len(prefix), known)
    words = [found.put(prefix, len(prefix), place)[0] for place in range(len(found.candidates))]
    return _harmless([*words, *(complete_codes(prefix, parsed_args) if prefix else ())])


def _harmless(words: Sequence[str]) -> list[str]:
    """A shell would print them, and run what is completed: only what no shell takes apart."""
    return [word for word in words if re.fullmatch(r"[A-Za-z0-9_:,./-]*", word)]


def _asked(parsed_args: Namespace, query: Query[T]) -> T | None:
    """The store's answer, or None where it cannot be read: nobody completes an error."""
    from db.domain.errors import AccordError
    from tui.cli.context import Context

    with_defaults(parsed_args).read_only = True
    try:
        with Context(parsed_args) as context:
            return context.ask(query)
    except AccordError:
        return None
