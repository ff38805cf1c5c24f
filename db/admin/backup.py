"""Backups of an SQLite store, with the files attached to its reports; limited in number."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from pendulum import DateTime

from db.attachments import bring_over, folder_of
from db.domain.errors import AccordError, Refused, StoreProblem
from db.engine.access import check_file
from db.engine.url import no_store, sqlite_path, store_url
from db.store.file_copies import copy_beside, named

_BACKUP = ".backup-"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """The new backup, and the old ones that were removed for it."""

    path: Path
    dropped: tuple[Path, ...]


def back_up(
    location: str, now: DateTime, *, folder: Path | None = None, keep: int | None = None
) -> BackedUp:
    """Make a verified copy of a store in use, beside it or in `folder`.

    Attached files that `folder` lacks are copied there too.

    `keep`: number of this store's backups to leave there; the oldest are removed. None: all stay.

    Raises:
        NoStore: when there is none.
        StoreProblem: when the store or the place for the copy cannot be used. No backup that was
            there before is taken away then.
        Refused: for a store that is no file.
    """
    path = store_file(location)
    if not check_file(path):
        raise no_store(location)
    made = copy_beside(path, _BACKUP, now, folder or path.parent)
    if folder is not None:
        _bring_files(location, made, path)
    old = named(path, _BACKUP, folder or path.parent)[keep:] if keep else []
    for each in old:
        each.unlink(missing_ok=True)
    return BackedUp(made, tuple(old))


def _bring_files(location: str, made: Path, path: Path) -> None:
    """Copy the attached files too, or make no backup at all: a partial one would seem complete."""
    try:
        bring_over(folder_of(location), files_beside(made, path))
    except (OSError, AccordError) as error:
        made.unlink(missing_ok=True)
        raise StoreProblem(
            f"The attached files could not be copied: {error}", "No backup was made."
        ) from error


def files_beside(backup: Path, store: Path) -> Path:
    """Folder of the attached files for the backups of a store in some folder."""
    return backup.with_name(f"{store.name}.files")


def backups_of(location: str, folder: Path | None = None) -> tuple[Path, ...]:
    """The backups of a store beside it, or in `folder`, the newest first."""
    path = sqlite_path(store_url(location))
    return () if path is None else tuple(named(path, _BACKUP, folder or path.parent))


def listed(location: str, folder: Path | None = None) -> tuple[Path, ...]:
    """The backups as in `backups_of`, for a listing.

    Raises:
        NoStore: where there is neither a store nor a backup of one.
        Refused: for a store that is no file.
    """
    path = store_file(location)
    found = backups_of(location, folder)
    if not found and not path.exists():
        raise no_store(location)
    return found


def store_file(location: str) -> Path:
    """The file of an SQLite store.

    Raises:
        Refused: when the store is no file.
    """
    path = sqlite_path(store_url(location))
    if path is None:
        raise Refused(
            "A store on PostgreSQL is no file: its server's own programs back it up.",
            by_hand(location),
        )
    return path


def by_hand(location: str) -> str:
    """Commands for an owner of a store on PostgreSQL to back it up and to restore it."""
    database = str(store_url(location).database)
    dump, name = shlex.quote(f"{database}.dump"), shlex.quote(database)
    return (
        f"pg_dump --format=custom --file={dump} {name} makes a backup, and"
        f" pg_restore --clean --dbname={name} {dump} puts it back."
    )
