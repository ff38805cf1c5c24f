"""Telling a store that a disk has damaged from a bug of ours.

SQLite may still be able to read damaged pages, with meaningless values in them: then some value
fails somewhere on its way. The audit trail knows whether the rows are what was written.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from db.domain.errors import NOT_OURS, Busy, StoreProblem
from db.engine.errors import translate_db_errors
from db.engine.sqlite_reader import read_snapshot
from db.notify.lock_holders import held_by_others

MEANINGLESS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)
"""Errors that meaningless values lead to."""


@contextmanager
def translate_errors(engine: Engine) -> Iterator[None]:
    """Raise database errors, and damage to the store, in words for people.

    Any other error stays the bug that it is.

    Raises:
        AccordError: see `translate_db_errors`; after a lock timeout it names the lock's holder.
        StoreProblem: when its rows differ from its audit trail, or cannot be compared.
    """
    try:
        with translate_db_errors():
            yield
    except Busy as error:
        raise held_by_others(engine, error) from error
    except (DBAPIError, *MEANINGLESS) as error:
        if isinstance(error, DBAPIError) and _is_odd(engine):
            raise StoreProblem(
                "Something in the database refuses this. Nothing was changed.", NOT_OURS
            ) from error
        if not is_damaged(engine):
            raise
        raise StoreProblem(
            "The store is damaged: some of what is in it cannot be read.",
            "Keep the file, and restore a backup of it: accord backup --list",
        ) from error


def _is_odd(engine: Engine) -> bool:
    """Check whether it holds objects that accord did not make; False if that cannot be read."""
    from db.audit.schema_objects import oddities

    try:
        return bool(read_snapshot(engine, oddities))
    except (DBAPIError, *MEANINGLESS):
        return False


def is_damaged(engine: Engine) -> bool:
    """Check all of the store for torn pages, meaningless values and rows unlike the audit trail."""
    from db.queries.maintenance.health import (
        Health,
        Unreadable,
    )
    from db.queries.maintenance.verify import Verify

    try:
        # The trail says nothing of derived columns.
        if read_snapshot(engine, Unreadable().read) or read_snapshot(engine, Health().read).damage:
            return True
        return not read_snapshot(engine, Verify().read).fits
    except (DBAPIError, *MEANINGLESS):
        return True
