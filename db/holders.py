"""Who holds what somebody waited for in vain on PostgreSQL."""

from contextlib import suppress

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from db.domain.errors import Busy
from db.readers import answer

_HOLDERS = text("""
WITH held AS (
    SELECT l.pid, l.mode, c.relname, array_position(ARRAY['AccessShareLock', 'RowShareLock',
        'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock',
        'ExclusiveLock', 'AccessExclusiveLock'], l.mode) AS rank
    FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
    WHERE l.granted AND l.pid <> pg_backend_pid() AND c.relkind = 'r'
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND c.relnamespace = current_schema()::regnamespace
)
SELECT DISTINCT ON (pid) coalesce(a.usename, 'somebody'), pid, h.relname, h.mode
FROM held h JOIN pg_stat_activity a USING (pid)
WHERE h.rank = (SELECT max(rank) FROM held) ORDER BY pid, h.relname
""")
"""Of all locks on tables of the store the strongest: what is waited for is among those."""
MOST = 3
"""Holders that are named."""


def held_by_others(engine: Engine, error: Busy) -> Busy:
    """The same with who holds what, where the server says so; they may have ended by now."""
    if engine.dialect.name == "sqlite":
        return error
    found = []
    with suppress(DBAPIError):
        found = list(answer(engine, lambda connection: connection.execute(_HOLDERS).all()))
    if not found:
        return error
    who = ", ".join(
        f"{name} holds {table} ({mode}, server process {pid})"
        for name, pid, table, mode in found[:MOST]
    )
    return Busy(
        f"The store is busy: {who}{', and others' if len(found) > MOST else ''}."
        " Nothing was changed.",
        f"Try again in a moment. An owner can end it: SELECT pg_terminate_backend({found[0][1]})",
    )
