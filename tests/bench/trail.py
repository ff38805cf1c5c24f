"""What the trail costs: a durable edit with it beside a raw one, and going through all of it."""

import sqlite3
import time
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from db.commands.agreements import AddAgreement
from db.commands.batch import AddMany
from db.commands.commitments import AddCommitment
from db.commands.flags import SetTags
from db.domain.audit_hash import ChangeRecord, digest
from db.domain.history_point import Point
from db.queries.maintenance.verify import Verify
from db.store.store import Store
from tests.bench.measures import Bench

DUTIES, ROUNDS, LOOKS = 500, 2, 5
"""Duties that are edited, how often each is, and looks at the past."""


def trail(bench: Bench, duties: int) -> int:
    """Edits of each of so many duties in turns with raw ones; gives how many changes there are.

    Milliseconds: `edit`, `raw edit`, `digest` of one such change, `verify` of the whole, `as of`
    halfway back, and a `step back` from there.
    """
    with TemporaryDirectory() as folder, closing(_raw(Path(folder) / "raw.db", duties)) as raw:
        store = _filled(Path(folder) / "accord.db", duties)
        numbers = count()
        for each in [*range(1, duties + 1)] * ROUNDS:
            tag = f"t{next(numbers)}"
            bench.timed("edit", partial(store.do, SetTags((f"T-{each}",), tag)))
            bench.timed("raw edit", partial(_edit, raw, each, tag))
        rows = [["update", "commitment", 1, {"tags": ""}, {"tags": "t"}]]
        line = ChangeRecord(
            1, "2026-11-23T15:20:00.000000Z", "x", "set tags", "T", "", None, rows, (1,)
        )
        bench.timed("digest", partial(digest, line, "0" * 64))
        bench.timed("verify", partial(store.ask, Verify()))
        changes = store.ask(Verify(rows=False)).changes
        _look_back(bench, store, changes)
        store.close()
        return changes


def _look_back(bench: Bench, store: Store, changes: int) -> None:
    for _ in range(LOOKS):
        half, before = (Point(store.clock(), changes // 2 - n, changes) for n in (0, 1))
        bench.timed("as of", lambda: store.as_of(half).close())  # noqa: B023  called at once
        then = store.as_of(half)
        bench.timed("step back", lambda: then.as_of(before).close())  # noqa: B023  see above
        then.close()


def _filled(path: Path, duties: int) -> Store:
    store = Store.open(str(path), actor="bench")
    store.do(AddAgreement("T", "Trail", "UTC"))
    store.do(AddMany(tuple(AddCommitment("T", f"Duty {n}") for n in range(duties))))
    return store


def _raw(path: Path, duties: int) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE commitment (id INTEGER PRIMARY KEY, tags TEXT)")
    raw.execute("CREATE TABLE change (id INTEGER PRIMARY KEY, at TEXT, rows TEXT)")
    raw.executemany("INSERT INTO commitment VALUES (?, '')", [(n + 1,) for n in range(duties)])
    return raw


def _edit(raw: sqlite3.Connection, number: int, tag: str) -> None:
    raw.execute("BEGIN IMMEDIATE")
    old = raw.execute("SELECT tags FROM commitment WHERE id = ?", (number,)).fetchone()[0]
    raw.execute("UPDATE commitment SET tags = ? WHERE id = ?", (tag, number))
    raw.execute("INSERT INTO change (at, rows) VALUES (?, ?)", (time.time(), f"{old} -> {tag}"))
    raw.execute("COMMIT")
