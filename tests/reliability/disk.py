"""Disks of one's own to fill, to close for writing and to break, with a store on each."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import programs
from tests.builders import Dump, dump, open_store
from tests.line.conftest import NOW

SIZE = "3m"
IMAGE = 16 * 2**20
"""Bytes of a disk that can fail: less is too little for its own book-keeping."""


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk of three megabytes with a store on it, and how to fill it."""

    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / "accord.db"

    def fill(self, but: int = 0) -> None:
        """Leave so many bytes."""
        found = os.statvfs(self.folder)
        room = found.f_bavail * found.f_frsize - but
        (self.folder / "ballast").write_bytes(b"\0" * max(room, 0))

    def make_room(self) -> None:
        (self.folder / "ballast").unlink()

    def left(self) -> set[str]:
        return {each.name for each in self.folder.iterdir()}

    def accord(self, *arguments: str, out: Path | None = None) -> subprocess.CompletedProcess[str]:
        """One run of accord; `out`: the file that its answer goes to."""
        env = programs.environment(XDG_STATE_HOME=str(self.folder / "state"))
        return programs.run(
            "--store", str(self.store), "--now", NOW, *arguments, env=env, stdout=out
        )

    def mount(self, *options: str) -> None:
        """Mount it anew as it is, with other options."""
        run("mount", "-o", ",".join(("remount", *options)), str(self.folder))

    def put(self, store: Path) -> None:
        """A copy of the store, on the disk before anything happens to it."""
        shutil.copy(store, self.store)
        run("sync", "-f", str(self.store))

    def rows(self) -> Dump:
        """All that is in the store."""
        return content(self.store)


def content(path: Path) -> Dump:
    """All that is in a store."""
    store = open_store(path, read_only=True)
    found = dump(store)
    store.close()
    return found


def sentence(run: subprocess.CompletedProcess[str]) -> str:
    """What was said, which is no traceback."""
    assert "Traceback" not in run.stderr, run.stderr
    return run.stderr


def run(*command: str) -> None:
    """A command of the system."""
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def small_disk(store: Path, folder: Path) -> Iterator[Disk]:
    """A disk of three megabytes with a copy of the store; a skip for who may not mount one."""
    with _mounted(folder, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs"):
        shutil.copy(store, folder / "accord.db")
        yield Disk(folder)


def make_image(image: Path) -> None:
    """The file of a disk that can fail; a skip where there is nothing to make one."""
    image.touch()
    os.truncate(image, IMAGE)
    try:
        run("mkfs.ext4", "-q", "-F", str(image))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("there is no mkfs.ext4")


@contextmanager
def failing_disk(image: Path, folder: Path) -> Iterator[Disk]:
    """That disk: told to fail, it does as a real one does on which programs have files open."""
    with _mounted(folder, "-o", "loop,errors=remount-ro", str(image)):
        yield Disk(folder)


@contextmanager
def _mounted(folder: Path, *what: str) -> Iterator[None]:
    folder.mkdir()
    try:
        run("mount", *what, str(folder))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may mount a disk of one's own")
    try:
        yield
    finally:
        run("umount", "-l", str(folder))
