"""The help: all actions of a screen, to read, to search and to run."""

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from db.domain.bounds import LONGEST_LINE
from tui.formatting.commitment import SIGNS
from tui.keys.actions import DEFAULT_KEYS, Keys
from tui.keys.help_layout import HelpEntry, columns_for, entries_for, legend
from tui.widgets.fields.field import HarmlessInput
from tui.widgets.footer import Hint, Hints, MessageLine
from tui.widgets.header import Rule
from tui.widgets.help_grid import HelpGrid

_CHANGE = "CHANGE acts on the marked rows, else on the one under the cursor."
_FORM = "In a form: Tab next, Enter or Ctrl+O save, Esc cancel"
_EDITOR = ", Ctrl+G the field in $EDITOR"
_MOUSE = "Shift and drag selects text with the mouse."
_OWN_KEYS = " Keys can be changed: see `accord paths`."
_READ_ONLY = "Read-only: keys that change something are off and are not listed."


def notes(*, read_only: bool, guarded: bool) -> tuple[str, ...]:
    """Give the notes under the columns, only about actions that this user has."""
    form = f"{_FORM}{'' if guarded else _EDITOR}."
    mouse = f"{_MOUSE}{'' if guarded else _OWN_KEYS}"
    return (_READ_ONLY, mouse) if read_only else (_CHANGE, form, mouse)


class SearchField(HarmlessInput):
    """Search field. Backspace in the empty field closes the help, as Esc always does."""

    DEFAULT_CSS = """
    SearchField, SearchField:focus { width: 1fr; background: $background; }
    """

    class Left(Message):
        """Message: close the help."""

    def __init__(self) -> None:
        super().__init__(select_on_focus=False, compact=True, max_length=LONGEST_LINE)
        self.cursor_blink = False

    def on_key(self, event: events.Key) -> None:
        """Close on Backspace in an empty field."""
        if not self.value and event.key == "backspace":
            event.stop()
            event.prevent_default()
            self.post_message(self.Left())


class HelpScreen(ModalScreen[str | None]):
    """The help of one screen. Its result is the id of the action to run, or None."""

    DEFAULT_CSS = """
    HelpScreen {
        background: $background;
        #top { height: 1; }
        #title { width: auto; }
        VerticalScroll { height: 1fr; }
        HelpGrid { width: 100%; height: auto; }
        #legend { height: auto; color: $dim2; text-style: $dim2-style; }
    }
    """
    BINDINGS = [
        Binding("escape", "close", show=False),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("tab,shift+tab", "nothing", show=False),
    ]
    COLUMNS = True
    """True if there are columns with notes below while nothing is typed."""
    HINTS = (Hint("Up/Down", "select"), Hint("Enter", "run"), Hint("Esc", "close"))
    LOW = 18
    """Height in lines below which the legend scrolls with the rest."""

    def __init__(
        self,
        scope: str,
        *,
        keys: Keys = DEFAULT_KEYS,
        read_only: bool = False,
        guarded: bool = False,
    ) -> None:
        super().__init__()
        self._scope, self._keys = scope, keys
        self._read_only, self._guarded = read_only, guarded
        self._entries: list[HelpEntry] = []

    def compose(self) -> ComposeResult:
        """Build the title and search field, the grid, the legend, and the line of the selection."""
        with Horizontal(id="top"):
            yield Static(Content(self.prompt()), id="title")
            yield SearchField()
        yield Rule()
        with VerticalScroll(can_focus=False):
            yield HelpGrid()
        yield Static(id="legend")
        yield MessageLine()
        yield Hints(self.HINTS)

    def prompt(self) -> str:
        """Prompt before the field."""
        return f" HELP for: {self._scope.capitalize()}    type to search: "

    def listed(self, query: str) -> list[HelpEntry]:
        """Give the lines for a query."""
        return entries_for(
            self._scope,
            self._keys,
            read_only=self._read_only,
            guarded=self._guarded,
            query=query,
        )

    def on_mount(self) -> None:
        """Focus the search field."""
        self.query_one(SearchField).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new size."""
        low = event.size.height < self.LOW or not self.COLUMNS
        signs = legend(SIGNS, event.size.width)
        shown = self.query_one("#legend", Static)
        shown.display = not low
        shown.update(Content("\n".join(signs)))
        self._list(keep=True)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._list(keep=False)

    def _list(self, *, keep: bool) -> None:
        """List the matches, from the top unless the cursor is to be kept."""
        query, size = self.query_one(SearchField).value, self.app.size
        self._entries = self.listed(query)
        searching = not self.COLUMNS or bool(query.strip())
        columns = columns_for(size.width, searching=searching)
        shown = self.query_one(HelpGrid)
        if not keep:
            shown.selected = None
        shown.show(self._entries, columns, self._notes(size.width, size.height))
        self._selected()

    def _notes(self, width: int, height: int) -> tuple[str, ...]:
        if not self.COLUMNS:
            return ()
        signs = [line.strip() for line in legend(SIGNS, width - 1)] if height < self.LOW else []
        return (*signs, *notes(read_only=self._read_only, guarded=self._guarded))

    def _selected(self) -> None:
        """Keep the cursor in sight, and describe its action."""
        shown = self.query_one(HelpGrid)
        line = Region(0, shown.line_of_selected(), 1, 1)
        self.query_one(VerticalScroll).scroll_to_region(line, animate=False)
        sentence = shown.selected.action.help if shown.selected else ""
        self.query_one(MessageLine).say(sentence)

    def action_move(self, step: int) -> None:
        """Move the cursor by some entries."""
        shown = self.query_one(HelpGrid)
        shown.select(shown.neighbour(self._entries, step))
        self._selected()

    @on(Input.Submitted)
    def _run(self) -> None:
        """Close with the selected action, to run on the screen below."""
        selected = self.query_one(HelpGrid).selected
        if selected is not None:
            self.dismiss(selected.action.id)

    def on_help_grid_chosen(self, message: HelpGrid.Chosen) -> None:
        """Run the clicked action at once."""
        self.dismiss(message.entry.action.id)

    @on(SearchField.Left)
    def action_close(self) -> None:
        """Close without running anything."""
        self.dismiss(None)

    def action_nothing(self) -> None:
        """Do nothing: the field keeps the focus."""
