"""The command line as in tests/cli, in a home and a folder of its own."""

from pathlib import Path

import pytest

from tests.cli import conftest as cli

accord = cli.accord


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in; whatever is typed as a file's name means one in there."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(here)
    return tmp_path
