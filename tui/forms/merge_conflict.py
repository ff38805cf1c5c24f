"""Dialog for a conflict: both versions side by side, and the choice between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from db.domain.three_way_merge import Side
from tui.formatting.merge_conflict import heading, in_full, left, side_of, table
from tui.forms.base.form_chrome import FormKeys, FormTitle, KeyHint
from tui.services.protocol import host
from tui.theme import CURSOR_STYLE, role_style
from tui.widgets.footer import MessageLine
from tui.widgets.header import Rule
from tui.widgets.text_panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from tui.formatting.merge_conflict import ConflictRow
    from tui.formatting.styled_text import Line

Choices = dict[str, Side]
"""Side chosen, by group."""
SHORT = 16
"""Height in lines below which rules are hidden."""
_KEYS = (
    KeyHint("Left/Right pick", 2),
    KeyHint("m all mine", 5),
    KeyHint("t all theirs", 4),
    KeyHint("Enter save", 0),
    KeyHint("Esc back", 1),
)


class ConflictList(Static):
    """Fields in which the two versions differ, a line each."""

    DEFAULT_CSS = """
    ConflictList { height: auto; width: 1fr; }
    """

    class Clicked(Message):
        """Message: a row was clicked."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._lines: list[tuple[Line, int]] = []

    def show(self, lines: list[tuple[Line, int]], cursor: int) -> None:
        """Show the rows, with the cursor on one of them."""
        self._lines = lines
        drawn = (_drawn(each, here=place == cursor) for each, place in lines)
        self.update(Content("\n").join(drawn))

    def line_of(self, row: int) -> int:
        """Line of a row."""
        return [place for _, place in self._lines].index(row)

    def on_click(self, event: events.Click) -> None:
        """Post the row that was clicked."""
        if 0 <= event.y < len(self._lines) and self._lines[event.y][1] >= 0:
            self.post_message(self.Clicked(self._lines[event.y][1]))


def _drawn(line: Line, *, here: bool) -> Content:
    if here:
        return Content.styled("".join(word.text for word in line), CURSOR_STYLE)
    return Content.assemble(*((word.text, role_style(word.role)) for word in line))


class ConflictScreen(ModalScreen[Choices | None]):
    """Conflict dialog. Its result is the side chosen for every group, or None: back, nothing saved.

    Args:
        title: Title of the form: `WPA-3 > Edit`.
        subject: What happened, in a sentence.
        rows: The fields that differ.
    """

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ConflictScreen { background: $background; }
    ConflictScreen > #sheet { height: 100%; background: $background; }
    ConflictScreen #fields { height: auto; scrollbar-size-vertical: 1; }
    ConflictScreen #head { height: 1; }
    ConflictScreen.-short Rule { display: none; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("down,j", "move(1)", show=False, id="conflict.down"),
        Binding("up,k", "move(-1)", show=False, id="conflict.up"),
        Binding("left,h", "take('mine')", show=False, id="conflict.mine"),
        Binding("right,l", "take('theirs')", show=False, id="conflict.theirs"),
        Binding("space", "turn", show=False, id="conflict.turn"),
        Binding("m", "take_all('mine')", show=False, id="conflict.all_mine"),
        Binding("t", "take_all('theirs')", show=False, id="conflict.all_theirs"),
        Binding("pagedown,J,ctrl+d", "scroll(4)", show=False, id="conflict.scroll_down"),
        Binding("pageup,K,ctrl+u", "scroll(-4)", show=False, id="conflict.scroll_up"),
        Binding("enter,ctrl+o,ctrl+s", "save", show=False, id="conflict.save"),
        Binding("escape,q,backspace", "leave", show=False, id="conflict.leave"),
    ]

    def __init__(self, title: str, subject: str, rows: Sequence[ConflictRow]) -> None:
        super().__init__()
        self._title, self._subject = title, subject
        self._rows = tuple(rows)
        self._choices: Choices = {}
        self._cursor = next(iter(left(self._rows, {})), 0)

    def compose(self) -> ComposeResult:
        """Build the title, the fields, the current one in full, the open ones, and the keys."""
        plain = host(self).look.ascii
        with Vertical(id="sheet"):
            yield FormTitle()
            yield Rule(ascii_only=plain)
            yield Static("", id="head", markup=False)
            with VerticalScroll(id="fields", can_focus=False):
                yield ConflictList()
            yield Rule(ascii_only=plain)
            yield Panel()
            yield Rule(ascii_only=plain)
            yield MessageLine()
            yield FormKeys(_KEYS)

    def on_mount(self) -> None:
        """Set the title."""
        self.query_one(Panel).can_focus = False
        self.query_one(FormTitle).show(self._title, self._subject)

    def on_resize(self, event: events.Resize) -> None:
        """Give the list the lines it needs, and the texts at least half."""
        self.set_class(event.size.height < SHORT, "-short")
        around = 4 if event.size.height < SHORT else 7
        self.query_one("#fields").styles.max_height = max(2, (event.size.height - around) // 2)
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        width = self.size.width
        self.query_one("#head", Static).update(_drawn(heading(width), here=False))
        listed = self.query_one(ConflictList)
        listed.show(list(table(self._rows, self._choices, self._cursor, width - 1)), self._cursor)
        row = self._rows[self._cursor]
        choices = dict(self._choices)
        self.query_one(Panel).fit(lambda width: in_full(row, choices, width))
        self._say()
        region = Region(0, listed.line_of(self._cursor), 1, 1)
        fields = self.query_one("#fields", VerticalScroll)
        self.call_after_refresh(fields.scroll_to_region, region, animate=False)

    def _say(self) -> None:
        still = left(self._rows, self._choices)
        role = "soon" if still else ""
        said = f"{len(still)} still to choose (?)." if still else "All is chosen. Enter saves it."
        self.query_one(MessageLine).say(said, role)

    def on_conflict_list_clicked(self, message: ConflictList.Clicked) -> None:
        """Go to the clicked row; toggle the choice if the cursor is there already."""
        if self._cursor == message.row:
            self.action_turn()
        else:
            self.action_move(message.row - self._cursor)

    def action_move(self, by: int) -> None:
        """Go to another field."""
        self._cursor = max(0, min(self._cursor + by, len(self._rows) - 1))
        self.query_one(Panel).scroll_home(animate=False)
        self._show()

    def action_take(self, side: str) -> None:
        """Choose mine or theirs for this field and its group."""
        self._choices[self._rows[self._cursor].group] = Side(side)
        self._show()

    def action_turn(self) -> None:
        """Toggle the choice."""
        now = side_of(self._rows[self._cursor], self._choices)
        self.action_take(Side.THEIRS if now is Side.MINE else Side.MINE)

    def action_take_all(self, side: str) -> None:
        """Choose mine or theirs for every field."""
        self._choices = {row.group: Side(side) for row in self._rows}
        self._show()

    def action_scroll(self, lines: int) -> None:
        """Scroll the texts below."""
        self.query_one(Panel).scroll_relative(y=lines, animate=False)

    def action_save(self) -> None:
        """Close with the choices; go to the first open field if there is one."""
        still = left(self._rows, self._choices)
        if not still:
            pairs = ((row.group, side_of(row, self._choices)) for row in self._rows)
            self.dismiss({group: side for group, side in pairs if side is not None})
            return
        self._cursor = still[0]
        self._show()
        said = f"Choose mine or theirs first: {self._rows[still[0]].label}."
        self.query_one(MessageLine).say(said, "overdue")

    def action_leave(self) -> None:
        """Go back to the form; nothing is saved and nothing lost."""
        self.dismiss(None)
