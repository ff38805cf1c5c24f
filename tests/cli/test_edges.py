"""Pipes, terminals that are none, hostile text, shells, and what a read may load."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests import programs
from tests.cli.conftest import NOW, Run

HOSTILE = (
    "[bold]x[/] [@click=app.quit] \x1b]0;pwned\x07 \x1b[2J \x9b31m \u202egnp.exe \x01 "
    "e\u0301\u0301\u0301"
)


def process(*argv: str, store: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Accord as a process of its own."""
    return programs.run("--store", str(store), "--now", NOW, *argv, env=programs.environment(**env))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("loaded") / "a.db"
    assert process("seed", "load", "WPA", store=path).returncode == 0
    return path


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(loaded, tmp_path / "a.db"))


@pytest.mark.parametrize("term", ["dumb", "", "xterm-256color"])
def test_without_a_terminal_there_are_no_escape_codes(store: Path, term: str) -> None:
    said = process(store=store, TERM=term)
    assert said.returncode == 0
    assert said.stdout.startswith("ACCORD   as of Mon 23 Nov 2026 16:20")
    assert "\x1b" not in said.stdout


@pytest.mark.parametrize("argv", [("--help",), ("list", "--help"), ("--version",)])
def test_help_never_opens_a_screen(argv: tuple[str, ...], tmp_path: Path) -> None:
    said = process(*argv, store=tmp_path / "none.db")
    assert said.returncode == 0
    assert "accord" in said.stdout
    assert not (tmp_path / "none.db").exists()


def test_a_reader_that_stops_early_is_no_error(store: Path) -> None:
    shell = f"{sys.executable} -m tui.cli.main --store {store} list --json | head -c 1"
    said = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert (said.stdout, said.stderr) == ("[", "")


def test_a_full_disk_under_the_answer_is_a_message(store: Path) -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-m", "tui.cli.main", "--store", str(store), "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert said.returncode == 5
    assert "No space left on device" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("verb", ["status", "list", "show WPA-1", "log", "parties", "events"])
def test_a_read_loads_neither_textual_nor_alembic(store: Path, verb: str) -> None:
    argv = [sys.executable, "-X", "importtime", "-m", "tui.cli.main", "--store", str(store)]
    said = subprocess.run([*argv, *verb.split()], capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in said.stderr.splitlines()}
    assert not {name for name in loaded if name.split(".")[0] in ("textual", "alembic")}
    assert "sqlalchemy" in loaded


def test_a_change_to_a_file_waits_for_no_server(store: Path) -> None:
    argv = [sys.executable, "-X", "importtime", "-m", "tui.cli.main", "--store", str(store)]
    said = subprocess.run([*argv, "note", "WPA-1", "Left."], capture_output=True, check=True)
    assert b"tui.cli.context" in said.stderr
    assert b"tui.services.commit_waiting" not in said.stderr
    assert b"textual" not in said.stderr


def test_hostile_text_is_harmless_wherever_it_is_printed(washington: Run) -> None:
    assert washington("set", "WPA-1", f"title={HOSTILE}", f"tags={HOSTILE}").code == 0
    assert washington("note", "WPA-1", HOSTILE).code == 0
    for argv in (("status",), ("list",), ("show", "WPA-1"), ("log",), ("log", "--fields")):
        printed = washington(*argv).out
        bad = [char for char in printed if char != "\n" and not char.isprintable()]
        assert bad == [], argv
        assert "[bold]" in printed
    row = json.loads(washington("list", "WPA-1", "--json").out)[0]
    assert row["title"].startswith("[bold]x[/]")


@pytest.mark.parametrize(
    "argv",
    [("note", "WPA-3", "-"), ("edit", "--from", "-"), ("report", "WPA-3", "--text", "-")],
    ids=" ".join,
)
@pytest.mark.parametrize("where", ["file", "server"])
def test_nul_that_comes_in_by_a_pipe_is_refused_and_nothing_is_lost(
    washington: Run, argv: tuple[str, ...], where: str, request: pytest.FixtureRequest
) -> None:
    if where == "server":
        url: str = request.getfixturevalue("url")
        assert washington("store", "copy", os.environ["ACCORD_STORE"], url).code == 0
        os.environ["ACCORD_STORE"] = url
    before = washington("verify", "--head").out
    text = '["WPA-3"]\ntitle = "a\\u0000b"\n' if argv[0] == "edit" else "line\na\0b"
    said = washington(*argv, typed=text)
    assert (said.code, said.out) == (2, "")
    assert "cannot be kept: U+0000." in said.err
    assert "^" in said.err
    assert washington("verify", "--head").out == before


def test_settings_that_cannot_be_used_are_named_and_passed_over(
    washington: Run, tmp_path: Path
) -> None:
    settings = tmp_path / "config" / "accord" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('theme = "darkk"\n', encoding="utf-8")
    said = washington("status", "--line")
    assert said.code == 0
    assert "line 1" in said.err
    assert "dark" in said.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for(accord: Run, shell: str) -> None:
    said = accord("completion", shell)
    assert said.code == 0
    assert "accord" in said.out


def test_doctor_finds_a_store_well_or_says_what_to_type(washington: Run, tmp_path: Path) -> None:
    assert washington("doctor").out.endswith("All is well.\n")
    (tmp_path / "text.db").write_text("no store", encoding="utf-8")
    said = washington("doctor", "--store", str(tmp_path / "text.db"))
    assert said.code == 1
    assert "--store" in said.out


def test_doctor_names_the_copies_before_upgrades(washington: Run, tmp_path: Path) -> None:
    for stamp in ("20260101T000000Z", "20260301T000000Z"):
        (tmp_path / f"accord.before-upgrade-{stamp}.db").touch()
    said = washington("doctor").out
    assert "copies before upgrades: 2" in said
    assert f"newest: {tmp_path / 'accord.before-upgrade-20260301T000000Z.db'}" in said


def test_doctor_finds_derived_dates_that_are_wrong(washington: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "accord.db") as db:
        db.execute("UPDATE commitment SET due_on = '2001-01-01' WHERE code = 'WPA-3'")
    db.close()
    said = washington("doctor")
    assert said.code == 1
    assert "WPA-3" in said.out
    assert said.out.endswith("1 to look at.\n")


def test_doctor_of_an_empty_store_says_how_to_begin(accord: Run) -> None:
    accord("store", "create")
    said = accord("doctor")
    assert said.code == 0
    assert "accord seed load" in said.out


def test_the_trail_gives_days_and_moments_as_they_were_given(washington: Run) -> None:
    washington("event", "set", "WPA", "ceasefire", "--on", "2025-12-04 18:30")
    said = washington("log", "--fields").out
    assert "event actual at: - -> 2025-06-27\n" in said
    assert "event actual at: - -> 2025-12-04 18:30 Africa/Kinshasa\n" in said


@pytest.mark.parametrize(
    "argv",
    [
        ("--store", "~nobody-here/a.db", "status"),
        ("backup", "--to", "~nobody-here"),
        ("restore", "~nobody-here/a.db"),
        ("report", "WPA-1", "--text", "Left.", "--file", "~nobody-here/a.pdf"),
    ],
)
def test_a_home_that_nobody_has_is_no_place(washington: Run, argv: tuple[str, ...]) -> None:
    said = washington(*argv)
    assert said.code == 2, said
    assert "No home folder is known for ~nobody-here." in said.err
    assert "Write the path from the root, or ./~nobody-here" in said.err


def test_paths_and_keys_answer(accord: Run, tmp_path: Path) -> None:
    assert str(tmp_path / "accord.db") in accord("paths").out
    assert json.loads(accord("keys", "--json").out)["undo"] == ["u"]
    assert accord("keys", "--markdown").out.startswith("# Keys")
