"""What all tests share: a clean environment, a fixed time, and stores made by the migrations."""

import gc
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import count
from operator import itemgetter
from pathlib import Path

import pytest

from db.clock import Clock, fixed_clock
from db.engine.url import store_url
from db.packs.demo import build_demo
from db.store import schema_version
from db.store.store import Store
from tests.builders import ALL_PACKS, NOW, load, open_store, small_agreement
from tests.postgresql import Missing, Server

_OURS = ("ACCORD_", "TEXTUAL", "XDG_")
_KEPT = "TEXTUAL_SNAPSHOT_"  # where the plugin for pictures keeps its own
_LOOK = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES")


_ended = count(1)
"""Tests that this process has run."""


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of every later search for garbage."""
    gc.collect()
    gc.freeze()


def pytest_runtest_teardown() -> None:
    """The same with what tests import late, and keep for others."""
    if next(_ended) % 100 == 5:
        gc.collect()
        gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Beside the slowest tests, the seconds that each folder takes."""
    if terminalreporter.config.getoption("durations") is None:
        return
    seconds: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[str(Path(report.nodeid.partition("::")[0]).parent)] += report.duration
    terminalreporter.section("seconds of tests in each folder, all processes together")
    for folder, found in sorted(seconds.items(), key=itemgetter(1), reverse=True):
        terminalreporter.line(f"{found:8.1f} {folder}")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person's own settings reaches a test."""
    for name in list(os.environ):
        if name.startswith(_KEPT):
            monkeypatch.setenv(name, os.environ[name])  # put back should accord drop it
            continue
        if name.startswith(_OURS) or name in _LOOK:
            monkeypatch.delenv(name)


@pytest.fixture
def clock() -> Clock:
    """23 November 2026, 16:20 in Kinshasa."""
    return fixed_clock(NOW)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store made by the migrations."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    schema_version.create(store_url(str(path)), path)
    return path


@pytest.fixture(scope="session")
def packed_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all twelve packs."""
    return _filled(template, tmp_path_factory, lambda store: load(store, *ALL_PACKS))


@pytest.fixture(scope="session")
def small_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one small agreement."""
    return _filled(template, tmp_path_factory, small_agreement)


def _filled(
    template: Path, factory: pytest.TempPathFactory, fill: Callable[[Store], object]
) -> Path:
    path = factory.mktemp("filled") / "filled.db"
    shutil.copy(template, path)
    store = open_store(path)
    fill(store)
    store.close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """The file of an empty store of one's own."""
    return Path(shutil.copy(template, tmp_path / "accord.db"))


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An empty store."""
    yield from _opened(path)


@pytest.fixture
def small(small_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A store with one small agreement, ACC."""
    yield from _opened(Path(shutil.copy(small_template, tmp_path / "accord.db")))


@pytest.fixture
def packed(packed_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A store with all twelve packs, to write in."""
    yield from _opened(Path(shutil.copy(packed_template, tmp_path / "accord.db")))


@pytest.fixture(scope="session")
def library(packed_template: Path) -> Iterator[Store]:
    """The twelve packs, to read only."""
    store = open_store(packed_template, read_only=True)
    yield store
    store.close()


def _opened(path: Path) -> Iterator[Store]:
    store = open_store(path)
    yield store
    store.close()


@pytest.fixture(scope="session")
def pair_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the two agreements on the east of the Congo, Washington and Doha."""
    return _filled(template, tmp_path_factory, lambda store: load(store, "WPA", "DOHA"))


@pytest.fixture
def pair(pair_template: Path, tmp_path: Path) -> Path:
    """The file of a store of one's own with WPA and DOHA."""
    return Path(shutil.copy(pair_template, tmp_path / "pair.db"))


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as it is at 16:20 on 23 November 2026."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build_demo(str(path), NOW)
    return path


@pytest.fixture
def demo(demo_template: Path, tmp_path: Path) -> Path:
    """The file of a demo of one's own."""
    return Path(shutil.copy(demo_template, tmp_path / "demo.db"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL for this run of the tests; a skip where there is none."""
    try:
        server = Server.started()
    except Missing as error:
        pytest.skip(str(error))
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where nothing is kept yet and several people may open a store: once in each database."""
    if request.param == "sqlite":
        return str(tmp_path / "store [1].db")
    server: Server = request.getfixturevalue("postgresql")
    return server.url(server.new_database())
