"""The keymap: the table of actions overlaid with the user's own keys."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.keys.actions import ACTIONS, DEFAULT_KEYS, SCREENS, Action, Keys, actions_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Clash:
    """A key with two meanings on one screen."""

    key: str
    first: str
    second: str


def effective(own: Keys) -> Keys:
    """Keys of every action: the user's if set, else the table's."""
    return MappingProxyType({**DEFAULT_KEYS, **own})


def clashes(keys: Keys) -> tuple[Clash, ...]:
    """List keys with two meanings on a screen, each once, in the order of the table."""
    found = [clash for scope in SCREENS for clash in _clashes_on(scope, keys)]
    return tuple(dict.fromkeys(found))


def _clashes_on(scope: str, keys: Keys) -> Iterator[Clash]:
    for first, second in combinations(actions_for(scope, read_only=False), 2):
        for key in keys[first.id]:
            if key in keys[second.id]:
                yield Clash(key, first.id, second.id)


def bindings_for(
    scope: str, keys: Keys = DEFAULT_KEYS, *, read_only: bool = False, guarded: bool = False
) -> list[BindingType]:
    """Make the bindings of a screen. The palette still has the actions without a key.

    None has priority: a focused field keeps its letters, and a modal screen its own keys.
    """
    actions = actions_for(scope, read_only, guarded=guarded)
    return [_binding(action, keys) for action in actions if keys[action.id]]


def textual_keymap(own: Keys) -> dict[str, str]:
    """Convert the user's keys for `App.set_keymap`, to overlay bindings made by `bindings_for`."""
    return {action.id: ",".join(own[action.id]) for action in ACTIONS if own.get(action.id)}


def _binding(action: Action, keys: Keys) -> Binding:
    # The command line reads the keymap too, and must not pay for Textual.
    from textual.binding import Binding

    return Binding(",".join(keys[action.id]), action.id, action.label, show=False, id=action.id)
