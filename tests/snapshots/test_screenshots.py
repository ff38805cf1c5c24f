"""The pictures of the documentation show the program as it is: `python -m tests.screenshots`."""

from pathlib import Path

import pytest

from tests.screenshots import FOLDER, PICTURES, take


@pytest.fixture
def store_name() -> str:
    return "demo"


@pytest.mark.parametrize("name", PICTURES)
async def test_the_picture_is_of_today(shown: Path, name: str) -> None:
    kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    now = await take(shown, name)
    assert now == kept, f"{name}.svg is old: run python -m tests.screenshots"


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(PICTURES)


def test_pictures_fetch_nothing() -> None:
    for path in FOLDER.glob("*.svg"):
        assert "https://" not in path.read_text(encoding="utf-8")
