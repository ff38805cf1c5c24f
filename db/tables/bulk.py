"""Statements compiled once, with rows in the form that the driver takes.

SQLAlchemy compiles a statement each time, and converts each value of each row. Here a statement is
compiled once, and a repeated value is not converted again. That matters in every edit, and where
ten thousand rows share a few hundred dates.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.types import TypeEngine


@contextmanager
def no_cycles() -> Iterator[None]:
    """Pause garbage collection while thousands of rows without reference cycles are made."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


@lru_cache(maxsize=64)
def select_by_id(table: Table) -> Select[*tuple[Any, ...]]:
    """The query for the row with the number `this`."""
    return select(table).where(table.c.id == bindparam("this", type_=table.c.id.type))


@lru_cache(maxsize=64)
def by_code(table: Table) -> Select[*tuple[Any, ...]]:
    """The query for the row with the code `this`."""
    return select(table).where(table.c.code == bindparam("this", type_=table.c.code.type))


@lru_cache(maxsize=256)
def setting(table: Table, names: tuple[str, ...]) -> Update:
    """The statement that sets these columns of the row with the number `this`."""
    values = {name: bindparam(name, type_=table.c[name].type) for name in names}
    this = bindparam("this", type_=table.c.id.type)
    return update(table).where(table.c.id == this).values(values)


@lru_cache(maxsize=256)
def insert_statement(table: Table, names: tuple[str, ...]) -> Insert:
    """The statement that adds a row with these columns, without returning its number."""
    values = {name: bindparam(name, type_=table.c[name].type) for name in names}
    return insert(table).inline().values(values)


def set_many(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Set these columns of many rows; each is given as its number, then the values."""
    types = {"this": table.c.id.type} | {name: table.c[name].type for name in names}
    _write(connection, setting(table, tuple(names)), types, rows)


def add_many(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Add many rows of these columns."""
    types = {name: table.c[name].type for name in names}
    _write(connection, insert_statement(table, tuple(names)), types, rows)


def _write(
    connection: Connection,
    statement: Insert | Update,
    types: dict[str, TypeEngine[Any]],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Run the statement for each row; there is at least one, and its moments are in UTC."""
    sql, order = _written(statement, connection.dialect)
    columns = dict(zip(types, zip(*rows, strict=True), strict=True))
    given = {name: _converted(types[name], some, connection) for name, some in columns.items()}
    if order is not None:
        counted = list(zip(*(given[name] for name in order), strict=True))
        connection.exec_driver_sql(sql, counted)
    else:
        named = [dict(zip(given, row, strict=True)) for row in zip(*given.values(), strict=True)]
        connection.exec_driver_sql(sql, named)


@lru_cache(maxsize=256)
def _written(statement: Insert | Update, dialect: Dialect) -> tuple[str, list[str] | None]:
    """Compiled SQL, and the order of its parameters where they have no names (SQLite's)."""
    compiled = statement.compile(dialect=dialect)
    order: list[str] | None = getattr(compiled, "positiontup", None)
    return str(compiled), order


def _converted(kind: TypeEngine[Any], values: Sequence[Any], connection: Connection) -> list[Any]:
    dialect = connection.dialect
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return list(values)
    # By which object it is: what comes again is most often the very same, and a moment's own
    # comparison takes longer than to convert it.
    known = {id(each): each for each in values}
    done = {number: process(each) for number, each in known.items()}
    return [done[id(each)] for each in values]
