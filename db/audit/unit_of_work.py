"""The only way to write rows: every insert, update and delete is noted with before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Literal, cast

from pendulum import DateTime, instance
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    CursorResult,
    Date,
    Table,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy import Enum as SqlEnum

from db.audit.normalize import tracked
from db.domain.errors import NotFound, altered
from db.tables import NOTES, SEARCHED, TRACKED, UNTRACKED, commitment
from db.tables.batching import batches
from db.tables.bulk import select_by_id, set_many
from db.tables.text_rules import check_texts
from db.tables.types import Instant, in_utc

Operation = Literal["insert", "update", "delete"]
Values = dict[str, Any]
RowName = tuple[str, int]
"""A row by its table and number."""

PARTS = frozenset({"commitment_party", "deadline", "report", "occurrence", "dependency"})
"""Tables whose rows are part of one commitment; anchors only point at another one."""


LIGHT = NOTES | set(SEARCHED)
"""Columns of a commitment without effect on dates, completion or verification."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A touched row: its tracked fields before (None for a new row) and after."""

    operation: Operation
    table: str
    id: int
    before: Values
    after: Values

    def plain(self) -> list[object]:
        """JSON form for the trail."""
        return [self.operation, self.table, self.id, plain(self.before), plain(self.after)]

    @classmethod
    def read(cls, plain: object) -> "RowChange":
        """The row from the trail's JSON, with values as the columns return them."""
        operation, name, row_id, before, after = cast("list[Any]", plain)
        columns = TRACKED[name].c
        return cls(
            operation,
            name,
            row_id,
            {key: decode(columns[key], value) for key, value in before.items()},
            {key: decode(columns[key], value) for key, value in after.items()},
        )


@dataclass(slots=True)
class UnitOfWork:
    """The writer of a command, inside the store's one transaction."""

    connection: Connection
    actor: str
    now: DateTime
    rows: list[RowChange] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    """Commitments whose history includes this change."""
    target_id: int | None = None
    """The change that this one reverses (undo and redo set it)."""
    stirred: set[int] = field(default_factory=set)
    """Commitments in `touched`, without those of which only words or notes changed."""
    followed: set[int] = field(default_factory=set)
    """Standing duties whose instances this step has made already."""
    _known: dict[RowName, Values] = field(default_factory=dict)
    """Present rows that need not be read again: nobody else writes meanwhile."""
    _raised: set[int] = field(default_factory=set)
    """Commitments whose version was raised."""

    def insert(self, table: Table, **values: Any) -> int:
        """Add a row and give its id.

        Raises:
            BadInput: for a text that cannot be kept.
        """
        check_texts(table, values, bounded=self.target_id is None)
        row_id = new_id(self.connection.execute(insert(table).values(values)))
        if table is commitment:
            self._raised.add(row_id)
        # What was asked for, not what is there: that is compared once all is written.
        row = _defaults(table) | _as_kept(table, values) | {"id": row_id}
        self._known[table.name, row_id] = row
        self.note(RowChange("insert", table.name, row_id, {}, _tracked(table, row)))
        return row_id

    def update(self, table: Table, row_id: int, **values: Any) -> bool:
        """Set fields of a row; False, with nothing noted, when they had these values already.

        Raises:
            BadInput: for a text that cannot be kept.
        """
        old = self.fetch(table, row_id)
        wanted = _as_kept(table, values)
        changed = {key: value for key, value in wanted.items() if old[key] != value}
        if not changed:
            return False
        check_texts(table, changed, bounded=self.target_id is None)
        written = dict(changed)
        if "version" in table.c and not (table is commitment and row_id in self._raised):
            written["version"] = old["version"] + 1
        if table is commitment:
            self._raised.add(row_id)
            written |= _reworded(old, changed)
        set_many(self.connection, table, tuple(written), [(row_id, *written.values())])
        self._known[table.name, row_id] = {**old, **written}
        before = {key: old[key] for key in changed if key not in UNTRACKED}
        after = {key: value for key, value in changed.items() if key not in UNTRACKED}
        if after:
            self.note(RowChange("update", table.name, row_id, before, after), old)
        return True

    def delete(self, table: Table, row_id: int) -> None:
        """Delete a row; its fields stay in the trail, including those that only grow."""
        old = self.fetch(table, row_id)
        self.connection.execute(delete(table).where(table.c.id == row_id))
        self._known.pop((table.name, row_id), None)
        grown = {key: value for key, value in old.items() if key in UNTRACKED}
        self.note(RowChange("delete", table.name, row_id, _tracked(table, old) | grown, {}), old)

    def left(self) -> dict[RowName, Values | None]:
        """The tracked fields of each touched row after this step; None for a deleted row."""
        found: dict[RowName, Values | None] = {}
        for each in self.rows:
            row = self._known.get((each.table, each.id))
            table = TRACKED[each.table]
            found[each.table, each.id] = None if row is None else plain(_tracked(table, row))
        return found

    def raise_versions(self) -> None:
        """Raise the versions of changed commitments: whoever read them before has old data."""
        columns = commitment.c
        for some in batches(self.touched - self._raised):
            raised = update(commitment).where(columns.id.in_(some))
            self.connection.execute(raised.values(version=columns.version + 1))

    def fetch(self, table: Table, row_id: int) -> Values:
        """The present fields of a row.

        Raises:
            NotFound: when there is no such row.
        """
        known = self._known.get((table.name, row_id))
        if known is not None:
            return dict(known)
        row = self.connection.execute(select_by_id(table), {"this": row_id}).mappings().first()
        if row is None:
            raise NotFound(
                f"There is no {table.name.replace('_', ' ')} number {row_id} any more.",
                "Read again (r), then try once more.",
            )
        return dict(row)

    def remember(self, table: Table, row: Values) -> None:
        """Remember a row just read, so that changing it needs no second read."""
        self._known.setdefault((table.name, row["id"]), row)

    def present(self, table: Table, row_id: int) -> bool:
        """Check whether the row exists."""
        found = self.connection.execute(select(table.c.id).where(table.c.id == row_id)).first()
        return found is not None

    def note(self, row: RowChange, old: Mapping[str, Any] | None = None) -> None:
        """Add a row just written, with its earlier values `old`, to the trail's line."""
        self.rows.append(row)
        fields = {**(old or {}), **row.before, **row.after}
        if row.table == "commitment":
            self.touched.add(row.id)
            if row.operation != "update" or not LIGHT.issuperset(row.after):
                self.stirred.add(row.id)
        elif row.table in PARTS:
            self.touched.add(fields["commitment_id"])
            self.stirred.add(fields["commitment_id"])


def new_id(result: CursorResult[Any]) -> int:
    """The id that the database gave to the row just inserted.

    Raises:
        StoreProblem: when the row is missing, since something in the database removed it.
    """
    key = result.inserted_primary_key
    if key is None or key[0] is None:
        raise altered("a new row is not there")
    return int(key[0])


def searched(values: Mapping[str, Any]) -> str:
    """The words of a commitment at the start of `search`."""
    return " ".join(values[name] for name in SEARCHED).casefold()


def _reworded(old: Values, changed: Values) -> Values:
    """The words to search by, if these changes alone alter them."""
    was, becomes = searched(old), searched({**old, **changed})
    if becomes == was or not old["search"].startswith(was):
        return {}
    return {"search": becomes + old["search"].removeprefix(was)}


@cache
def _defaults(table: Table) -> Values:
    """Default fields of a new row."""
    return {column.name: _default(column) for column in table.c}


def _default(column: Column[Any]) -> Any:
    default: Any = column.server_default
    if default is None:
        return None
    said = str(getattr(default.arg, "text", default.arg))
    kind = column.type.python_type
    if kind is bool:
        return said == "true"
    return kind(said)


def _as_kept(table: Table, values: Values) -> Values:
    """These fields as the columns return them: moments in UTC, words of a closed set as enums."""
    return {key: _kept(table.c[key], value) for key, value in values.items()}


def _kept(column: Column[Any], value: Any) -> Any:
    kind = column.type
    if value is None:
        return None
    if isinstance(kind, Instant):
        return in_utc(value)
    if isinstance(kind, Date):
        return date(value.year, value.month, value.day)
    return kind.python_type(value) if isinstance(kind, SqlEnum | Boolean) else value


def _tracked(table: Table, values: Mapping[str, Any]) -> Values:
    followed = tracked(table)
    return {key: value for key, value in values.items() if key in followed}


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields in the form of the trail's JSON."""
    return dict(_plain_items(values))


def _plain_items(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, Enum):
            yield key, value.value
        elif isinstance(value, datetime | date):
            yield key, value.isoformat()
        else:
            yield key, value


def decode(column: Column[Any], value: Any) -> Any:
    """A value of the trail's JSON as its column returns it."""
    if value is None:
        return None
    if isinstance(column.type, Instant):
        return instance(datetime.fromisoformat(value), tz="UTC")
    python_type = column.type.python_type
    if python_type is date:
        return date.fromisoformat(value)
    return python_type(value) if issubclass(python_type, Enum) else value
