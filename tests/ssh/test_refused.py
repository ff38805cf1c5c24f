"""What nobody gets by ssh, whatever they type: a shell, files, another store, another name."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ssh.server import PATIENCE, Person

HOSTILE = {
    "a command after it": "status; id > {mark}",
    "a command instead": "sh -c 'id > {mark}'",
    "a command put in": "$(id > {mark})",
    "backticks": "`id > {mark}`",
    "a pipe": "|id > {mark}",
    "another line": "status\nid > {mark}",
    "an option of ssh": "-oProxyCommand=id>{mark}",
    "an option before the verb": "--store={mark} status",
    "an option after the verb": "status --store={mark}",
    "the short form of an option": "status --sto={mark}",
    "an option behind the end of options": "list --sort -- --store={mark}",
    "another name": "status --as root",
    "letters that look alike": "s\u0442atus",
    "the other direction": "\u202estatus",
    "a long dash": "status \u2014\u2014store={mark} --theme dark",
    "no letters at all": "\x01\x02",
    "a quote that does not end": "list 'overdue",
    "a path": "/bin/sh",
    "a verb of the host": "doctor",
    "a verb with files": "seed load {mark}",
    "another login": "session --as root --role editor",
    "keys": "ssh list",
    "any verb through the demo": "demo paths",
    "the file server": "internal-sftp",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_is_refused_and_leaves_nothing_behind(editor: Person, tmp_path: Path, case: str) -> None:
    mark = tmp_path / "mark"
    said = editor.ssh(HOSTILE[case].format(mark=mark))
    assert said.returncode in (2, 3), said.stdout
    assert said.stderr.startswith("accord: ")
    assert "Traceback" not in said.stderr
    assert said.stdout == ""
    assert not mark.exists()


@pytest.mark.parametrize(
    "words", ["add 'A road; owner DRC' --agreement WPA", "undo", "note WPA-3 x"]
)
def test_a_reviewer_changes_nothing(reviewer: Person, pair: Path, words: str) -> None:
    before = pair.read_bytes()
    said = reviewer.ssh(words)
    assert said.returncode == 3
    assert "this key only looks (reviewer)" in said.stderr
    assert pair.read_bytes() == before


def test_a_refusal_lists_what_is_allowed_to_this_role(reviewer: Person, editor: Person) -> None:
    told, more = reviewer.ssh("sh").stderr, editor.ssh("sh").stderr
    assert "list [FILTER …] --sort" in told
    assert "withdraw" not in told
    assert "withdraw CODE … --reason" in more


@pytest.mark.parametrize("program", ["sftp", "scp"])
def test_files_go_neither_in_nor_out(editor: Person, tmp_path: Path, program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program}")
    mine = tmp_path / "mine"
    mine.write_text("x", encoding="utf-8")
    options = editor.command()[1:]
    place = options.index("-p")
    options[place] = "-P"
    host = options.pop()
    for more in ((), ("-O",)) if program == "scp" else ((),):
        away = f"{host}:{tmp_path}/theirs"
        command = [program, *more, *options, *([str(mine), away] if program == "scp" else [host])]
        typed = f"put {mine} {tmp_path}/theirs\n"
        said = subprocess.run(
            command, input=typed, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert said.returncode != 0
        assert not (tmp_path / "theirs").exists()


def test_an_edit_reads_no_file_of_the_host(editor: Person, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet"
    sheet.write_text("secret words", encoding="utf-8")
    said = editor.ssh("edit", "WPA-3", "--from", str(sheet))
    assert said.returncode in (2, 3)
    assert "secret" not in said.stdout + said.stderr


def test_a_reviewer_saves_no_filter(reviewer: Person, pair: Path) -> None:
    before = pair.read_bytes()
    said = reviewer.ssh("views", "save", "mine", "overdue")
    assert said.returncode == 3
    assert "views save changes something, and this key only looks (reviewer)." in said.stderr
    assert "  views\n" in said.stderr
    assert pair.read_bytes() == before
