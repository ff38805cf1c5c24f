"""Saved views: named filters, three of them on keys."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from db import tables as t
from db.domain.errors import NotFound
from db.domain.filters.keywords import did_you_mean, there_are

SLOTS = (7, 8, 9)
"""The keys for views."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A saved view: a named filter with its screen."""

    id: int
    name: str
    filter: str
    view: str
    """The screen: `overview`, `list`, `timeline`, `parties`, `calendar` or `history`."""
    sort: str
    descending: bool
    columns: tuple[str, ...]
    slot: int | None
    version: int


@dataclass(frozen=True, slots=True)
class SavedViews:
    """All saved views: those on keys first, by their key, then by name."""

    def read(self, connection: Connection) -> tuple[SavedView, ...]:
        """The views."""
        v = t.saved_view.c
        rows = connection.execute(
            select(
                v.id, v.name, v.filter, v.view, v.sort, v.descending, v.columns, v.slot, v.version
            )
        )
        found = [
            SavedView(*row[:6], tuple(filter(None, row[6].split(","))), *row[7:]) for row in rows
        ]
        return tuple(
            sorted(found, key=lambda view: (view.slot or max(SLOTS) + 1, view.name.casefold()))
        )


@dataclass(frozen=True, slots=True)
class ViewOf:
    """The saved view with this name, in upper or lower case, or on this key."""

    name: str

    def read(self, connection: Connection) -> SavedView:
        """The view.

        Raises:
            NotFound: naming the nearest.
        """
        return find_view(connection, self.name)


def find_view(connection: Connection, name: str) -> SavedView:
    """The saved view with this name, or on the key with this number.

    Raises:
        NotFound: naming the nearest.
    """
    views = SavedViews().read(connection)
    wanted = " ".join(name.split()).casefold()
    for view in views:
        if view.name.casefold() == wanted:
            return view
    for view in views:
        if view.slot is not None and str(view.slot) == wanted:
            return view
    names = [view.name for view in views]
    listed = there_are(names) or "None is saved yet."
    raise NotFound(f"There is no view '{name}'.", did_you_mean(name, names, listed))
