"""How reads take longer as a team's store grows: one store on PostgreSQL, measured at each size.

Its rows are copied in without their indexes, which are made again afterwards, so that a million
commitments are there in minutes. While questions are asked, somebody changes titles all the time.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from enum import Enum
from statistics import median
from threading import Event
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Table

from db.clock import system_clock
from db.commands.commitments import EditCommitment
from db.domain.filters.parser import parse_filter
from db.domain.history_point import Point
from db.engine.factory import for_writing, give_numbers_after, open_engine
from db.engine.url import sqlite_path, store_url
from db.protocols import Query
from db.queries.boards.overview import Overview
from db.queries.boards.scoreboard import Scoreboard
from db.queries.boards.timeline import Bars, Groups
from db.queries.commitments.list import CommitmentWindow, Total
from db.queries.history.changes import LastChange
from db.store import schema_version
from db.store.store import Store
from tests.bench.stores import Row, duties, whose
from tests.postgresql import Server

STEPS = (10_000, 100_000)
"""Sizes at which a store is looked at on its way to the one that was asked for."""
COPIED = 100_000
"""Commitments up to which the past is looked at, which takes a copy of the store."""
PATIENCE, TIMES = 6.0, 15
"""Seconds for which one question is asked again, and how often at most."""


def sizes_to(rows: int) -> list[int]:
    """Where a store that grows to so many commitments is measured."""
    return [*(size for size in STEPS if size < rows), rows]


def measure(server: Server, rows: int) -> Iterator[str]:
    """One line a figure, for each size on the way."""
    database = server.new_database()
    location = server.url(database)
    schema_version.create(store_url(location), sqlite_path(store_url(location)))
    with psycopg.connect(host=server.folder, user="postgres", dbname=database) as connection:
        _copy_in(connection, whose(rows))
    there = 0
    for size in sizes_to(rows):
        begun = time.monotonic()
        with psycopg.connect(host=server.folder, user="postgres", dbname=database) as connection:
            _grow(connection, there, size)
        _count_on(location, size)
        server.run(database, "VACUUM ANALYZE")
        there = size
        yield f"{size:>8} rows  made in {time.monotonic() - begun:.0f} s"
        for line in _looked_at(location, size):
            yield f"{size:>8} rows  {line}"


def _grow(connection: psycopg.Connection, there: int, size: int) -> None:
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes"
        " WHERE schemaname = current_schema() AND indexname LIKE 'ix%'"
    ).fetchall()
    for name, _ in found:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    _copy_in(connection, duties(there + 1, size))
    for _, definition in found:
        connection.execute(definition)


def _copy_in(connection: psycopg.Connection, made: Iterator[tuple[Table, list[Row]]]) -> None:
    # What the rows point to is there: that need not be looked up for each of millions.
    connection.execute("SET LOCAL session_replication_role = replica")
    for table, rows in made:
        names = tuple(rows[0])
        copy_in = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
        )
        with connection.cursor() as cursor, cursor.copy(copy_in) as copy:
            for row in rows:
                copy.write_row([_plain(row[name]) for name in names])


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _count_on(location: str, size: int) -> None:
    """New rows get the numbers after those that were copied in."""
    engine = open_engine(store_url(location), read_only=False)
    with engine.connect() as connection, for_writing(connection).begin():
        give_numbers_after(connection, {"commitment": size, "deadline": size, "report": size})
    engine.dispose()


def _looked_at(location: str, size: int) -> Iterator[str]:
    ended = Event()
    with ThreadPoolExecutor(1) as pool:
        begun = time.monotonic()
        writing = pool.submit(_write, location, ended)
        try:
            with closing(Store.open(location, actor="reviewer", read_only=True)) as store:
                yield from _questions(store, size)
        finally:
            ended.set()
        changes = writing.result()
    yield f"{'one writer, changes a second':<36} {changes / (time.monotonic() - begun):6.1f}"


def _write(location: str, ended: Event) -> int:
    changes = 0
    with closing(Store.open(location, actor="writer")) as store:
        while not ended.is_set():
            changes += 1
            code = f"B1-{1 + changes % 1000}"
            store.do(EditCommitment(code, {"title": f"Step {changes} of the writer"}))
    return changes


def _questions(store: Store, size: int) -> Iterator[str]:
    now = system_clock()
    late, words = parse_filter("party:P7 overdue"), parse_filter('"schools of the lake"')
    questions: dict[str, Query[Any]] = {
        "list, first screenful": CommitmentWindow(now, limit=40),
        "list, screenful in the middle": CommitmentWindow(now, offset=size // 2, limit=40),
        "list, last screenful": CommitmentWindow(now, offset=size - 40, limit=40),
        "filter by party and overdue": CommitmentWindow(now, late, limit=40),
        "filter by party and overdue, counted": Total(now, late),
        "filter by words": CommitmentWindow(now, words, limit=40),
        "filter by words, counted": Total(now, words),
        "Overview": Overview(now),
        "scoreboard": Scoreboard(now),
        "timeline, first screenful": Bars(now, limit=40),
        "timeline, its groups": Groups(now),
    }
    for name, query in questions.items():
        yield _took(name, _times(store, query))
    if size <= COPIED:
        last = store.ask(LastChange())
        for which in ("first", "second"):
            begun = time.monotonic()
            store.as_of(Point(now, max(last - 100, 0), last)).close()
            yield _took(f"as of 100 changes ago, {which} look", [time.monotonic() - begun])


def _times(store: Store, query: Query[Any]) -> list[float]:
    until, took = time.monotonic() + PATIENCE, list[float]()
    while len(took) < TIMES and (begun := time.monotonic()) < until:
        store.ask(query)
        took.append(time.monotonic() - begun)
    return took


def _took(name: str, times: list[float]) -> str:
    return f"{name:<36} p50 {median(times) * 1e3:6.0f} ms, most {max(times) * 1e3:6.0f}"
