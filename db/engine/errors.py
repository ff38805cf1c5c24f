"""Database errors in words for people."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from db.domain.errors import AccordError, BadInput, Busy, NoRight, StoreAway, StoreProblem
from db.engine.postgres_errors import why

_NO_ROOM_BESIDE = (
    "The store cannot be used: its folder may not be written, and even readers keep files in it.",
    "Ask for access to the folder, or work with a copy of the store.",
)
_MISSING = "A table of the store is missing."
_LOOK = "accord doctor says which, and what to do."
_SQLITE_WORDS: dict[str, tuple[str, str]] = {
    "SQLITE_BUSY": (
        "The store is busy: another program holds its file, and the system does not say which.",
        "Try again in a moment. An administrator can ask who has the file open: fuser, or lsof",
    ),
    "SQLITE_LOCKED": ("The store is locked by another program.", "Try again in a moment."),
    "SQLITE_READONLY_DIRECTORY": _NO_ROOM_BESIDE,
    "SQLITE_READONLY_CANTINIT": _NO_ROOM_BESIDE,
    "SQLITE_READONLY": (
        "The store may only be read. Nothing was changed.",
        "Ask whoever keeps it for the right to write.",
    ),
    "SQLITE_AUTH": (
        "The store may only be read. Nothing was changed.",
        "Ask whoever keeps it for the right to write.",
    ),
    "SQLITE_FULL": ("The disk is full. Nothing was changed.", "Make room, then try again."),
    "SQLITE_CANTOPEN": ("The store cannot be opened.", "Look at its folder's permissions."),
    "SQLITE_NOTADB": ("The file is not an accord store.", "Name another one with --store."),
    "SQLITE_CORRUPT": ("The store is damaged.", "Keep the file, and restore a backup of it."),
    "SQLITE_IOERR": (
        "The disk under the store failed, is full, or can only be read now. Nothing was changed.",
        "Look at it (df, mount), then try again.",
    ),
    "SQLITE_PERM": ("You may not open the store.", "Ask its owner for access."),
}


_POSTGRESQL_WORDS: dict[str, tuple[str, str]] = {
    "25006": (
        "The store may only be read. Nothing was changed.",
        "Ask whoever keeps it for the right to write.",
    ),
    "42P01": (_MISSING, _LOOK),
    "42501": ("You may not do this in the store.", "Ask whoever keeps it for the right."),
    "28": ("The store's server refuses you.", "Look at the name and password in --store."),
    "3D000": ("There is no such database.", "Look at its name in --store."),
    "40": ("Somebody else was writing the same.", "Try again."),
    "53100": ("The server's disk is full. Nothing was changed.", "Make room, then try again."),
    "53300": ("The store's server has no room for one more.", "Try again in a moment."),
    "54": ("A text is longer than the store's server keeps. Nothing was changed.", "Shorten it."),
    "55P03": ("The store is busy: somebody else is writing.", "Try again in a moment."),
    "57P": ("The store's server is stopping or starting.", "Try again in a moment."),
    "57": ("The store's server broke it off. Nothing was changed.", "Try again in a moment."),
    "08": ("The line to the store's server broke.", "Try again in a moment."),
}
"""Sentences by the first characters of SQLSTATE, which PostgreSQL documents."""
_KINDS: dict[str, type[StoreProblem]] = {
    "57P": StoreAway,
    "08": StoreAway,
    "42501": NoRight,
    "55P03": Busy,
    "SQLITE_BUSY": Busy,
}
"""Error types for a lost connection, a missing permission, and a lock timeout."""


def explain(error: DBAPIError) -> AccordError | None:
    """Turn a database error into a sentence for people; None where it is a bug of ours."""
    original: Any = error.orig
    name = getattr(original, "sqlite_errorname", "") or ""
    for prefix, (message, hint) in _SQLITE_WORDS.items():
        if name.startswith(prefix):
            return _KINDS.get(prefix, StoreProblem)(message, hint)
    if name == "SQLITE_ERROR" and "no such table" in str(original):
        return StoreProblem(_MISSING, _LOOK)
    state = getattr(original, "sqlstate", None)
    for prefix, (message, hint) in _POSTGRESQL_WORDS.items():
        if state is not None and state.startswith(prefix):
            return _KINDS.get(prefix, StoreProblem)(message, hint)
    if isinstance(error, DataError) and "(0x00)" in str(original):
        return _unkeepable()
    unreachable = isinstance(error, OperationalError) and hasattr(original, "sqlstate")
    if error.connection_invalidated or (unreachable and state is None):
        return why(str(original))
    return None


@contextmanager
def translate_db_errors() -> Iterator[None]:
    """Raise the database's errors as errors for people."""
    try:
        yield
    except DBAPIError as error:
        raise explain(error) or error from error
    except NoneFree as error:  # the pool's: all its connections wait for a silent server
        raise StoreAway("The store does not answer.", "Try again in a moment.") from error
    except UnicodeEncodeError as error:
        raise _unkeepable() from error


def _unkeepable() -> BadInput:
    """Error for a text that no store can keep (db/tables/text_rules.py)."""
    return BadInput(
        "A text has a character in it that cannot be kept.",
        hint="Type it again: half a character was pasted, or it is not UTF-8.",
    )
