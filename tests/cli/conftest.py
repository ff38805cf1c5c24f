"""Running the command line as a person does, and reading what it says."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.postgresql import Server
from tui.cli.main import main

NOW = "2026-11-23 16:20 Africa/Kinshasa"
GOLDEN = Path(__file__).parent / "golden"
UPDATE = "ACCORD_UPDATE_GOLDEN" in os.environ  # looked at before tests clear the environment


@dataclass(frozen=True, slots=True)
class Said:
    """What one run of accord said, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]
Fill = Callable[[Run], None]
"""Commands that make a store."""


@pytest.fixture
def accord(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs accord in this process on a store of its own, at a fixed time, without a terminal."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("ACCORD_STORE", str(tmp_path / "accord.db"))
    monkeypatch.setenv("LANG", "C.UTF-8")

    def run(*argv: str, now: str = NOW, typed: str = "") -> Said:
        before = dict(os.environ)
        monkeypatch.setattr(sys, "stdin", _Typed(typed))
        try:
            code = main(["--as", "asel", "--now", now, *argv])
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            os.environ.clear()
            os.environ.update(before)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return run


class _Typed:
    """Standard input that is no terminal."""

    def __init__(self, text: str) -> None:
        self._text = text

    def isatty(self) -> bool:
        return False

    def read(self, size: int = -1) -> str:
        return self._text if size < 0 else self._text[:size]


@pytest.fixture
def url(postgresql: Server) -> Iterator[str]:
    """An empty database."""
    name = postgresql.new_database()
    yield postgresql.url(name)
    postgresql.drop_database(name)


def name_of(url: str) -> str:
    """The database that an address leads to."""
    return url.rpartition("/")[2].partition("?")[0]


@pytest.fixture(scope="session")
def made() -> dict[Fill, Path]:
    """Stores that commands made once."""
    return {}


@pytest.fixture
def begun(
    accord: Run, made: dict[Fill, Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Fill], Run]:
    """The command line on what these commands make: carried out once, and copied from then on."""

    def begin(fill: Fill) -> Run:
        store = os.environ["ACCORD_STORE"]
        if fill in made:
            shutil.copy(made[fill], store)
            return accord
        fill(accord)
        made[fill] = Path(shutil.copy(store, tmp_path_factory.mktemp("made") / "accord.db"))
        return accord

    return begin


@pytest.fixture
def washington(accord: Run, pair_template: Path) -> Run:
    """The same, with Washington and Doha loaded."""
    shutil.copy(pair_template, os.environ["ACCORD_STORE"])
    return accord


def matches_golden(name: str, text: str) -> None:
    """The text is what the golden file says; ACCORD_UPDATE_GOLDEN=1 writes it anew."""
    path = GOLDEN / name
    if UPDATE:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name} differs: see git diff after updating"
