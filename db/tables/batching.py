"""Queries for many rows, in batches of ids that fit one statement."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Result, Select, bindparam

K = TypeVar("K", int, str)
Ts = TypeVarTuple("Ts")
BATCH = 500
"""Ids in one IN (…): every database accepts that many parameters."""
WIDE = 5_000
"""Ids in one query about nothing else: every database accepts that many."""


def batches(ids: Iterable[K], size: int = BATCH) -> Iterator[list[K]]:
    """The ids or codes in batches that fit one query."""
    rest = iter(sorted(set(ids)))
    while group := list(islice(rest, size)):
        yield group


def by_ids(
    query: Select[*Ts], column: ColumnElement[Any]
) -> Callable[[Connection, Collection[int]], Result[*Ts]]:
    """The query, prepared once, for any ids; beyond one batch the result may hold further rows.

    For many ids close together the database gets only the ends: a long IN (…) takes longer to
    write than to answer.
    """
    these = query.where(column.in_(bindparam("ids", expanding=True)))
    between = query.where(column.between(bindparam("first"), bindparam("last")))

    def ask(connection: Connection, ids: Collection[int]) -> Result[*Ts]:
        if len(ids) > BATCH and max(ids) - min(ids) < 2 * len(ids):
            return connection.execute(between, {"first": min(ids), "last": max(ids)})
        return connection.execute(these, {"ids": ids})

    return ask
