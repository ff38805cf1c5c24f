"""Restoring a backup in a store's place: only a verified one, and never without a copy."""

import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pendulum import DateTime
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from db import tables as t
from db.admin.backup import files_beside, store_file
from db.attachments import bring_over, folder_of
from db.audit.schema_objects import SchemaDifference, oddities
from db.domain.errors import Refused, StoreProblem
from db.engine.access import check_file
from db.engine.factory import open_engine
from db.engine.sqlite_reader import read_only_uri
from db.engine.url import store_url
from db.projections import refresh
from db.queries.maintenance.health import Health, Report
from db.queries.maintenance.verify import Verdict, Verify
from db.store import schema_version
from db.store.corruption import MEANINGLESS
from db.store.file_copies import copy_before_restore, copy_store, set_aside

_ODD = "it is not made as accord makes a store: {}"
_ALTERED = "somebody altered it, and its trail does not fit"
_LIST = "accord backup --list names those there are."


@dataclass(frozen=True, slots=True)
class Restored:
    """Contents of the backup, and the path of the earlier store's copy (None: no store)."""

    health: Report
    before: Path | None


def restore(location: str, backup: Path, now: DateTime) -> Restored:
    """Replace the store with the backup. Programs that have it open see the change.

    A backup with an older schema is upgraded first, in a copy of its own.

    Raises:
        Refused: when the backup fails verification; the store is as it was.
        StoreProblem: when the store cannot be written, or no copy of it could be made first.
    """
    path = store_file(location)
    try:
        if backup.exists() and path.exists() and backup.samefile(path):
            raise Refused(f"{backup} is the store itself.", _LIST)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".accord-restore-") as folder:
            work = Path(folder) / "restored.db"
            health = _vouched_for(backup, work, now)
            before = _copy_of(path, now)
            bring_over(files_beside(backup, path), folder_of(location))
            _write_over(path, work)
    except OSError as error:
        raise StoreProblem(
            f"{path} cannot be restored: {error.strerror}.", "Look at its folder's permissions."
        ) from error
    return Restored(health, before)


def why_refused(location: str) -> str:
    """Reason why `restore` would refuse a fresh copy at this path or URL; empty if it would not."""
    engine = open_engine(store_url(location), read_only=True)
    try:
        with engine.connect() as connection, connection.begin():
            if schema_version.compare(connection) is not schema_version.State.CURRENT:
                return ""
            if found := oddities(connection):
                return _ODD.format(_named(found))
            return "" if Verify().read(connection).fits else _ALTERED
    except (StoreProblem, DBAPIError, *MEANINGLESS):
        return "it is damaged"
    finally:
        engine.dispose()


def _named(found: Iterable[SchemaDifference]) -> str:
    return ", ".join(
        f"{each}{' (missing)' * each.missing}{' (altered)' * each.altered}" for each in found
    )


def _vouched_for(backup: Path, work: Path, now: DateTime) -> Report:
    """Contents of the backup, after checking every page, link, date and change of its copy."""
    try:
        if not check_file(backup):
            raise Refused(f"There is no backup {backup}.", _LIST)
        copy_store(backup, work)
        health, verdict = _health(work, now)
    except (StoreProblem, sqlite3.Error) as error:
        _refuse_no_room(error, backup, work)
        raise Refused(f"{backup} is not restored: {error}", _LIST) from error
    except (DBAPIError, *MEANINGLESS) as error:
        _refuse_no_room(getattr(error, "orig", error), backup, work)
        raise Refused(f"{backup} is not restored: it is damaged.", _LIST) from error
    wrong = health.damage or ", ".join(health.strays or health.outdated)
    if wrong:
        raise Refused(f"{backup} is not restored, since it is damaged: {wrong}.", _LIST)
    if verdict.oddities:
        raise Refused(
            f"{backup} is not restored: {_ODD.format(_named(verdict.oddities))}.",
            f"accord doctor --store {backup} says more.",
        )
    if not verdict.fits:
        raise Refused(
            f"{backup} is not restored: {_ALTERED}.",
            f"accord verify --store {backup} names what.",
        )
    return health


def _refuse_no_room(error: BaseException | None, backup: Path, work: Path) -> None:
    """Refuse for lack of room: such an error is no fault of the backup."""
    if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        raise StoreProblem(
            f"{backup} is not restored: the disk is full or failed.",
            f"Make room in {work.parent.parent}; nothing was changed.",
        ) from error


def _health(work: Path, now: DateTime) -> tuple[Report, Verdict]:
    """Contents of the copy, and the verdict on its audit trail."""
    engine = open_engine(store_url(str(work)), read_only=False)
    try:
        with engine.connect() as connection:
            state = schema_version.compare(connection)
        if state is schema_version.State.OLDER:
            schema_version.upgrade(engine, None, now)
        else:
            schema_version.refuse_unless_current(state, str(work))
        with engine.connect() as connection, connection.begin():
            verdict = Verify().read(connection)  # before anything is written
            return _derived_again(connection), verdict
    finally:
        engine.dispose()


def _derived_again(connection: Connection) -> Report:
    """Contents of the copy, after dates that an older accord derived differently are corrected."""
    found = Health().read(connection)
    if found.damage or not found.outdated:
        return found
    c = t.commitment.c
    ids = select(c.id).where(c.code.in_(found.outdated))
    refresh.date_again(connection, connection.scalars(ids).all())
    return Health().read(connection)


def _copy_of(path: Path, now: DateTime) -> Path | None:
    """Keep the present store: copy it, or move the file aside if it can no longer be read."""
    if not path.exists():
        return None
    return copy_before_restore(path, now) if _is_whole(path) else set_aside(path, now)


def _is_whole(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{read_only_uri(path)}?mode=ro", uri=True)) as found:
            return bool(found.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # SQLite may quote what is no text
        return False


def _write_over(path: Path, work: Path) -> None:
    # Page by page into the file that is there: who has it open goes on with what is new.
    try:
        if not path.exists():
            path.touch(mode=0o600)
        with closing(sqlite3.connect(work)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise StoreProblem(
            f"The store could not be written: {error}.", "Close what else uses it; try again."
        ) from error
