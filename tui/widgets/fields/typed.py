"""Fields for choices, yes or no, numbers, and text in several lines."""

from collections.abc import Sequence
from difflib import get_close_matches

from rich.text import Text
from textual import events
from textual.widget import Widget
from textual.widgets import TextArea

from db.domain.bounds import LARGEST_NUMBER, LONGEST_TEXT, number_in
from db.domain.errors import BadInput
from tui.widgets.fields.field import Field, stand_in, unless_wrong


class ChoiceField(Field):
    """Choice among words: Up and Down choose, the first letters are enough."""

    def __init__(
        self,
        key: str,
        label: str,
        choices: Sequence[str],
        *,
        explain: str = "",
    ) -> None:
        shown = f"{explain} Up/Down: {', '.join(each or 'none' for each in choices)}".strip()
        live = unless_wrong(lambda _: self.read())
        super().__init__(key, label, explain=shown, live=live, suggestions=choices)
        self.choices = tuple(choices)

    def step(self, by: int) -> None:
        """Go to the next or previous choice, round and round."""
        try:
            at = self.choices.index(self.read())
        except (BadInput, ValueError):
            at = -1 if by > 0 else 0
        self.value = self.choices[(at + by) % len(self.choices)]

    def read(self) -> str:
        """Give the choice.

        Raises:
            BadInput: when the text is none of them.
        """
        return choice_of(self.value, self.choices, self.label.strip().lower())

    def check(self) -> None:
        """Check that the text is one of the choices; empty text only if that is one."""
        self.read()


def choice_of(text: str, choices: Sequence[str], what: str) -> str:
    """Parse a choice: exact in any case, or the only one with that beginning.

    Raises:
        BadInput: names the nearest.
    """
    typed = text.strip().casefold()
    exact = [each for each in choices if each.casefold() == typed]
    begun = [each for each in choices if each and typed and each.casefold().startswith(typed)]
    if exact or len(begun) == 1:
        return (exact or begun)[0]
    near = get_close_matches(typed, [each.casefold() for each in choices], 1)
    known = ", ".join(each for each in choices if each)
    if not typed:
        raise BadInput(f"The {what} is missing.", text=text, hint=f"There are: {known}.")
    hint = f"Did you mean {near[0]}?" if near else f"There are: {known}."
    raise BadInput(f"'{text.strip()}' is no {what}.", text=text, hint=hint)


class FlagField(ChoiceField):
    """Yes or no: Space toggles, y and n set it."""

    def __init__(self, key: str, label: str, *, explain: str = "") -> None:
        super().__init__(key, label, ("no", "yes"), explain=explain)

    def takes(self, character: str) -> bool:
        """Accept Space, y and n; other letters have no effect."""
        if character == " ":
            self.step(1)
        elif character in "ynYN":
            self.value = "yes" if character in "yY" else "no"
        return character.isprintable()

    @property
    def on(self) -> bool:
        """True for yes."""
        return self.read() == "yes"


class NumberField(Field):
    """Whole number of zero or more, or empty; 23,760 and 23 760 are valid."""

    def __init__(self, key: str, label: str, *, explain: str = "") -> None:
        super().__init__(key, label, explain=explain, live=unless_wrong(number_of))

    def read(self) -> int | None:
        """Give the number; None when empty.

        Raises:
            BadInput: when it is no whole number.
        """
        return number_of(self.value)


def number_of(text: str) -> int | None:
    """Parse a whole number as people write it; None for a blank text.

    Raises:
        BadInput: when it is something else.
    """
    digits = text.strip()
    for separator in (",", " ", "\u00a0", "\u202f", "'", "_"):
        digits = digits.replace(separator, "")
    if not digits:
        return None
    number = number_in(digits)
    if number is None:
        message = f"'{text.strip()}' is no whole number from 0 to {LARGEST_NUMBER:,}."
        raise BadInput(message, text=text, examples=("40", "23760"))
    return number


class NoteArea(TextArea):
    """Several lines of typed text, drawn safely."""

    def get_line(self, line_index: int) -> Text:
        """Give the line in a form that is safe to draw."""
        return Text(stand_in(self.document.get_line(line_index)), end="", no_wrap=True)

    def on_paste(self, event: events.Paste) -> None:
        """Paste the text if it fits."""
        field = next(node for node in self.ancestors if isinstance(node, NoteField))
        if not field.has_room(event.text):
            event.stop()
            event.prevent_default()


class NoteField(Field):
    """Text in several lines; Enter makes a new line."""

    DEFAULT_CSS = """
    NoteField > Horizontal { height: 3; }
    NoteField .label { height: 3; }
    NoteField .bracket { height: 3; }
    NoteField TextArea { width: 1fr; height: 3; padding: 0; background: transparent; }
    """
    several_lines = True
    longest = LONGEST_TEXT

    def fitted(self, text: str) -> str:
        """Keep all lines of a text."""
        return text

    def make_editor(self) -> Widget:
        """Make an area without border or blinking."""
        area = NoteArea(compact=True, highlight_cursor_line=False, tab_behavior="focus")
        area.cursor_blink = False
        return area

    @property
    def editor(self) -> Widget:
        """Area of the text."""
        return self.query_one(NoteArea)

    @property
    def value(self) -> str:
        """Current text."""
        return self.query_one(NoteArea).text

    @value.setter
    def value(self, text: str) -> None:
        area = self.query_one(NoteArea)
        area.load_text(text)
        area.move_cursor(area.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Post that the text was changed."""
        event.stop()
        self.text_changed()
