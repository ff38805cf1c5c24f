"""Saved views into what all views look at, and back into words. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.commands.saved_views import SaveView
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.queries.saved_views import SavedView
    from tui.services.protocol import Scope

_AGREEMENT = re.compile(r"in:([A-Z][A-Z0-9]*)(?:\s+|$)")
HEAD = ("Key", "Name", "Shows", "Filter", "Sort")


def enter(scope: Scope, view: SavedView) -> None:
    """Look at what the view looks at; an agreement at the head of its filter is chosen."""
    agreement = _AGREEMENT.match(view.filter)
    scope.agreement = agreement[1] if agreement else ""
    scope.filter_text = view.filter[agreement.end() :] if agreement else view.filter
    scope.sort, scope.descending = view.sort or "left", view.descending
    scope.columns = view.columns


def saving(scope: Scope, name: str, view: str) -> SaveView:
    """The command that keeps what is looked at."""
    return SaveView(
        name, scope.query_text(), view, scope.sort, scope.descending, tuple(scope.columns)
    )


def rows(views: Iterable[SavedView]) -> list[list[Words]]:
    """The cells of a list of views."""
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
    """What stands behind a view's name in a menu."""
    key = f"key {view.slot}, " if view.slot is not None else ""
    return f"{key}{view.view}: {safe(view.filter) or 'everything'}"
