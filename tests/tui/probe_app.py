"""A small app for the pty tests: a field, a list, a dialog and a toast in our theme."""

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static, TextArea

from tui.terminal.appearance import Appearance
from tui.theme import CSS, ROLES, ansi_color, put_on, role_style


class Dialog(ModalScreen[None]):
    """Something over the rest."""

    def compose(self) -> ComposeResult:
        yield Static("dialog open")
        yield OptionList("inside one", "inside two")


class Probe(App[None]):
    """Every kind of widget that could bring a colour of its own."""

    CSS = CSS + "".join(
        f"#as-{role} {{ color: ${role}; text-style: ${role}-style; }}" for role in ROLES
    )
    BINDINGS = [
        ("ctrl+t", "dialog", ""),
        ("ctrl+n", "toast", ""),
        Binding("ctrl+o", "quit", priority=True),
    ]

    def __init__(self, look: Appearance, theme: str) -> None:
        super().__init__(ansi_color=ansi_color(look))
        put_on(self, look, theme)

    def compose(self) -> ComposeResult:
        yield Static(Content.assemble(*[(f"{role} ", role_style(role)) for role in ROLES]))
        field = Input("typed text", select_on_focus=True)
        field.cursor_blink = False
        yield field
        yield TextArea("notes")
        yield OptionList("row one", "row two", "row three")
        yield Button("save", variant="error")

    def action_dialog(self) -> None:
        self.push_screen(Dialog())

    def action_toast(self) -> None:
        self.notify("toast shown", severity="warning")
