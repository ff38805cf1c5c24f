"""What an action is: the shape of the table of actions, and the words its rows are written in."""

from dataclasses import dataclass, replace

SECTIONS = ("MOVE", "VIEWS", "FIND", "MARK", "CHANGE", "SHOW", "OUT", "OTHER")
SCREENS = (
    "overview", "list", "detail", "timeline", "parties", "calendar", "history", "blockers",
    "matrix",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do. The method `action_<id>` of the screen or the app does it."""

    id: str
    keys: tuple[str, ...]
    """Textual's key names; the first is the one that hints show."""
    label: str
    """Short words, for the last line of the screen and the columns of the help."""
    help: str
    """One full sentence."""
    section: str
    writes: bool = False
    scopes: frozenset[str] = frozenset({"*"})
    """Screens on which it can be done; "*" is every screen."""
    hint: int = 0
    """Place in the last line of the screen, lowest first; 0 is never."""
    partner: str = ""
    """Id of the action that mirrors it: hints and help show the two as one."""


def act(
    name: str,
    keys: str,
    label: str,
    sentence: str,
    scopes: str = "*",
    *,
    hint: int = 0,
    partner: str = "",
) -> Action:
    """One row of the table; `keys` and `scopes` are words."""
    return Action(
        id=name,
        keys=tuple(keys.split()),
        label=label,
        help=sentence,
        section="",
        scopes=frozenset(scopes.split()),
        hint=hint,
        partner=partner,
    )


def section(name: str, *rows: Action) -> tuple[Action, ...]:
    """Rows under one heading. Whatever stands under CHANGE writes to the store."""
    return tuple(replace(row, section=name, writes=name == "CHANGE") for row in rows)
