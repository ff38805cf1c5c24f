"""Arguments of each verb of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.arguments import admin, read, write

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Sequence

    Completer = Callable[..., Sequence[str]]

FILTERED = ("open", "status", "list", "diff", "parties", "log", "views")
"""Verbs whose words form a filter."""


_ARGUMENTS = {**read.ARGUMENTS, **write.ARGUMENTS, **admin.ARGUMENTS}
_WITH_CODES = (
    "meet",
    "arose",
    "tick",
    "show",
    "file",
    "edit",
    "set",
    "report",
    "note",
    "withdraw",
)


def fill(name: str, verb: ArgumentParser, codes: Completer, words: Completer) -> None:
    """Add a verb's arguments to its parser; codes of commitments and filters get completion."""
    if name in _ARGUMENTS:
        _ARGUMENTS[name](verb)
    for action in verb._actions:  # noqa: SLF001  argparse has no other way to list them
        if action.dest in ("codes", "code", "words") and name in _WITH_CODES:
            # argcomplete looks for an attribute that argparse does not know.
            vars(action)["completer"] = codes
        elif action.dest == "filter":
            vars(action)["completer"] = words
