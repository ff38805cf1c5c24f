"""A pair of real servers for each test that kills one."""

from collections.abc import Iterator

import pytest

from tests.pair import Pair
from tests.postgresql import Missing


@pytest.fixture
def pair() -> Iterator[Pair]:
    """One server that writes and one that follows it; a skip where there is no PostgreSQL."""
    try:
        started = Pair.started()
    except Missing as error:
        pytest.skip(str(error))
    with started as servers:
        yield servers
