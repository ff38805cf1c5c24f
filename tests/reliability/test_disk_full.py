"""A disk that is full: a sentence says what to do, the store is as it was, nothing is lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import dump, open_store
from tests.line.conftest import NOW
from tests.line.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
SIZE = "3m"


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
        command = [sys.executable, "-m", "tui.cli", "--store", str(self.store), "--now", NOW]
        env = os.environ | {"XDG_STATE_HOME": str(self.folder / "state"), "LANG": "C.UTF-8"}
        with (out or Path(os.devnull)).open("w") as file:
            return subprocess.run(
                [*command, *arguments],
                cwd=ROOT,
                env=env,
                stdout=subprocess.PIPE if out is None else file,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )


@pytest.fixture
def disk(pair_template: Path, tmp_path: Path) -> Iterator[Disk]:
    """A disk of one's own; a skip for who may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may mount a small disk")
    shutil.copy(pair_template, folder / "accord.db")
    yield Disk(folder)
    subprocess.run(["umount", "-l", str(folder)], check=True)


def rows(disk: Disk) -> object:
    store = open_store(disk.store, read_only=True)
    found = dump(store)
    store.close()
    return found


def sentence(run: subprocess.CompletedProcess[str]) -> str:
    """What was said, which is no traceback."""
    assert "Traceback" not in run.stderr, run.stderr
    return run.stderr


@pytest.mark.parametrize(
    "change",
    [
        ("set", "WPA-3", "title=Another"),
        ("note", "WPA-3", "x" * 60_000),
        ("add", "A duty", "--agreement", "WPA"),
        ("seed", "load", "RARCSS", "CPA05"),
    ],
)
@pytest.mark.parametrize("room", [0, 40_000])
def test_a_change(disk: Disk, change: tuple[str, ...], room: int) -> None:
    before = rows(disk)
    disk.fill(but=room)
    run = disk.accord(*change)
    if run.returncode == 0:
        assert room, "nothing fits on a full disk"
    else:
        assert run.returncode == 5, run.stderr
        assert "full" in sentence(run)
        assert rows(disk) == before
    disk.make_room()
    assert disk.accord("set", "WPA-3", "title=Once there is room").returncode == 0
    checked = disk.accord("verify")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_backup_leaves_nothing_half_done(disk: Disk) -> None:
    disk.fill(but=100_000)
    before = disk.left()
    run = disk.accord("backup", "--to", str(disk.folder / "backups"))
    assert run.returncode == 5
    assert "full" in sentence(run)
    assert disk.left() - {"backups"} == before
    assert not any((disk.folder / "backups").glob("*"))


def test_an_answer_that_does_not_fit_into_its_file(disk: Disk) -> None:
    disk.fill(but=8_192)
    run = disk.accord("report", out=disk.folder / "report.md")
    assert run.returncode != 0
    assert "full" in sentence(run)


def test_a_form_whose_draft_cannot_be_kept_goes_on(
    disk: Disk, pair_template: Path, tmp_path: Path
) -> None:
    """The store lies elsewhere and has room: what is typed is saved, though no draft can be."""
    state = disk.folder / "state"
    state.mkdir()
    disk.fill()
    store = Path(shutil.copy(pair_template, tmp_path / "elsewhere.db"))
    home = tmp_path / "home"
    home.mkdir()
    where = ("--store", str(store), "--as", "asel", "--now", NOW)
    with Terminal(*where, home=home, env={"XDG_STATE_HOME": str(state)}) as seat:
        seat.until("Overdue")
        seat.type("2")
        seat.until("Owner")
        seat.type("e")
        seat.until("Provision")
        seat.type("QZX")
        seat.until("QZX")
        seat.type("\x0f")
        seat.until("u undoes it")
