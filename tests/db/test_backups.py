"""Backups: made while the store is used, checked, kept to a number, and put back without loss."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db.admin.backup import back_up, backups_of
from db.admin.restore import restore
from db.attachments import NewFile, bring_over, digest_of, folder_of, place_of
from db.commands.commitments import AddCommitment
from db.commands.deadlines import SetDeadline
from db.commands.report_entry import Entry
from db.commands.reports import AddReport
from db.domain.errors import Refused, StoreProblem
from db.queries.lookups import Codes
from db.queries.maintenance.health import Health
from db.queries.maintenance.verify import Verify
from db.store.file_copies import copies_of, copy_before_upgrade, drop_old_copies
from db.store.store import Store
from tests.builders import NOW, dump, duty, open_store, row_of
from tests.db.others import NOBODY, in_process

LATER = NOW.add(hours=1)


@pytest.fixture
def used(small_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(small_template, tmp_path / "accord.db"))


def add(store: Store, title: str) -> None:
    store.do(AddCommitment(agreement="ACC", title=title))


def content(path: Path) -> object:
    store = open_store(path)
    try:
        return dump(store)
    finally:
        store.close()


def test_a_backup_of_a_store_in_use_is_the_store(used: Path) -> None:
    store = open_store(used)
    add(store, "Still in the write-ahead log")
    made = back_up(str(used), NOW).path
    store.close()
    assert content(made) == content(used)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_a_backup_needs_nothing_beside_it(used: Path, tmp_path: Path) -> None:
    made = back_up(str(used), NOW, folder=tmp_path / "away").path
    assert [each.name for each in made.parent.iterdir()] == [made.name]
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_older_backups_go_when_a_number_is_kept(used: Path) -> None:
    made = [back_up(str(used), NOW.add(days=day), keep=3).path for day in range(5)]
    assert backups_of(str(used)) == tuple(reversed(made[2:]))


def test_two_backups_of_one_second_are_two(used: Path) -> None:
    made = {back_up(str(used), NOW).path for _ in range(3)}
    assert set(backups_of(str(used))) == made
    assert len(made) == 3


def test_other_files_beside_the_store_are_not_taken_away(used: Path, tmp_path: Path) -> None:
    kept = tmp_path / "accord.backup-notes.txt"
    kept.write_text("mine")
    back_up(str(used), NOW, keep=1)
    back_up(str(used), LATER, keep=1)
    assert kept.read_text() == "mine"


def test_a_damaged_store_makes_no_backup_and_takes_none_away(used: Path) -> None:
    first = back_up(str(used), NOW, keep=1).path
    spoil(used)
    with pytest.raises(StoreProblem):
        back_up(str(used), LATER, keep=1)
    assert backups_of(str(used)) == (first,)
    assert not list(used.parent.glob(".*"))


def test_what_is_missing_or_no_file_is_not_backed_up(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="no store"):
        back_up(str(tmp_path / "none.db"), NOW)
    with pytest.raises(Refused, match="PostgreSQL"):
        back_up("postgresql+psycopg://localhost/accord", NOW)


def test_restoring_brings_back_what_was_and_keeps_what_is(used: Path) -> None:
    before = content(used)
    made = back_up(str(used), NOW).path
    store = open_store(used)
    add(store, "Entered after the backup")
    store.close()
    after = content(used)
    done = restore(str(used), made, LATER)
    assert content(used) == before
    assert done.before is not None
    assert content(done.before) == after


def test_who_has_the_store_open_sees_what_was_restored(used: Path) -> None:
    made = back_up(str(used), NOW).path
    store = open_store(used)
    add(store, "Entered after the backup")
    assert "ACC-1" in store.ask(Codes("ACC"))
    restore(str(used), made, LATER)
    assert "ACC-1" not in store.ask(Codes("ACC"))
    add(store, "Entered after restoring")
    store.close()


def test_dates_that_an_older_accord_worked_out_otherwise_are_worked_out_anew(used: Path) -> None:
    store = open_store(used)
    store.do(duty("Withdraw", "signing + 72 hours"))
    store.close()
    whole = content(used)
    older = "UPDATE commitment SET due_on = date(due_on, '+1 day') WHERE due_on IS NOT NULL"
    with closing(sqlite3.connect(used)) as file, file:
        assert file.execute(older).rowcount
    made = back_up(str(used), NOW).path
    store = open_store(used)
    for code in store.ask(Health()).outdated:
        store.do(SetDeadline((code,), row_of(store, code)["rule"]))  # as doctor says
    assert store.ask(Health()).outdated == ()
    store.close()
    assert restore(str(used), made, LATER).health.outdated == ()
    assert content(used) == whole


def test_a_backup_can_be_restored_where_there_is_no_store(used: Path, tmp_path: Path) -> None:
    made = back_up(str(used), NOW).path
    done = restore(str(tmp_path / "new" / "accord.db"), made, NOW)
    assert done.before is None
    assert content(tmp_path / "new" / "accord.db") == content(used)


def test_a_damaged_store_is_moved_aside_for_its_backup(used: Path) -> None:
    whole = content(used)
    made = back_up(str(used), NOW).path
    spoil(used)
    spoilt = used.read_bytes()
    done = restore(str(used), made, LATER)
    assert content(used) == whole
    assert done.before is not None
    assert done.before.read_bytes() == spoilt


@pytest.mark.parametrize(
    "fault", ["page", "cut", "text", "foreign", "link", "altered", "newer", "none"]
)
def test_what_cannot_be_vouched_for_is_not_restored(used: Path, fault: str) -> None:
    made = back_up(str(used), NOW).path
    damage(made, fault)
    before = content(used)
    with pytest.raises(Refused):
        restore(str(used), made, LATER)
    assert content(used) == before
    assert not list(used.parent.glob("*before-restore*"))
    assert not list(used.parent.glob(".*"))


def test_the_store_is_no_backup_of_itself(used: Path) -> None:
    with pytest.raises(Refused, match="itself"):
        restore(str(used), used, NOW)


def spoil(path: Path) -> None:
    """Overwrite the middle of the file, as a failing disk does."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))


def damage(path: Path, fault: str) -> None:
    match fault:
        case "page":
            spoil(path)
        case "cut":
            with path.open("r+b") as file:
                file.truncate(path.stat().st_size // 2)
        case "text":
            path.write_text("not a store")
        case "none":
            path.unlink()
        case _:
            with closing(sqlite3.connect(path)) as store, store:
                store.execute(_FAULTS[fault])


_FAULTS = {
    "foreign": "DROP TABLE alembic_version",
    "link": "UPDATE agreement_party SET party_id = 990 + id",
    "altered": "UPDATE party SET name = 'Somebody else' WHERE id = 1",
    "newer": "UPDATE alembic_version SET version_num = '9999'",
}


def test_attached_files_go_with_a_backup_and_come_back(used: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"signed by both")
    store = open_store(used)
    add(store, "Hand over the list")
    entry = Entry("Handed over.", "UN", file=NewFile(letter, folder_of(str(used))))
    store.do(AddReport(("ACC-1",), entry))
    store.close()
    digest = digest_of(letter)
    away = tmp_path / "away"
    made = back_up(str(used), NOW, folder=away).path
    place_of(folder_of(str(used)), digest).unlink()
    restore(str(used), made, LATER)
    assert place_of(folder_of(str(used)), digest).read_bytes() == b"signed by both"


def test_a_damaged_file_is_no_copy_of_anything(used: Path, tmp_path: Path) -> None:
    origin = tmp_path / "origin"
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"signed by both")
    kept = NewFile(letter, origin).keep()
    place = place_of(origin, kept.digest)
    place.chmod(0o600)
    place.write_bytes(b"signed by one")
    assert bring_over(origin, tmp_path / "target") == ()
    assert not (tmp_path / "target").exists()


def test_where_nothing_may_be_written_a_backup_goes_elsewhere(
    small_template: Path, public: Path
) -> None:
    closed, away = public / "closed", public / "away"
    for each in (closed, away):
        each.mkdir(mode=0o777)
        each.chmod(0o777)
    path = Path(shutil.copy(small_template, closed / "accord.db"))
    path.chmod(0o644)
    closed.chmod(0o555)
    code = f"""
from pendulum import datetime
from db.admin.backup import back_up
now = datetime(2026, 11, 23)
attempt(lambda: back_up(path, now).path)
attempt(lambda: back_up(path, now, folder=Path("{away}")).path.name)
"""
    said = in_process(code, path, user=NOBODY).splitlines()
    assert said[0].startswith(f"5: No copy of the store could be made in {closed}: ")
    assert said[1] == "accord.backup-20261123T000000Z.db"
    assert content(away / said[1]) == content(path)
    assert [each.name for each in closed.iterdir()] == ["accord.db"]
    closed.chmod(0o755)
    for each in (closed, away):
        shutil.rmtree(each)


def test_a_backup_of_a_log_that_was_left_has_what_is_in_it(used: Path, tmp_path: Path) -> None:
    store = open_store(used)
    add(store, "Only in the log")
    left = tmp_path / "left" / "accord.db"
    left.parent.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{used}{end}", f"{left}{end}")
    store.close()
    made = back_up(str(left), NOW, folder=tmp_path / "away").path
    assert content(made) == content(used)


def test_without_its_attached_files_there_is_no_backup(used: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"signed by both" * 100_000)
    NewFile(letter, folder_of(str(used))).keep()
    code = f"""
from pendulum import datetime
from db.admin.backup import back_up
attempt(lambda: back_up(path, datetime(2026, 11, 23), folder=Path("{tmp_path}/away"), keep=1))
"""
    first = back_up(str(used), NOW, folder=tmp_path / "away").path
    shutil.rmtree(first.with_name("accord.db.files"))
    said = in_process(code, used, limit=1_000_000)
    assert said.startswith("5: The attached files could not be copied: "), said
    assert backups_of(str(used), tmp_path / "away") == (first,)


def test_a_backup_while_others_write_is_one_state_of_the_store(used: Path, tmp_path: Path) -> None:
    program = [sys.executable, "-m", "tests.reliability.killing", str(used), "1000", "1"]
    writers = subprocess.Popen(program, stdout=subprocess.PIPE, start_new_session=True)
    try:
        assert writers.stdout is not None
        writers.stdout.readline()
        for _ in range(5):
            copy = open_store(back_up(str(used), NOW, folder=tmp_path / "away").path)
            health, verdict = copy.ask(Health()), copy.ask(Verify())
            copy.close()
            assert (health.damage, health.strays, health.outdated) == ("", (), ())
            assert verdict.holds
    finally:
        os.killpg(writers.pid, signal.SIGKILL)
        writers.communicate()


def test_copies_before_upgrades_are_kept_to_a_number(used: Path) -> None:
    kept = [copy_before_upgrade(used, NOW.add(seconds=second // 2)) for second in range(8)]
    assert drop_old_copies(used) == tuple(reversed(kept[:3]))
    assert copies_of(str(used)) == tuple(reversed(kept[3:]))
