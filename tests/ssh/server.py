"""A real sshd on loopback with keys and a configuration of its own, and logins to it."""

import getpass
import grp
import os
import pty
import shutil
import socket
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from db.domain.errors import NotFound
from tests.ssh.screen import Screen
from tui.ssh.authorized_keys import add_line, key_line, remove_name
from tui.ssh.public_key import Role, read_key

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
MISSING = [name for name in ("ssh", "ssh-keygen") if shutil.which(name) is None]
MISSING += [] if SSHD else ["sshd"]
PATIENCE = 60
"""Seconds after which a login counts as stuck."""

# As careless as a host can be: what holds here is held by the key's line and by accord alone.
_CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile none
AuthorizedKeysFile {folder}/authorized_keys
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication no
KbdInteractiveAuthentication no
LogLevel VERBOSE
MaxSessions 50
MaxStartups 100
AcceptEnv *
PermitUserEnvironment yes
PermitUserRC yes
AllowTcpForwarding yes
AllowAgentForwarding yes
AllowStreamLocalForwarding yes
X11Forwarding yes
PermitTunnel yes
Subsystem sftp internal-sftp
SetEnv HOME={folder}/home
"""


@dataclass(slots=True)
class Server:
    """An sshd that lets in whoever is authorized here, as the person who runs the tests."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    people: int = 0

    @classmethod
    def start(cls, folder: Path) -> "Server":
        """Listening when it returns."""
        (folder / "home").mkdir()
        new_key(folder / "host")
        _make_place_for_privileges()
        port = _free_port()
        config = folder / "sshd_config"
        config.write_text(_CONFIG.format(port=port, folder=folder), encoding="utf-8")
        log = (folder / "sshd.log").open("wb")
        process = subprocess.Popen([str(SSHD), "-D", "-e", "-f", str(config)], stderr=log)
        log.close()
        server = cls(folder, port, process)
        server.wait_until_listening()
        return server

    def wait_until_listening(self) -> None:
        """Tries until somebody answers or the process has ended."""
        while True:
            assert self.process.poll() is None, self.log()
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE).close()
            except ConnectionRefusedError:
                continue
            return

    def stop(self) -> None:
        """No more logins; those that are in are not ended by it."""
        self.process.terminate()
        self.process.wait(PATIENCE)

    def log(self) -> str:
        """What sshd said."""
        return (self.folder / "sshd.log").read_text(encoding="utf-8", errors="replace")

    def let_in(
        self,
        name: str,
        role: Role,
        store: Path | None,
        *,
        also: Sequence[str] = (),
        restricted: bool = True,
    ) -> "Person":
        """A person with a new key.

        Args:
            name: Of the person; whoever had it before gets in no more.
            role: What they may do.
            store: Which one; None is the account's own.
            also: More words of the forced command, such as `--slow`.
            restricted: False leaves out what accord writes first, to see what it keeps away.
        """
        self.people += 1
        key = self.folder / f"key-{self.people}"
        line = key_line(read_key(new_key(key)), name, role, str(store) if store else "")
        if not restricted:
            line = line.removeprefix("restrict,")
        keys = self.folder / "authorized_keys"
        with suppress(NotFound):
            remove_name(keys, name)  # of the test before
        add_line(keys, line.replace(f"--role {role}", " ".join([f"--role {role}", *also])))
        return Person(name, key, self)


@dataclass(slots=True)
class Person:
    """Somebody with a key, at a machine of their own."""

    name: str
    key: Path
    server: Server
    options: list[str] = field(default_factory=list)

    def command(self, *words: str) -> list[str]:
        """The command line of ssh; all words go to the host, as they are."""
        quiet = ["-F", "none", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR"]
        known = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]
        key = ["-i", str(self.key), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none"]
        host = ["-p", str(self.server.port), f"{getpass.getuser()}@127.0.0.1"]
        return [
            "ssh",
            *quiet,
            *known,
            *key,
            *self.options,
            *host,
            *(["--", *words] if words else []),
        ]

    def ssh(
        self, *words: str, typed: str = "", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run `ssh HOST WORDS` without a terminal."""
        return subprocess.run(
            self.command(*words),
            input=typed,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            env={**os.environ, **(env or {})},
            check=False,
        )

    def screen(self, columns: int = 80, rows: int = 24, *words: str, **env: str) -> Screen:
        """Run `ssh -t HOST WORDS` at a terminal of this size. Close it."""
        need_terminals()
        options = ["-tt", *self.command(*words)[1:]]
        return Screen(["ssh", *options], columns, rows, env)


def new_key(path: Path, kind: str = "ed25519", *more: str) -> str:
    """Makes a pair of keys and gives the public one."""
    make = ["ssh-keygen", "-q", "-t", kind, *more, "-N", "", "-C", path.name, "-f", str(path)]
    subprocess.run(make, check=True, stdin=subprocess.DEVNULL)
    return path.with_suffix(".pub").read_text(encoding="utf-8")


def need_terminals() -> None:
    """Skip where sshd can give none: without root it may not change the group of a new one."""
    ours, theirs = pty.openpty()
    group = os.fstat(theirs).st_gid
    os.close(ours)
    os.close(theirs)
    if os.geteuid() != 0 and group != grp.getgrnam("tty").gr_gid:
        pytest.skip("an sshd without root gives no terminals here: /dev/pts lacks gid=tty")


def _make_place_for_privileges() -> None:
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
