"""Properties are checked without a time limit of their own: other work shares the machine."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
