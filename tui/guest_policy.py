"""Guest policy: a user let in by one of our keys reaches only the store and their terminal.

One table of powers. Code that uses a power checks it here; docs/security.md lists each with the
test that tries it. Pure: neither Textual nor files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from db.domain.errors import NoStore, Refused, StoreProblem

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Capability:
    """A way to reach beyond the store."""

    name: str
    """Name in the list of docs/security.md."""
    refusal: str
    """Message to a guest who tries to use it."""
    actions: tuple[str, ...] = ()
    """Actions that only use this power: hidden from a guest."""
    verbs: tuple[str, ...] = ()
    """Verbs of the command line that only use this power."""


SHELL = Capability("going to a shell", "There is no shell to go to over ssh.", ("suspend",))
EDITOR = Capability("$EDITOR", "There is no editor over ssh: type here.", ("edit_text",))
WRITE_FILES = Capability(
    "writing files by name",
    "Nothing is written to a file over ssh.",
    verbs=("backup", "demo", "ssh", "store"),
)
READ_FILES = Capability(
    "reading files by name", "No file of the host is read over ssh.", verbs=("restore", "seed")
)
ADDRESSES = Capability("opening addresses", "Nothing is opened over ssh.")
PLACES = Capability(
    "seeing where files lie", "Where files lie is not shown over ssh.", verbs=("doctor", "paths")
)
INSIDES = Capability("seeing the program's insides", "Something went wrong inside accord.")

POWERS: Mapping[str, Capability] = MappingProxyType(
    {
        each.name: each
        for each in (SHELL, EDITOR, WRITE_FILES, READ_FILES, ADDRESSES, PLACES, INSIDES)
    }
)
"""All powers, by name."""

_OFF = frozenset(action for power in POWERS.values() for action in power.actions)
_PATH = re.compile(r"(?<![\w/.])~?/[^\s,;:]+")


def off(action_id: str, *, guarded: bool) -> bool:
    """Tell whether an action is disabled for this user."""
    return guarded and action_id in _OFF


def check_verb(verb: str, *, guarded: bool) -> None:
    """Refuse a guest any verb that reaches beyond the store, even if an earlier check passed it.

    Raises:
        Refused: with what it would reach.
    """
    for power in POWERS.values() if guarded else ():
        if verb in power.verbs:
            raise Refused(power.refusal, "Nothing was done.")


def check_reading(*, guarded: bool) -> None:
    """Refuse a guest any file of this machine.

    Raises:
        Refused: with what it would reach.
    """
    if guarded:
        raise Refused(READ_FILES.refusal, "Give a link to it instead.")


def discreet(error: StoreProblem, location: str) -> StoreProblem:
    """Replace an error about the store by one of its kind that does not reveal its location."""
    if isinstance(error, NoStore):
        return NoStore("There is no store here yet.", "Tell whoever let you in: they make one.")
    return type(error)(
        without_places(error.message, location), without_places(error.hint, location)
    )


def without_places(text: str, location: str) -> str:
    """Replace the path of the store by "the store" in a sentence, and remove other paths."""
    return _PATH.sub("(a file)", text.replace(location, "the store"))
