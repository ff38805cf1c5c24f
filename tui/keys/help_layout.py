"""Contents of the help, and their layout in columns. Pure words: the screen paints them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from tui.keys.actions import Action, Keys, actions_for, find
from tui.keys.names import display_key

_KEYS_WIDTH = 15
_TWO_COLUMNS, _THREE_COLUMNS = 72, 108
_HEADINGS = {"OUT": "TAKE OUT"}


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """Line of the help: an action, alone or with its partner."""

    action: Action
    keys: str
    words: str
    section: str


Cell = HelpEntry | str
"""Entry, heading, or "" for an empty line."""


def entries_for(
    scope: str,
    keys: Keys,
    *,
    read_only: bool,
    guarded: bool = False,
    query: str = "",
    alone: bool = False,
) -> list[HelpEntry]:
    """List the lines of the help for a screen, by section; partners on one line, or each `alone`.

    With a query: each action that has all its words, alone and with its full sentence, without
    headings; those whose label begins with the query come first.
    """
    actions = actions_for(scope, read_only, guarded=guarded)
    words = query.casefold().split()
    if words or alone:
        found = [action for action in actions if _has(action, keys, words)]
        found.sort(key=lambda each: not each.label.casefold().startswith(" ".join(words[:1])))
        return [HelpEntry(each, _keys([each], keys), each.help, "") for each in found]
    second = {action.partner for action in actions}
    return [_entry(action, keys) for action in actions if action.id not in second]


def columns_for(width: int, *, searching: bool) -> int:
    """Number of columns of help that fit into a width."""
    if searching or width < _TWO_COLUMNS:
        return 1
    return 2 if width < _THREE_COLUMNS else 3


def grid(entries: Sequence[HelpEntry], columns: int) -> list[tuple[Cell, ...]]:
    """Lay out lines of cells, filled column by column; a heading never ends its column."""
    cells = list(_with_headings(entries))
    height = -(-len(cells) // columns)
    filled = []
    for _ in range(columns):
        column, cells = _column(cells, height)
        filled.append(column)
    filled[-1] += cells
    return list(zip_longest(*filled, fillvalue=""))


def cell_text(cell: Cell) -> str:
    """Format a cell as plain words."""
    if isinstance(cell, HelpEntry):
        return f"  {cell.keys:<{_KEYS_WIDTH}} {cell.words}"
    return f" {_HEADINGS.get(cell, cell)}" if cell else ""


def legend(signs: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Explain the signs, in as many lines as needed."""
    lines = [" Signs:"]
    for sign, meaning in signs:
        words = f"  {sign} {meaning}"
        if len(lines[-1]) + len(words) > width:
            lines.append(" ")
        lines[-1] += words
    return lines


def _column(cells: list[Cell], height: int) -> tuple[list[Cell], list[Cell]]:
    """Give the next column, and the cells left over."""
    while cells and not cells[0]:
        cells = cells[1:]
    end = min(height, len(cells))
    while end and not isinstance(cells[end - 1], HelpEntry):
        end -= 1
    return cells[:end], cells[end:]


def _with_headings(entries: Sequence[HelpEntry]) -> Iterator[Cell]:
    section = ""
    for entry in entries:
        if entry.section != section:
            if section:
                yield ""
            section = entry.section
            yield section
        yield entry


def _has(action: Action, keys: Keys, words: Sequence[str]) -> bool:
    """Tell whether every word is in the text of the action, or is one of its keys."""
    shown = [display_key(key) for key in keys[action.id]]
    text = f"{action.label} {action.help} {action.id} {action.section}".casefold()
    return all(word in text or word in (key.casefold() for key in shown) for word in words)


def _entry(action: Action, keys: Keys) -> HelpEntry:
    if not action.partner:
        return HelpEntry(action, _keys([action], keys), action.label, action.section)
    partner = find(action.partner)
    words = _joined(action.label, partner.label)
    return HelpEntry(action, _keys([action, partner], keys), words, action.section)


def _keys(actions: Sequence[Action], keys: Keys) -> str:
    """Keys of the actions, the first of each before the second of each: "j k Down Up"."""
    in_turn = chain.from_iterable(zip_longest(*(keys[action.id] for action in actions)))
    return " ".join(display_key(key) for key in in_turn if key)


def _joined(first: str, second: str) -> str:
    """Join two labels, with their common ending once: "next, previous match"."""
    if first == second:
        return first
    one, two = first.split(), second.split()
    while one and two and one[-1] == two[-1]:
        one, two = one[:-1], two[:-1]
    return f"{' '.join(one)}, {second}"
