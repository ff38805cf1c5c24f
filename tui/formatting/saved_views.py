"""Saved views in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.queries.saved_views import SavedView

HEAD = ("Key", "Name", "Shows", "Filter", "Sort")


def rows(views: Iterable[SavedView]) -> list[list[Words]]:
    """Give the cells of a list of views."""
    return [
        [
            Words("" if view.slot is None else str(view.slot), "strong"),
            Words(safe(view.name)),
            Words(view.view),
            Words(safe(view.filter) or "everything"),
            Words(f"{view.sort}{' reversed' if view.descending else ''}"),
        ]
        for view in views
    ]


def remark(view: SavedView) -> str:
    """Remark after a view's name in a menu."""
    key = f"key {view.slot}, " if view.slot is not None else ""
    return f"{key}{view.view}: {safe(view.filter) or 'everything'}"
