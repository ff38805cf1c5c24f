"""Two versions of one thing, made by two people from the same one: where they part; joining them.

Pure. A version is what its fields hold, by their names. Fields that mean something only together
form a group, and a group is taken from one side as a whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

V = TypeVar("V")

COUPLED: Mapping[str, str] = {
    **dict.fromkeys(("due", "deadline"), "deadline"),
    **dict.fromkeys(("status", "finding"), "status"),
    **dict.fromkeys(("amount", "quantity", "target", "unit"), "quantity"),
    **dict.fromkeys(("state", "on", "completes"), "moment"),
    **dict.fromkeys(("after", "parallel"), "links"),
}
"""Group of each field that does not stand alone: 100 of one unit are not 100 of another, and a
status rests on what was found. Any other field is a group of its own."""


class Side(StrEnum):
    """Whose version."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Parting(Generic[V]):
    """A field in which the two versions differ."""

    key: str
    mine: V
    theirs: V
    group: str
    by_me: bool
    """Whether I changed something in its group."""
    by_them: bool
    """Whether they did."""

    @property
    def open(self) -> bool:
        """Whether somebody has to choose, since both changed it."""
        return self.by_me and self.by_them

    @property
    def default(self) -> Side | None:
        """Whose it is without a question: that of the only one who changed it."""
        if self.open:
            return None
        return Side.MINE if self.by_me else Side.THEIRS


def partings(
    base: Mapping[str, V], mine: Mapping[str, V], theirs: Mapping[str, V]
) -> tuple[Parting[V], ...]:
    """Where two versions differ, in the order of theirs; a field one lacks is as in the base."""
    parted = [key for key in theirs if mine.get(key, base.get(key, theirs[key])) != theirs[key]]
    mine = {key: mine.get(key, base.get(key, theirs[key])) for key in parted}
    by_me = {_group(key) for key in parted if key in base and mine[key] != base[key]}
    by_them = {_group(key) for key in parted if key in base and theirs[key] != base[key]}
    return tuple(
        Parting(key, mine[key], theirs[key], group, group in by_me, group in by_them)
        for key in parted
        for group in [_group(key)]
    )


def _group(key: str) -> str:
    return COUPLED.get(key, key)


def undecided(parted: Iterable[Parting[V]], choices: Mapping[str, Side]) -> tuple[str, ...]:
    """The groups of which nobody has said yet whose they are, in their order."""
    left = (each.group for each in parted if each.open and each.group not in choices)
    return tuple(dict.fromkeys(left))


def side_of(parting: Parting[V], choices: Mapping[str, Side]) -> Side | None:
    """Whose a field will be; None while that is open."""
    return choices.get(parting.group, parting.default)


def joined(
    theirs: Mapping[str, V], parted: Iterable[Parting[V]], choices: Mapping[str, Side]
) -> dict[str, V]:
    """The fields as they were chosen: of each exactly mine or theirs."""
    mine = {each.key: each.mine for each in parted if side_of(each, choices) is Side.MINE}
    return {**theirs, **mine}
