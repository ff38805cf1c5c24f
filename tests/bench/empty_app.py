"""The floor: a Textual app with one line of text and nothing to do."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Static("EMPTY")


def main() -> None:
    """Show it until it is killed."""
    EmptyApp().run()
