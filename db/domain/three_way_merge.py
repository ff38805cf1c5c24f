"""Three-way merge of two people's versions of one item: the differences, and joining them.

Pure. A version is its fields' values, by name. Fields that have a meaning only together form a
group, and a group is taken from one side as a whole.
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
"""Group of each field that depends on another: 100 of one unit are not 100 of another, and a
status depends on its evidence. Any other field is a group of its own.
"""


class Side(StrEnum):
    """Side of a version: mine or theirs."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class FieldConflict(Generic[V]):
    """A field that differs between the two versions."""

    key: str
    mine: V
    theirs: V
    group: str
    by_me: bool
    """True if I changed something in its group."""
    by_them: bool
    """True if they changed something in its group."""

    @property
    def open(self) -> bool:
        """True if somebody has to choose, since both changed it."""
        return self.by_me and self.by_them

    @property
    def default(self) -> Side | None:
        """Side that needs no question: the only one who changed it."""
        if self.open:
            return None
        return Side.MINE if self.by_me else Side.THEIRS


def partings(
    base: Mapping[str, V], mine: Mapping[str, V], theirs: Mapping[str, V]
) -> tuple[FieldConflict[V], ...]:
    """Differences of two versions, in the order of theirs; a missing field is as in the base."""
    parted = [key for key in theirs if mine.get(key, base.get(key, theirs[key])) != theirs[key]]
    mine = {key: mine.get(key, base.get(key, theirs[key])) for key in parted}
    by_me = {_group(key) for key in parted if key in base and mine[key] != base[key]}
    by_them = {_group(key) for key in parted if key in base and theirs[key] != base[key]}
    return tuple(
        FieldConflict(key, mine[key], theirs[key], group, group in by_me, group in by_them)
        for key in parted
        for group in [_group(key)]
    )


def _group(key: str) -> str:
    return COUPLED.get(key, key)


def undecided(parted: Iterable[FieldConflict[V]], choices: Mapping[str, Side]) -> tuple[str, ...]:
    """The groups without a choice so far, in their order."""
    left = (each.group for each in parted if each.open and each.group not in choices)
    return tuple(dict.fromkeys(left))


def side_of(parting: FieldConflict[V], choices: Mapping[str, Side]) -> Side | None:
    """Side that a field is taken from; None while that is undecided."""
    return choices.get(parting.group, parting.default)


def joined(
    theirs: Mapping[str, V], parted: Iterable[FieldConflict[V]], choices: Mapping[str, Side]
) -> dict[str, V]:
    """The fields as chosen: each exactly mine or theirs."""
    mine = {each.key: each.mine for each in parted if side_of(each, choices) is Side.MINE}
    return {**theirs, **mine}
