"""Dialog for the as-of moment, with its interpretation while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from db.domain.errors import AccordError, BadInput
from db.domain.history_point import Point
from db.domain.parsing.history_point import EXAMPLES, Now, NumberedChange, read_point
from tui.formatting import commitment
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.base.form_chrome import FormKeys, FormTitle, KeyHint
from tui.forms.day_reader import shifted
from tui.services import history_view
from tui.services.protocol import host
from tui.widgets.fields.date import DateField
from tui.widgets.fields.field import LineInput
from tui.widgets.header import Rule

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

_KEYS = (KeyHint("Enter go there", 0), KeyHint("Up/Down a day", 2), KeyHint("Esc cancel", 1))


class AsOfScreen(ModalScreen[Point | None]):
    """Its result is the point in the history that was typed, or None."""

    DEFAULT_CSS = """
    AsOfScreen { align: center bottom; background: transparent; }
    AsOfScreen > #sheet { height: auto; max-height: 100%; background: $background; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("escape", "cancel", show=False, id="moment.cancel"),
    ]

    def __init__(self, suggested: str) -> None:
        super().__init__()
        self._suggested = suggested

    def compose(self) -> ComposeResult:
        """Build the title, the field and the keys."""
        with Vertical(id="sheet"):
            yield Rule(ascii_only=host(self).look.ascii)
            yield FormTitle()
            yield DateField(
                "moment",
                "As of",
                live=self._understood,
                moved=self._moved,
                examples=EXAMPLES,
            )
            yield FormKeys(_KEYS)

    def on_mount(self) -> None:
        """Select the text, so that typing replaces it."""
        self.query_one(FormTitle).show("Show everything as it was known at another moment")
        self.field.value = self._suggested
        self.field.editor.focus()
        self.field.query_one(
            LineInput
        ).select_all()  # it may have had the focus before there was a text
        self.field.look()

    @property
    def field(self) -> DateField:
        """Field of the moment."""
        return self.query_one(DateField)

    def _understood(self, text: str) -> list[Words]:
        if not text.strip():
            return [Words(f"Try: {', '.join(EXAMPLES)}", "dim")]
        time = history_view.of(self.app)
        now, zone = time.live.clock(), time.launch.zone
        match read_point(text, now=now, zone=zone):
            case Now():
                return [Words("= the present, with all that is known", "dim")]
            case NumberedChange(number):
                return [Words(f"= just after change #{number} of the History", "dim")]
            case moment:
                later = moment > now
                known = "as it will stand if nothing happens" if later else "as it was known then"
                return [Words(f"= {commitment.moment(moment, zone)}, {known}", "dim")]

    def _moved(self, text: str, days: int) -> str:
        time = history_view.of(self.app)
        now, zone = time.live.clock(), time.launch.zone
        found = read_point(text, now=now, zone=zone)
        at = now if isinstance(found, Now | NumberedChange) else found
        return shifted(at.in_timezone(zone).date(), days).isoformat()

    @work(exclusive=True)
    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the moment on Enter, or show the error."""
        event.stop()
        if not self.field.value.strip():
            self.dismiss(None)
            return
        try:
            self.dismiss(await history_view.of(self.app).point_of(self.field.value))
        except BadInput as error:
            self.field.show_problem(error)
        except AccordError as error:
            self.field.remark(Words(f"! {safe(str(error))}", "overdue"))

    def action_cancel(self) -> None:
        """Close without a result."""
        self.dismiss(None)
