"""Why something in force is changed; the reason given last is offered again."""

from typing import Any

from tui.screens.forms import drafts
from tui.widgets.fields import Field

_LAST = "last reason"


class ReasonField(Field):
    """One line. Up puts in the last reason, as when several deadlines move by one letter."""

    def __init__(self, app: Any) -> None:
        kept = drafts.find(app, _LAST)
        self._last = kept.values.get("reason", "") if kept else ""
        offer = " Up: the last one given." if self._last else ""
        explain = f"Why a deadline in force is changed.{offer}"
        super().__init__(
            "reason", "Reason", explain=explain, suggestions=[self._last] if self._last else ()
        )

    def step(self, by: int) -> None:
        """Up in an empty field: the last reason; else the field above or below."""
        if by < 0 and self._last and not self.value.strip():
            self.value = self._last
        else:
            super().step(by)


def remember(app: Any, reason: str) -> None:
    """Offer this reason next time."""
    if reason:
        drafts.keep(app, _LAST, drafts.Draft({"reason": reason}))
