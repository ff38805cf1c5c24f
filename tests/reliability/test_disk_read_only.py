"""A disk that can only be read: reading goes on, a change is refused, what was typed is kept."""

import signal
from pathlib import Path

import pytest

from db.domain.errors import StoreProblem
from db.queries.maintenance.verify import Verify
from tests.builders import duty, open_store
from tests.line.conftest import NOW
from tests.line.terminal import Terminal
from tests.reliability.disk import Disk, failing_disk, make_image, sentence

WHY = "The disk that the store lies on can only be read now."
AT = ("--as", "asel", "--now", NOW)


@pytest.mark.parametrize(
    "change",
    [
        ("set", "WPA-3", "title=Another"),
        ("add", "A duty", "--agreement", "WPA"),
        ("note", "WPA-3", "A word"),
        ("seed", "load", "CPA05"),
        ("undo",),
        ("views", "save", "late", "overdue"),
        ("report", "WPA-3", "--by", "UN", "--says", "done", "--source", "x", "--file", "README.md"),
    ],
    ids=lambda words: words[0],
)
def test_a_change_is_refused_with_the_reason(disk: Disk, change: tuple[str, ...]) -> None:
    before = disk.rows()
    disk.mount("ro")
    refused = disk.accord(*change)
    assert refused.returncode == 5
    assert sentence(refused).splitlines() == [
        f"accord: {WHY}",
        "Mount it for writing, then start accord again.",
    ]
    assert disk.rows() == before
    disk.mount("rw")
    assert disk.accord("set", "WPA-3", "title=Once it may be written").returncode == 0


@pytest.mark.parametrize("question", ["status", "list", "show WPA-3", "log", "report", "verify"])
def test_it_is_read_as_ever(disk: Disk, question: str) -> None:
    asked = question.split()
    before = disk.accord(*asked, out=disk.folder / "before")
    disk.mount("ro")
    again = disk.accord(*asked, out=disk.folder.parent / "again")
    assert (before.returncode, again.returncode) == (0, 0)
    assert sentence(again) == ""
    texts = [
        each.read_text("utf-8") for each in (disk.folder / "before", disk.folder.parent / "again")
    ]
    assert texts[0] == texts[1]
    assert texts[0]


def test_a_backup_goes_elsewhere_and_says_so_when_it_cannot(disk: Disk, tmp_path: Path) -> None:
    disk.mount("ro")
    here = disk.accord("backup")
    assert here.returncode == 5
    assert "Read-only file system" in sentence(here)
    assert disk.accord("backup", "--to", str(tmp_path / "elsewhere")).returncode == 0
    assert len(list((tmp_path / "elsewhere").glob("*.db"))) == 1


def test_doctor_names_it(disk: Disk) -> None:
    disk.mount("ro")
    answer = disk.folder.parent / "answer"
    assert disk.accord("doctor", out=answer).returncode == 1
    assert "!   the disk that the store lies on can only be read now" in answer.read_text("utf-8")


def test_no_store_can_be_made_there(disk: Disk) -> None:
    disk.store.unlink()
    disk.mount("ro")
    refused = disk.accord("seed", "load", "WPA")
    assert refused.returncode == 5
    assert "cannot be made: Read-only file system." in sentence(refused)


def test_the_screens_open_for_reading_and_say_why(disk: Disk, tmp_path: Path) -> None:
    disk.mount("ro")
    home = tmp_path / "home"
    home.mkdir()
    with Terminal("--store", str(disk.store), *AT, home=home, env={}) as seat:
        seat.until("READ-ONLY", WHY)
        seat.type("2")
        seat.until("[2 List]")
        seat.type("Q")
        assert seat.exit_code() == 0
    disk.mount("rw")
    with Terminal("--store", str(disk.store), *AT, home=home, env={}) as seat:
        seat.until("[2 List]")
        seat.type("*")
        seat.until("u undoes it")


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """The file of a disk that can fail."""
    make_image(tmp_path / "image")
    return tmp_path / "image"


def test_a_disk_that_fails_under_an_open_store(
    image: Path, pair_template: Path, tmp_path: Path
) -> None:
    """As Linux does when a disk fails: from then on it can only be read."""
    with failing_disk(image, tmp_path / "disk") as disk:
        disk.put(pair_template)
        store = open_store(disk.store)
        store.do(duty("Acknowledged", agreement="WPA", owners=("RWA",), to=()))
        before = disk.rows()
        disk.mount("abort")
        for _ in range(2):
            with pytest.raises(StoreProblem, match=r"can only be read now\. Nothing was changed"):
                store.do(duty("Refused", agreement="WPA", owners=("RWA",), to=()))
            assert store.ask(Verify()).holds
        store.close()
        assert disk.rows() == before
    with failing_disk(image, tmp_path / "again") as disk:
        assert disk.rows() == before
        assert disk.accord("set", "WPA-3", "title=Once it is well").returncode == 0
        assert disk.accord("verify").returncode == 0


def test_what_was_typed_when_it_failed_is_offered_once_it_is_well(
    image: Path, pair_template: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    where = tmp_path / "disk"
    with failing_disk(image, where) as disk:
        disk.put(pair_template)
        with Terminal("--store", str(disk.store), *AT, home=home, env={}) as seat:
            seat.until("OVERDUE OR DISPUTED", "? help")
            seat.type("2")
            seat.until("[2 List]")
            seat.type("e")
            seat.until("Provision")
            seat.type("QZX")
            seat.until("QZX")
            disk.mount("abort")
            seat.type("\x0f")
            seat.until("can only be read now", "QZX")
            seat.process.send_signal(signal.SIGHUP)
            assert seat.exit_code() == 128 + signal.SIGHUP
    where.rmdir()
    with failing_disk(image, where) as disk:
        with Terminal("--store", str(disk.store), *AT, home=home, env={}) as seat:
            seat.until("A draft is kept", '" opens it.')
            seat.type('"')
            seat.until("QZX", "restored. Ctrl+T drops it.")
            seat.type("\x0f")
            seat.until("u undoes it")
        assert disk.accord("verify").returncode == 0
