"""What `accord doctor` says, word for word: of a store that is well, and of one with ills."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run, matches_golden

EARLIER = "2026-11-20 09:00 Africa/Kinshasa"
OF_THE_MACHINE = {
    r"room beside the store: [\d,]+ MiB": "room beside the store: ROOM MiB",
    r"accord [\d.]+\w*, Python [\d.]+\w*(, [a-z]+ [\d.]+\w*)+": "VERSIONS",
    r"SQLite [\d.]+": "SQLite VERSION",
    r"\n {6}Several writers at once[^\n]*": "",
    r"Several writers at once[^\"]*": "",
}
"""What is another one elsewhere, and what stands for it."""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of where the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("TMUX", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)


def plainly(text: str, folder: Path) -> str:
    """The answer as it is on any machine."""
    text = text.replace(str(folder), "/home/asel")
    for pattern, words in OF_THE_MACHINE.items():
        text = re.sub(pattern, words, text)
    return text


@pytest.fixture
def ailing(washington: Run, tmp_path: Path) -> Run:
    """A store with a lost file, an altered row, and too many who may write it; wrong settings."""
    letter = tmp_path / "letter.txt"
    letter.write_text("We confirm.", "utf-8")
    said = ("--by", "MONUSCO", "--says", "done", "--source", "letter", "--file", str(letter))
    assert washington("report", "WPA-3", *said).code == 0
    kept = next(each for each in (tmp_path / "accord.db.files").rglob("*") if each.is_file())
    kept.rename(kept.with_name("0" * 64))
    with closing(sqlite3.connect(tmp_path / "accord.db", isolation_level=None)) as store:
        store.execute("UPDATE commitment SET title = 'Another duty' WHERE code = 'WPA-1'")
    (tmp_path / "accord.db").chmod(0o666)
    settings = tmp_path / "config" / "accord" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('theme = "pink"\n', "utf-8")
    return washington


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("name", ["doctor.txt", "doctor.json"])
def test_of_a_store_that_is_well(washington: Run, tmp_path: Path, name: str) -> None:
    said = washington("doctor", *["--json"] * name.endswith(".json"))
    assert (said.code, said.err) == (0, "")
    matches_golden(name, plainly(said.out, tmp_path))


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("name", ["doctor-ill.txt", "doctor-ill.json"])
def test_of_one_with_several_ills(ailing: Run, tmp_path: Path, name: str) -> None:
    said = ailing("doctor", *["--json"] * name.endswith(".json"), now=EARLIER)
    assert said.code == 1
    matches_golden(name, plainly(said.out, tmp_path))


@pytest.mark.usefixtures("terminal")
def test_where_there_is_no_store_yet(accord: Run, tmp_path: Path) -> None:
    said = accord("doctor")
    assert (said.code, said.err) == (5, "")
    matches_golden("doctor-none.txt", plainly(said.out, tmp_path))


@pytest.mark.usefixtures("terminal")
def test_json_has_the_findings_of_the_text(ailing: Run, tmp_path: Path) -> None:
    findings = json.loads(plainly(ailing("doctor", "--json").out, tmp_path))
    text = plainly(ailing("doctor").out, tmp_path)
    assert [set(each) for each in findings] == [{"what", "well", "advice"}] * len(findings)
    assert all(each["what"] in text and each["advice"] in text for each in findings)
