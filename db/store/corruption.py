"""Telling a store that a disk spoilt from a mistake of ours.

What a disk spoilt may still be pages that SQLite can read, with values in them that mean nothing:
then some value fails somewhere on its way. The trail knows whether the rows are what was written.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from db.domain.errors import NOT_OURS, Busy, StoreProblem
from db.engine.errors import explained
from db.engine.sqlite_reader import answer
from db.notify.lock_holders import held_by_others

MEANINGLESS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)
"""What a value leads to that nobody wrote."""


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """What the database complains of, or that the store is damaged, in words for people.

    Anything else stays the mistake that it is.

    Raises:
        AccordError: as `explained`; who holds what was waited for in vain is named.
        StoreProblem: when its rows are not what its trail says, or cannot even be compared.
    """
    try:
        with explained():
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
    """Whether something stands in it that accord did not make; not if that cannot be read."""
    from db.audit.schema_objects import oddities

    try:
        return bool(answer(engine, oddities))
    except (DBAPIError, *MEANINGLESS):
        return False


def is_damaged(engine: Engine) -> bool:
    """Whether pages are torn, values mean nothing, or rows are not what the trail left.

    Looks at all of it.
    """
    from db.queries.maintenance.health import (
        Health,
        Unreadable,
    )
    from db.queries.maintenance.verify import Verify

    try:
        # The trail says nothing of derived columns.
        if answer(engine, Unreadable().read) or answer(engine, Health().read).damage:
            return True
        return not answer(engine, Verify().read).fits
    except (DBAPIError, *MEANINGLESS):
        return True
