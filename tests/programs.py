"""accord as a program of its own, without the second that starting an interpreter takes.

One process per run of tests has imported everything. Each program is forked off it, gets its own
terminal or files, environment and session, and goes through `main` as an installed accord does.
Use a real start (`sys.executable`) where imports, encodings or the interpreter's end are tested.
"""

import fcntl
import io
import multiprocessing
import os
import signal
import sys
import tempfile
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.reduction import DupFd
from pathlib import Path
from subprocess import CompletedProcess, Popen, TimeoutExpired
from typing import IO, Any

from tests.pseudo import opened, started
from tui.terminal.capabilities import means_of

CONTROLLING = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
ACCORD = """\
import sys
from tui.cli.main import main
sys.exit(main())
"""
ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0
"""Seconds until a program that never ends counts as stuck."""
READ_BEFORE = ("TEXTUAL", "ESCDELAY", "PYTHON", "LC_", "SSH_")
"""Beginnings of the variables that are read at the start or at import: too late for a fork."""

forks = multiprocessing.get_context("forkserver")
# Imported once and not once per process; another user may not reach the files afterwards.
forks.set_forkserver_preload(["tests.preload"])


class _Handle:
    """A file handle on its way into a program."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def __reduce__(self) -> tuple[Any, ...]:
        return _arrived, (DupFd(self._handle),)


def _arrived(handle: Any) -> int:
    return int(handle.detach())


class Program:
    """accord with these arguments, under way; to be used like `subprocess.Popen`."""

    def __init__(
        self,
        arguments: tuple[str, ...],
        *,
        env: Mapping[str, str],
        handles: tuple[int, int, int],
        session: bool = False,
        controlling: bool = False,
        cwd: Path | None = None,
    ) -> None:
        assert not needs_a_start(env)
        self.args = arguments
        there = dict(env), [_Handle(each) for each in handles], session, controlling
        self._process = forks.Process(target=_run, args=(arguments, str(cwd or ROOT), *there))
        self._process.start()
        self.pid = int(self._process.pid or 0)

    @property
    def returncode(self) -> int | None:
        """The exit code; less than 0: the signal that ended it; None while it runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """The same."""
        return self.returncode

    def wait(self, timeout: float = PATIENCE) -> int:
        """The exit code, once it has ended.

        Raises:
            TimeoutExpired: when it has not within these seconds.
        """
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutExpired(self.args, timeout)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal, to no other process that may have got its number since."""
        if self._process.exitcode is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


def needs_a_start(env: Mapping[str, str]) -> bool:
    """Whether only an interpreter that starts would heed all of these variables."""
    odd = (name for name in env if name.startswith(READ_BEFORE))
    return any(odd) or env.get("LANG") != "C.UTF-8"


def environment(**more: str) -> dict[str, str]:
    """That of the tests without what only an interpreter that starts would heed, and some more."""
    kept = {name: each for name, each in os.environ.items() if not name.startswith(READ_BEFORE)}
    return {**kept, "LANG": "C.UTF-8", **more}


def at_terminal(
    *arguments: str,
    env: Mapping[str, str],
    size: tuple[int, int],
    controlling: bool = True,
    fresh: bool = False,
) -> tuple[int, Program | Popen[bytes]]:
    """Our end of a terminal, and accord at the other one, in a session of its own.

    `controlling`: the terminal is the session's, as sshd and terminal emulators make it.
    `fresh`: by an interpreter of its own, our child.
    """
    odd = "--slow" in arguments or means_of(env["TERM"]).basic  # settled before Textual is there
    if fresh or odd or needs_a_start(env):
        return started(
            [sys.executable, "-c", CONTROLLING * controlling + ACCORD, *arguments], env, *size
        )
    with opened(*size) as (ours, theirs):
        handles = (theirs, theirs, theirs)
        program = Program(
            arguments, env=env, handles=handles, session=True, controlling=controlling
        )
    return ours, program


class Running(Program):
    """The same, without a terminal; `stderr` can be read while it runs, and holds 64 kB."""

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str],
        stdin: Path = Path(os.devnull),
        stdout: Path | None = None,
        cwd: Path | None = None,
    ) -> None:
        hearing, complaining = os.pipe()
        self.stderr = os.fdopen(hearing, encoding="utf-8")  # ended() closes it
        self._out = stdout.open("w+b") if stdout else _file()
        with stdin.open("rb") as file, os.fdopen(complaining, "wb") as theirs:
            handles = file.fileno(), self._out.fileno(), theirs.fileno()
            super().__init__(arguments, env=env, handles=handles, cwd=cwd)

    def ended(self, timeout: float = PATIENCE) -> CompletedProcess[str]:
        """What it said, once it has ended; killed when it has not within these seconds."""
        with self._out, self.stderr:
            try:
                code = self.wait(timeout)
            except TimeoutExpired:
                self.kill()
                raise
            self._out.seek(0)
            return CompletedProcess(self.args, code, self._out.read().decode(), self.stderr.read())


def _file() -> IO[bytes]:
    return tempfile.TemporaryFile()


def run(*arguments: str, env: Mapping[str, str], **more: Any) -> CompletedProcess[str]:
    """What accord answers, and its exit code."""
    return Running(*arguments, env=env, **more).ended()


def _run(  # noqa: PLR0917  what is handed on to a process comes in a row
    arguments: tuple[str, ...],
    cwd: str,
    env: dict[str, str],
    handles: list[int],
    session: bool,
    controlling: bool,
) -> None:
    """Become accord; in a process of its own."""
    from tui.cli.main import main

    if session:
        os.setsid()
    for place, handle in enumerate(handles):
        os.dup2(handle, place)
        os.close(handle)
    if controlling:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the process forked from ignores it
    sys.argv = ["accord", *arguments]
    streams = _stream(0, "r"), _stream(1, "w"), _stream(2, "w", "backslashreplace")
    for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
        vars(sys).update({name: stream, f"__{name}__": stream})
    code = main()
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.exit(code)


def _stream(handle: int, mode: str, errors: str = "surrogateescape") -> io.TextIOWrapper:
    """As the interpreter opens its own in the locale C.UTF-8."""
    raw = open(handle, f"{mode}b", closefd=False)  # noqa: SIM115  it stays open until the end
    return io.TextIOWrapper(raw, "utf-8", errors, line_buffering=os.isatty(handle) or handle == 2)
