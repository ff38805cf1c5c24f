"""The [keys] of the settings file: usable entries, and errors in the others."""

from collections.abc import Mapping
from difflib import get_close_matches

from tui.keys.actions import DEFAULT_KEYS, Keys, find, shown_keys
from tui.keys.keymap import Clash, clashes, effective
from tui.keys.names import SIGNS, WORDS, UnknownKey, display_key, parse_key, why_swallowed

NEEDED = ("help", "back", "quit", "commands")
"""Actions that must keep a key: without them nobody finds the way in or out."""

Wrong = tuple[tuple[str, ...], str]
"""The action's name in the file (empty: the table itself), and the error."""


class _Unusable(ValueError):
    """Entry that cannot be used, with the reason in words."""


def check_keys(table: object) -> tuple[Keys, list[Wrong]]:
    """Give the entries that can be used together, and the errors in the others.

    If two entries want one key, the first in the file gets it.
    """
    if not isinstance(table, Mapping):
        return {}, [((), "keys is a table: write [keys], and below it one action a line.")]
    own: dict[str, tuple[str, ...]] = {}
    spelt: dict[str, str] = {}
    wrong: list[Wrong] = []
    for name, value in table.items():
        try:
            action_id = _action(name)
            own[action_id] = _keys(action_id, value)
            spelt[action_id] = name
        except _Unusable as problem:
            wrong.append(((name,), str(problem)))
    wrong += [((spelt[action_id],), words) for action_id, words in _drop_clashes(own)]
    return own, wrong


def _action(name: str) -> str:
    action_id = name.lower().replace("-", "_")
    if action_id in DEFAULT_KEYS:
        return action_id
    near = get_close_matches(action_id, DEFAULT_KEYS, 1)
    hint = f"Did you mean {near[0]}?" if near else "docs/keys.md lists them."
    raise _Unusable(f'no action is called "{name}". {hint}')


def _keys(action_id: str, value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else [value]
    if not texts and action_id in NEEDED:
        raise _Unusable(f"{action_id} needs at least one key.")
    return tuple(dict.fromkeys(_key(text) for text in texts))


def _key(text: object) -> str:
    if not isinstance(text, str):
        raise _Unusable(f'a key is written in quotes, such as "o" or ["o", "ctrl+o"]: not {text}.')
    try:
        key = parse_key(text)
    except UnknownKey:
        near = get_close_matches(text.lower(), [*WORDS, *SIGNS.values()], 1)
        hint = (
            f'Did you mean "{near[0]}"?' if near else 'Examples: "o", "G", "?", "space", "ctrl+r".'
        )
        raise _Unusable(f'no key is called "{text}". {hint}') from None
    if reason := why_swallowed(key):
        raise _Unusable(f"{display_key(key)} cannot be used: {reason}.")
    return key


def _drop_clashes(own: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Remove entries until every key means one thing on a screen; report each with its reason."""
    dropped = []
    while found := clashes(effective(own)):
        loser = _later(found[0], own)
        winner = found[0].first if loser == found[0].second else found[0].second
        del own[loser]
        dropped.append((loser, _clash_words(found[0].key, loser, winner)))
    return dropped


def _later(clash: Clash, own: Keys) -> str:
    """Choose which of two actions gives way: the one in the file, or later in the file."""
    order = list(own)
    pair = [action_id for action_id in (clash.first, clash.second) if action_id in own]
    return max(pair, key=order.index)


def _clash_words(key: str, loser: str, winner: str) -> str:
    keeps = shown_keys(find(loser))
    return f"{display_key(key)} is already the key of {winner}. {loser} keeps {keeps}."
