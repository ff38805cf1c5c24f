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
    """Shows lines; scrolls; knows nothing of what they say."""

    DEFAULT_CSS = """
    Panel { height: 1fr; width: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Panel Static { width: 1fr; height: auto; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  Textual's word
        super().__init__(id=id)
        self._shown: tuple[Line, ...] = ()
        self._make: Callable[[int], Iterable[Line]] | None = None

    def compose(self) -> ComposeResult:
        """One text, so that a page is one widget however long."""
        yield Static(markup=False)

    def fit(self, make: Callable[[int], Iterable[Line]]) -> None:
        """Show the lines made for so many cells, and make them anew when the room changes."""
        self._make = make
        self._draw(make(self.room))

    def on_resize(self) -> None:
        """The first layout may come after the lines, and a person may drag the window."""
        if self._make is not None:
            self._draw(self._make(self.room))

    def show(self, lines: Iterable[Line]) -> None:
        """Show these lines, whatever the room."""
        self._make = None
        self._draw(lines)

    def _draw(self, lines: Iterable[Line]) -> None:
        """The same lines again draw nothing."""
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
        """What it shows, without styles."""
        return "\n".join("".join(word.text for word in each) for each in self._shown)

    @property
    def room(self) -> int:
        """Cells a line may have; a likely width before the first layout."""
        return max(self.size.width - 2, 20) if self.size.width else 78
