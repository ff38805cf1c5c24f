"""State of a user between two runs: the last place, and the last change seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pendulum import DateTime

    from tui.services.options import LaunchOptions
    from tui.services.protocol import ViewState
    from tui.services.state_file import StateFile


@dataclass(frozen=True, slots=True)
class SessionState:
    """State of one user at one store."""

    keepsake: StateFile

    def recall(self, scope: ViewState, launch: LaunchOptions) -> str:
        """Restore the scope and return the last view; the command line takes precedence.

        Over a slow line the preview is off until requested: it would be sent at each step.
        """
        entry = self.keepsake.read("view")
        scope.preview = entry.get("preview") is not False and not launch.look.slow
        if not entry:
            return ""
        if not launch.filter:
            scope.agreement = _text(entry, "agreement")
        scope.sort = _text(entry, "sort") or scope.sort
        scope.descending = entry.get("descending") is True
        columns = entry.get("columns")
        if isinstance(columns, list):
            scope.columns = tuple(str(column) for column in columns)
        queries = entry.get("queries")
        if isinstance(queries, list):
            scope.queries = [query for query in queries if isinstance(query, str)]
        return _text(entry, "view")

    def last_seen(self) -> int | None:
        """Newest change at the end of the last run; None on the first run."""
        seen = self.keepsake.read("view").get("seen")
        return seen if isinstance(seen, int) else None

    def last_left(self) -> DateTime | None:
        """Time at which the last run ended; None on the first run."""
        from pendulum import DateTime

        try:
            left = datetime.fromisoformat(_text(self.keepsake.read("view"), "left"))
        except ValueError:
            return None
        return DateTime.instance(left)

    def remember(
        self, scope: ViewState, view: str, seen: int, left: DateTime, *, slow: bool = False
    ) -> None:
        """Save the current place; a slow line leaves the saved choice of a preview unchanged."""
        entries: dict[str, object] = {
            "view": view,
            "agreement": scope.agreement,
            "sort": scope.sort,
            "descending": scope.descending,
            "columns": list(scope.columns),
            "queries": scope.queries,
            "seen": seen,
            "left": left.isoformat(),
        }
        if not slow:
            entries["preview"] = scope.preview
        self.keepsake.update("view", **entries)


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""
