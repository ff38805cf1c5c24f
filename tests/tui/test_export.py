"""R writes what is shown, or marked, to a file that overwrites nothing and computes nothing."""

import csv
import io
import json
from pathlib import Path

import pytest

from db.commands.commitments import EditCommitment
from tests.builders import open_store
from tests.tui.driving import drive


async def test_a_report_of_what_the_filter_shows(
    pair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with drive(pair) as user:
        await user.press("2", "slash")
        await user.type("party:rwa overdue")
        await user.press("enter", "R", "m")
        await user.settle()
        user.sees("5 commitments written to")
    text = (tmp_path / "accord-2026-11-23.md").read_text("utf-8")
    assert "As of Mon 23 Nov 2026 16:20 (Africa/Kinshasa); 5 commitments" in text
    assert "`party:rwa overdue`" in text
    assert "| WPA-3 | Disengage forces" in text
    assert "DOHA" not in text


async def test_marked_rows_as_json_and_a_second_file_beside_the_first(
    pair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with drive(pair) as user:
        await user.press("2", "space", "space", "R", "s")
        await user.settle()
        await user.press("R", "s")
        await user.settle()
    told = json.loads((tmp_path / "accord-2026-11-23.json").read_text("utf-8"))
    assert {row["code"] for row in told["commitments"]} == {"WPA-9", "DOHA-10"}
    assert (tmp_path / "accord-2026-11-23-2.json").exists()


async def test_every_format_has_its_letter(
    pair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with drive(pair) as user:
        await user.press("R")
        user.sees("HTML, to print or send", "tasks of a calendar (ICS)", "plain text")
        await user.press("h", "R", "i", "R", "p")
    assert (tmp_path / "accord-2026-11-23.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "accord-2026-11-23.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert (tmp_path / "accord-2026-11-23.txt").read_text("utf-8").startswith("COMMITMENTS\n")


async def test_a_spreadsheet_gets_no_formula_and_no_control_character(
    pair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store(pair)
    store.do(EditCommitment("WPA-3", {"title": "=1+1 \x1b[2J, \u202e x"}))
    store.close()
    async with drive(pair) as user:
        await user.press("R", "c")
        await user.settle()
    text = (tmp_path / "accord-2026-11-23.csv").read_text("utf-8")
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["WPA-3"]["title"].startswith("'=1+1")
    assert not [char for char in text if char != "\n" and not char.isprintable()]
    assert len(rows) == 23


async def test_a_folder_that_may_not_be_written_is_said_so(
    pair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/proc")  # where nobody may make a file
    async with drive(pair) as user:
        await user.press("R", "m")
        await user.settle()
        user.sees("could not be written")
