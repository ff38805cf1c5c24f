"""Pages that a disk spoilt: accord says so in a sentence, backs nothing up, and changes nothing."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db.admin.backup import back_up
from db.admin.restore import restore
from db.domain.errors import AccordError, Refused, StoreProblem
from db.queries.boards.overview import Overview
from db.queries.commitments.list import CommitmentWindow
from db.queries.history.changes import Changes
from db.queries.maintenance.health import Health
from db.queries.maintenance.verify import Verify
from tests.builders import NOW, Dump, dump, open_store
from tests.reliability.figures import COLUMN, Record

SPOILT = int(os.environ.get("ACCORD_TEST_DAMAGES", "30"))
ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = (CommitmentWindow(NOW), Overview(NOW), Changes(), Health(), Verify())


@pytest.fixture
def used(pair_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(pair_template, tmp_path / "accord.db"))


def spoilt(path: Path, chance: random.Random) -> bytes:
    """Turn some bits at random places, or overwrite a stretch, as failing disks do."""
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 8, 64))):
        place = chance.randrange(len(content))
        if chance.random() < 0.5:
            content[place] ^= 1 << chance.randrange(8)
        else:
            length = chance.choice((4, 512))
            content[place : place + length] = chance.randbytes(len(content[place : place + length]))
    path.write_bytes(content)
    return bytes(content)


def complaints(path: Path) -> list[AccordError]:
    """What accord says when all of it is looked at."""
    found: list[AccordError] = []
    store = None
    try:
        store = open_store(path, read_only=True)
        for question in QUESTIONS:
            try:
                store.ask(question)
            except AccordError as error:
                found.append(error)
    except AccordError as error:
        found.append(error)
    if store is not None:
        store.close()
    return found


def test_bits_that_turned_are_told_in_sentences(used: Path, record_property: Record) -> None:
    whole, harmed = used.read_bytes(), 0
    for seed in range(first := random.randrange(10**9), first + SPOILT):
        used.write_bytes(whole)
        content = spoilt(used, random.Random(seed))
        told = complaints(used)
        harmed += bool(told)
        assert all(each.message.endswith((".", "?")) for each in told), f"seed {seed}: {told}"
        assert used.read_bytes() == content, f"seed {seed}"
    record_property(COLUMN, "read")
    record_property("stores spoilt", SPOILT)
    record_property("of these, said in a sentence", harmed)
    record_property("of these, nothing stood in the way", SPOILT - harmed)


@pytest.mark.parametrize("column", ["due_at", "due_on", "verification"])
def test_so_are_those_of_a_value_that_is_derived(used: Path, column: str) -> None:
    """The trail does not know these: whether they mean anything has to be asked of themselves."""
    with closing(sqlite3.connect(used)) as raw:
        raw.execute(f"UPDATE commitment SET {column} = '2025-09-x>' WHERE code = 'WPA-10'")
        raw.commit()
    told = complaints(used)
    assert told
    assert {each.message for each in told} == {
        "The store is damaged: some of what is in it cannot be read."
    }


def test_what_is_damaged_is_not_backed_up_or_not_restored(
    used: Path, tmp_path: Path, record_property: Record
) -> None:
    whole, before, refused = used.read_bytes(), content(used), 0
    for seed in range(first := random.randrange(10**9), first + SPOILT):
        used.write_bytes(whole)
        spoilt(used, random.Random(seed))
        target = tmp_path / f"restored-{seed}.db"
        try:
            restore(str(target), back_up(str(used), NOW).path, NOW)
        except (StoreProblem, Refused):
            assert not target.exists(), f"seed {seed}"
            refused += 1
        else:  # what was spoilt is nothing that anybody wrote, such as room that is free
            assert content(target) == before, f"seed {seed}"
    record_property(COLUMN, "backed up and restored")
    record_property("stores spoilt", SPOILT)
    record_property("of these, said in a sentence", refused)
    record_property("of these, nothing stood in the way", SPOILT - refused)


def content(path: Path) -> Dump:
    store = open_store(path, read_only=True)
    found = dump(store)
    store.close()
    return found


def test_doctor_names_the_damage_and_the_backup(used: Path) -> None:
    made = back_up(str(used), NOW).path
    content = bytearray(used.read_bytes())
    for page in range(8, len(content) // 4096, 4):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    used.write_bytes(bytes(content))
    for verb in ("doctor", "verify", "status", "backup"):
        command = [sys.executable, "-m", "tui.cli.main", "--store", str(used), verb]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert run.returncode not in (0, 70), (verb, run)
        assert "Traceback" not in run.stderr + run.stdout, (verb, run)
        assert "damaged" in run.stderr + run.stdout or str(made) in run.stdout, (verb, run)
