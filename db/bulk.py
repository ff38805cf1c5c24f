"""Many rows by one statement, handed to the driver as it takes them.

SQLAlchemy converts each value of each row; here a value that came before is not converted again,
which matters where ten thousand rows share a few hundred dates.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Insert, Update
from sqlalchemy.types import TypeEngine


@contextmanager
def no_cycles() -> Iterator[None]:
    """While rows by the thousand are made that hold no circles, Python need not look for any."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def write_many(
    connection: Connection,
    statement: Insert | Update,
    types: dict[str, TypeEngine[Any]],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Carry out a statement for each row; `types` names its parameters, in the rows' order.

    There is at least one row; moments in it are in UTC.
    """
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(types))
    columns = dict(zip(types, zip(*rows, strict=True), strict=True))
    given = {name: _converted(types[name], some, connection) for name, some in columns.items()}
    order: list[str] | None = getattr(compiled, "positiontup", None)
    if order is not None:  # SQLite counts its parameters, PostgreSQL names them
        counted = list(zip(*(given[name] for name in order), strict=True))
        connection.exec_driver_sql(str(compiled), counted)
    else:
        named = [dict(zip(given, row, strict=True)) for row in zip(*given.values(), strict=True)]
        connection.exec_driver_sql(str(compiled), named)


def _converted(kind: TypeEngine[Any], values: Sequence[Any], connection: Connection) -> list[Any]:
    dialect = connection.dialect
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return list(values)
    known = {each: process(each) for each in set(values)}
    return [known[each] for each in values]
