"""A stretch of the audit trail: the changes between two points, their authors and touched rows."""

from dataclasses import dataclass

from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.audit.net_changes import Key, net_of

_CH = t.change.c
_TURNS = ("undo", "redo")


@dataclass(frozen=True, slots=True)
class RangeChange:
    """One change of the stretch."""

    id: int
    at: DateTime
    actor: str
    summary: str
    reason: str
    taken_back: bool
    """True if undone within the stretch, or itself the undo or redo of a change in it."""


@dataclass(frozen=True, slots=True)
class ChangeRange:
    """All changes of the stretch by number, oldest first, and their touched rows."""

    steps: dict[int, RangeChange]
    touched: dict[int, tuple[int, ...]]
    """Numbers of changes by the commitment's number."""
    rows: dict[Key, tuple[int, ...]]
    """Numbers of changes by the touched row."""


@dataclass(frozen=True, slots=True)
class StretchOf:
    """The changes after one number and up to another."""

    after: int
    until: int

    def read(self, connection: Connection) -> ChangeRange:
        """The stretch."""
        within = _CH.id.between(self.after + 1, self.until)
        found = connection.execute(select(t.change).where(within).order_by(_CH.id)).all()
        ids = {row.id for row in found}
        turned = {row.target_id: row.kind for row in found if row.kind in _TURNS}
        undone = {target for target, kind in turned.items() if kind == "undo"}
        steps = {}
        for row in found:
            taken_back = row.id in undone or (row.kind in _TURNS and row.target_id in ids)
            said = (row.id, row.at, row.actor, row.summary, row.reason)
            steps[row.id] = RangeChange(*said, taken_back)
        rows: dict[Key, tuple[int, ...]] = {}
        for row in found:
            for key in net_of([row.rows]):
                rows[key] = (*rows.get(key, ()), row.id)
        return ChangeRange(steps, _touched(connection, self.after, self.until), rows)


def _touched(connection: Connection, after: int, until: int) -> dict[int, tuple[int, ...]]:
    ci = t.change_item.c
    found: dict[int, tuple[int, ...]] = {}
    for commitment_id, change_id in connection.execute(
        select(ci.commitment_id, ci.change_id)
        .where(ci.change_id.between(after + 1, until))
        .order_by(ci.change_id, ci.id)
    ):
        found[commitment_id] = (*found.get(commitment_id, ()), change_id)
    return found
