"""What somebody let in by a key of ours cannot reach: anything but the store and their terminal.

One table of powers. Whoever would use one asks it here; docs/security.md lists each with the test
that tries it. Pure: neither Textual nor files.
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
class Power:
    """Something that reaches beyond the store."""

    name: str
    """As docs/security.md lists it."""
    refusal: str
    """What is said to a guest who asks for it."""
    actions: tuple[str, ...] = ()
    """Actions of the table that are nothing else: a guest does not even see them."""
    verbs: tuple[str, ...] = ()
    """Verbs of the command line that are nothing else."""


SHELL = Power("going to a shell", "There is no shell to go to over ssh.", ("suspend",))
EDITOR = Power("$EDITOR", "There is no editor over ssh: type here.", ("edit_text",))
WRITE_FILES = Power(
    "writing files by name",
    "Nothing is written to a file over ssh.",
    verbs=("backup", "demo", "ssh", "store"),
)
READ_FILES = Power(
    "reading files by name", "No file of the host is read over ssh.", verbs=("restore", "seed")
)
ADDRESSES = Power("opening addresses", "Nothing is opened over ssh.")
PLACES = Power(
    "seeing where files lie", "Where files lie is not shown over ssh.", verbs=("doctor", "paths")
)
INSIDES = Power("seeing the program's insides", "Something went wrong inside accord.")

POWERS: Mapping[str, Power] = MappingProxyType(
    {
        each.name: each
        for each in (SHELL, EDITOR, WRITE_FILES, READ_FILES, ADDRESSES, PLACES, INSIDES)
    }
)
"""All of them, by name."""

_OFF = frozenset(action for power in POWERS.values() for action in power.actions)
_PATH = re.compile(r"(?<![\w/.])~?/[^\s,;:]+")


def off(action_id: str, *, guarded: bool) -> bool:
    """Whether an action is not there for this person."""
    return guarded and action_id in _OFF


def check_verb(verb: str, *, guarded: bool) -> None:
    """Let a guest use no verb that reaches beyond the store, whoever let it pass before.

    Raises:
        Refused: with what it would reach.
    """
    for power in POWERS.values() if guarded else ():
        if verb in power.verbs:
            raise Refused(power.refusal, "Nothing was done.")


def check_reading(*, guarded: bool) -> None:
    """Let a guest name no file of this machine.

    Raises:
        Refused: with what it would reach.
    """
    if guarded:
        raise Refused(READ_FILES.refusal, "Give a link to it instead.")


def discreet(error: StoreProblem, location: str) -> StoreProblem:
    """A complaint about the store, of the same kind, that does not tell where it lies."""
    if isinstance(error, NoStore):
        return NoStore("There is no store here yet.", "Tell whoever let you in: they make one.")
    return type(error)(
        without_places(error.message, location), without_places(error.hint, location)
    )


def without_places(text: str, location: str) -> str:
    """A sentence in which the store is called the store, and other paths nothing at all."""
    return _PATH.sub("(a file)", text.replace(location, "the store"))
