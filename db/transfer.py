"""A whole store copied into an empty one, on whichever database: rows, trail, digests and codes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, func, insert, select, update

from db import schema
from db.complaints import explained
from db.domain.errors import Refused, StoreProblem
from db.engine import (
    check_file,
    for_writing,
    give_numbers_after,
    last_numbers,
    open_engine,
    sqlite_path,
    store_url,
)
from db.files import bring_over, folder_of, folders_of, lying_in, place_of
from db.finding import no_store
from db.tables import metadata, report

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows came over."""

    changes: int
    commitments: int
    rows: int
    files: int = 0
    """Files attached to reports that were not at the target yet."""
    lacking: int = 0
    """Attached files that were nowhere to be found."""


def copy_store(origin: str, target: str, files: Path | None = None) -> Copied:
    """Copy the store at one path or URL to another, which is made if it is not there.

    `files`: where the files attached to reports shall lie; else where the target keeps its own.

    Raises:
        NoStore: where there is nothing to copy.
        Refused: where there is something already.
        StoreProblem: when either cannot be used, or files have no place to go to.
    """
    reading = open_engine(store_url(origin), read_only=True)
    writing = open_engine(store_url(target), read_only=False)
    try:
        if not _is_there(reading, origin):
            raise no_store(origin)
        if not _is_there(writing, target):
            schema.create(store_url(target), sqlite_path(store_url(target)))
        with explained():
            attached = _attached(reading)
            with writing.connect() as connection:
                _refuse_unless_empty(connection)
            # Files first, as when one is attached: no row ever names a file that is not there.
            brought = _bring_files(attached, origin, target, files)
            return replace(copy_all(reading, writing), **brought)
    finally:
        reading.dispose()
        writing.dispose()


def _attached(reading: Engine) -> frozenset[str]:
    """Digests of the files that reports ever had; those that were corrected away too."""
    with reading.connect() as connection:
        return frozenset(connection.scalars(select(report.c.file_digest).distinct())) - {""}


def _bring_files(
    attached: frozenset[str], origin: str, target: str, named: Path | None
) -> dict[str, int]:
    places = folders_of(origin)
    if not attached and not any(any(lying_in(place)) for place in places):
        return {}
    folder = named or folder_of(target)
    try:
        count = sum(bring_over(place, folder) for place in places if place != folder)
    except OSError as error:
        raise StoreProblem(
            f"The attached files cannot be copied to {folder}: {error.strerror or error}.",
            "Nothing was copied; make room, or name another folder with --files.",
        ) from error
    lacking = sum(not place_of(folder, digest).exists() for digest in attached)
    return {"files": count, "lacking": lacking}


def _is_there(engine: Engine, location: str) -> bool:
    """Whether there is a store with today's schema; anything else than none is refused."""
    path = sqlite_path(store_url(location))
    if path is not None and not check_file(path):
        return False
    with explained(), engine.connect() as connection:
        state = schema.compare(connection)
    schema.refuse_unless_current(state, location)
    return state is not schema.State.EMPTY


def copy_all(source: Engine, target: Engine) -> Copied:
    """Copy what `source` is at this moment into `target`, in one transaction on either side.

    The target has today's schema and nothing in it. Ids stay what they are, and numbers that were
    given once are not given again there either, so that the trail means the same in both.

    Raises:
        Refused: when there is something in the target already.
    """
    with (
        source.connect() as reading,
        reading.begin(),
        target.connect() as connection,
        for_writing(connection).begin(),
    ):
        _refuse_unless_empty(connection)
        counts = {
            table.name: _copy_rows(table, reading, connection) for table in metadata.sorted_tables
        }
        give_numbers_after(connection, _numbers(reading))
    return Copied(counts["change"], counts["commitment"], sum(counts.values()))


def _numbers(reading: Connection) -> dict[str, int]:
    """The highest number given in each table: by its sequence, or where it has none by its rows."""
    given = last_numbers(reading)
    for table in metadata.sorted_tables:
        highest = reading.execute(select(func.max(table.c.id))).scalar_one()
        if highest is not None:
            given[table.name] = max(highest, given.get(table.name, 0))
    return given


def _refuse_unless_empty(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise Refused(
                "There is something in that store already, and nothing is written over it.",
                "Copy into a new one.",
            )


def _copy_rows(table: Table, reading: Connection, writing: Connection) -> int:
    later = [column.name for column in table.c if _points_into_itself(table, column.name)]
    count = 0
    # A row may point to one with a higher number: those links follow when all rows are there.
    for some in _batches(reading, table):
        writing.execute(insert(table), [{**row, **dict.fromkeys(later)} for row in some])
        count += len(some)
    for name in later:
        _link(table, name, reading, writing)
    return count


def _points_into_itself(table: Table, name: str) -> bool:
    return any(key.column.table is table for key in table.c[name].foreign_keys)


def _batches(reading: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    rows = iter(
        reading.execution_options(yield_per=_AT_ONCE)
        .execute(select(table).order_by(table.c.id))
        .mappings()
    )
    while some := [dict(row) for row in islice(rows, _AT_ONCE)]:
        yield some


def _link(table: Table, name: str, reading: Connection, writing: Connection) -> None:
    column = table.c[name]
    rows = reading.execute(select(table.c.id, column).where(column.is_not(None))).all()
    if rows:
        statement = update(table).where(table.c.id == bindparam("this"))
        values = [{"this": row_id, "other": other} for row_id, other in rows]
        writing.execute(statement.values({name: bindparam("other")}), values)
