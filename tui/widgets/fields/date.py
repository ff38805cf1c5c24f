"""A field for dates and deadline rules: Up and Down move by a day, F1 lists what can be typed."""

from collections.abc import Callable, Sequence

from db.domain.errors import BadInput
from db.domain.parsing.moment import EXAMPLES
from tui.formatting.commitment import Words
from tui.widgets.fields.field import Field, Live

Moved = Callable[[str, int], str]
"""The text of a date so many days later than the text given."""


class DateField(Field):
    """A date in free spelling, with what is understood of it below.

    `examples` are what F1 lists: by default moments, for a deadline also rules.
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
        """List what may be typed."""
        self.remark(Words(f"Try: {', '.join(self._examples)}", "dim"))

    def step(self, by: int) -> None:
        """A day earlier or later; what cannot be read stays as it is."""
        try:
            self.value = self.moved(self.value, by)
        except BadInput as error:
            self.show_problem(error)
