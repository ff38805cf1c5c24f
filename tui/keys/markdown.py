"""docs/keys.md, generated from the table of actions so that it cannot be out of date."""

import sys
from collections.abc import Iterator

from tui.keys.actions import ACTIONS, DEFAULT_KEYS, SCREENS, SECTIONS, Action, Keys
from tui.keys.names import display_key

_HEAD = """\
# Keys

`?` on any screen lists what can be done there; typing searches, Enter runs. `:` finds commands.
The program's own table of actions makes this page: `python -m tui.keys.markdown` prints it.

Small letters do what is done often, the capital of the same letter its bigger or opposite
sibling. No action needs Alt, a function key, or a key that a terminal, tmux or screen keeps for
itself. Esc and Backspace go back, step by step, as far as the Overview, and never end the program.
`q` leaves a page or a menu and, from a view, the program; the demo asks first. Where text can be
typed, every letter, digit and sign is text: only Tab, Enter, arrows, Esc and Ctrl keys act. Keys
that change something (marked W) do not exist in read-only mode.

To give an action other keys, name it in the settings file:
see [configuration.md](configuration.md).
"""
_TAIL = """\
## In forms

Tab and Shift+Tab move between fields. Enter saves from a field of one line and makes a line in a
note; Ctrl+O saves from anywhere. While a field is wrong nothing is saved: the form goes to it and
says what to type instead. F1 says what a field is for; in a date field it lists what can be typed.
Ctrl+G opens the field in `$EDITOR`. Several lines pasted after `a` stay several: Enter adds all of
them as one step. Esc leaves, and asks when something was typed: `y` keeps it as a draft, which is
there when the form is opened again, `d` discards it, and `n`, Enter or Esc stay.

## Left free on purpose

`x X m S B I L Z` delete, archive, merge or move in other programs. Here they only answer with
the key that does what was probably meant.
"""
_TITLES = {"OUT": "Take out"}


def keys_markdown(keys: Keys = DEFAULT_KEYS) -> str:
    """Write all actions with their keys, section by section."""
    sections = ["\n".join(_section(section, keys)) for section in SECTIONS]
    return "\n".join([_HEAD, *sections, _TAIL])


def _section(section: str, keys: Keys) -> Iterator[str]:
    yield f"## {_TITLES.get(section, section.capitalize())}\n"
    yield "| Keys | What it does | Where | | Name for the settings |"
    yield "|---|---|---|---|---|"
    for action in ACTIONS:
        if action.section == section:
            yield _row(action, keys)
    yield ""


def _row(action: Action, keys: Keys) -> str:
    shown = " ".join(f"`{display_key(key)}`" for key in keys[action.id])
    writes = "W" if action.writes else ""
    return f"| {shown} | {action.help} | {_where(action)} | {writes} | `{action.id}` |"


def _where(action: Action) -> str:
    if "*" in action.scopes:
        return "everywhere"
    return ", ".join(screen for screen in SCREENS if screen in action.scopes)


if __name__ == "__main__":
    sys.stdout.write(keys_markdown())
