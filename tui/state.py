"""What accord remembers between two runs, beside the store and not in it: where one was."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from tui.host import Scope
    from tui.launch import Launch


@dataclass(slots=True)
class Memory:
    """A small JSON file; a missing, broken or unwritable one only means starting afresh."""

    path: Path | None
    location: str
    """Which store this is about: each has its own entry."""

    def recall(self, scope: Scope, launch: Launch) -> str:
        """Put the scope back as it was and give the last view; what the command line says wins."""
        entry = self._all().get(self.location)
        if not isinstance(entry, dict):
            return ""
        if not launch.filter:
            scope.agreement = _text(entry, "agreement")
        scope.sort = _text(entry, "sort") or scope.sort
        scope.descending = entry.get("descending") is True
        scope.preview = entry.get("preview") is not False
        columns = entry.get("columns")
        if isinstance(columns, list):
            scope.columns = tuple(str(column) for column in columns)
        return _text(entry, "view")

    def last_seen(self) -> int | None:
        """The newest change at the end of the last run; None on the first run."""
        entry = self._all().get(self.location)
        seen = entry.get("seen") if isinstance(entry, dict) else None
        return seen if isinstance(seen, int) else None

    def remember(self, scope: Scope, view: str, seen: int) -> None:
        """Write where we are; failing to is no reason to disturb anybody."""
        if self.path is None:
            return
        everything = self._all()
        everything[self.location] = {
            "view": view,
            "agreement": scope.agreement,
            "sort": scope.sort,
            "descending": scope.descending,
            "columns": list(scope.columns),
            "preview": scope.preview,
            "seen": seen,
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            part = self.path.with_suffix(".part")
            part.write_text(json.dumps(everything, indent=1), encoding="utf-8")
            part.replace(self.path)
        except OSError:
            return

    def _all(self) -> dict[str, Any]:
        if self.path is None:
            return {}
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""
