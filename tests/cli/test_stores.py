"""`accord store`: made, looked at, upgraded and copied; and docs/team.md as it is written."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, name_of
from tests.postgresql import Server, find_binaries

PAGE = Path(__file__).parents[2] / "docs" / "team.md"


def test_the_page_works_as_it_is_written(postgresql: Server, tmp_path: Path) -> None:
    [lines, *_] = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(lines.splitlines()) <= 10
    done = subprocess.run(
        ["bash", "-eu", "-c", lines.replace("@db/", "@/")],
        env={
            "PATH": f"{Path(sys.executable).parent}:{find_binaries()}:{os.environ['PATH']}",
            "PGHOST": postgresql.folder,
            "PGUSER": "postgres",
            "HOME": str(tmp_path),
            "LANG": "C.UTF-8",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "accord_editor: bea" in done.stdout
    assert "All is well." in done.stdout
    assert "Overdue" in done.stdout


def test_create_then_check(accord: Run, url: str) -> None:
    name = name_of(url)
    said = accord("store", "create", url, "--roles", name)
    assert said.code == 0
    assert f"IN ROLE {name}_editor;" in said.out
    said = accord("store", "check", url)
    assert said.code == 0
    for words in (
        "PostgreSQL ",
        "encoding UTF8",
        "primary",
        "time zone",
        "connections: ",
        "rights",
    ):
        assert words in said.out
    assert f"{name}_editor: nobody yet" in said.out


def test_a_reviewer_checks_and_takes_a_copy_but_upgrades_nothing(
    accord: Run, url: str, postgresql: Server, tmp_path: Path
) -> None:
    name = name_of(url)
    accord("store", "create", url, "--roles", name)
    assert accord("seed", "load", "WPA", "--store", url).code == 0
    postgresql.run(name, f"CREATE ROLE cyd_{name} LOGIN IN ROLE {name}_reviewer")
    mine = postgresql.url(name, f"cyd_{name}")
    said = accord("store", "check", mine)
    assert (said.code, said.err) == (0, "")
    assert f"{name}_reviewer: cyd_{name}" in said.out
    assert "trail: 1 change" in said.out
    assert accord("store", "copy", mine, str(tmp_path / "copy.db")).code == 0
    said = accord("store", "upgrade", mine)
    assert said.code == 5
    assert "may not do this" in said.err


def test_create_again_is_refused(accord: Run, url: str) -> None:
    accord("store", "create", url, "--roles", name_of(url))
    said = accord("store", "create", url, "--roles", name_of(url))
    assert said.code == 3
    assert "nothing is written over it" in said.err


def test_what_makes_the_roles_is_printed_without_a_server(accord: Run) -> None:
    said = accord("store", "create", "postgresql://ann:sesame@nowhere/accord", "--sql")
    assert said.code == 0
    assert said.out.startswith("CREATE ROLE accord_owner;\n")
    assert "sesame" not in said.out
    as_json = accord("store", "create", "postgresql://nowhere/accord", "--sql", "--json")
    assert [f"{each};" for each in json.loads(as_json.out)["sql"]] == said.out.splitlines()


def test_check_names_what_an_editor_may_not_have(accord: Run, url: str, postgresql: Server) -> None:
    name = name_of(url)
    accord("store", "create", url, "--roles", name)
    postgresql.run(name, f"GRANT DELETE ON change TO {name}_editor")
    said = accord("store", "check", url)
    assert said.code == 1
    assert f"{name}_editor may DELETE change" in said.out
    assert "accord store upgrade" in said.out
    assert accord("store", "upgrade", url).code == 0
    assert accord("store", "check", url).code == 0


def test_a_file_is_made_checked_and_found_up_to_date(accord: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")
    assert "Made an empty store" in accord("store", "create", path).out
    assert accord("store", "check", path).out.endswith("All is well.\n")
    said = accord("store", "upgrade", path, "--json")
    assert json.loads(said.out) == {"changed": False, "schema": "0004", "before": None}
    assert "PostgreSQL" not in accord("store", "check").out
    assert accord("store", "create", path, "--sql").code == 3


@pytest.mark.parametrize("verb", [("store", "check"), ("doctor",)])
def test_a_look_at_an_older_store_changes_nothing(
    accord: Run, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    released = (Path(__file__).parents[1] / "db" / "released" / "0001.sql").read_text("utf-8")
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as old:
        old.executescript(released)
    old.close()
    before = path.read_bytes()
    said = accord(*verb, "--store", str(path))
    assert said.code == 1
    assert "older schema" in said.out
    assert "accord store upgrade" in said.out
    assert path.read_bytes() == before
    said = accord("store", "upgrade", str(path))
    assert "Brought up to date" in said.out
    assert "before-upgrade" in said.out
    assert accord(*verb, "--store", str(path)).code == 0


@pytest.mark.parametrize("verb", [("store", "check"), ("doctor",)])
def test_a_look_at_a_newer_store(
    accord: Run, url: str, postgresql: Server, verb: tuple[str, ...]
) -> None:
    accord("store", "create", url, "--roles", name_of(url))
    postgresql.run(name_of(url), "UPDATE alembic_version SET version_num = '9999'")
    said = accord(*verb, "--store", url)
    assert said.code == 1
    assert "newer accord" in said.out


def test_roles_for_a_store_that_was_made_without(accord: Run, url: str) -> None:
    assert accord("party", "add", "DRC", "Congo", "--store", url).code == 0
    assert "accord store roles" in accord("store", "check", url, "--json").out
    printed = accord("store", "roles", url, "--roles", name_of(url), "--sql")
    assert printed.out.startswith(f"BEGIN;\nCREATE ROLE {name_of(url)}_owner;\n")
    said = accord("store", "roles", url, "--roles", name_of(url))
    assert said.out.startswith("Gave its three roles to the store: ")
    assert f"IN ROLE {name_of(url)}_editor;" in said.out
    assert "rights of the roles" in accord("store", "check", url).out
    assert accord("store", "roles", url, "--roles", name_of(url)).code == 3


@pytest.mark.parametrize(
    "words",
    [
        "create {0} --sql --roles {1}",
        "create --sql --roles {1} {0}",
        "create --roles={1} {0} --sql",
        "--sql create --roles {1} {0}",
        "create --sql --rol {1} -- {0}",
    ],
)
def test_options_stand_anywhere(accord: Run, url: str, words: str) -> None:
    said = accord("store", *words.format(url, name_of(url)).split())
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"CREATE ROLE {name_of(url)}_owner;\n")


def test_options_stand_before_two_places_too(washington: Run, tmp_path: Path) -> None:
    target, files = str(tmp_path / "copy.db"), str(tmp_path / "files")
    said = washington("store", "copy", "--files", files, str(tmp_path / "accord.db"), target)
    assert said.code == 0
    assert washington("store", "--json", "check", target).code == 0
    assert washington("store", "upgrade", "--to", files, "--no-dump", target).code == 0
    assert washington("seed", "load", "--store", target, "GFA").code == 0


def test_too_many_places_are_not_understood(accord: Run) -> None:
    one, two = "check takes one path or URL at most.", "copy takes FROM and TO."
    for words, what in ((("check", "a", "b"), one), (("copy", "a"), two), (("copy",), two)):
        said = accord("store", *words)
        assert said.code == 2
        assert f"accord store {what}" in said.err
        assert "accord store copy accord.db" in said.err


@pytest.mark.parametrize("action", ["create", "roles", "upgrade"])
def test_a_reader_makes_nothing(accord: Run, tmp_path: Path, action: str) -> None:
    said = accord("store", action, str(tmp_path / "new.db"), "--read-only")
    assert (said.code, said.out) == (5, "")
    assert not (tmp_path / "new.db").exists()


def test_attached_files_go_along(washington: Run, url: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF signed")
    told = ("--by", "USA", "--says", "done", "--source", "letter", "--file", str(letter))
    assert washington("report", "WPA-3", *told).code == 0
    said = washington("store", "copy", str(tmp_path / "accord.db"), url)
    assert said.code == 5
    assert "ACCORD_FILES" in said.err
    shared = tmp_path / "shared"
    said = washington("store", "copy", str(tmp_path / "accord.db"), url, "--files", str(shared))
    assert said.code == 0
    assert "Attached files copied: 1." in said.out
    said = washington("store", "copy", url, str(tmp_path / "without.db"))
    assert f"accord doctor --store {tmp_path / 'without.db'} names them.\n" in said.out
    assert "the folder that ACCORD_FILES names: it was not set" in said.out
    os.environ["ACCORD_FILES"] = str(shared)
    try:
        assert washington("file", "WPA-3", "--store", url).code == 0
        shutil.rmtree(tmp_path / "accord.db.files")
        back = washington(
            "store",
            "copy",
            url,
            str(tmp_path / "back.db"),
            "--files",
            str(tmp_path / "back.db.files"),
        )
    finally:
        del os.environ["ACCORD_FILES"]
    assert "Attached files copied: 1." in back.out
    heads = [
        washington("verify", "--head", "--store", each).out
        for each in (url, str(tmp_path / "back.db"))
    ]
    assert heads == [washington("verify", "--head").out] * 2


def test_a_store_on_a_server_is_backed_up_there(accord: Run, url: str, tmp_path: Path) -> None:
    name = name_of(url)
    assert accord("seed", "load", "WPA", "--store", url).code == 0
    for verb in (("backup",), ("backup", "--list"), ("restore", "old.db")):
        said = accord(*verb, "--store", url)
        assert (said.code, said.out) == (3, "")
        assert f"pg_dump --format=custom --file={name}.dump {name} makes a backup" in said.err
    said = accord("doctor", "--store", url)
    assert said.code == 0
    assert f"      pg_dump --format=custom --file={name}.dump {name} makes" in said.out
    assert "\nok  PostgreSQL " in said.out
    for words in ("SQLite", "copies before upgrades", "integrity"):
        assert words not in said.out
    assert accord("verify", "--store", url).code == 0


def test_what_is_said_of_pg_dump_is_true(
    accord: Run, url: str, postgresql: Server, tmp_path: Path
) -> None:
    name = name_of(url)
    assert accord("store", "create", url, "--roles", name).code == 0
    assert accord("seed", "load", "WPA", "--store", url).code == 0
    owner = f"ann_in_{name}"
    postgresql.run(name, f"CREATE ROLE {owner} LOGIN IN ROLE {name}_owner")
    head = accord("verify", "--head", "--store", url).out
    makes, puts_back = re.findall(
        r"pg_\w+ .*?(?= makes| puts)", accord("backup", "--store", url).err
    )
    _typed(makes, postgresql, owner, tmp_path)
    assert accord("set", "WPA-3", "title=Another", "--store", url).code == 0
    _typed(puts_back, postgresql, owner, tmp_path)
    assert accord("verify", "--head", "--store", url).out == head
    assert accord("store", "check", url).code == 0


def _typed(command: str, server: Server, user: str, folder: Path) -> None:
    """What a person types who has said where the server is."""
    env = {"PATH": f"{find_binaries()}:{os.environ['PATH']}", "PGHOST": server.folder}
    said = subprocess.run(
        command.split(), env={**env, "PGUSER": user}, cwd=folder, capture_output=True, check=False
    )
    assert (said.returncode, said.stderr) == (0, b"")


def test_only_an_owner_copies_into_a_store_of_a_team(
    washington: Run, url: str, postgresql: Server, tmp_path: Path
) -> None:
    name = name_of(url)
    assert washington("store", "create", url, "--roles", name).code == 0
    for role in ("editor", "owner"):
        postgresql.run(name, f"CREATE ROLE {role}_of_{name} LOGIN IN ROLE {name}_{role}")
    origin = str(tmp_path / "accord.db")
    said = washington("store", "copy", origin, postgresql.url(name, f"editor_of_{name}"))
    assert said.code == 5
    assert "only its owners may.\nWho they are says: accord store check" in said.err
    assert washington("store", "copy", origin, postgresql.url(name, f"owner_of_{name}")).code == 0
