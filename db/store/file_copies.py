"""Copies of an SQLite store: made while it is in use, verified, and limited in number.

A copy is one file that needs nothing beside it: it leaves WAL mode, so that it can be read from a
read-only disk.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from pendulum import DateTime

from db.domain.errors import StoreProblem
from db.engine.sqlite_reader import copy_into
from db.engine.url import sqlite_path, store_url

_UPGRADE = ".before-upgrade-"
_RESTORE = ".before-restore-"
UPGRADES_KEPT = 5
"""Copies made before upgrades that stay beside a store."""


def copies_of(location: str) -> tuple[Path, ...]:
    """The copies that upgrades left beside a store, the newest first."""
    path = sqlite_path(store_url(location))
    return () if path is None else tuple(named(path, _UPGRADE, path.parent))


def copy_before_upgrade(path: Path, now: DateTime) -> Path:
    """A consistent copy beside the store, named with the time (UTC) and verified by reading it.

    Raises:
        StoreProblem: when there is no room or permission for it; the store is left as it was.
    """
    try:
        return copy_beside(path, _UPGRADE, now, path.parent)
    except StoreProblem as error:
        raise StoreProblem(
            f"The store needs an upgrade, but no copy could be made first. {error.message}",
            f"Make room in {path.parent}; nothing was changed.",
        ) from error


def drop_old_copies(path: Path) -> tuple[Path, ...]:
    """Remove all but the newest few copies of upgrades, after a successful upgrade."""
    old = tuple(named(path, _UPGRADE, path.parent)[UPGRADES_KEPT:])
    for each in old:
        _drop(each)
    return old


def copy_before_restore(path: Path, now: DateTime) -> Path:
    """A copy as before an upgrade, made before something else takes the store's place.

    Raises:
        StoreProblem: when there is no room or permission for it.
    """
    return copy_beside(path, _RESTORE, now, path.parent)


def set_aside(path: Path, now: DateTime) -> Path:
    """Move a file that can no longer be read as a store away, with the files beside it.

    Raises:
        StoreProblem: when its folder may not be written.
    """
    aside = free_name(path, ".damaged-", now, path.parent)
    try:
        for ending in ("-wal", "-shm", ""):
            if (part := Path(f"{path}{ending}")).exists():
                part.replace(f"{aside}{ending}")
    except OSError as error:
        raise StoreProblem(
            f"{path} cannot be moved away: {error.strerror}.",
            "Move it yourself, or make its folder writable.",
        ) from error
    return aside


def named(path: Path, mark: str, folder: Path) -> list[Path]:
    """The copies of a store with this mark in their names, the newest first."""
    start = f"{path.stem}{mark}"
    there = folder.glob("*") if folder.is_dir() else iter(())
    found = [each for each in there if each.name.startswith(start) and each.suffix == path.suffix]

    def made(each: Path) -> tuple[str, int]:
        stamp, _, again = each.stem.removeprefix(start).partition("-")
        return stamp, int(again) if again.isdecimal() else 1

    return sorted(found, key=made, reverse=True)


def copy_beside(path: Path, mark: str, now: DateTime, folder: Path) -> Path:
    """A verified copy of a store in a folder, with a mark and the time (UTC) in its name.

    Raises:
        StoreProblem: when the store is damaged, or the folder has no room or may not be written.
    """
    part = folder / f".{path.stem}{mark}{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy_store(path, part)
        target = free_name(path, mark, now, folder)
        part.rename(target)
        _to_disk(folder)
    except (OSError, sqlite3.Error, UnicodeDecodeError) as error:
        # SQLite has kinds of this error for what else may be; and it may quote what is no text.
        if type(error) in (sqlite3.DatabaseError, UnicodeDecodeError):
            raise StoreProblem(
                f"The store is damaged, so no copy of it was made: {error}.",
                "accord doctor says more; accord backup --list names older copies.",
            ) from error
        raise StoreProblem(
            f"No copy of the store could be made in {folder}: {error}. Nothing was changed.",
            "Make room there, or make the folder writable.",
        ) from error
    finally:
        _drop(part)
    return target


def _drop(part: Path) -> None:
    """Remove a file and SQLite's files beside it; a failure does no harm."""
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{part}{ending}").unlink(missing_ok=True)


def free_name(path: Path, mark: str, now: DateTime, folder: Path) -> Path:
    """An unused name made of a file, a mark and the time (UTC)."""
    stamp = now.in_timezone("UTC").strftime("%Y%m%dT%H%M%SZ")
    names = (f"{path.stem}{mark}{stamp}{again}{path.suffix}" for again in _again())
    return next(folder / name for name in names if not (folder / name).exists())


def _again() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))


def copy_store(path: Path, target: Path) -> None:
    """Copy a store that is in use; the copy is complete and on the disk when this returns.

    Raises:
        sqlite3.Error: when the store cannot be read, is damaged, or there is no room.
        OSError: when the target may not be written.
    """
    target.touch(mode=0o600)
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy_into(path, copy)
        found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        copy.execute("PRAGMA journal_mode=DELETE")
    _to_disk(target)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
