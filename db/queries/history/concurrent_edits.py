"""Changes since a person's last look: authors, times, and the touched fields of the item."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.domain.enums import CommitmentRole

_CH = t.change.c
_ROLES = {
    CommitmentRole.LEAD.value: "owners",
    CommitmentRole.OWNER.value: "owners",
    CommitmentRole.COUNTERPART.value: "to",
    CommitmentRole.VERIFIER.value: "verifiers",
}
_NAMES = {"status_on": "status", "process_id": "process", "commitment_id": "completes"}
_MOMENT = frozenset({"actual_at", "planned_at", "day_only"})
"""Columns that determine an event's state and date."""


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """One change of an item: the names of the fields that it touched."""

    id: int
    at: DateTime
    actor: str
    summary: str
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Changes of the commitment with this code after change number `after`, oldest first."""

    code: str
    after: int

    def read(self, connection: Connection) -> tuple[FieldEdit, ...]:
        """The changes."""
        c, ci = t.commitment.c, t.change_item.c
        row_id = connection.scalar(select(c.id).where(c.code == self.code.strip().upper()))
        own = select(ci.change_id).where(ci.commitment_id == row_id, ci.change_id > self.after)
        later = select(t.change).where(_CH.id.in_(own)).order_by(_CH.id)
        return tuple(_touches(connection.execute(later), row_id))


@dataclass(frozen=True, slots=True)
class MeanwhileOf:
    """The same for an agreement, or, with `key`, for one of its events."""

    agreement: str
    after: int
    key: str = ""

    def read(self, connection: Connection) -> tuple[FieldEdit, ...]:
        """The changes."""
        a, e = t.agreement.c, t.event.c
        table, wanted = "agreement", select(a.id).where(a.code == self.agreement)
        if self.key:
            table, wanted = (
                "event",
                select(e.id).where(e.agreement_id == wanted.scalar_subquery(), e.key == self.key),
            )
        row_id = connection.scalar(wanted)
        later = select(t.change).where(_CH.id > self.after).order_by(_CH.id)
        found = []
        for row in connection.execute(later):
            fields = frozenset(
                name
                for _, name_of_table, number, before, after in row.rows
                if (name_of_table, number) == (table, row_id)
                for column in {**before, **after}
                for name in _columns(column)
            )
            if fields:
                found.append(FieldEdit(row.id, row.at, row.actor, row.summary, fields))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class KnownAt:
    """The last change before a commitment got a version later than this one."""

    code: str
    version: int

    def read(self, connection: Connection) -> int | None:
        """The number of that change; None when the version is not one of its earlier ones."""
        c, ci = t.commitment.c, t.change_item.c
        found = connection.execute(
            select(c.id, c.version).where(c.code == self.code.strip().upper())
        ).first()
        if found is None or not 0 < self.version < found.version:
            return None
        own = select(ci.change_id).where(ci.commitment_id == found.id)
        version, known = found.version, None
        for change in connection.execute(
            select(_CH.id, _CH.kind, _CH.rows).where(_CH.id.in_(own)).order_by(_CH.id.desc())
        ):
            if version > self.version and _raises(change.kind, change.rows, found.id):
                version, known = version - 1, change.id - 1
        return known if version == self.version else None


def _raises(kind: str, rows: Iterable[list[Any]], row_id: int) -> bool:
    """Check whether a change raised the version of a commitment.

    Instances that come up by themselves do not, nor does the commitment's entry.
    """
    own = [row for row in rows if any(_fields(row, row_id))]
    entered = any(row[:3] == ["insert", "commitment", row_id] for row in own)
    came_up = all(row[:2] == ["insert", "occurrence"] for row in own)
    return not entered and (kind == "arise" or not came_up)


def _touches(changes: Iterable[Any], row_id: int | None) -> Iterator[FieldEdit]:
    for row in changes:
        fields = frozenset(name for each in row.rows for name in _fields(each, row_id))
        yield FieldEdit(row.id, row.at, row.actor, row.summary, fields)


def _fields(plain: list[Any], row_id: int | None) -> Iterator[str]:
    """Names of a commitment's fields that one row of the audit trail touches."""
    _, table, number, before, after = plain
    both = {**before, **after}
    if table == "commitment":
        if number == row_id:
            for column in both:
                yield from _columns(column)
        return
    if both.get("commitment_id", row_id) != row_id and both.get("on_id") != row_id:
        return
    match table:
        case "commitment_party":
            yield _ROLES.get(both.get("role", ""), "owners")
        case "deadline":
            yield "deadline"
        case "report":
            yield "finding"
        case "dependency":
            yield from ("after", "parallel")
        case "occurrence":
            yield "instances"


def _columns(column: str) -> Iterator[str]:
    if column in t.UNTRACKED:
        return
    if column in _MOMENT:
        yield from ("state", "on")
    else:
        yield _NAMES.get(column, column)


def last_of(touches: Iterable[FieldEdit], key: str) -> FieldEdit | None:
    """The last change that touched a field."""
    found = [each for each in touches if key in each.fields]
    return found[-1] if found else None
