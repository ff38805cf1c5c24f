"""Undo and redo: the audit trail read backwards. Each writes its own change; nothing is erased."""

from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from pendulum import DateTime
from sqlalchemy import JSON, Row, String, cast, func, or_, select, true, type_coerce
from sqlalchemy.exc import IntegrityError

from db import tables as t
from db.audit.normalize import empty
from db.audit.replay import Replay
from db.audit.unit_of_work import PARTS, RowChange, UnitOfWork, Values
from db.commands.corrections import measured
from db.domain.bounds import LARGEST_NUMBER
from db.domain.errors import Refused
from db.tables.batching import BATCH

_TURNS = ("undo", "redo")
_MENDING = "mend texts"
"""Kind of change that cannot be undone: no store can keep the earlier texts any more."""
_MEASURED = frozenset({"level", "amount"})
"""Fields derived from a commitment's reports: taking over other values loses nobody's write."""
_SAYS = ("level", "quantity", "corrects_id")
Change = Row[Any]
_OF_ITEMS = PARTS | {"commitment", "deadline_anchor"}
"""Tables with rows that are written under their commitment."""
_FIRST = "Nothing was changed. Undo that later change first, or put this right by hand."


@dataclass(frozen=True, slots=True)
class Undo:
    """Undo one's own last step that still stands, or the change with this id."""

    change_id: int | None = None
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Restore every field, if each still has the value that the change left.

        Raises:
            Refused: when there is nothing to undo, or a later change depends on this one.
        """
        del now
        change = _to_undo(tx, self.change_id)
        tx.target_id = change.id
        rows = _rows_of(tx, change)
        for row in reversed(rows):
            _revert(tx, row, change)
        _measure_again(tx, rows)
        return f"Undone: {change.summary}"


@dataclass(frozen=True, slots=True)
class Redo:
    """Redo one's own last undone step, as long as nothing new was done since."""

    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Apply the change again.

        Raises:
            Refused: when there is nothing to redo, or somebody changed the same fields since.
        """
        del now
        undo, change = _to_redo(tx)
        tx.target_id = change.id
        kept = _grown(undo)
        rows = _rows_of(tx, change)
        for row in rows:
            _apply(tx, row, change, kept.get((row.table, row.id), {}))
        _measure_again(tx, rows)
        return f"Redone: {change.summary}"


def _to_undo(tx: UnitOfWork, change_id: int | None) -> Change:
    ch = t.change.c
    done = select(t.change).where(ch.kind.not_in((*_TURNS, _MENDING)))
    if change_id is not None:
        if not 0 < change_id <= LARGEST_NUMBER:
            raise Refused(f"There is no change number {change_id} to undo.", "See accord log.")
        change = tx.connection.execute(done.where(ch.id == change_id)).first()
        if change is None:
            raise Refused(f"There is no change number {change_id} to undo.", "See accord log.")
        if _undone(tx, change.id):
            raise Refused(
                f"Change {change_id} is undone already: {change.summary}",
                "Redo brings it back; accord log names the others.",
            )
        return change
    turn = t.change.alias()
    last_turn = (
        select(turn.c.kind)
        .where(turn.c.target_id == ch.id, turn.c.kind.in_(_TURNS))
        .order_by(turn.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    standing = done.where(ch.actor == tx.actor, func.coalesce(last_turn, "redo") == "redo")
    change = tx.connection.execute(standing.order_by(ch.id.desc()).limit(1)).first()
    if change is None:
        raise Refused(
            f"There is nothing of {tx.actor}'s to undo.",
            "Another's step is undone by its number: see accord log.",
        )
    return change


def _to_redo(tx: UnitOfWork) -> tuple[Change, Change]:
    """The undo to be reversed, and the change that it had undone."""
    ch = t.change.c
    mine = select(ch.id, ch.kind, ch.target_id).where(ch.actor == tx.actor).order_by(ch.id.desc())
    for change_id, kind, target in tx.connection.execute(mine):
        if kind not in _TURNS:
            break
        if kind == "undo" and target is not None and _undone(tx, target):
            both = select(t.change).where(ch.id.in_((change_id, target))).order_by(ch.id.desc())
            undo, change = tx.connection.execute(both)
            return undo, change
    raise Refused(
        f"There is nothing of {tx.actor}'s to redo.",
        "Only what was undone last, with nothing done since, comes back.",
    )


def _rows_of(tx: UnitOfWork, change: Change) -> list[RowChange]:
    """The rows of a change, each before it as the audit trail had left it.

    The values that the change itself found may have been put there by other means.

    Raises:
        Refused: for a value in a row that no line of the trail ever wrote.
    """
    replay = Replay((name, row_id) for _, name, row_id, *_ in change.rows)
    if any(operation != "insert" for operation, *_ in change.rows):
        for number, row in _earlier(tx, change):
            replay.apply(number, [row])
    found = []
    for operation, name, row_id, before, after in change.rows:
        left = replay.fields(name, row_id)
        if any(
            left is None or not (key in left or empty(value))
            for key, value in before.items()
            if key not in t.UNTRACKED
        ):
            raise Refused(
                f"The trail does not say what {name.replace('_', ' ')} {row_id} was before:"
                f" {change.summary}",
                "Somebody altered the store by other means: accord verify",
            )
        was = {key: (left or {}).get(key, value) for key, value in before.items()}
        found.append(RowChange.read([operation, name, row_id, was, after]))
        replay.apply(change.id, [(operation, name, row_id, was, after)])
    return found


def _earlier(tx: UnitOfWork, change: Change) -> list[tuple[int, list[object]]]:
    """Earlier lines about the rows of a change, and perhaps about others, in the trail's order.

    The database picks the rows out of a long line: reading all of it here would take far longer.
    """
    ch, ci = t.change.c, t.change_item.c
    ids = {row_id for _, _, row_id, *_ in change.rows}
    mine = select(ci.commitment_id).where(ci.change_id == change.id)
    about = ch.id.in_(select(ci.change_id).where(ci.commitment_id.in_(mine)))
    others = {name for _, name, *_ in change.rows} - _OF_ITEMS
    named = (cast(ch.rows, String).contains(f'"{name}", ') for name in others)
    sqlite = tx.connection.dialect.name == "sqlite"
    each = (func.json_each if sqlite else func.json_array_elements)(ch.rows).table_valued("value")
    row = type_coerce(each.c.value, JSON)
    query = select(ch.id, row).join_from(t.change, each, true())
    query = query.where(ch.id < change.id, or_(about, *named))
    if len(ids) <= BATCH:
        query = query.where(row[2].as_integer().in_(ids))
    return sorted(map(tuple, tx.connection.execute(query)), key=itemgetter(0))


def _grown(undo: Change) -> dict[tuple[str, int], Values]:
    """Latest versions and numbers in the rows that the undo removed."""
    rows = (RowChange.read(plain) for plain in undo.rows)
    return {
        (row.table, row.id): {key: row.before[key] for key in t.UNTRACKED & row.before.keys()}
        for row in rows
        if row.operation == "delete"
    }


def _undone(tx: UnitOfWork, change_id: int) -> bool:
    ch = t.change.c
    last = select(func.max(ch.id)).where(ch.target_id == change_id, ch.kind.in_(_TURNS))
    kind = tx.connection.scalar(select(ch.kind).where(ch.id == last.scalar_subquery()))
    return kind == "undo"


def _revert(tx: UnitOfWork, row: RowChange, change: Change) -> None:
    table = t.TRACKED[row.table]
    if row.operation == "delete":
        _put_back(tx, row, row.before)
        return
    _expect(tx, row, row.after, change, "undone")
    if row.operation == "update":
        tx.update(table, row.id, **_written(row, row.before))
        return
    _expect_childless(tx, row, change)
    tx.delete(table, row.id)


def _apply(tx: UnitOfWork, row: RowChange, change: Change, grown: Values) -> None:
    table = t.TRACKED[row.table]
    if row.operation == "insert":
        _put_back(tx, row, row.after | grown)
        return
    before = {key: value for key, value in row.before.items() if key not in t.UNTRACKED}
    _expect(tx, row, before, change, "redone")
    if row.operation == "update":
        tx.update(table, row.id, **_written(row, row.after))
    else:
        tx.delete(table, row.id)


def _written(row: RowChange, values: Values) -> Values:
    """The row's fields that somebody wrote, without those derived from reports."""
    if row.table != "commitment":
        return values
    return {key: value for key, value in values.items() if key not in _MEASURED}


def _measure_again(tx: UnitOfWork, rows: list[RowChange]) -> None:
    """Derive level and amount from the present reports, after an undo or redo of some."""
    gone = {row.id for row in tx.rows if (row.operation, row.table) == ("delete", "commitment")}
    reports = [row.before | row.after for row in rows if row.table == "report"]
    saying = [each for each in reports if any(each[key] is not None for key in _SAYS)]
    about = {each["commitment_id"] for each in saying}
    for each in sorted(about - gone):
        tx.update(t.commitment, each, **measured(tx, each))


def _put_back(tx: UnitOfWork, row: RowChange, values: Values) -> None:
    """Insert a row under its old number.

    Raises:
        Refused: when another row took its name, or its parent is gone.
    """
    try:
        tx.insert(t.TRACKED[row.table], id=row.id, **values)
    except IntegrityError as error:
        what = f"{row.table.replace('_', ' ')} {values.get('code') or values.get('key') or ''}"
        raise Refused(
            f"The {what.strip()} cannot be put back: another has taken its place, or what it "
            "belongs to is gone. Nothing was changed.",
            "Undo that later change first: accord log names it.",
        ) from error


def _expect(tx: UnitOfWork, row: RowChange, values: Values, change: Change, turned: str) -> None:
    """Check that the row is still as the change left it.

    Raises:
        Refused: naming the later change and its author.
    """
    table = t.TRACKED[row.table]
    if not tx.present(table, row.id):
        raise Refused(f"Not {turned}: {_blame(tx, row, change)}", _FIRST)
    present = tx.fetch(table, row.id)
    for key, value in _written(row, values).items():
        if present[key] != value:
            raise Refused(f"Not {turned}: {_blame(tx, row, change, key)}", _FIRST)


def _expect_childless(tx: UnitOfWork, row: RowChange, change: Change) -> None:
    """Check that nothing added later depends on a row that is to be removed."""
    table = t.TRACKED[row.table]
    for other in t.TRACKED.values():
        for column in other.c:
            if any(key.column.table is table for key in column.foreign_keys):
                hanging = select(other.c.id).where(column == row.id).limit(1)
                if tx.connection.scalar(hanging) is not None:
                    raise Refused(
                        f"Not undone: {_blame(tx, row, change)}", "Undo that first, then this."
                    )


def _blame(tx: UnitOfWork, row: RowChange, change: Change, key: str = "") -> str:
    """The author and the later change of this row, or of a row depending on it; as a sentence."""
    ch = t.change.c
    later = select(t.change).where(ch.id > change.id).order_by(ch.id.desc())
    for other in tx.connection.execute(later):
        for plain in other.rows:
            touched = RowChange.read(plain)
            same = touched.table == row.table and touched.id == row.id
            if (same and (not key or key in touched.after)) or _hangs(touched, row):
                when = other.at.format("D MMM YYYY HH:mm", locale="en")
                return f"{other.actor} changed it since ({when} UTC): {other.summary}"
    return "it was altered by other means than accord, as accord verify says."


def _hangs(touched: RowChange, row: RowChange) -> bool:
    parent = t.TRACKED[row.table]
    return any(
        touched.after.get(column.name) == row.id
        for column in t.TRACKED[touched.table].c
        if any(key.column.table is parent for key in column.foreign_keys)
    )
