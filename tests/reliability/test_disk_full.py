"""A disk that is full: a sentence says what to do, the store is as it was, nothing is lost."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db.domain.errors import Refused
from tests.line.conftest import NOW
from tests.line.terminal import Terminal
from tests.reliability.disk import Disk, content, sentence
from tui.export.writer import Format, write

if TYPE_CHECKING:
    import subprocess


def says_full(run: "subprocess.CompletedProcess[str]") -> bool:
    """Whether it says so in SQLite's words for people, or in the system's."""
    return "full" in sentence(run) or "No space left on device" in run.stderr


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
    before = disk.rows()
    disk.fill(but=room)
    run = disk.accord(*change)
    if run.returncode == 0:
        assert room, "nothing fits on a full disk"
    else:
        assert run.returncode == 5, run.stderr
        assert "full" in sentence(run)
        assert disk.rows() == before
    disk.make_room()
    assert disk.accord("set", "WPA-3", "title=Once there is room").returncode == 0
    checked = disk.accord("verify")
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("room", [0, 8_192])
def test_all_can_be_read_and_nothing_is_left_beside_that_shuts_writers_out(
    disk: Disk, room: int
) -> None:
    asked = (("status",), ("status", "--line"), ("list",), ("show", "WPA-3"), ("log",), ("verify",))
    before = [disk.accord(*verb) for verb in asked]
    assert [run.returncode for run in before] == [0] * len(asked)
    disk.fill(but=room)
    for verb, as_ever in zip(asked, before, strict=True):
        run = disk.accord(*verb)
        assert (run.returncode, run.stdout, run.stderr) == (0, as_ever.stdout, ""), verb
    run = disk.accord("note", "WPA-3", "x" * 60_000)
    assert run.returncode == 5
    assert "full" in sentence(run)
    disk.make_room()
    assert disk.accord("note", "WPA-3", "Once there is room").returncode == 0
    assert disk.accord("verify").returncode == 0


def test_the_screens_open_too_and_save_once_there_is_room(disk: Disk, tmp_path: Path) -> None:
    disk.fill()
    where = ("--store", str(disk.store), "--as", "asel", "--now", NOW)
    with Terminal(*where, home=tmp_path, env={}) as seat:
        seat.until("Overdue")
        seat.type("2")
        seat.until("Owner")
        seat.type("*")
        seat.until("full")
        disk.make_room()
        seat.type("*")
        seat.until("u undoes it")


def test_a_backup_leaves_nothing_half_done(disk: Disk) -> None:
    disk.fill(but=100_000)
    before = disk.left()
    run = disk.accord("backup", "--to", str(disk.folder / "backups"))
    assert run.returncode == 5
    assert "full" in sentence(run)
    assert disk.left() - {"backups"} == before
    assert not any((disk.folder / "backups").glob("*"))


def test_a_backup_with_its_files_is_whole_or_not_there(disk: Disk, tmp_path: Path) -> None:
    letter = tmp_path / "letter"
    letter.write_bytes(b"x" * 400_000)
    said = ("report", "WPA-3", "--by", "RWA", "--text", "as enclosed", "--file", str(letter))
    assert disk.accord(*said).returncode == 0
    disk.fill(but=disk.store.stat().st_size + 200_000)
    run = disk.accord("backup", "--to", str(disk.folder / "backups"))
    assert run.returncode == 5
    assert "attached files could not be copied" in sentence(run)
    assert not [each for each in (disk.folder / "backups").rglob("*") if each.is_file()]


@pytest.mark.parametrize("room", [0, 100_000])
def test_a_file_that_does_not_fit_is_not_attached(disk: Disk, tmp_path: Path, room: int) -> None:
    letter = tmp_path / "letter"
    letter.write_bytes(b"x" * 500_000)
    before = disk.rows()
    disk.fill(but=room)
    said = ("report", "WPA-3", "--by", "RWA", "--text", "as enclosed", "--file", str(letter))
    run = disk.accord(*said)
    assert run.returncode == 5
    assert says_full(run)
    assert disk.rows() == before
    assert not [each for each in disk.folder.rglob("*.files/**/*") if each.is_file()]
    disk.make_room()
    assert disk.accord(*said).returncode == 0
    assert disk.accord("doctor").returncode == 1  # of three megabytes it says: make room


@pytest.mark.parametrize("room", [0, 50_000])
def test_a_new_store_that_does_not_fit_is_made_once_there_is_room(disk: Disk, room: int) -> None:
    disk.store.unlink()
    disk.fill(but=room)
    run = disk.accord("seed", "load", "WPA")
    assert run.returncode == 5
    assert says_full(run)
    looked = disk.accord("status")
    assert looked.returncode == 5
    assert "There is no store at" in sentence(looked)
    disk.make_room()
    assert disk.accord("seed", "load", "WPA").returncode == 0
    assert disk.accord("verify").returncode == 0


@pytest.mark.parametrize("room", [0, 200_000, 450_000])
def test_a_restore_leaves_the_store_as_it_was(disk: Disk, tmp_path: Path, room: int) -> None:
    assert disk.accord("backup", "--to", str(tmp_path)).returncode == 0
    backup = next(tmp_path.glob("*.backup-*.db"))
    assert disk.accord("set", "WPA-3", "title=Since the backup").returncode == 0
    before, left = disk.rows(), disk.left()
    disk.fill(but=room)
    run = disk.accord("restore", str(backup))
    assert run.returncode == 5
    assert says_full(run)
    assert disk.rows() == before
    beside = {"ballast", "accord.db-wal", "accord.db-shm"}
    assert disk.left() - beside == left - beside
    disk.make_room()
    assert disk.accord("restore", str(backup)).returncode == 0


@pytest.mark.parametrize("room", [0, 100_000, 300_000])
def test_a_copy_of_a_store_is_whole_or_not_there(
    disk: Disk, pair_template: Path, room: int
) -> None:
    disk.fill(but=room)
    left = disk.left()
    target = disk.folder / "copy.db"
    run = disk.accord("store", "copy", str(pair_template), str(target))
    assert run.returncode == 5
    assert says_full(run)
    assert disk.left() == left
    disk.make_room()
    assert disk.accord("store", "copy", str(pair_template), str(target)).returncode == 0
    assert content(target) == content(pair_template)


@pytest.mark.parametrize("room", [100_000, 650_000])
def test_a_copy_that_does_not_fit_leaves_none_of_its_files(
    disk: Disk, pair_template: Path, tmp_path: Path, room: int
) -> None:
    origin, files = tmp_path / "origin.db", disk.folder / "files"
    shutil.copy(pair_template, origin)
    for number in range(2):
        letter = tmp_path / f"letter {number}"
        letter.write_bytes(bytes([number]) * 200_000)
        said = ("report", "WPA-3", "--by", "RWA", "--text", "as enclosed", "--file", str(letter))
        assert disk.accord(*said, "--store", str(origin)).returncode == 0
    first = next(each for each in (tmp_path / "origin.db.files").rglob("*") if each.is_file())
    (there := files / first.parent.name).mkdir(parents=True)
    shutil.copy(first, there)  # this one was there before
    disk.fill(but=room)
    before = sorted(disk.folder.rglob("*"))
    run = disk.accord(
        "store", "copy", str(origin), str(disk.folder / "copy.db"), "--files", str(files)
    )
    assert run.returncode == 5
    assert says_full(run)
    assert sorted(disk.folder.rglob("*")) == before


@pytest.mark.parametrize("room", [0, 4_096])
def test_a_report_of_the_screens_is_whole_or_not_there(disk: Disk, room: int) -> None:
    disk.fill(but=room)
    before = disk.left()
    with pytest.raises(Refused, match="No space left on device"):
        write(disk.folder, "2026-11-23", Format.MARKDOWN, "x" * 20_000)
    assert disk.left() == before
    disk.make_room()
    for name in ("accord-2026-11-23.md", "accord-2026-11-23-2.md"):
        path = write(disk.folder, "2026-11-23", Format.MARKDOWN, "x" * 20_000)
        assert (path.name, path.stat().st_size) == (name, 20_000)


def test_an_answer_that_does_not_fit_into_its_file(disk: Disk) -> None:
    disk.fill(but=8_192)
    run = disk.accord("report", out=disk.folder / "report.md")
    assert run.returncode != 0
    assert "No space left" in sentence(run)


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
