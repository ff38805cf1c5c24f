"""Line of the screen that knows its width, and the part that was clicked."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from tui.keys.dispatch import run_action
from tui.theme import role_style


class Part(NamedTuple):
    """Part of a line: its text, the role for its colour, and the action of a click."""

    text: str
    role: str = ""
    action: str = ""


def width_of(parts: Iterable[Part]) -> int:
    """Count the cells of the parts."""
    return sum(cell_len(part.text) for part in parts)


class TextLine(Widget):
    """A single line. Subclasses define its parts for a width."""

    DEFAULT_CSS = """
    TextLine { height: 1; width: 1fr; }
    """

    def parts(self, width: int) -> list[Part]:
        """Give the parts for `width` cells; wider ones are cut."""
        raise NotImplementedError

    def render(self) -> Content:
        """Give the line as it is now."""
        parts = self.parts(self.size.width)
        return Content.assemble(*((part.text, role_style(part.role)) for part in parts))

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the part under the mouse."""
        event.stop()
        action = self.action_at(event.x)
        if action:
            await run_action(self.app, action)

    def action_at(self, x: int) -> str:
        """Action of the part at a column; "" if there is none."""
        for part in self.parts(self.size.width):
            x -= cell_len(part.text)
            if x < 0:
                return part.action
        return ""
