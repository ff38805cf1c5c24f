"""Preview of the deadlines that a form will move: below its fields, or in a question."""

from collections.abc import Callable, Sequence

from db.domain.errors import BadInput
from db.queries.what_if.simulate import Moved, Supposed, WhatIf
from tui.formatting import what_if
from tui.formatting.commitment import Words
from tui.forms.base.form_screen import FormScreen
from tui.services.protocol import host

MOST_BELOW = 6
"""Number of moved deadlines shown in the form; a longer list is shown before saving."""


class Preview:
    """Preview for a form.

    `supposed` gives the change as a supposition. It is None while nothing is changed that a
    deadline depends on, and raises BadInput while the input cannot be read.
    """

    def __init__(self, form: FormScreen, supposed: Callable[[], Supposed | None]) -> None:
        self._form, self._supposed = form, supposed
        self._moved: tuple[Moved, ...] | None = None

    async def look(self) -> None:
        """Query what moves with the typed change; nothing while it cannot be read."""
        try:
            supposed = self._supposed()
        except BadInput:
            supposed = None
        app = host(self._form)
        asked = WhatIf((supposed,), app.now()) if supposed is not None else None
        self._moved = await app.ask(asked) if asked is not None else None

    def lines(self) -> list[Words]:
        """List the deadlines that move, from when to when, and those that become overdue."""
        if self._moved is None:
            return []
        now, width = host(self._form).now(), self._form.size.width - 3
        lines = list(what_if.lines(self._moved[:MOST_BELOW], now, width))
        more = len(self._moved) - MOST_BELOW
        if more > 0:
            lines[0] = Words(what_if.headline(self._moved, now), "strong")
            lines.append(Words(f"  and {more} more: all are listed before anything is saved"))
        return lines

    async def question(self) -> tuple[str, Sequence[str]]:
        """Question with all moved deadlines, if there are more than fit below the fields."""
        await self.look()
        if self._moved is None or len(self._moved) <= MOST_BELOW:
            return "", ()
        now, width = host(self._form).now(), self._form.size.width - 3
        question, *moved = what_if.lines(self._moved, now, width)
        return f"{question.text.rstrip(':')}. Save?", [each.text for each in moved]
