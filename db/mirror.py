"""A store on a server, copied into this process, from which its past is looked at.

Copying takes time by the size of the store, so it is done once, when its past is first looked at;
for each look after that only what was recorded meanwhile is fetched. A store in a file needs none
of this: its pages are copied at once.
"""

from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any, NamedTuple

from pendulum import DateTime
from sqlalchemy import Connection, Engine, Select, select
from sqlalchemy.schema import CreateTable

from db import tables as t
from db.bulk import add_many, no_cycles
from db.engine import let_go
from db.ledger import Operation, RowChange
from db.net import net_of
from db.readers import answer
from db.rewind import private_engine, put, rewound, rows_of

ROWS = 2_000
"""Rows copied at a time."""


class _Line(NamedTuple):
    """Which line of the trail is the last, and the digest that stands for all before it."""

    id: int
    digest: str


_Touched = dict[str, set[int]]
"""Numbers of rows by their table."""


class Past:
    """What a store's past is looked at from, for as long as the store is open."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._mirror: Engine | None = None

    def rewound(self, source: Engine, known: int, at: DateTime) -> Engine:
        """A private database with the store as it was after change number `known`, at `at`."""
        if source.dialect.name == "sqlite":
            return rewound(source, known, at)
        with self._turn:
            self._mirror = answer(source, self._up_to_date)
            return rewound(self._mirror, known, at)

    def close(self) -> None:
        """Let go of the copy, also while somebody looks."""
        if self._mirror is not None:
            let_go(self._mirror)

    def _up_to_date(self, live: Connection) -> Engine:
        mirror = self._mirror
        if mirror is not None:
            with mirror.connect() as copy, copy.begin():
                if follow(live, copy):
                    return mirror
            mirror.dispose()
        mirror = private_engine()
        with mirror.connect() as copy, copy.begin():
            copy_rows(live, copy)
        return mirror


def copy_rows(live: Connection, copy: Connection) -> None:
    """All rows of all tables, into an SQLite database with nothing in it."""
    with no_cycles():
        for table in t.metadata.sorted_tables:
            copy.execute(CreateTable(table))
            found = live.execute(select(table).order_by(table.c.id))
            for some in found.partitions(ROWS):
                add_many(copy, table, table.c.keys(), some)
    # Made at once from all rows they take a fraction of what each row for itself takes.
    for index in (each for table in t.metadata.sorted_tables for each in table.indexes):
        index.create(copy)


def follow(live: Connection, copy: Connection) -> bool:
    """Bring a copy up to what was recorded since it was made; False if it is not of this store.

    Then nothing was done to it: another store, or an older state, lies where it was copied from.
    """
    last = _last(copy)
    if last is None or last.digest != live.scalar(_digest_of(last.id)):
        return False
    ch, ci = t.change.c, t.change_item.c
    lines = live.execute(select(t.change).where(ch.id > last.id).order_by(ch.id)).all()
    items = live.execute(select(t.change_item).where(ci.change_id > last.id)).all()
    if lines:
        put(copy, list(_since(live, copy, _touched(lines, items))), lines[-1].at)
        add_many(copy, t.change, ch.keys(), lines)
    if items:
        add_many(copy, t.change_item, ci.keys(), items)
    return True


def _last(copy: Connection) -> _Line | None:
    ch = t.change.c
    row = copy.execute(select(ch.id, ch.digest).order_by(ch.id.desc()).limit(1)).first()
    return _Line(*row) if row is not None else None


def _digest_of(number: int) -> Select[str]:
    return select(t.change.c.digest).where(t.change.c.id == number)


def _since(live: Connection, copy: Connection, touched: _Touched) -> Iterator[RowChange]:
    """Rows as they are in the copy, and as they are in the store."""
    for name, ids in touched.items():
        table = t.TRACKED[name]
        was, now = rows_of(copy, table, ids), rows_of(live, table, ids)
        for each in sorted(was.keys() | now.keys()):
            before, after = was.get(each, {}), now.get(each, {})
            operation: Operation = "update" if before and after else "insert" if after else "delete"
            yield RowChange(operation, name, each, before, after)


def _touched(lines: Iterable[Any], items: Iterable[Any]) -> _Touched:
    """Which rows the changes touched, and the commitments that were dated again by them."""
    found: _Touched = {t.commitment.name: {item.commitment_id for item in items}}
    for name, row_id in net_of(line.rows for line in lines):
        found.setdefault(name, set()).add(row_id)
    return found
