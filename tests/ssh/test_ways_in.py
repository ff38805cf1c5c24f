"""What a login by key answers: text, JSON, reports, changes, and the exit codes of each."""

import json
import shutil
import sqlite3
from pathlib import Path

from tests.ssh.server import Person, Server
from tui.ssh.authorized_keys import remove_name
from tui.ssh.public_key import Role


def test_a_word_after_the_host_is_answered_as_text(reviewer: Person) -> None:
    said = reviewer.ssh("status")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("ACCORD   as of ")
    assert "OVERDUE OR DISPUTED" in said.stdout
    assert "\x1b" not in said.stdout


def test_a_filter_and_json_come_as_they_would_at_home(reviewer: Person) -> None:
    said = reviewer.ssh("list", "party:RWA", "overdue", "--json")
    assert said.returncode == 0
    codes = {row["code"] for row in json.loads(said.stdout)}
    assert "WPA-3" in codes


def test_a_story_comes_without_a_terminal(reviewer: Person) -> None:
    said = reviewer.ssh("show", "WPA-3")
    assert said.returncode == 0
    assert said.stdout.startswith(" WPA-3  Disengage forces")


def test_nothing_after_the_host_and_no_terminal_is_the_status(reviewer: Person) -> None:
    said = reviewer.ssh(typed="jjQ\n")
    assert said.returncode == 0
    assert said.stdout.startswith("ACCORD   as of ")
    assert "\x1b" not in said.stdout + said.stderr


def test_exit_codes_come_through(reviewer: Person) -> None:
    assert reviewer.ssh("status", "--strict").returncode == 1
    assert reviewer.ssh("list", "pary:RWA").returncode == 2
    assert reviewer.ssh("show", "WPA-99").returncode == 4


def test_the_name_of_the_key_is_in_the_trail(editor: Person, pair: Path) -> None:
    said = editor.ssh("note", "WPA-3", "called them", typed="")
    assert (said.returncode, said.stderr) == (0, "")
    with sqlite3.connect(pair) as db:
        actor, kind = db.execute("select actor, kind from change order by id desc").fetchone()
    db.close()
    assert (actor, kind) == ("bob", "add report")
    assert editor.ssh("undo").returncode == 0


def test_a_text_comes_on_standard_input(editor: Person) -> None:
    assert editor.ssh("note", "WPA-3", "-", typed="first line\nsecond\n").returncode == 0
    assert "second" in editor.ssh("show", "WPA-3").stdout


def test_semicolons_of_a_line_need_no_second_quotes(editor: Person) -> None:
    line = "Release 100 prisoners; owner DRC; due in 2 weeks"
    said = editor.ssh("add", line, "--agreement", "DOHA")
    assert said.returncode == 0, said.stderr
    assert "DOHA-13 added: Release 100 prisoners" in said.stdout


def test_a_report_goes_into_a_file_at_home(reviewer: Person) -> None:
    said = reviewer.ssh("report", "in:WPA", "overdue", "--format", "md")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("# Commitments")
    assert "WPA-3" in said.stdout


def test_only_an_editor_adds_a_report(reviewer: Person, editor: Person) -> None:
    words = "report WPA-3 --by RWA --says denies --source 'Kigali, 2 March'"
    refused = reviewer.ssh(words)
    assert refused.returncode == 2
    assert "report takes no --by here" in refused.stderr
    assert editor.ssh(words).returncode == 0


def test_a_reviewer_looks_back_in_time(reviewer: Person, editor: Person) -> None:
    assert editor.ssh("withdraw", "WPA-3").returncode == 0
    assert "withdrawn" in reviewer.ssh("show", "WPA-3").stdout
    told = reviewer.ssh("list", "in:WPA", "--as-of", "#2")
    assert told.returncode == 0, told.stderr
    assert "WPA-3" in told.stdout
    assert reviewer.ssh("show", "WPA-1", "--as-of", "-0d").returncode == 0


def test_a_store_with_an_awkward_name_is_found(server: Server, pair: Path, tmp_path: Path) -> None:
    awkward = tmp_path / "a b'c\"d$e`f\\g;\u0436.db"
    shutil.copy(pair, awkward)
    said = server.let_in("O'Brien", Role.EDITOR, awkward).ssh("note", "WPA-3", "called")
    assert (said.returncode, said.stderr) == (0, "")
    assert "O'Brien" in server.let_in("alice", Role.REVIEWER, awkward).ssh("log").stdout


def test_help_is_answered_for_what_is_allowed(reviewer: Person) -> None:
    said = reviewer.ssh("list", "--help")
    assert said.returncode == 0
    assert "--sort" in said.stdout


def test_whoever_is_revoked_does_not_get_in(reviewer: Person, server: Server) -> None:
    assert reviewer.ssh("status", "--line").returncode == 0
    remove_name(server.folder / "authorized_keys", "alice")
    assert reviewer.ssh("status", "--line").returncode == 255


def test_a_moment_may_begin_with_a_dash(reviewer: Person) -> None:
    assert reviewer.ssh("diff", "-30d").returncode == 0
