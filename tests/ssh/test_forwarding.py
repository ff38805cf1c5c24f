"""A key leads to accord and not through the host, even where sshd itself would allow it."""

from pathlib import Path

import pytest

from tests.ssh.screen import processes_with
from tests.ssh.server import Person, Server
from tui.ssh.public_key import Role

TRIES = {
    "a connection of the host": ("-W", "127.0.0.1:{port}"),
    "a port of the host": ("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:{port}"),
    "a socket of the host": (
        *("-N", "-o", "ExitOnForwardFailure=yes"),
        *("-R", "{folder}/socket:127.0.0.1:{port}"),
    ),
}


def trying(person: Person, case: str, folder: Path) -> Person:
    port = person.server.port
    person.options = [part.format(port=port, folder=folder) for part in TRIES[case]]
    return person


@pytest.mark.parametrize("case", TRIES)
def test_is_refused(editor: Person, tmp_path: Path, case: str) -> None:
    said = trying(editor, case, tmp_path).ssh()
    assert said.returncode == 255
    assert "SSH-2.0" not in said.stdout
    assert not (tmp_path / "socket").exists()


def test_without_our_options_this_host_would_forward(server: Server, tmp_path: Path) -> None:
    eve = server.let_in("eve", Role.EDITOR, tmp_path / "a.db", restricted=False)
    said = trying(eve, "a connection of the host", tmp_path).ssh()
    assert said.stdout.startswith("SSH-2.0")  # of sshd, through itself


def test_the_key_allows_a_terminal_and_our_command_alone(reviewer: Person) -> None:
    reviewer.options = ["-v", "-A", "-X", "-o", "LogLevel=DEBUG1"]
    told = reviewer.ssh("status").stderr
    options = {
        line.partition("key options: ")[2] for line in told.splitlines() if "key options" in line
    }
    assert options == {"command pty"}


def test_neither_agent_nor_display_reach_the_host(reviewer: Person, pair: Path) -> None:
    reviewer.options = ["-A", "-X"]
    env = {"SSH_AUTH_SOCK": "/nowhere", "DISPLAY": ":9"}
    with reviewer.screen(80, 24, **env) as screen:
        screen.wait_for("? help")
        (there,) = [
            given
            for pid in processes_with(str(pair))
            if b"SSH_TTY" in (given := Path(f"/proc/{pid}/environ").read_bytes())
        ]
        assert b"SSH_AUTH_SOCK" not in there
        assert b"DISPLAY" not in there
        screen.press("Q")
        assert screen.ended() == 0
