"""Real servers for tests that kill one, and real disks for tests that fill or break one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import one_duty
from tests.pair import Pair
from tests.postgresql import Missing
from tests.reliability.disk import Disk, small_disk
from tests.tui import settling

quick_textual = settling.quick_textual


@pytest.fixture
def pair() -> Iterator[Pair]:
    """One server that writes and one that follows it; a skip where there is no PostgreSQL."""
    try:
        started = Pair.started()
    except Missing as error:
        pytest.skip(str(error))
    with started as servers:
        yield servers


@pytest.fixture
def disk(pair_template: Path, tmp_path: Path) -> Iterator[Disk]:
    """A small disk of one's own with WPA and DOHA; a skip for who may not mount one."""
    with small_disk(pair_template, tmp_path / "disk") as mounted:
        yield mounted


@pytest.fixture
def url(pair: Pair) -> str:
    """A store on both servers with one commitment."""
    return one_duty(pair.url())
