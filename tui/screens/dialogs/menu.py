"""Menus of letters: a key opens one, a letter chooses; and checklists that can be reordered."""

from collections.abc import Sequence
from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.formatting.sanitize import safe
from tui.widgets.footer import Hint, Hints, MessageLine
from tui.widgets.lettered_list import RESERVED, LetteredList, MenuItem, lettered

__all__ = ["ChecklistScreen", "MenuItem", "MenuScreen", "lettered"]

ResultT = TypeVar("ResultT")


class _Menu(ModalScreen[ResultT]):
    """Box in the middle: a title, the items, and a line about the current one."""

    DEFAULT_CSS = """
    _Menu {
        align: center middle;
        .box {
            height: auto; border: solid $border; background: $background;
        }
        &.-ascii .box { border: ascii $border; }
        #title { text-style: bold; padding: 0 1; height: auto; }
        VerticalScroll { height: auto; }
    }
    """
    BINDINGS = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown", "move(8)", show=False),
        Binding("pageup", "move(-8)", show=False),
        Binding("home", "move(-9999)", show=False),
        Binding("end", "move(9999)", show=False),
        Binding("enter", "accept", show=False),
        Binding("q,escape,backspace", "cancel", show=False),
    ]
    HINTS: tuple[Hint, ...] = (Hint("Enter", "choose"), Hint("q", "back"))

    def __init__(
        self,
        title: str,
        items: Sequence[MenuItem],
        *,
        checked: Sequence[str] | None = None,
        current: str = "",
        ascii_only: bool = False,
    ) -> None:
        keys = [item.key for item in items if item.key]
        if not items or len(set(keys)) < len(keys) or RESERVED & set(keys):
            raise ValueError(f"a menu needs items with different letters, none of them {RESERVED}")
        super().__init__()
        self._title = safe(title)
        self.set_class(ascii_only, "-ascii")
        self.choices = LetteredList(items, checked=checked)
        values = [item.value for item in items]
        self.choices.index = values.index(current) if current in values else 0

    def compose(self) -> ComposeResult:
        """Build the title, the items, the line about the current one, and the keys."""
        with Vertical(classes="box"):
            yield Static(Content(self._title), id="title")
            with VerticalScroll(can_focus=False):
                yield self.choices
            yield MessageLine()
            yield Hints(self.HINTS)

    def on_mount(self) -> None:
        """Leave out the line about the current item if no item has a text for it."""
        said = any(item.disabled_reason or item.note for item in self.choices.items)
        self.query_one(MessageLine).display = said

    def on_resize(self, event: events.Resize) -> None:
        """Fit the box to its items, within the screen."""
        width, height = event.size
        wanted = max(self.choices.widest, len(self._title) + 2, 34) + 4
        self.query_one(".box").styles.width = min(wanted, width)
        title_lines = -(-len(self._title) // max(1, min(wanted, width) - 4))
        around = 3 + title_lines + self.query_one(MessageLine).display
        self.query_one(VerticalScroll).styles.max_height = max(1, height - around)
        self.call_after_refresh(self._moved)

    def on_key(self, event: events.Key) -> None:
        """Choose the item of a letter, before any other meaning of the letter."""
        for index, item in enumerate(self.choices.items):
            if item.key and item.key == event.character:
                event.stop()
                self.pick(index)

    @on(LetteredList.Clicked)
    def _click(self, message: LetteredList.Clicked) -> None:
        self.pick(message.index)

    def pick(self, index: int) -> None:
        """Go to an item and choose it."""
        self.choices.move_to(index)
        self._moved()
        self.action_accept()

    def action_move(self, step: int) -> None:
        """Move the cursor; it may rest on a disabled item, to read why."""
        self.choices.move_to(self.choices.index + step)
        self._moved()

    def action_accept(self) -> None:
        """Choose the item under the cursor."""
        raise NotImplementedError

    def action_cancel(self) -> None:
        """Close without choosing."""
        self.dismiss(None)

    def _moved(self) -> None:
        """Keep the cursor in sight and show what its line could not hold."""
        if not self.query(MessageLine):
            return  # chosen by a letter typed ahead, before or after it is there to be seen
        item = self.choices.current
        self.query_one(MessageLine).say(item.disabled_reason or item.note)
        line = Region(0, self.choices.index, 1, 1)
        self.query_one(VerticalScroll).scroll_to_region(line, animate=False)


class MenuScreen(_Menu[str | None]):
    """Choose one: its result is the item's value, or None. A disabled item gives its reason."""

    def action_accept(self) -> None:
        """Close with the value under the cursor."""
        if not self.choices.current.disabled_reason:
            self.dismiss(self.choices.current.value)


class ChecklistScreen(_Menu[tuple[str, ...] | None]):
    """Choose several and order them: its result is the checked values, top first, or None.

    Letters and Space check, J and K move the item, Enter accepts. At least one stays checked.
    """

    BINDINGS = [
        Binding("space", "check", show=False),
        Binding("J", "shift(1)", show=False),
        Binding("K", "shift(-1)", show=False),
    ]
    HINTS = (Hint("Space", "show/hide"), Hint("J/K", "move"), Hint("Enter", "done"))

    def pick(self, index: int) -> None:
        """Go to an item and check or clear it."""
        self.choices.move_to(index)
        self.action_check()
        self._moved()

    def action_check(self) -> None:
        """Check or clear, unless the item is fixed."""
        if not self.choices.current.disabled_reason:
            self.choices.toggle()

    def action_shift(self, step: int) -> None:
        """Move the item among the others."""
        self.choices.shift(step)
        self._moved()

    def action_accept(self) -> None:
        """Close with the checked values, in the order shown."""
        checked = self.choices.checked or set()
        chosen = tuple(item.value for item in self.choices.items if item.value in checked)
        if chosen:
            self.dismiss(chosen)
