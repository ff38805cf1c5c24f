"""What the store refuses is told, wherever it was asked for; it never ends the program."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.worker import WorkerFailed

from db.domain.errors import AccordError
from tui.host import tell


class Told(App[Any]):
    """Put before `App` among the bases of an app: a key whose work is refused says why."""

    def _handle_exception(self, error: Exception) -> None:
        """Errors that are written for people are shown to them; others are mistakes of ours."""
        refusal = error.error if isinstance(error, WorkerFailed) else None
        if isinstance(refusal, AccordError) and self.screen_stack:
            tell(self, str(refusal), "overdue")
        else:
            super()._handle_exception(error)
