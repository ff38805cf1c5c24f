"""Stores that the snapshots show."""

import shutil
from pathlib import Path

import pytest

from db.demo import build_demo
from tests.builders import NOW


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as it is at 16:20 on 23 November 2026."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build_demo(str(path), NOW)
    return path


@pytest.fixture
def shown(request: pytest.FixtureRequest, tmp_path: Path, store_name: str) -> Path:
    """A store of one's own by its name."""
    names = {
        "demo": "demo_template",
        "pair": "pair_template",
        "packs": "packed_template",
        "empty": "template",
    }
    template: Path = request.getfixturevalue(names[store_name])
    return Path(shutil.copy(template, tmp_path / "accord.db"))
