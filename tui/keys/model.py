"""Model of an action: the shape of the table of actions, and the words of its rows."""

from dataclasses import dataclass, replace

SECTIONS = ("MOVE", "VIEWS", "FIND", "MARK", "CHANGE", "SHOW", "OUT", "OTHER")
SCREENS = (
    "overview", "list", "detail", "timeline", "parties", "calendar", "history", "blockers",
    "matrix",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Action:
    """An action of the user. The method `action_<id>` of the screen or the app carries it out."""

    id: str
    keys: tuple[str, ...]
    """Textual's key names; hints show the first."""
    label: str
    """Short words, for the last line of the screen and the columns of the help."""
    help: str
    """One full sentence."""
    section: str
    writes: bool = False
    scopes: frozenset[str] = frozenset({"*"})
    """Screens that have it; "*" is every screen."""
    hint: int = 0
    """Position in the last line of the screen, lowest first; 0 hides it."""
    partner: str = ""
    """Id of the opposite action: hints and help show the two as one."""


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
    """Make a row of the table; `keys` and `scopes` are words."""
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
    """Make the rows under one heading. Every row under CHANGE writes to the store."""
    return tuple(replace(row, section=name, writes=name == "CHANGE") for row in rows)
