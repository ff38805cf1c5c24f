"""`accord edit`: printed, applied, refused by line, and through an editor."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_what_is_printed_can_be_changed_and_applied(washington: Run, tmp_path: Path) -> None:
    text = washington("edit", "WPA-3", "WPA-4", "--print").out
    assert washington("edit", "--from", "-", typed=text).out == "Nothing was changed\n"
    sheet = tmp_path / "sheet.toml"
    sheet.write_text(text.replace("pinned = false", "pinned = true"), "utf-8")
    said = washington("edit", "--from", str(sheet))
    assert said.out.startswith("2 commitments edited: WPA-3, WPA-4")
    assert washington("undo").code == 0
    assert washington("edit", "WPA-3", "--print").out != text


def test_both_versions_are_said_where_both_changed_the_same(washington: Run) -> None:
    text = washington("edit", "WPA-3", "--print").out
    washington("--as", "bob", "set", "WPA-3", "unit=posts", now="2026-11-23 16:05 Africa/Kinshasa")
    mine = text.replace('unit = ""', 'unit = "men"')
    said = washington("edit", "--from", "-", typed=mine)
    assert said.code == 3
    assert said.err == (
        "accord: WPA-3 was changed since you read it, by bob as well as by you:\n"
        "  unit\n"
        "    mine      men\n"
        "    theirs    posts  (bob, Mon 23 Nov 2026 16:05)\n"
        "Nothing was changed. --mine keeps yours of these, --theirs keeps theirs; what only one of "
        "you changed is kept from each.\n"
    )
    assert 'unit = "posts"' in washington("edit", "WPA-3", "--print").out
    said = washington("edit", "--from", "-", "--theirs", typed=mine)
    assert (said.code, said.out.splitlines()[0]) == (0, "Nothing was changed")
    assert "What you typed is kept: accord edit --from " in said.out
    kept = Path(said.out.rstrip().rpartition("--from ")[2])
    assert (kept.read_text("utf-8"), kept.stat().st_mode & 0o777) == (mine, 0o600)
    assert washington("edit", "--from", str(kept)).code == 3, "it is asked again"
    said = washington("edit", "--from", str(kept), "--theirs")
    assert said.out == "Nothing was changed\n", "it is in a file of theirs already"
    other = mine.replace('"men"', '"people"')
    said = washington("edit", "--from", "-", "--theirs", typed=other)
    assert kept.read_text("utf-8") == mine, "what is kept is not written over"
    assert Path(said.out.rstrip().rpartition("--from ")[2]).read_text("utf-8") == other
    said = washington("edit", "--from", str(kept), "--mine")
    assert said.out.startswith("WPA-3: unit posts -> men\n")


def test_what_others_changed_of_other_fields_is_kept_and_said(washington: Run) -> None:
    text = washington("edit", "WPA-3", "WPA-4", "--print").out
    washington("--as", "bob", "set", "WPA-3", "unit=posts")
    washington("--as", "bob", "set", "WPA-4", "theme=forces")
    washington("--as", "bob", "set", "WPA-4", "theme=troops")
    said = washington("edit", "--from", "-", typed=text.replace('tags = ""', 'tags = "mine"', 1))
    assert said.code == 0, said.err
    assert said.out.startswith("WPA-3: tags (none) -> mine\n")
    assert "Meanwhile bob changed unit, theme: kept too.\n" in said.out
    now = washington("edit", "WPA-3", "WPA-4", "--print").out
    assert all(each in now for each in ('unit = "posts"', 'theme = "troops"', 'tags = "mine"'))


def test_a_version_that_never_was_is_refused(washington: Run) -> None:
    text = washington("edit", "WPA-3", "--print").out
    said = washington("edit", "--from", "-", typed=text.replace("version = 1", "version = 77"))
    assert (said.code, "WPA-3 never had version 77" in said.err) == (3, True)


@pytest.mark.parametrize(
    ("old", "new", "code", "marked"),
    [
        ("critical = true", "critical = yes", 2, "critical = yes"),
        ("theme =", "teme =", 2, "^^^^"),
        ('owners = ["RWA"]', 'owners = ["RWQ"]', 4, 'owners = ["RWQ"]'),
        ('deadline = "signing + 90 days"', 'deadline = "signing + + days"', 2, "signing + +"),
        ('deadline = "signing + 90 days"', 'deadline = "2025-02-30"', 2, "2025-02-30"),
        ("[WPA-3]", "[WPA-99]", 4, "WPA-99"),
    ],
)
def test_what_is_wrong_is_named_by_line(
    washington: Run, old: str, new: str, code: int, marked: str
) -> None:
    text = washington("edit", "WPA-3", "--print").out
    assert old in text
    said = washington("edit", "--from", "-", typed=text.replace(old, new))
    assert said.code == code
    assert marked in said.err


def test_a_deadline_in_force_needs_its_reason(washington: Run) -> None:
    text = washington("edit", "WPA-3", "--print").out
    later = text.replace("signing + 90 days", "signing + 120 days")
    said = washington("edit", "--from", "-", typed=later)
    assert said.code == 3
    assert "Line 11: WPA-3, deadline:" in said.err
    given = later.replace('reason = ""', 'reason = "joint letter"')
    assert washington("edit", "--from", "-", typed=given).code == 0
    assert "joint letter" in washington("log", "WPA-3", "--limit", "1").out


def test_an_editor_changes_it_and_what_is_not_taken_is_kept(
    washington: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "editor.py"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {program}")
    lines = "import pathlib, sys; f = pathlib.Path(sys.argv[-1]); t = f.read_text()"
    program.write_text(f"{lines}; f.write_text(t.replace('unit = \"\"', 'unit = men'))")
    said = washington("edit", "WPA-3")
    assert said.code == 2
    assert "What you typed is kept; mend it, then: accord edit --from " in said.err
    kept = Path(said.err.rstrip().rpartition("--from ")[2])
    assert "unit = men" in kept.read_text("utf-8")
    program.write_text(f"{lines}; f.write_text(t.replace('unit = \"\"', 'unit = \"men\"'))")
    assert washington("edit", "WPA-3").out.startswith("WPA-3: unit (none) -> men")


def test_without_an_editor_it_says_what_to_use(
    washington: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    said = washington("edit", "WPA-3")
    assert (said.code, "accord edit --print" in said.err) == (3, True)
    assert washington("edit").code == 2
    assert washington("edit", "--from", "/nowhere/at/all.toml").code == 4
