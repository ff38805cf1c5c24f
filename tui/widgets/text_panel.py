"""A scrolling page of lines of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.theme import role_style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult

    from tui.formatting.detail import Line


class Panel(VerticalScroll, can_focus=True):
    """Shows and scrolls lines, whatever they say."""

    DEFAULT_CSS = """
    Panel { height: 1fr; width: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Panel Static { width: 1fr; height: auto; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  Textual's word
        super().__init__(id=id)
        self._shown: tuple[Line, ...] = ()
        self._make: Callable[[int], Iterable[Line]] | None = None

    def compose(self) -> ComposeResult:
        """Build one text widget, however long the page is."""
        yield Static(markup=False)

    def fit(self, make: Callable[[int], Iterable[Line]]) -> None:
        """Show lines made for a width, and make them anew when the width changes."""
        self._make = make
        self._draw(make(self.room))

    def on_resize(self) -> None:
        """Draw again: the first layout may come after the lines, and the window may be resized."""
        if self._make is not None:
            self._draw(self._make(self.room))

    def show(self, lines: Iterable[Line]) -> None:
        """Show these lines, whatever the width."""
        self._make = None
        self._draw(lines)

    def _draw(self, lines: Iterable[Line]) -> None:
        """Draw the lines, unless they are the same as before."""
        shown = tuple(lines)
        if shown == self._shown:
            return
        self._shown = shown
        texts = [
            Content.assemble(*((word.text, role_style(word.role)) for word in each))
            for each in shown
        ]
        self.query_one(Static).update(Content("\n").join(texts))

    @property
    def text(self) -> str:
        """Text of the panel, without styles."""
        return "\n".join("".join(word.text for word in each) for each in self._shown)

    @property
    def room(self) -> int:
        """Cells in a line; a likely width before the first layout."""
        return max(self.size.width - 2, 20) if self.size.width else 78
