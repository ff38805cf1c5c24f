"""The frame that is painted before anything else is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.screen import Screen

from tui.widgets.footer import Hints, MessageLine, hints_for
from tui.widgets.header import Rule, Tabs, TitleBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.services.options import LaunchOptions


class OpeningScreen(Screen[None]):
    """Startup screen: the same lines in the same places as every view, without rows."""

    DEFAULT_CSS = """
    OpeningScreen Container { height: 1fr; }
    """

    def __init__(self, launch: LaunchOptions) -> None:
        super().__init__()
        self._launch = launch

    def compose(self) -> ComposeResult:
        """Build the title, tabs, empty middle, message line and key hints."""
        ascii_only = self._launch.look.ascii
        yield TitleBar()
        yield Tabs("overview")
        yield Rule(ascii_only=ascii_only)
        yield Container()
        yield Rule(ascii_only=ascii_only)
        yield MessageLine(most=3)
        yield Hints(
            hints_for(
                "overview",
                read_only=self._launch.read_only,
                guarded=self._launch.guarded,
                at_top=True,
            )
        )

    def show_message(self, text: str, role: str = "") -> None:
        """Say why the start takes long."""
        self.query_one(MessageLine).say(text, role)
