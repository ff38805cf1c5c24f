"""What a client may say by its environment, on a host that accepts everything of it."""

from pathlib import Path
from typing import Any

import pytest

from tests.ssh.server import Person, Server
from tui.cli.ssh_session import FROM_CLIENT, FROM_SSHD, admitted
from tui.ssh.public_key import Role

BREAKS_IN = "import pathlib; pathlib.Path({mark!r}).touch()\n"


def sending(person: Person, *names: str) -> Person:
    """The same person with a client that sends these variables."""
    person.options = [part for name in names for part in ("-o", f"SendEnv={name}")]
    return person


def test_no_variable_of_the_client_leads_to_another_store(server: Server, tmp_path: Path) -> None:
    alice = sending(server.let_in("alice", Role.REVIEWER, None), "ACCORD_STORE", "XDG_DATA_HOME")
    bad = tmp_path / "accord" / "accord.db"
    bad.parent.mkdir()
    bad.write_text("no store", encoding="utf-8")
    said = alice.ssh("status", env={"ACCORD_STORE": str(bad), "XDG_DATA_HOME": str(tmp_path)})
    assert said.returncode == 5
    assert said.stderr.startswith("accord: There is no store here yet.\n")


def test_no_settings_of_the_client_are_read(reviewer: Person, tmp_path: Path) -> None:
    settings = tmp_path / "accord" / "config.toml"
    settings.parent.mkdir()
    settings.write_text('theme = "darkk"\n', encoding="utf-8")
    sending(reviewer, "XDG_CONFIG_HOME", "HOME")
    said = reviewer.ssh("status", env={"XDG_CONFIG_HOME": str(tmp_path)})
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize("name", ["PYTHONPATH", "PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONWARNINGS"])
def test_no_variable_of_the_client_makes_python_run_something(
    reviewer: Person, tmp_path: Path, name: str
) -> None:
    mark = tmp_path / "mark"
    for module in ("sitecustomize.py", "usercustomize.py", "tui.py"):
        (tmp_path / module).write_text(BREAKS_IN.format(mark=str(mark)), encoding="utf-8")
    value = str(tmp_path) if name == "PYTHONPATH" else str(tmp_path / "tui.py")
    said = sending(reviewer, name).ssh(
        "status", env={name: value}, typed=BREAKS_IN.format(mark=str(mark))
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("ACCORD")
    assert not mark.exists()


def test_the_client_says_what_its_terminal_can_do(reviewer: Person) -> None:
    sending(reviewer, "NO_COLOR")
    for env, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        with reviewer.screen(100, 30, "status", **env) as screen:
            assert screen.ended() == 0
            assert (b"\x1b[1;31m" in screen.raw) is coloured


def test_the_language_of_the_client_decides_on_signs(reviewer: Person) -> None:
    sending(reviewer, "LANG", "LC_ALL")
    said = reviewer.ssh("list", "WPA-3", "--json", env={"LANG": "C", "LC_ALL": "C"})
    assert said.returncode == 0
    assert said.stdout.isascii()


def test_of_all_variables_only_harmless_ones_are_left() -> None:
    class Args:
        role, actor, store, read_only, guarded = "reviewer", "alice", None, False, False

    args: Any = Args()
    kept = dict.fromkeys((*FROM_CLIENT, *FROM_SSHD), "x")
    environ = {
        **kept,
        **dict.fromkeys(
            (
                *("SSH_ORIGINAL_COMMAND", "SSH_AUTH_SOCK", "DISPLAY", "ACCORD_STORE", "TZ"),
                *("EDITOR", "VISUAL", "PAGER", "BROWSER", "TEXTUAL", "TEXTUAL_DRIVER", "COLUMNS"),
                *("PYTHONPATH", "XDG_STATE_HOME", "PGPASSWORD", "PGSERVICEFILE", "TMPDIR", "IFS"),
            ),
            "",
        ),
    }
    assert admitted(args, environ) is args
    assert environ == kept
    assert (args.read_only, args.guarded) == (True, True)
