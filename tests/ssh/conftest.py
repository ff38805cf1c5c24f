"""Real logins: an sshd for all tests of a process, and a store and a key for each of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ssh.server import MISSING, Person, Server
from tui.ssh.public_key import Role


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An sshd on loopback with keys of its own."""
    if MISSING:
        pytest.skip(f"there is no {', '.join(MISSING)}: install openssh-server and openssh-client")
    running = Server.start(tmp_path_factory.mktemp("sshd"))
    yield running
    running.stop()


@pytest.fixture
def reviewer(server: Server, pair: Path) -> Person:
    """Alice, who looks at a store with WPA and DOHA (`pair`)."""
    return server.let_in("alice", Role.REVIEWER, pair)


@pytest.fixture
def editor(server: Server, pair: Path) -> Person:
    """Bob, who may change the same store."""
    return server.let_in("bob", Role.EDITOR, pair)
