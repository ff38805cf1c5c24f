"""What-if: an event and a date are typed, and what would move is shown. Nothing is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from db.domain.errors import AccordError, BadInput
from db.domain.parsing.what_if import EXAMPLES
from db.queries.lookups import Events
from db.queries.what_if.assumptions import ParseAssumptions
from db.queries.what_if.simulate import WhatIf
from tui.formatting import detail, tables, what_if
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.services.protocol import host
from tui.widgets.fields.field import Field, LineInput, problem_lines
from tui.widgets.footer import Hint, Hints
from tui.widgets.text_panel import Panel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from db.queries.lookups import EventRow
    from tui.formatting.detail import Line

HEAD = "What if? Nothing is saved here."
HELP = "An event or CODE done, then when; several between semicolons. As in:"


class WhatIfScreen(ModalScreen[None]):
    """One line of input, with everything that would move below it.

    Args:
        text: First text of the line.
        agreement: Agreement of events that name none.
    """

    DEFAULT_CSS = """
    WhatIfScreen { align: center middle; }
    WhatIfScreen #box {
        width: 90%; max-width: 110; height: 80%; border: solid $border; background: $background;
    }
    WhatIfScreen.-narrow #box { width: 100%; height: 100%; border: none; }
    WhatIfScreen #title { text-style: bold; padding: 0 1; height: 1; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("escape", "close", show=False),
        Binding("pagedown", "scroll(8)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
    ]

    def __init__(self, text: str = "", agreement: str = "") -> None:
        super().__init__()
        self._text, self._agreement = text, agreement
        self._events: tuple[EventRow, ...] = ()

    def compose(self) -> ComposeResult:
        """Build the title, the line, the answer and the keys."""
        with Vertical(id="box", classes="box"):
            yield Static(Content(HEAD), id="title")
            yield _Line("what", "What if")
            yield Panel()
            yield Hints((Hint("PgUp PgDn", "scroll"), Hint("Esc", "back")))

    def on_resize(self) -> None:
        """Cover the whole of a narrow screen."""
        self.set_class(self.size.width < 60 or self.size.height < 16, "-narrow")

    def on_mount(self) -> None:
        """Show the answer to the first text, and read the events."""
        self.query_one(Field).value = self._text
        line = self.query_one(LineInput)
        self.set_focus(line)
        line.action_select_all()  # what is typed takes the place of what is offered
        self._begin()

    @work(group="begin")
    async def _begin(self) -> None:
        try:
            self._events = await host(self).ask(Events(self._agreement))
        except AccordError as error:
            self._say_wrong(error)
        else:
            self._answer()

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        event.stop()
        self._answer()

    @work(exclusive=True, group="answer")
    async def _answer(self) -> None:
        app, field = host(self), self.query_one(Field)
        texts = tuple(part.strip() for part in field.value.split(";") if part.strip())
        if not texts:
            field.remark()
            self.query_one(Panel).fit(self._help)
            return
        try:
            supposed = await app.ask(ParseAssumptions(texts, app.now(), self._agreement))
            moved = await app.ask(WhatIf(supposed, app.now()))
        except AccordError as error:
            self._say_wrong(error)
            return
        now = app.now()
        field.remark(
            *(Words(f"= {what_if.supposed(each)}", "dim") for each in supposed),
            *(Words(f"! {each}", "soon") for each in what_if.odd(supposed, now)),
        )
        self.query_one(Panel).fit(
            lambda width: ((words,) for words in what_if.lines(moved, now, width))
        )

    def _say_wrong(self, error: AccordError) -> None:
        field = self.query_one(Field)
        wrong = error if isinstance(error, BadInput) else BadInput(error.message, hint=error.hint)
        field.remark(*problem_lines(wrong, field.value))

    def _help(self, width: int) -> Iterator[Line]:
        yield from detail.wrapped(HELP, width, "dim")
        for example in EXAMPLES:
            yield detail.line(Words(f"   {example}", "dim"))
        yield detail.line("")
        for row in self._events:
            name = row.key if self._agreement else f"{row.agreement}:{row.key}"
            text = f"{safe(name)}   {tables.event_when(row)}; {tables.hanging(row)}"
            yield from detail.wrapped(text, width)

    def action_close(self) -> None:
        """Close the dialog."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll the answer."""
        self.query_one(Panel).scroll_relative(y=lines, animate=False)


class _Line(Field):
    """Input whose Up and Down scroll the answer."""

    def step(self, by: int) -> None:
        """Scroll the answer by a line."""
        self.screen.query_one(Panel).scroll_relative(y=by, animate=False)
