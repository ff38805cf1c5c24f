"""The filter line: number of rows left, completions, and errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Static

from db.domain.bounds import LONGEST_FILTER
from db.domain.errors import BadInput
from db.domain.filters.completion import Completion, Known, complete
from tui.formatting.sanitize import cut, safe
from tui.theme import role_style
from tui.widgets.fields.field import HarmlessInput, no_room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

PLACEHOLDER = "words, party:RWA, overdue, due:<30d, -critical"
LEAD = 3
"""Cells before the first letter of the filter."""
LEAST_TYPED = 24
"""Cells that the filter keeps before the note beside it is shortened."""


class _Likeliest(Suggester):
    """Best completion, dim behind the cursor; Right takes it."""

    def __init__(self, line: FilterBar) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._line = line

    async def get_suggestion(self, value: str) -> str | None:
        """Suggest the whole line if it continues the typed text."""
        found = self._line.completion
        if not found.candidates:
            return None
        put, _ = found.put(value, len(value))
        return put if put.casefold().startswith(value.casefold()) else None


class FilterInput(HarmlessInput):
    """Tab takes the best completion; a paste is put on one line."""

    BINDINGS = [Binding("tab", "take", show=False)]

    def __init__(self, line: FilterBar) -> None:
        super().__init__(
            placeholder=PLACEHOLDER, id="narrow", compact=True, suggester=_Likeliest(line)
        )
        self._filter_line = line
        self.cursor_blink = False
        self.select_on_focus = False

    def action_take(self) -> None:
        """Take the best completion; without one, leave the line."""
        found = self._filter_line.completion
        if found.candidates:
            self.value, self.cursor_position = found.put(self.value, self.cursor_position)
        else:
            self.screen.focus_next()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        room = max(LONGEST_FILTER - len(self.value), 0)
        if len(event.text) > room:
            said = no_room(event.text, room)
            self._filter_line.mark(BadInput(said, hint=said))
            return
        self.replace(" ".join(event.text.split()), *sorted(self.selection))


class FilterBar(Vertical):
    """Hidden while empty; the line below shows the completion that Tab takes."""

    DEFAULT_CSS = """
    FilterBar { height: auto; display: none; }
    FilterBar.shown { display: block; }
    FilterBar Horizontal { height: 1; }
    FilterBar .slash { width: 3; text-style: bold; }
    FilterBar Input { width: 1fr; height: 1; background: transparent; }
    FilterBar Input:focus { background-tint: transparent; }
    FilterBar .input--suggestion { text-style: dim italic; }
    FilterBar .note { width: auto; padding: 0 1; }
    FilterBar .below { height: 1; display: none; }
    FilterBar.-typing .below { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.known = Known()
        """Names in the store, once they are read."""
        self.queries: Sequence[str] = ()
        """Earlier filters, the latest last."""
        self._back = 0
        self._notes: tuple[str, ...] = ("",)
        self._wrong: BadInput | None = None

    def compose(self) -> ComposeResult:
        """Build the sign of the key, the input and the note; below, the completions."""
        with Horizontal():
            yield Static(" / ", classes="slash", markup=False)
            yield FilterInput(self)
            yield Static("", classes="note", markup=False)
        yield Static("", classes="below", markup=False)

    @property
    def input(self) -> FilterInput:
        """Input of the filter."""
        return self.query_one(FilterInput)

    @property
    def completion(self) -> Completion:
        """Completion of the word at the cursor."""
        return complete(self.input.value, self.input.cursor_position, self.known)

    # -- notes ------------------------------------------------------------------------------

    def note(self, *texts: str) -> None:
        """Show the longest form that fits of the rows left and hidden."""
        self._notes = texts or ("",)
        self._show_note()

    def mark(self, error: BadInput | None) -> None:
        """Mark an error in the line, or none."""
        self._wrong = error
        self.show_below()

    def on_resize(self) -> None:
        """Choose the note again for the new width."""
        self._show_note()
        self.show_below()

    def on_descendant_focus(self) -> None:
        """Show the line below while the filter is being typed."""
        self.add_class("-typing")

    def on_descendant_blur(self) -> None:
        """Hide the line below once typing ends."""
        self.remove_class("-typing")

    def _show_note(self) -> None:
        room = self.size.width - LEAD - LEAST_TYPED
        fitting = [text for text in self._notes if cell_len(text) + 2 <= room]
        self.query_one(".note", Static).update(Content(fitting[0] if fitting else ""))

    def show_below(self) -> None:
        """Show carets under the wrong word, or the completions."""
        below = self.query_one(".below", Static)
        if self._wrong is not None:
            below.update(Content.styled(self._carets(self._wrong), role_style("overdue")))
        else:
            below.update(Content.styled(self._offered(), role_style("dim")))

    def _carets(self, error: BadInput) -> str:
        before = len(self.input.value) - len(self.input.value.lstrip())
        start = LEAD + before + cell_len(error.text[: error.start])
        marks = "^" * max(1, cell_len(error.text[error.start : error.end]))
        if start + len(marks) >= self.size.width or error.text != self.input.value.strip():
            return " " * LEAD + safe(error.hint)
        return cut(f"{' ' * start}{marks} {safe(error.hint)}", max(0, self.size.width - 1))

    def _offered(self) -> str:
        """Give as many candidates as fit; if there are few, with their meaning."""
        found = self.completion.candidates
        if not found:
            return ""
        names = [safe(each.text) for each in found]
        if len(found) <= 3:
            names = [" ".join(filter(None, (safe(t), safe(means)))) for t, means in found]
        text = f"{' ' * LEAD}Tab {'  '.join(names)}"
        return cut(text, max(0, self.size.width - 1))

    # -- earlier queries ----------------------------------------------------------------------

    def earlier(self) -> None:
        """Recall the previous filter on Up."""
        self._recall(self._back + 1)

    def later(self) -> bool:
        """Recall the next filter on Down; return False when there is none, to leave the line."""
        if not self._back:
            return False
        self._recall(self._back - 1)
        return True

    def forget_place(self) -> None:
        """Restart Up at the latest filter."""
        self._back = 0

    def _recall(self, back: int) -> None:
        if back > len(self.queries):
            return
        self._back = back
        self.input.value = self.queries[-back] if back else ""
        self.input.cursor_position = len(self.input.value)
