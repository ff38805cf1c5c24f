"""The actions of each screen. Hints, help, palette, bindings and docs all come from here."""

from collections.abc import Mapping
from types import MappingProxyType

from tui.guest_policy import off
from tui.keys.model import SCREENS, SECTIONS, Action
from tui.keys.names import display_key
from tui.keys.table import ACTIONS

__all__ = [
    "ACTIONS",
    "DEFAULT_KEYS",
    "SCREENS",
    "SECTIONS",
    "Action",
    "Keys",
    "actions_for",
    "dead_key_hint",
    "find",
    "shown_key",
    "shown_keys",
    "writing_key_hint",
]

Keys = Mapping[str, tuple[str, ...]]
"""Textual's key names of each action, by the action's id."""

DEFAULT_KEYS: Keys = MappingProxyType({action.id: action.keys for action in ACTIONS})

# Other programs delete, archive, merge or move with these: here each only names the key to use.
_DEAD = MappingProxyType(
    {
        "x": ("withdraw", "withdraws"),
        "X": ("withdraw", "withdraws"),
        "m": ("mark", "marks"),
        "S": ("status", "sets the status"),
        "B": ("blockers", "shows what it waits for"),
        "I": ("why", "says why it is here"),
        "L": ("redraw", "draws the screen again"),
        "Z": ("zoom", "zooms the pane"),
    }
)
_BY_ID = {action.id: action for action in ACTIONS}


def find(action_id: str) -> Action:
    """Find the action with that id; KeyError when there is none."""
    return _BY_ID[action_id]


def actions_for(
    scope: str,
    read_only: bool,  # noqa: FBT001  one clear flag
    *,
    guarded: bool = False,
) -> tuple[Action, ...]:
    """List the actions of a screen, in the order of help.

    Read-only leaves out those that write, and guarded those that reach beyond the store.
    """
    return tuple(
        action
        for action in ACTIONS
        if ("*" in action.scopes or scope in action.scopes)
        and not (read_only and action.writes)
        and not off(action.id, guarded=guarded)
    )


def shown_key(action: Action, keys: Keys = DEFAULT_KEYS) -> str:
    """Format the first key of an action for people: "Ctrl+D", "?", "Enter"; "" without a key."""
    return next((display_key(key) for key in keys.get(action.id, action.keys)), "")


def shown_keys(action: Action, keys: Keys = DEFAULT_KEYS) -> str:
    """Format all keys of an action for people: "j Down"."""
    return " ".join(display_key(key) for key in keys.get(action.id, action.keys))


def dead_key_hint(key: str, keys: Keys = DEFAULT_KEYS) -> str:
    """Message for a key left free on purpose; "" for others, and for keys the user bound."""
    if key not in _DEAD or any(key in each for each in keys.values()):
        return ""
    action_id, verb = _DEAD[key]
    better_one = _BY_ID.get(action_id)
    instead = shown_key(better_one, keys) if better_one else ""
    helps = shown_key(find("help"), keys)
    better = f" {instead} {verb}," if instead else ""
    return f"{key} does nothing here.{better} {helps} lists all keys."


def writing_key_hint(key: str, scope: str, keys: Keys = DEFAULT_KEYS, where: str = "here") -> str:
    """Message for a key that would write, while or where the store is read-only."""
    for action in actions_for(scope, read_only=False):
        if action.writes and key in keys[action.id]:
            return f"Read-only: {shown_key(action, keys)} ({action.label}) is off {where}."
    return ""
