"""Files attached to reports: kept beside the store, named by the SHA-256 of their contents.

A file is written completely before the report that names it, and never changed or removed later.
Equal contents have equal names, so nothing is kept twice and no file can be replaced unnoticed.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from db.domain.bounds import LARGEST_FILE
from db.domain.errors import BadInput, NotFound, StoreProblem
from db.domain.parsing.path import typed_path
from db.engine.url import sqlite_path, store_url

_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An attached file: its original name, and the digest that names the stored copy."""

    name: str = ""
    digest: str = ""

    def keep(self) -> "StoredFile":
        """Nothing to do: the file is stored already."""
        return self


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be attached. `folder`: the folder of the store's files."""

    path: Path
    folder: Path

    def keep(self) -> StoredFile:
        """Copy it to the folder of the store's files, safely on the disk.

        Raises:
            BadInput: when it cannot be read, is no file or is too large.
            StoreProblem: when the copy cannot be written; the store is left as it was.
        """
        try:
            with self.path.open("rb") as source:
                self._check(os.fstat(source.fileno()))
                return StoredFile(self.path.name, self._copy(source))
        except OSError as error:
            why = error.strerror or "it failed"
            raise BadInput(
                f"{self.path} cannot be attached: {why}.",
                text=str(self.path),
                hint="Give the path of a file that you may read.",
            ) from error

    def _check(self, found: os.stat_result) -> None:
        if not stat.S_ISREG(found.st_mode):
            raise BadInput(
                f"{self.path} is not a file.", text=str(self.path), hint="Name a file in it."
            )
        if found.st_size > LARGEST_FILE:
            raise BadInput(
                f"{self.path.name} has {found.st_size:,} bytes: at most {LARGEST_FILE:,} are kept.",
                hint="Keep it elsewhere, and give a link to it.",
            )

    def _copy(self, source: BinaryIO) -> str:
        name = ""
        try:
            _make(self.folder, self.folder)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix="incoming-")
            with os.fdopen(handle, "wb") as copy:
                digest = _written(source, copy)
                os.fchmod(copy.fileno(), _mode(self.folder))
                copy.flush()
                os.fsync(copy.fileno())
            place = place_of(self.folder, digest)
            _make(place.parent, self.folder)
            Path(name).replace(place)
            _settle(place.parent)
        except OSError as error:
            if name:
                Path(name).unlink(missing_ok=True)
            raise StoreProblem(
                f"The file cannot be kept in {self.folder}: {error.strerror}.",
                "Make room or ask for access; nothing was changed.",
            ) from error
        return digest


def folder_of(location: str) -> Path:
    """The folder of a store's files: `<store>.files`, or the one that ACCORD_FILES names.

    Raises:
        StoreProblem: when the store is no file and no folder is named.
    """
    named = os.environ.get("ACCORD_FILES")
    path = sqlite_path(store_url(location))
    if named:
        return typed_path(named).absolute()
    if path is None:
        raise StoreProblem(
            "A store on PostgreSQL has no folder for files.",
            "Name one that all its users can reach: ACCORD_FILES=/srv/accord-files",
        )
    return path.with_name(f"{path.name}.files")


def folders_of(location: str) -> tuple[Path, ...]:
    """Every folder that may hold the files of a store: the named one, and the one beside it."""
    named = os.environ.get("ACCORD_FILES")
    path = sqlite_path(store_url(location))
    beside = () if path is None else (path.with_name(f"{path.name}.files"),)
    return (*((typed_path(named).absolute(),) if named else ()), *beside)


def place_of(folder: Path, digest: str) -> Path:
    """Path of the file with this digest."""
    return folder / digest[:2] / digest


def digest_of(path: Path) -> str:
    """SHA-256 of a file's contents, in hexadecimal."""
    with path.open("rb") as file:
        return _written(file, None)


def open_kept(folder: Path, kept: StoredFile) -> Path:
    """The path of an attached file, after checking that it is the one that was attached.

    Raises:
        NotFound: when it is not there.
        StoreProblem: when its contents have changed, or it cannot be read.
    """
    path = place_of(folder, kept.digest)
    try:
        found = digest_of(path)
    except FileNotFoundError as error:
        raise NotFound(
            f"The file '{kept.name}' is not there any more.", f"It should lie at {path}"
        ) from error
    except OSError as error:
        raise StoreProblem(
            f"{path} cannot be read: {error.strerror}.",
            "Whoever keeps the store may give you the right to.",
        ) from error
    if found != kept.digest:
        raise StoreProblem(
            f"The file '{kept.name}' was altered: it is not what was attached.",
            "accord doctor names all such files; restore it from a copy.",
        )
    return path


def lying_in(folder: Path) -> Iterator[Path]:
    """Every file in the folder, whether it belongs there or not."""
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


def bring_over(origin: Path, target: Path) -> tuple[Path, ...]:
    """Copy the files of one folder that another one lacks; gives their new paths.

    A file counts only if its contents match its name: a damaged file is no copy of anything. All
    missing files are copied, or none.

    Raises:
        OSError: when one cannot be read.
        StoreProblem: when one cannot be written.
    """
    lacking = [
        path
        for path in lying_in(origin)
        if not place_of(target, path.name).exists() and path.name == digest_of(path)
    ]
    places = tuple(place_of(target, path.name) for path in lacking)
    with ExitStack() as undo:
        undo.callback(take_away, places)
        for path in lacking:
            NewFile(path, target).keep()
        undo.pop_all()
    return places


def take_away(places: tuple[Path, ...]) -> None:
    """Remove files that were just copied, for a store that was not created after all.

    A file that cannot be removed stays: it does no harm.
    """
    for place in places:
        with suppress(OSError):
            place.unlink()
    for folder in dict.fromkeys(place.parent for place in places):
        with suppress(OSError):  # others lie in it
            folder.rmdir()


def _written(source: BinaryIO, copy: BinaryIO | None) -> str:
    digest = sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        if copy is not None:
            copy.write(chunk)
    return digest.hexdigest()


def _make(folder: Path, root: Path) -> None:
    """Create a folder that all readers of the store can read."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        readable = _mode(root)
        folder.chmod(readable | (readable & 0o444) >> 2)


def _mode(root: Path) -> int:
    """Permission bits of attached files, like the store file's; without one, only the owner's."""
    store = root.with_suffix("")
    return store.stat().st_mode & 0o666 if root.suffix == ".files" and store.is_file() else 0o600


def _settle(folder: Path) -> None:
    """Flush the name of a file to the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
