"""A disk that is full: a sentence says what to do, the store is as it was, nothing is lost."""

import shutil
from pathlib import Path

import pytest

from tests.line.conftest import NOW
from tests.line.terminal import Terminal
from tests.reliability.disk import Disk, sentence


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
