"""Who says what, from the command line: counts side by side, files, corrections, read aloud."""

import io
import json
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path

import pytest

from db.domain.errors import Refused
from tests.cli.conftest import Fill, Run, Said, matches_golden
from tui.guest_policy import check_reading

CONTENT = b"\x00\x01 a scan \xff"
DIGEST = sha256(CONTENT).hexdigest()


def loaded(accord: Run) -> None:
    assert accord("seed", "load", "PRET02").code == 0


@pytest.fixture
def pretoria(begun: Callable[[Fill], Run]) -> Run:
    """The withdrawal of 2002, as its pack tells it."""
    return begun(loaded)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(CONTENT)
    return path


def test_the_withdrawal_of_2002_shows_both_counts_and_the_dispute(pretoria: Run) -> None:
    said = pretoria("show", "PRET02-1")
    assert "Verified    disputed: DRC says not done" in said.out
    assert "Counts      23,760 soldiers declared by RWA (owner), 2002-10-05" in said.out
    assert "20,941 soldiers counted by MONUC (monitor), 2002-10-05; 2,819 fewer" in said.out
    matches_golden("show-PRET02-1.txt", said.out)
    row = json.loads(pretoria("show", "PRET02-1", "--json").out)
    assert row["verification"] == "disputed"
    assert row["quantities"] == [
        {
            "speaker": speaker,
            "role": role,
            "quantity": quantity,
            "unit": "soldiers",
            "on": "2002-10-05",
            "report": number,
        }
        for speaker, role, quantity, number in (
            ("RWA", "owner", 23760, 1),
            ("MONUC", "monitor", 20941, 2),
        )
    ]


def test_a_correction_shows_what_it_corrects_and_what_counts_now(pretoria: Run) -> None:
    words = ("--amount", "20914", "--text", "Two digits were swapped.")
    assert pretoria("report", "PRET02-1", "--corrects", "2", *words).code == 0
    said = pretoria("show", "PRET02-1").out
    assert "20,914 soldiers counted by MONUC" in said
    assert "Corrected by #6: it no longer counts." in said
    assert "MONUC (monitor) says done 20,914 soldiers  #6  corrects #2" in said
    assert "20,914 of 23,760 soldiers" in said
    old = json.loads(pretoria("show", "PRET02-1", "--json").out)["report_entries"]
    assert {each["id"]: each["corrected_by"] for each in old}[2] == 6
    again = pretoria("report", "PRET02-1", "--corrects", "2", "--amount", "1")
    assert (again.code, "Correct #6 instead" in again.err) == (3, True)


def out_of(accord: Run, monkeypatch: pytest.MonkeyPatch, *argv: str) -> tuple[Said, bytes]:
    """What a run says, and the bytes that it writes."""
    written = io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", io.TextIOWrapper(written, write_through=True))
        said = accord(*argv)
        return said, written.getvalue()


def test_a_file_comes_back_as_it_went_in(
    washington: Run, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = ("--source", "Letter 7", "--source-on", "2026-11-20", "--file", str(scan))
    said = washington("report", "WPA-3", "--by", "USA", "--says", "not-done", *dated)
    assert said.code == 0, said.err
    scan.unlink()
    shown = washington("show", "WPA-3").out
    assert "Source: Letter 7 (2026-11-20)" in shown
    assert f"File: scan.pdf (SHA-256 {DIGEST[:12]}...)" in shown
    found = json.loads(washington("file", "WPA-3", "--json").out)
    assert [(each["name"], each["sha256"]) for each in found] == [("scan.pdf", DIGEST)]
    number = str(found[0]["report"])
    for argv in (("file", "wpa-3"), ("file", "WPA-3", number)):
        assert out_of(washington, monkeypatch, *argv)[1] == CONTENT


def test_a_file_that_is_not_there(washington: Run, scan: Path) -> None:
    assert washington("file", "WPA-3").code == 4
    for _ in range(2):
        washington("report", "WPA-3", "--text", "x", "--file", str(scan))
    which = washington("file", "WPA-3")
    assert which.code == 2
    assert "which one?" in which.err
    assert washington("file", "WPA-3", "1").code == 4
    missing = washington("report", "WPA-3", "--text", "x", "--file", "none.pdf")
    assert (missing.code, "No such file" in missing.err) == (2, True)


def test_doctor_looks_at_the_files(washington: Run, scan: Path) -> None:
    washington("report", "WPA-3", "--text", "x", "--file", str(scan))
    said = washington("doctor")
    assert (said.code, "attached files: 1 of reports" in said.out) == (0, True)
    folder = Path(f"{os.environ['ACCORD_STORE']}.files")
    (folder / "stray.txt").write_text("nobody's")
    said = washington("doctor")
    assert (said.code, "stray.txt belongs to no report" in said.out) == (0, True)
    (folder / DIGEST[:2] / DIGEST).write_bytes(b"other")
    said = washington("doctor")
    assert said.code == 1
    assert "'scan.pdf' was altered" in said.out
    (folder / DIGEST[:2] / DIGEST).unlink()
    assert "'scan.pdf' is not there any more" in washington("doctor").out
    washington("undo")
    said = washington("doctor")
    assert (said.code, "attached files: 0 of reports" in said.out) == (0, True)


def test_who_comes_over_a_key_of_ours_attaches_nothing() -> None:
    for guarded in (True, False):
        expected = pytest.raises(Refused, match="No file of the host") if guarded else nullcontext()
        with expected:
            check_reading(guarded=guarded)


def test_help_says_beforehand_what_needs_a_source(accord: Run) -> None:
    for verb in ("report", "set"):
        said = " ".join(accord(verb, "--help").out.split())
        assert "done, breached and released need" in said
