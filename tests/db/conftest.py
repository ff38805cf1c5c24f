"""Stores on both databases for every test of the store, and properties without a time limit.

Each test has a database of its own, made like one that is kept as it is. What is about the file
itself says so: `pytest.mark.file_only("why")`.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from db.engine.url import store_url
from db.store import schema_version
from db.store.store import Store
from tests.builders import ALL_PACKS, do_all, duty, load, open_store, small_agreement
from tests.postgresql import Server

settings.register_profile(
    "store",
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("store")


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that every user may enter, wherever tests otherwise keep theirs."""
    folder = Path(tempfile.mkdtemp(prefix="accord-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    for each in (folder, *folder.iterdir()):
        each.chmod(0o755)
    shutil.rmtree(folder)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever uses a store is tried on both databases, unless its mark says why not."""
    if "kept_on" in metafunc.fixturenames:
        only = metafunc.definition.get_closest_marker("file_only")
        kinds = ["sqlite"] if only else ["sqlite", "postgresql"]
        metafunc.parametrize("kept_on", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def kept_on(request: pytest.FixtureRequest) -> Server | None:
    """The server to keep stores on, or None for files."""
    if request.param == "sqlite":
        return None
    server: Server = request.getfixturevalue("postgresql")
    return server


@pytest.fixture(scope="session")
def empty_database(postgresql: Server) -> str:
    """A database with an empty store, made by the migrations, to make others like."""
    name = postgresql.new_database()
    schema_version.create(store_url(postgresql.url(name)), None)
    return name


@pytest.fixture(scope="session")
def small_database(postgresql: Server, empty_database: str) -> str:
    """One with one small agreement."""
    return _filled(postgresql, empty_database, small_agreement)


def _two(store: Store) -> None:
    small_agreement(store)
    do_all(store, duty("One", "signing + 30 days"), duty("Two"))


@pytest.fixture(scope="session")
def two_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with two commitments."""
    path = Path(shutil.copy(template, tmp_path_factory.mktemp("two") / "two.db"))
    store = open_store(path)
    _two(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def two_database(postgresql: Server, empty_database: str) -> str:
    """A database with two commitments."""
    return _filled(postgresql, empty_database, _two)


@pytest.fixture(scope="session")
def packed_database(postgresql: Server, empty_database: str) -> str:
    """One with all twelve packs."""
    return _filled(postgresql, empty_database, lambda store: load(store, *ALL_PACKS))


def _filled(server: Server, like: str, fill: Callable[[Store], object]) -> str:
    name = server.new_database(like)
    store = open_store(server.url(name))
    fill(store)
    store.close()
    return name


@contextmanager
def _opened(like: str | Path, server: Server | None, folder: Path) -> Iterator[Store]:
    """A store of one's own like that file or database, gone afterwards."""
    if server is None:
        store = open_store(Path(shutil.copy(like, folder / "accord.db")))
        yield store
        store.close()
        return
    name = server.new_database(str(like))
    store = open_store(server.url(name))
    yield store
    store.close()
    server.drop_database(name)


def _like(request: pytest.FixtureRequest, server: Server | None, what: str) -> str | Path:
    found: str | Path = request.getfixturevalue(
        {"": "template"}.get(what, f"{what}_template")
        if server is None
        else f"{what or 'empty'}_database"
    )
    return found


@pytest.fixture
def store(
    request: pytest.FixtureRequest, kept_on: Server | None, tmp_path: Path
) -> Iterator[Store]:
    """An empty store."""
    with _opened(_like(request, kept_on, ""), kept_on, tmp_path) as opened:
        yield opened


@pytest.fixture
def small(
    request: pytest.FixtureRequest, kept_on: Server | None, tmp_path: Path
) -> Iterator[Store]:
    """A store with one small agreement, ACC."""
    with _opened(_like(request, kept_on, "small"), kept_on, tmp_path) as opened:
        yield opened


@pytest.fixture
def two(request: pytest.FixtureRequest, kept_on: Server | None, tmp_path: Path) -> Iterator[Store]:
    """ACC-1 due by a rule, ACC-2 without a date."""
    with _opened(_like(request, kept_on, "two"), kept_on, tmp_path) as opened:
        yield opened


@pytest.fixture
def packed(
    request: pytest.FixtureRequest, kept_on: Server | None, tmp_path: Path
) -> Iterator[Store]:
    """A store with all twelve packs, to write in."""
    with _opened(_like(request, kept_on, "packed"), kept_on, tmp_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def library(request: pytest.FixtureRequest, kept_on: Server | None) -> Iterator[Store]:
    """The twelve packs, to read only."""
    like = _like(request, kept_on, "packed")
    # A database of its own: none is made like one that somebody is in.
    store = open_store(
        like if kept_on is None else kept_on.url(kept_on.new_database(str(like))), read_only=True
    )
    yield store
    store.close()
