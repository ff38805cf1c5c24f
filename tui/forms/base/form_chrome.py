"""The lines around the fields of a form: title, one question at a time, keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

from tui.formatting.commitment import Words
from tui.formatting.sanitize import cut
from tui.services.protocol import host
from tui.theme import role_style
from tui.widgets.text_line import Part, TextLine

Answer = Callable[[], None]

MOST_LINES = 8
"""Lines of a notice; longer ones are cut, so that the fields stay in sight."""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """Key and what it does; the smaller `rank`, the longer it stays on a narrow screen."""

    text: str
    rank: int


EDITOR = KeyHint("Ctrl+G $EDITOR", 4)
SAVE_LINE = (
    KeyHint("Tab next", 2),
    KeyHint("Shift+Tab back", 5),
    KeyHint("Enter save", 0),
    KeyHint("Ctrl+O save", 3),
    EDITOR,
    KeyHint("Esc cancel", 1),
)
SAVE_NOTE = (
    KeyHint("Tab next", 2),
    KeyHint("Shift+Tab back", 5),
    KeyHint("Enter new line", 3),
    KeyHint("Ctrl+O save", 0),
    EDITOR,
    KeyHint("Esc cancel", 1),
)


ADD_LINE = (
    KeyHint("Tab next", 3),
    KeyHint("Enter add", 0),
    KeyHint("Ctrl+O all fields", 2),
    EDITOR,
    KeyHint("Esc cancel", 1),
)


def fit_keys(hints: tuple[KeyHint, ...], width: int) -> str:
    """Choose the hints that fit, in their order; the least important go first."""
    kept = set(range(len(hints)))
    for place in sorted(kept, key=lambda each: -hints[each].rank):
        text = "  ".join(hints[each].text for each in sorted(kept))
        if cell_len(text) + 2 <= width:
            break
        kept.discard(place)
    return " " + "  ".join(hints[each].text for each in sorted(kept))


class FormTitle(TextLine):
    """Title of a form: ` WPA-3 > Status   Disengage forces …`."""

    def __init__(self) -> None:
        super().__init__()
        self.crumbs, self.subject = "", ""

    def show(self, crumbs: str, subject: str = "") -> None:
        """Set the title and the subject."""
        self.crumbs, self.subject = crumbs, subject
        self.refresh()

    def parts(self, width: int) -> list[Part]:
        """Give the title, then as much of the subject as fits."""
        crumbs = cut(f" {self.crumbs}", width)
        room = width - cell_len(crumbs) - 3
        subject = cut(self.subject, room) if room > 8 else ""
        return [Part(crumbs, "heading"), Part(f"   {subject}" if subject else "")]


class FormKeys(TextLine):
    """Keys of the focused field."""

    def __init__(self, hints: tuple[KeyHint, ...]) -> None:
        super().__init__()
        self.hints = hints

    def show(self, hints: tuple[KeyHint, ...]) -> None:
        """Show other keys."""
        self.hints = hints
        self.refresh()

    def parts(self, width: int) -> list[Part]:
        """Give the hints that fit; a guest has no editor."""
        hints = self.hints
        if host(self).guarded:
            hints = tuple(hint for hint in hints if hint != EDITOR)
        return [Part(fit_keys(hints, width))]


def lines_of(words: list[Words]) -> Content:
    """Join lines in their styles."""
    last = len(words) - 1
    return Content.assemble(
        *(
            (f"{text}\n" if place < last else text, role_style(role))
            for place, (text, role) in enumerate(words)
        )
    )


class Notice(Static):
    """Notice of an error or a result; or a question answered by one key, which holds the focus."""

    DEFAULT_CSS = """
    Notice { height: auto; max-height: 8; padding: 0 1; display: none; }
    Notice.-shown { display: block; }
    """

    can_focus = False

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._words: list[Words] = []
        self._question: list[Words] = []
        self._answers: Mapping[str, Answer] = {}
        self._otherwise: Answer | None = None

    @property
    def asking(self) -> bool:
        """True while an answer is awaited."""
        return self._otherwise is not None

    def tell(self, *words: Words) -> None:
        """Show lines; none clears the notice. A question stays below them until it is answered."""
        self._words = [*words, *self._question]
        self.update(lines_of(self._words))
        self.set_class(bool(self._words), "-shown")

    def lines_in(self, width: int) -> int:
        """Largest number of lines that the notice takes in a width."""
        room = max(1, width - 2)
        return min(MOST_LINES, sum(1 + cell_len(words.text) // room for words in self._words))

    def ask(self, words: list[Words], answers: Mapping[str, Answer], otherwise: Answer) -> None:
        """Ask, and keep the focus until a key of `answers` or Esc (`otherwise`) is pressed."""
        self._question = words
        self.tell()
        self._answers, self._otherwise = answers, otherwise
        self.can_focus = True
        self.focus()

    def on_key(self, event: events.Key) -> None:
        """Take one of the answers; Enter and Esc give the one that loses nothing."""
        if self._otherwise is None or event.key in ("tab", "shift+tab"):
            event.stop()
            return
        event.stop()
        event.prevent_default()
        answer = self._answers.get((event.character or "").lower())
        if event.key in ("escape", "enter"):
            answer = self._otherwise
        if answer is not None:
            self._answers, self._otherwise, self._question = {}, None, []
            self.can_focus = False
            self.tell()
            answer()
