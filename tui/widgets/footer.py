"""The lines at the bottom: the last message, and the keys that matter on this screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from tui.formatting.sanitize import cut, safe
from tui.keys.actions import DEFAULT_KEYS, Action, Keys, actions_for, find, shown_key
from tui.widgets.text_line import Part, TextLine, width_of


class Hint(NamedTuple):
    """Key, its action in a word or two, and the action of a click."""

    key: str
    label: str
    action: str = ""


def hints_for(
    scope: str,
    keys: Keys = DEFAULT_KEYS,
    *,
    read_only: bool = False,
    guarded: bool = False,
    at_top: bool = False,
) -> tuple[Hint, ...]:
    """Order the hints of a screen by importance, help first and the way out last.

    `at_top` says that leaving this screen ends the program.
    """
    possible = actions_for(scope, read_only, guarded=guarded)
    actions = sorted((each for each in possible if each.hint), key=lambda each: each.hint)
    hints = [_hint(action, keys) for action in actions if shown_key(action, keys)]
    out = Hint(shown_key(find("leave"), keys), "quit" if at_top else "back", "leave")
    return (*hints, out)


def _hint(action: Action, keys: Keys) -> Hint:
    partner = find(action.partner) if action.partner else None
    key, label = shown_key(action, keys), action.label
    if partner is not None and (other := shown_key(partner, keys)):
        key = f"{key}/{other}"
        label = label if label == partner.label else f"{label}/{partner.label}"
    return Hint(key, label, action.id)


def fit_hints(hints: Sequence[Hint], width: int) -> list[Part]:
    """Choose the hints that fit: the first always, the last at the right edge, then the others."""
    if not hints:
        return []
    start, end = _parts(hints[0], lead=" "), []
    if len(hints) > 1:
        end = [*_parts(hints[-1], lead="  "), Part(" ")]
    if width_of([*start, *end]) > width:
        return start
    for hint in hints[1:-1]:
        parts = _parts(hint, lead="  ")
        if width_of([*start, *parts, *end]) > width:
            break
        start += parts
    return [*start, Part(" " * (width - width_of([*start, *end]))), *end]


def _parts(hint: Hint, lead: str) -> list[Part]:
    action = hint.action
    return [Part(lead), Part(hint.key, "strong", action), Part(f" {hint.label}", "", action)]


class Hints(TextLine):
    """Last line of the screen: keys that matter on this screen."""

    hints: reactive[tuple[Hint, ...]] = reactive(())

    def __init__(self, hints: tuple[Hint, ...] = ()) -> None:
        super().__init__()
        self.set_reactive(Hints.hints, hints)

    def parts(self, width: int) -> list[Part]:
        """Give the hints that fit."""
        return fit_hints(self.hints, width)


@dataclass(frozen=True, slots=True)
class _Message:
    text: str = ""
    role: str = ""
    brief: bool = False


class MessageLine(TextLine):
    """Last message, until the next one; with a note on the right.

    `most`: lines it may take, if one is too narrow for the text.
    """

    DEFAULT_CSS = """
    MessageLine { height: auto; }
    """

    message: reactive[_Message] = reactive(_Message())
    note: reactive[str] = reactive("")

    def __init__(self, most: int = 1) -> None:
        super().__init__()
        self._most = most

    def say(self, text: str, role: str = "", *, brief: bool = False) -> None:
        """Show a sentence, in the colours of `role`. `brief`: in one line."""
        self.message = _Message(text, role, brief=brief)

    def watch_message(self) -> None:
        """Change the number of lines only when necessary, since that moves the lines above."""
        if len(self._lines(self.size.width)) != self.size.height:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  as Textual asks
        """Number of lines that the message needs at this width."""
        return len(self._lines(width))

    def parts(self, width: int) -> list[Part]:
        """Give the message, and the note if both fit."""
        role = self.message.role
        *before, last = self._lines(width)
        room = width - cell_len(last) - 2
        note = cut(self.note, room) if cell_len(self.note) + 2 <= room else ""
        gap = " " * max(0, room - cell_len(note))
        above = [Part(f" {line}\n", role) for line in before]
        return [*above, Part(" "), Part(last, role), Part(gap), Part(note, "dim"), Part(" ")]

    def _lines(self, width: int) -> list[str]:
        text, room = safe(self.message.text), max(0, width - 2)
        if self.message.brief or self._most == 1 or cell_len(text) <= room or not room:
            return [cut(text, room)]
        lines = [line.plain for line in Content(text).wrap(room)]
        rest = lines[self._most - 1 :]
        return [*lines[: self._most - 1], *([cut(" ".join(rest), room)] if rest else [])]
