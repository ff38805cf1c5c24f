"""Saved views: a named filter with its screen, order and columns."""

from dataclasses import dataclass

from pendulum import DateTime
from sqlalchemy import RowMapping, select

from db import tables as t
from db.audit.unit_of_work import UnitOfWork
from db.domain.bounds import LONGEST_NAME
from db.domain.errors import BadInput, Refused
from db.domain.filters.parser import parse_filter
from db.queries.saved_views import SLOTS, find_view


@dataclass(frozen=True, slots=True)
class SaveView:
    """Save the current view under a name; saving the name again replaces it and keeps its key."""

    name: str
    filter: str = ""
    view: str = "list"
    sort: str = "left"
    descending: bool = False
    columns: tuple[str, ...] = ()
    slot: int | None = None
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Add it, or change the one of this name."""
        del now
        name = check_name(self.name)
        fields = {
            "filter": parse_filter(self.filter).source,
            "view": self.view,
            "sort": self.sort,
            "descending": self.descending,
            "columns": ",".join(self.columns),
        }
        old = _named(tx, name)
        if old is None:
            view_id = tx.insert(t.saved_view, name=name, slot=None, **fields)
        else:
            view_id = old["id"]
            tx.update(t.saved_view, view_id, **fields)
        key = _bind(tx, view_id, self.slot) if self.slot is not None else ""
        return f"View '{name}' saved{key}: {fields['filter'] or 'everything'}"


@dataclass(frozen=True, slots=True)
class RenameView:
    """Give a saved view another name."""

    name: str
    to: str
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Rename it, unless another has the name."""
        del now
        view, new = find_view(tx.connection, self.name), check_name(self.to)
        other = _named(tx, new)
        if other is not None and other["id"] != view.id:
            raise Refused(f"There is a view '{other['name']}' already.", "Choose another name.")
        tx.update(t.saved_view, view.id, name=new)
        return f"View '{view.name}' is called '{new}' now"


@dataclass(frozen=True, slots=True)
class BindView:
    """Put a saved view on the key 7, 8 or 9, taking it from another; None unbinds it."""

    name: str
    slot: int | None
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Bind it."""
        del now
        view = find_view(tx.connection, self.name)
        return f"View '{view.name}'{_bind(tx, view.id, self.slot)}"


@dataclass(frozen=True, slots=True)
class DeleteView:
    """Delete a saved view; the commitments it shows are not touched."""

    name: str
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Delete it; undo brings it back."""
        del now
        view = find_view(tx.connection, self.name)
        tx.delete(t.saved_view, view.id)
        return f"View '{view.name}' deleted"


def check_name(name: str) -> str:
    """A name of one line.

    Raises:
        BadInput: when it is empty, too long, or cannot be displayed.
    """
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST_NAME or not tidy.isprintable():
        raise BadInput(
            f"'{name}' is no name of a view, of at most {LONGEST_NAME} characters.",
            text=name,
            examples=("overdue in Goma", "week"),
        )
    return tidy


def _named(tx: UnitOfWork, name: str) -> RowMapping | None:
    """The view of this name, in upper or lower case."""
    rows = tx.connection.execute(select(t.saved_view)).mappings()
    return next((row for row in rows if row["name"].casefold() == name.casefold()), None)


def _bind(tx: UnitOfWork, view_id: int, slot: int | None) -> str:
    if slot is not None and slot not in SLOTS:
        raise BadInput(f"{slot} is no key of a view.", text=str(slot), hint="Keys: 7, 8 and 9.")
    v = t.saved_view.c
    if slot is not None:
        for other in tx.connection.scalars(select(v.id).where(v.slot == slot, v.id != view_id)):
            tx.update(t.saved_view, other, slot=None)
    tx.update(t.saved_view, view_id, slot=slot)
    return f", on key {slot}" if slot is not None else ", on no key"
