"""Copies of an SQLite store."""

import sqlite3
from contextlib import closing
from pathlib import Path

from pendulum import DateTime

from db.domain.errors import StoreProblem
from db.engine import check_file, read_only_uri, sqlite_path, store_url

_MARK = ".before-upgrade-"


def copies_of(location: str) -> tuple[Path, ...]:
    """The copies that upgrades left beside a store, the newest first."""
    path = sqlite_path(store_url(location))
    if path is None:
        return ()
    beside = path.parent.glob("*")
    start = f"{path.stem}{_MARK}"
    return tuple(sorted((each for each in beside if each.name.startswith(start)), reverse=True))


def copy_before_upgrade(path: Path, now: DateTime) -> Path:
    """A consistent copy next to the store, named with the moment (UTC), checked by opening it.

    Raises:
        StoreProblem: when there is no room or permission for it; the store is left as it was.
    """
    stamp = now.in_timezone("UTC").format("YYYYMMDD[T]HHmmss[Z]")
    target = path.with_name(f"{path.stem}{_MARK}{stamp}{path.suffix}")
    try:
        _copy(path, target)
    except (OSError, sqlite3.Error) as error:
        target.unlink(missing_ok=True)
        raise StoreProblem(
            f"The store needs an upgrade, but no copy could be made first: {error}.",
            f"Make room in {path.parent}; nothing was changed.",
        ) from error
    check_file(target)
    return target


def _copy(path: Path, target: Path) -> None:
    target.touch(mode=0o600)
    with (
        closing(sqlite3.connect(f"{read_only_uri(path)}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        found = copy.execute("PRAGMA quick_check").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)
