"""List of lines with letters to choose from; a disabled one stays, and gives its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.formatting.sanitize import fit, safe
from tui.theme import CURSOR_STYLE, role_style

RESERVED = frozenset("jkqJK")
"""Letters that move in a menu or leave it, so that no item can have them."""
_LETTERS = "abcdefghilmnoprstuvwxyz0123456789ABCDEFGHILMNOPRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """Line of a menu."""

    key: str
    """Letter that chooses it; "" for none."""
    label: str
    value: str
    """Result of the menu when it is chosen."""
    disabled_reason: str = ""
    """Reason why it is disabled; "" when it is not."""
    note: str = ""


def lettered(pairs: Sequence[tuple[str, str]], taken: str = "") -> list[MenuItem]:
    """Make items from values and labels, each with a letter of its label while any is free.

    Letters in `taken` belong to other items of the menu.
    """
    items: list[MenuItem] = []
    free = dict.fromkeys(each for each in _LETTERS if each not in taken)
    for value, label in pairs:
        letter = next((each for each in (*label.lower(), *_LETTERS) if each in free), "")
        free.pop(letter, None)
        items.append(MenuItem(letter, label, value))
    return items


class LetteredList(Static):
    """Items, one of them under the cursor; in a checklist each with its box."""

    DEFAULT_CSS = """
    LetteredList { width: 100%; height: auto; }
    """

    class Clicked(Message):
        """Message: an item was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, items: Sequence[MenuItem], *, checked: Sequence[str] | None = None) -> None:
        super().__init__()
        self.items = list(items)
        self.checked = None if checked is None else set(checked)
        self.index = 0

    @property
    def current(self) -> MenuItem:
        """Item under the cursor."""
        return self.items[self.index]

    @property
    def widest(self) -> int:
        """Cells of the widest line, with its note or reason."""
        return max(cell_len(self._text(item)) for item in self.items)

    def on_mount(self) -> None:
        """Paint once the width is known."""
        self.paint()

    def on_resize(self) -> None:
        """Paint for the new width."""
        self.paint()

    def move_to(self, index: int) -> None:
        """Put the cursor on a line, at most the first or last."""
        self.index = max(0, min(index, len(self.items) - 1))
        self.paint()

    def shift(self, step: int) -> None:
        """Move the item under the cursor among the others."""
        to = self.index + step
        if 0 <= to < len(self.items):
            self.items.insert(to, self.items.pop(self.index))
            self.move_to(to)

    def toggle(self) -> None:
        """Check or clear the item under the cursor."""
        if self.checked is not None:
            self.checked ^= {self.current.value}
            self.paint()

    def paint(self) -> None:
        """Paint the items as they are now."""
        width = max(1, self.size.width)
        lines = [self._line(index, item, width) for index, item in enumerate(self.items)]
        self.update(Content("\n").join(lines))

    def on_click(self, event: events.Click) -> None:
        """Post the line that was clicked."""
        if 0 <= event.y < len(self.items):
            self.post_message(self.Clicked(event.y))

    def _line(self, index: int, item: MenuItem, width: int) -> Content:
        text = fit(self._text(item), width)
        if index == self.index:
            return Content.styled(text, CURSOR_STYLE)
        return Content.styled(text, role_style("dim" if item.disabled_reason else ""))

    def _text(self, item: MenuItem) -> str:
        labels = max(cell_len(safe(each.label)) for each in self.items)
        box = ""
        if self.checked is not None:
            box = "[x] " if item.value in self.checked else "[ ] "
        more = item.disabled_reason or item.note
        return f" {box}{item.key or ' '}  {fit(item.label, labels)}  {safe(more)}".rstrip()
