"""The line of counters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from tui.formatting.commitment import Words, counters
from tui.widgets.text_line import Part, TextLine, width_of

if TYPE_CHECKING:
    from db.queries.boards.overview import Counts


class Counters(TextLine):
    """Overdue, disputed, today …; the last ones are left out if they do not fit."""

    words: reactive[tuple[Words, ...]] = reactive(())

    def show(self, counts: Counts) -> None:
        """Show these numbers."""
        self.words = counters(counts)

    def parts(self, width: int) -> list[Part]:
        """Give as many counters as fit, spaced wider if possible; per cents go before numbers."""
        gap = "    " if width >= 110 else "  "
        parts = [Part(" ")]
        for word in self.words:
            before = Part(gap if len(parts) > 1 else "")
            for text in (word.text, word.text.partition(" (")[0]):
                more = [before, Part(text, word.role)]
                if width_of([*parts, *more]) <= width:
                    break
            else:
                break
            parts += more
        return parts
