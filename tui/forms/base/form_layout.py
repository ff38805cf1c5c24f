"""The frame of a form: its layout at any size, its notices and its questions."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from db.domain.errors import AccordError
from db.store.commit_recovery import CommandResult
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe_lines
from tui.forms.base.form_chrome import (
    SAVE_LINE,
    SAVE_NOTE,
    Answer,
    FormKeys,
    FormTitle,
    KeyHint,
    Notice,
    lines_of,
)
from tui.services.protocol import host
from tui.terminal.external_editor import edit_text, editor_command
from tui.widgets.fields.field import Field
from tui.widgets.header import Rule

NARROW, SHORT = 70, 16
"""Width below which there is one field a row; height below which rules and help are hidden."""

LEAST_FIELDS = 2
"""Lines that the fields keep, however long the notice is."""


class FormLayout(ModalScreen[CommandResult | None]):
    """Sheet over the lower part of the screen that opened it, as high as it needs."""

    HINTS: ClassVar[tuple[KeyHint, ...]] = SAVE_LINE
    """Keys of one-line fields."""

    DEFAULT_CSS = """
    FormLayout { align: center bottom; background: transparent; }
    FormLayout > #sheet { height: auto; max-height: 100%; background: $background; }
    FormLayout #fields { height: auto; width: 1fr; background: $background; }
    FormLayout .row { height: auto; }
    FormLayout.-narrow .row { layout: vertical; }
    FormLayout .said { height: auto; padding: 0 1; }
    FormLayout #explain { height: 1; padding: 0 1; }
    FormLayout.-short Rule, FormLayout.-short #explain { display: none; }
    """
    BINDINGS = [Binding("ctrl+g", "editor", show=False, id="form.editor")]

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._told_about: dict[str, str] = {}
        """Texts of the fields that the notice is about, at the time of the notice."""

    def compose(self) -> ComposeResult:
        """Build the title, fields with remarks, help, notice and keys."""
        plain = host(self).look.ascii
        with Vertical(id="sheet"):
            yield Rule(ascii_only=plain)
            yield FormTitle()
            with VerticalScroll(id="fields", can_focus=False):
                yield Static("", classes="said", markup=False)
            yield Rule(ascii_only=plain)
            yield Static("", id="explain", markup=False)
            yield Notice()
            yield FormKeys(self.HINTS)

    @property
    def notice(self) -> Notice:
        """Notice of the form, for messages and questions."""
        return self.query_one(Notice)

    def say_below(self, words: list[Words]) -> None:
        """Show lines under the fields."""
        below = self.query_one(".said", Static)
        below.update(lines_of(words))
        below.display = bool(words)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the help of the focused field, and scroll all of it into sight."""
        field = field_of(event.widget)
        if field is None:
            return
        self.query_one("#explain", Static).update(lines_of([Words(field.explain, "dim")]))
        self.query_one(FormKeys).show(SAVE_NOTE if field.several_lines else self.HINTS)
        field.look()
        field.keep_in_sight()

    def on_resize(self, event: events.Resize) -> None:
        """Fold to one column, or unfold."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self.set_class(event.size.height < SHORT, "-short")
        self.fit()

    def fit(self) -> None:
        """Let the fields scroll in the lines that the other parts leave."""
        room = self.size.height - (2 if self.has_class("-short") else 5)
        told = min(self.notice.lines_in(self.size.width), max(1, room - LEAST_FIELDS))
        self.notice.styles.max_height = told or None
        self.query_one("#fields").styles.max_height = max(LEAST_FIELDS, room - told)
        field = field_of(self.focused)
        if field is not None:
            field.keep_in_sight()

    def tell(self, text: str = "", role: str = "", about: Iterable[str] = ()) -> None:
        """Show lines above the keys; no text clears them.

        They stay as long as the fields that they are `about` keep their text.
        """
        self._told_about = {key: self.fields[key].value for key in about}
        self.notice.tell(*[Words(line, role) for line in safe_lines(text) if line])
        self.fit()

    def forget_told(self, changed: Field) -> None:
        """Clear the notice about a field once its text has changed."""
        if self._told_about.get(changed.key, changed.value) != changed.value:
            self.tell()

    def ask(self, words: list[Words], answers: Mapping[str, Answer], otherwise: Answer) -> None:
        """Ask a question that one key answers; `otherwise` is the action of Enter and Esc."""
        before = self.focused
        kept = before.selection if isinstance(before, Input) else None

        def then(answer: Answer) -> Answer:
            def go_on() -> None:
                self.fit()
                if before is not None:
                    self.set_focus(before)
                    if kept is not None:  # an input that gets the focus selects all of its text
                        before.call_later(setattr, before, "selection", kept)
                answer()

            return go_on

        self.notice.ask(words, {key: then(each) for key, each in answers.items()}, then(otherwise))
        self.fit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the editor key for a guest."""
        if action == "editor" and host(self).guarded:
            return False
        return super().check_action(action, parameters)

    def action_editor(self) -> None:
        """Open the text of this field in the user's editor."""
        field = field_of(self.focused)
        command = editor_command()
        if field is None:
            return
        if host(self).read_only or not command:
            why = "READ-ONLY" if host(self).read_only else "No editor is set: set EDITOR, as in vi"
            self.tell(f"{why}. The text is as it was.")
            return
        try:
            with self.app.suspend():
                text = edit_text(field.value, command)
        except SuspendNotSupported:
            self.tell("This terminal cannot be handed to an editor. The text is as it was.")
        except AccordError as error:
            self.tell(str(error), "overdue")
        else:
            field.value = field.fitted(text)


def field_of(widget: Widget | None) -> Field | None:
    """Find the field that contains a widget."""
    if widget is None:
        return None
    return next((node for node in widget.ancestors_with_self if isinstance(node, Field)), None)
