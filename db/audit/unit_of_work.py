"""The one way to write rows: every insert, update and delete is noted with before and after."""

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
from db.tables.bulk import by_number, set_many
from db.tables.text_rules import check_texts
from db.tables.types import Instant, in_utc

Operation = Literal["insert", "update", "delete"]
Values = dict[str, Any]
RowName = tuple[str, int]
"""A row by its table and number."""

PARTS = frozenset({"commitment_party", "deadline", "report", "occurrence", "dependency"})
"""Tables whose rows are part of one commitment; anchors only point at another one."""


LIGHT = NOTES | set(SEARCHED)
"""Columns of a commitment on which no date, completion or verification hangs."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row touched: its tracked fields before (None for a new row) and after."""

    operation: Operation
    table: str
    id: int
    before: Values
    after: Values

    def plain(self) -> list[object]:
        """As JSON, for the trail."""
        return [self.operation, self.table, self.id, plain(self.before), plain(self.after)]

    @classmethod
    def read(cls, plain: object) -> "RowChange":
        """From the trail's JSON, values as the columns know them."""
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
class Ledger:
    """What a command writes through, inside the store's one transaction."""

    connection: Connection
    actor: str
    now: DateTime
    rows: list[RowChange] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    """Commitments whose history this change belongs to."""
    target_id: int | None = None
    """The change that this one takes back or brings back (undo and redo set it)."""
    stirred: set[int] = field(default_factory=set)
    """Of `touched`, those of which only words or notes changed are not in it."""
    followed: set[int] = field(default_factory=set)
    """Standing duties of which this step has made the instances already."""
    _known: dict[RowName, Values] = field(default_factory=dict)
    """Rows as they are now, that need not be read again: nobody else writes meanwhile."""
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
        """Set fields of a row; False, and nothing noted, when they had these values already.

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
        """Take a row away; its fields stay in the trail, those that only grow included."""
        old = self.fetch(table, row_id)
        self.connection.execute(delete(table).where(table.c.id == row_id))
        self._known.pop((table.name, row_id), None)
        grown = {key: value for key, value in old.items() if key in UNTRACKED}
        self.note(RowChange("delete", table.name, row_id, _tracked(table, old) | grown, {}), old)

    def left(self) -> dict[RowName, Values | None]:
        """The tracked fields of each row touched, as this step leaves them; None of one gone."""
        found: dict[RowName, Values | None] = {}
        for each in self.rows:
            row = self._known.get((each.table, each.id))
            table = TRACKED[each.table]
            found[each.table, each.id] = None if row is None else plain(_tracked(table, row))
        return found

    def raise_versions(self) -> None:
        """Whoever looked at a commitment before this step has not seen what it changed of it."""
        columns = commitment.c
        for some in batches(self.touched - self._raised):
            raised = update(commitment).where(columns.id.in_(some))
            self.connection.execute(raised.values(version=columns.version + 1))

    def fetch(self, table: Table, row_id: int) -> Values:
        """A row's present fields.

        Raises:
            NotFound: when there is no such row.
        """
        known = self._known.get((table.name, row_id))
        if known is not None:
            return dict(known)
        row = self.connection.execute(by_number(table), {"this": row_id}).mappings().first()
        if row is None:
            raise NotFound(
                f"There is no {table.name.replace('_', ' ')} number {row_id} any more.",
                "Read again (r), then try once more.",
            )
        return dict(row)

    def remember(self, table: Table, row: Values) -> None:
        """A row as it was just read, so that it need not be read again to be changed."""
        self._known.setdefault((table.name, row["id"]), row)

    def present(self, table: Table, row_id: int) -> bool:
        """Whether the row is there."""
        found = self.connection.execute(select(table.c.id).where(table.c.id == row_id)).first()
        return found is not None

    def note(self, row: RowChange, old: Mapping[str, Any] | None = None) -> None:
        """Put a row that was just written, and was `old` before, into the trail's line."""
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
        StoreProblem: when there is no such row, since something in the database took it away.
    """
    key = result.inserted_primary_key
    if key is None or key[0] is None:
        raise altered("a new row is not there")
    return int(key[0])


def searched(values: Mapping[str, Any]) -> str:
    """The words of a commitment that `search` begins with."""
    return " ".join(values[name] for name in SEARCHED).casefold()


def _reworded(old: Values, changed: Values) -> Values:
    """The words to search by, where these changes alone make them others."""
    was, becomes = searched(old), searched({**old, **changed})
    if becomes == was or not old["search"].startswith(was):
        return {}
    return {"search": becomes + old["search"].removeprefix(was)}


@cache
def _defaults(table: Table) -> Values:
    """A new row's fields where nothing is said of them."""
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
    """These fields as the columns give them back: moments in UTC, words of a closed set as such."""
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
    """Fields as they stand in the trail's JSON."""
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
    """A value of the trail's JSON as its column knows it."""
    if value is None:
        return None
    if isinstance(column.type, Instant):
        return instance(datetime.fromisoformat(value), tz="UTC")
    python_type = column.type.python_type
    if python_type is date:
        return date.fromisoformat(value)
    return python_type(value) if issubclass(python_type, Enum) else value
