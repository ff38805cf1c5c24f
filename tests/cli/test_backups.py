"""Backing up and restoring from the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_backup_is_made_listed_and_restored(washington: Run, tmp_path: Path) -> None:
    said = washington("backup")
    assert (said.code, said.err) == (0, "")
    assert "the copy read through" in said.out
    [made] = json.loads(washington("backup", "--list", "--json").out)
    washington("withdraw", "WPA-3", "--reason", "by mistake")
    said = washington("restore", made["backup"])
    assert said.code == 0
    assert "23 commitments" in said.out
    assert "kept:" in said.out
    assert "WPA-3" in washington("list", "WPA-3").out
    assert "by mistake" not in washington("log").out


def test_backups_go_to_a_folder_and_old_ones_away(washington: Run, tmp_path: Path) -> None:
    away = str(tmp_path / "away")
    for hour in ("10:00", "11:00", "12:00"):
        now = f"2026-11-23 {hour} Africa/Kinshasa"
        said = washington("backup", "--to", away, "--keep", "2", now=now)
    assert "Taken away" in said.out
    assert len(list((tmp_path / "away").iterdir())) == 2


def test_the_list_says_when_it_is_empty(washington: Run) -> None:
    assert "accord backup makes one" in washington("backup", "--list").out


def test_what_is_no_backup_is_refused(washington: Run, tmp_path: Path) -> None:
    said = washington("restore", str(tmp_path / "nowhere.db"))
    assert said.code == 3
    assert "accord backup --list" in said.err


def test_a_reader_restores_nothing(washington: Run) -> None:
    washington("backup")
    [made] = json.loads(washington("backup", "--list", "--json").out)
    said = washington("restore", made["backup"], "--read-only")
    assert (said.code, said.out) == (5, "")


def test_a_store_is_copied_whole(washington: Run, tmp_path: Path) -> None:
    washington("withdraw", "WPA-3", "--reason", "by mistake")
    target = str(tmp_path / "copy.db")
    said = washington("store", "copy", str(tmp_path / "accord.db"), target)
    assert said.code == 0
    assert "23 commitments, 3 changes" in said.out
    assert washington("log", "--store", target).out == washington("log").out
    assert washington("undo", "--store", target).out == washington("undo").out


def test_a_password_is_never_shown(accord: Run) -> None:
    url = "postgresql+psycopg://asel:sesame@127.0.0.1:1/accord"
    for verb in (("paths",), ("doctor",), ("status",), ("store", "copy", url, url)):
        said = accord(*verb, "--store", url)
        assert "sesame" not in said.out + said.err


def test_keeping_none_is_not_understood(washington: Run) -> None:
    assert washington("backup", "--keep", "0").code == 2
