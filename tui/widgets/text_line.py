"""One line of the screen that knows its width, and which part of it was clicked."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from tui.keys.dispatch import perform
from tui.theme import role_style


class Part(NamedTuple):
    """A piece of a line: its text, the role that colours it, and the action a click does."""

    text: str
    role: str = ""
    action: str = ""


def width_of(parts: Iterable[Part]) -> int:
    """Cells that the parts take."""
    return sum(cell_len(part.text) for part in parts)


class Line(Widget):
    """One line. Subclasses say what stands in it at a width."""

    DEFAULT_CSS = """
    Line { height: 1; width: 1fr; }
    """

    def parts(self, width: int) -> list[Part]:
        """What to show in `width` cells; anything wider is cut off."""
        raise NotImplementedError

    def render(self) -> Content:
        """The line as it is now."""
        parts = self.parts(self.size.width)
        return Content.assemble(*((part.text, role_style(part.role)) for part in parts))

    async def on_click(self, event: events.Click) -> None:
        """Do what stands under the mouse."""
        event.stop()
        action = self.action_at(event.x)
        if action:
            await perform(self.app, action)

    def action_at(self, x: int) -> str:
        """The action of the part at a column; "" where there is none."""
        for part in self.parts(self.size.width):
            x -= cell_len(part.text)
            if x < 0:
                return part.action
        return ""
