"""Field for dates and deadline rules: Up and Down move by a day, F1 lists valid input."""

from collections.abc import Callable, Sequence

from db.domain.errors import BadInput
from db.domain.parsing.moment import EXAMPLES
from tui.formatting.commitment import Words
from tui.widgets.fields.field import Field, Live

Moved = Callable[[str, int], str]
"""Function that moves the date in a text by a number of days; returns text."""


class DateField(Field):
    """Date in free spelling, with its interpretation below.

    F1 lists `examples`: by default moments, for a deadline also rules.
    """

    def __init__(
        self,
        key: str,
        label: str,
        *,
        live: Live,
        moved: Moved,
        explain: str = "",
        examples: Sequence[str] = EXAMPLES,
    ) -> None:
        super().__init__(key, label, explain=f"{explain} Up/Down: a day. F1: examples.", live=live)
        self.moved = moved
        self._examples = examples

    def action_explain(self) -> None:
        """List examples of valid input."""
        self.remark(Words(f"Try: {', '.join(self._examples)}", "dim"))

    def step(self, by: int) -> None:
        """Move by a day; unreadable text stays as it is."""
        try:
            self.value = self.moved(self.value, by)
        except BadInput as error:
            self.show_problem(error)
