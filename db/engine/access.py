"""Access to a store: its existence, this person's permissions, and the reasons for a refusal."""

import os
import stat
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from db.domain.errors import StoreProblem
from db.domain.parsing.path import refuse_no_name
from db.engine.postgres import follows, is_several, only_follows
from db.engine.sqlite_files import is_in_use

NOT_PERMITTED = "You may read this store, but not change it.", "Ask its owner for access."
READ_ONLY_DISK = (
    "The disk that the store lies on can only be read now.",
    "Mount it for writing, then start accord again.",
)
FOLLOWS = (
    "The store can only be read now: its server follows another one.",
    "Try again when one that writes is there.",
)
"""Reason and remedy when a store opens read-only without a request for that."""
_MAGIC = b"SQLite format 3\x00"


def check_file(path: Path) -> bool:
    """Check whether a store's file exists, is a store, and may be read.

    Raises:
        StoreProblem: with what is wrong with it and what to do.
    """
    refuse_no_name(str(path))
    try:
        found = path.stat()
        if is_in_use(found) and os.access(path, os.R_OK):
            return True  # looked at when it was opened
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise StoreProblem(f"{path} is not a file.", "Name another one with --store.")
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except FileNotFoundError:
        return False
    except IsADirectoryError as error:
        raise StoreProblem(
            f"{path} is a folder.", f"Name a file in it: {path / 'accord.db'}"
        ) from error
    except PermissionError as error:
        raise StoreProblem(
            f"{path} may not be read by you.", "Ask its owner for access."
        ) from error
    except OSError as error:
        raise StoreProblem(
            f"{path} cannot be read: {error.strerror}.", "Name another one with --store."
        ) from error
    if start and start != _MAGIC:
        raise StoreProblem(f"{path} is not an accord store.", "Name another file with --store.")
    return bool(start)


def may_write(path: Path) -> bool:
    """Check whether this person may change the store and its write-ahead log, or create it."""
    if not os.access(path, os.F_OK):
        return True
    beside = (Path(f"{path}{end}") for end in ("-wal", "-shm"))
    needed = (each if os.access(each, os.F_OK) else path.parent for each in beside)
    return all(os.access(each, os.W_OK) for each in (path, *needed))


def why_only_read(path: Path) -> tuple[str, str] | None:
    """Reason why this person can only read the store, and the remedy; None when they can write."""
    if may_write(path):
        return None
    return READ_ONLY_DISK if os.statvfs(path).f_flag & os.ST_RDONLY else NOT_PERMITTED


def why_not_write(connection: Connection) -> tuple[str, str] | None:
    """Reason why nobody, or not this role, may add to the audit trail, as every change does."""
    if connection.dialect.name == "sqlite":
        return None
    if follows(connection):
        return FOLLOWS
    asked = text("SELECT has_table_privilege('change', 'INSERT')")
    return None if connection.execute(asked).scalar_one() else NOT_PERMITTED


def reads_only_now(engine: Engine) -> bool:
    """Check whether no primary could be reached, but a standby that readers may use."""
    return engine.dialect.name != "sqlite" and is_several(engine.url) and only_follows(engine)
