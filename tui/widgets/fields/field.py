"""Labelled fields of forms, all kept as text; `typed` has choices, numbers and notes.

A field keeps its text exactly as typed, valid or not, so that nothing is lost. Text from
elsewhere may hold codes that move the cursor: they are drawn as visible signs, never sent on.
"""

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from db.domain.bounds import LONGEST_LINE
from db.domain.errors import BadInput
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.services.protocol import host
from tui.theme import role_style

Live = Callable[[str], Sequence[Words]]
"""Function giving the lines under a field for its text; BadInput marks the wrong part."""

_REPLACED = "\ufffd"


def unless_wrong(check: Callable[[str], object]) -> Live:
    """Give no lines for a text that is empty or that `check` accepts."""

    def live(text: str) -> Sequence[Words]:
        if text.strip():
            check(text.strip())
        return ()

    return live


def stand_in(text: str) -> str:
    """Replace each character that must not be drawn by a visible sign.

    One sign a character, so that positions in both texts are the same.
    """
    return text if text.isprintable() else "".join(map(_sign, text))


@lru_cache(maxsize=1024)
def _sign(char: str) -> str:
    if char.isprintable() or char == "\n":
        return char
    if unicodedata.category(char) == "Zs":
        return " "
    shown = safe(char)
    return shown if len(shown) == 1 and shown.strip() else _REPLACED


class HarmlessInput(Input):
    """Input that draws signs in place of characters that a terminal would obey."""

    @property
    def _value(self) -> Text:
        sign = "|" if host(self).look.ascii else "\xb6"
        shown = stand_in(self.value).replace("\n", sign)
        return Text(shown, no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        """Cell of the cursor in the text as drawn, not as stored."""
        return cell_len(self._value.plain[:position])


class LineInput(HarmlessInput):
    """One line of typed text. Its field handles Up and Down, and converts a paste."""

    BINDINGS = [
        Binding("up", "step(-1)", show=False, id="form.up"),
        Binding("down", "step(1)", show=False, id="form.down"),
    ]

    def __init__(self, value: str, suggestions: Sequence[str] = ()) -> None:
        suggester = SuggestFromList(suggestions, case_sensitive=False) if suggestions else None
        super().__init__(value, compact=True, select_on_focus=True, suggester=suggester)
        self.cursor_blink = False

    def on_key(self, event: events.Key) -> None:
        """Handle letters that the field reads in its own way, such as y for yes."""
        if event.character and self._field.takes(event.character):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Paste the whole text; Input would keep the first line only."""
        event.stop()
        event.prevent_default()
        if self._field.has_room(event.text):
            self.replace(self._field.fitted(event.text), *sorted(self.selection))

    def action_step(self, by: int) -> None:
        """Go to the field's next or previous value."""
        self._field.step(by)

    @property
    def _field(self) -> "Field":
        return next(node for node in self.ancestors if isinstance(node, Field))


def no_room(pasted: str, room: int) -> str:
    """Message for a paste that was refused."""
    return f"{len(pasted):,} characters were pasted, and {room:,} have room: none was put in."


def one_line(text: str) -> str:
    """Join the lines of a text by spaces; change nothing else."""
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


class Field(Vertical):
    """Label, input, and interpretation below."""

    DEFAULT_CSS = """
    Field { height: auto; width: 1fr; }
    Field > Horizontal { height: 1; }
    Field .label { width: 12; height: 1; }
    Field .bracket { width: 1; height: 1; }
    Field Input { width: 1fr; background: transparent; }
    Field Input:focus { background-tint: transparent; }
    Field .input--suggestion { text-style: dim italic; }
    Field > .remark { height: auto; padding-left: 13; display: none; }
    Field > .remark.-shown { display: block; }
    Field.-active .label, Field.-active .bracket { text-style: bold; }
    """

    BINDINGS = [Binding("f1", "explain", show=False, id="form.explain")]

    class Changed(Message):
        """Message: the text was changed."""

        def __init__(self, field: "Field") -> None:
            super().__init__()
            self.field = field

    longest = LONGEST_LINE
    """Largest number of characters."""
    several_lines = False
    """True if Enter makes a new line, so that only Ctrl+O saves."""

    def __init__(
        self,
        key: str,
        label: str,
        *,
        explain: str = "",
        live: Live | None = None,
        suggestions: Sequence[str] = (),
    ) -> None:
        super().__init__(id=f"field-{key}")
        self.key = key
        self.label = label
        self.explain = explain
        self.live = live
        self.base = ""
        """First text of the field."""
        self._refused: tuple[str, BadInput] | None = None
        """Text that could not be saved or moved, and its error."""
        self._suggestions = suggestions

    def compose(self) -> ComposeResult:
        """Build the label, the input in brackets, and the remark."""
        with Horizontal():
            yield Static(Content(f" {self.label}"), classes="label", markup=False)
            yield Static("[", classes="bracket", markup=False)
            yield self.make_editor()
            yield Static("]", classes="bracket", markup=False)
        yield Static("", classes="remark", markup=False)

    def make_editor(self) -> Widget:
        """Make the widget for input."""
        return LineInput("", self._suggestions)

    @property
    def editor(self) -> Widget:
        """Widget that takes the focus."""
        return self.query_one(LineInput)

    @property
    def value(self) -> str:
        """Current text."""
        return self.query_one(LineInput).value

    @value.setter
    def value(self, text: str) -> None:
        line = self.query_one(LineInput)
        line.value = text
        line.cursor_position = len(text)

    @property
    def changed(self) -> bool:
        """True if the text differs from the first one."""
        return self.value != self.base

    def takes(self, character: str) -> bool:
        """Tell whether the field handles this key itself."""
        del character
        return False

    def has_room(self, pasted: str) -> bool:
        """Tell whether a pasted text fits; show a message if not."""
        room = max(self.longest - len(self.value), 0)
        if len(pasted) > room:
            self.remark(Words(f"! {no_room(pasted, room)}", "overdue"))
        return len(pasted) <= room

    def fitted(self, text: str) -> str:
        """Convert a text that was pasted or edited elsewhere so that it fits: to one line."""
        return one_line(text)

    def action_explain(self) -> None:
        """Show the help of the field, even if the form has no line for it."""
        self.remark(Words(self.explain, "dim"))

    def step(self, by: int) -> None:
        """Go to the field above or below on Up or Down, in a plain field."""
        if by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def on_descendant_focus(self) -> None:
        """Highlight the field."""
        self.add_class("-active")

    def on_descendant_blur(self) -> None:
        """End the highlight."""
        self.remove_class("-active")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the interpretation of the new text."""
        event.stop()
        self.text_changed()

    def text_changed(self) -> None:
        """Hook: the text was changed."""
        self.look()
        self.post_message(self.Changed(self))

    def understood(self) -> Sequence[Words]:
        """Give the interpretation of the text.

        Raises:
            BadInput: when it cannot be read.
        """
        return self.live(self.value) if self.live is not None else ()

    def check(self) -> None:
        """Check that the text can be saved.

        Raises:
            BadInput: when it cannot.
        """
        self.understood()

    def look(self) -> None:
        """Show the interpretation of the text, or its error."""
        try:
            lines = self.understood()
            if self._refused is not None and self._refused[0] == self.value:
                raise self._refused[1]
        except BadInput as error:
            lines = problem_lines(error, self.value)
        self.remark(*lines)

    def remark(self, *lines: Words) -> None:
        """Show lines under the field; none clears them."""
        parts = [
            (f"{text}\n" if place < len(lines) - 1 else text, role_style(role))
            for place, (text, role) in enumerate(lines)
        ]
        below = self.query_one(".remark", Static)
        below.update(Content.assemble(*parts))
        below.set_class(bool(lines), "-shown")
        if self.has_focus_within:
            self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scroll to the remark, and above all to the input."""

        def scroll() -> None:
            self.scroll_visible(animate=False)
            self.call_after_refresh(self.editor.scroll_visible, animate=False)

        self.call_after_refresh(scroll)

    def show_problem(self, error: BadInput) -> None:
        """Mark the wrong part and say what to type instead, until the text changes."""
        self._refused = self.value, error
        self.look()


def problem_lines(error: BadInput, text: str) -> list[Words]:
    """Give carets under the wrong part (if the text is shorter than a line), message, examples."""
    marks = ""
    if error.text == text and 0 < len(text) <= 50 and error.start < len(text):
        marks = " " * error.start + "^" * max(1, error.end - error.start)
    lines = [Words(marks, "overdue")] if marks else []
    lines.append(Words(f"! {safe(error.message)}", "overdue"))
    return [*lines, Words(f"  {safe(error.hint)}")] if error.hint else lines
