"""Holders of a lock that somebody waited for in vain."""

import os
import pwd
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from db.domain.errors import Busy
from db.engine.sqlite_reader import read_snapshot

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
"""Holders of the strongest locks on the store's tables: the blocking lock is among those."""
MOST = 3
"""Holders that are named."""


LOCKS = Path("/proc/locks")
"""Linux's list of file locks; other systems have none, nor has another container's."""


def held_by_others(engine: Engine, error: Busy) -> Busy:
    """The error with the lock's holders, where they can be found; they may have ended by now."""
    found: list[tuple[str, str]] = []
    with suppress(DBAPIError, OSError):
        found = list(_of_file(engine) if engine.dialect.name == "sqlite" else _of_server(engine))
    if not found:
        return error
    who = ", ".join(each for each, _ in found[:MOST])
    return Busy(
        f"The store is busy: {who}{', and others' if len(found) > MOST else ''}."
        " Nothing was changed.",
        f"Try again in a moment. {found[0][1]}",
    )


def _of_server(engine: Engine) -> Iterator[tuple[str, str]]:
    """Holders on the server, each with the way to end it."""
    for name, pid, table, mode in read_snapshot(engine, lambda line: line.execute(_HOLDERS).all()):
        ends = f"An owner can end it: SELECT pg_terminate_backend({pid})"
        yield f"{name} holds {table} ({mode}, server process {pid})", ends


def _of_file(engine: Engine) -> Iterator[tuple[str, str]]:
    """Holders of a write lock on the file or the files beside it, each with the way to end it."""
    from db.notify.presence import who

    path = str(engine.url.database)
    there = [os.stat(each) for each in (path, f"{path}-shm") if os.access(each, os.F_OK)]  # noqa: PTH116  as many as there are
    files = {
        f"{os.major(each.st_dev):02x}:{os.minor(each.st_dev):02x}:{each.st_ino}" for each in there
    }
    lines = map(str.split, LOCKS.read_text().splitlines())
    locks = [line for line in lines if line[1:4:2] == ["POSIX", "WRITE"] and line[5] in files]
    for pid in {line[4]: None for line in locks}:
        process = Path("/proc", pid)
        with suppress(OSError, KeyError):
            login = pwd.getpwuid(process.stat().st_uid).pw_name
            name = (process / "comm").read_text().strip()
            at_screens = [
                each.name for each in who(engine, tidies=False) if f"-{pid}-" in each.mark
            ]
            person = f"{at_screens[0]} at the screens, " if at_screens else ""
            yield f"{login} writes to it ({person}{name}, process {pid})", f"To end it: kill {pid}"
