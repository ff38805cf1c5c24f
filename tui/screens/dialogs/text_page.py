"""A page of lines over the screen, to read and close."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.formatting.sanitize import safe
from tui.widgets.footer import Hint, Hints
from tui.widgets.text_panel import Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult

    from tui.formatting.detail import Line


class TextPageScreen(ModalScreen[None]):
    """`make` gives the lines for a width, so that they wrap anew when it changes."""

    AUTO_FOCUS = "Panel"
    DEFAULT_CSS = """
    TextPageScreen { align: center middle; }
    TextPageScreen #box {
        width: 90%; max-width: 90; height: 80%; border: solid $border; background: $background;
    }
    TextPageScreen #title { text-style: bold; padding: 0 1; height: 1; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("q,escape,backspace,enter", "close", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("pagedown,space,ctrl+d", "scroll(8)", show=False),
        Binding("pageup,ctrl+u", "scroll(-8)", show=False),
    ]

    def __init__(self, title: str, make: Callable[[int], Iterable[Line]]) -> None:
        super().__init__()
        self._title = safe(title)
        self._make = make

    def compose(self) -> ComposeResult:
        """Build the title, the page, and the key that closes it."""
        with Vertical(id="box", classes="box"):
            yield Static(Content(self._title), id="title")
            yield Panel()
            yield Hints((Hint("j k", "scroll"), Hint("q", "back")))

    def on_mount(self) -> None:
        """Wrap to the width."""
        self.query_one(Panel).fit(self._make)

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll up or down."""
        self.query_one(Panel).scroll_relative(y=lines, animate=False)
