"""The most pressing order where an index keeps what has no value last, as PostgreSQL's do.

In the list it comes first, on every database. But what has no value does so all along a stretch of
the order, so each stretch by itself can be walked along the index; only those before are counted.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from db import tables as t
from db.queries.conditions import Condition

_C = t.commitment.c
_CLOSED = 3
MOST = 1_000
"""Rows that a window may have to be walked to in this way; for more, all are put in order."""
STRETCHES: tuple[tuple[Condition, ...], ...] = (
    *((_C.band == band,) for band in range(_CLOSED)),
    (_C.band == _CLOSED, _C.due_at.is_(None)),
    (_C.band == _CLOSED, _C.due_at.is_not(None)),
)
"""Parts of the order by band, due instant and number: in none some have an instant, some not."""


def window(
    connection: Connection, holds: list[Condition], offset: int, limit: int, *, descending: bool
) -> list[int]:
    """The numbers of `limit` commitments from `offset` on, of those that meet the conditions."""
    found: list[int] = []
    for stretch in STRETCHES[::-1] if descending else STRETCHES:
        within = [*holds, *stretch]
        if offset:
            count = select(func.count()).select_from(t.commitment).where(*within)
            there = connection.execute(count).scalar_one()
            if there <= offset:
                offset -= there
                continue
        found += _walk(connection, within, offset, limit - len(found), descending=descending)
        offset = 0
        if len(found) == limit:
            break
    return found


def _walk(
    connection: Connection, within: list[Condition], offset: int, limit: int, *, descending: bool
) -> Iterator[int]:
    keys = (_C.band, _C.due_at, _C.id)
    order = [key.desc() if descending else key.asc() for key in keys]
    ids = select(_C.id).where(*within).order_by(*order).offset(offset).limit(limit)
    return iter(connection.scalars(ids))
