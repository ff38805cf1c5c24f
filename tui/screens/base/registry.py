"""Registry of screens by name, loaded when first opened: a start pays only for the one it opens."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

SCREENS: dict[str, tuple[str, str]] = {
    "overview": ("tui.screens.overview", "OverviewScreen"),
    "list": ("tui.screens.commitment_list", "ListScreen"),
    "timeline": ("tui.screens.timeline", "TimelineScreen"),
    "parties": ("tui.screens.scoreboard", "ScoreboardScreen"),
    "calendar": ("tui.screens.calendar", "CalendarScreen"),
    "history": ("tui.screens.history", "HistoryScreen"),
    "detail": ("tui.screens.detail", "DetailScreen"),
    "dependencies": ("tui.screens.dependencies", "DependenciesScreen"),
    "matrix": ("tui.screens.matrix", "MatrixScreen"),
    "diff": ("tui.screens.diff", "DiffScreen"),
}
"""Module and class of each view, and of the pages above one."""


def screen_class(name: str) -> Callable[..., Screen[Any]]:
    """Give the class of a screen."""
    module, of = SCREENS[name]
    found: Callable[..., Screen[Any]] = getattr(import_module(module), of)
    return found
