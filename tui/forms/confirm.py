"""Confirmation of a large change, with its consequences; only `y` confirms."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.base.form_chrome import FormKeys, FormTitle, KeyHint, lines_of
from tui.services.protocol import host
from tui.widgets.header import Rule

_KEYS = (KeyHint("y yes", 0), KeyHint("n no", 0), KeyHint("Enter no", 2), KeyHint("Esc no", 1))


class ConfirmScreen(ModalScreen[bool]):
    """Confirmation dialog. Its result is True for `y`, and False for any other answer."""

    DEFAULT_CSS = """
    ConfirmScreen { align: center bottom; background: transparent; }
    ConfirmScreen > #sheet { height: auto; max-height: 100%; background: $background; }
    ConfirmScreen #consequences { height: auto; padding: 0 1; }
    """
    BINDINGS = [
        Binding("y,Y", "answer(True)", show=False, id="confirm.yes"),
        Binding("n,N,escape,enter,q,backspace", "answer(False)", show=False, id="confirm.no"),
        Binding("down,j", "scroll(1)", show=False, id="confirm.down"),
        Binding("up,k", "scroll(-1)", show=False, id="confirm.up"),
    ]

    def __init__(self, question: str, consequences: Sequence[str] = ()) -> None:
        super().__init__()
        self._question = question
        self._consequences = tuple(consequences)

    def compose(self) -> ComposeResult:
        """Build the question, the consequences and the keys."""
        plain = host(self).look.ascii
        with Vertical(id="sheet"):
            yield Rule(ascii_only=plain)
            yield FormTitle()
            with VerticalScroll(id="consequences", can_focus=False):
                words = [Words(safe(line)) for line in self._consequences]
                yield Static(lines_of(words), markup=False)
            yield FormKeys(_KEYS)

    def on_mount(self) -> None:
        """Show the question."""
        self.query_one(FormTitle).show(safe(self._question))

    def on_resize(self) -> None:
        """Let a long list scroll."""
        self.query_one("#consequences").styles.max_height = max(1, self.size.height - 3)

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001  called by a binding
        """Close with the answer."""
        self.dismiss(yes)

    def action_scroll(self, by: int) -> None:
        """Scroll a long list line by line."""
        self.query_one("#consequences").scroll_relative(y=by, animate=False)
