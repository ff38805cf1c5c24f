"""Numbers of things in words."""

import pytest

from tui.formatting.styled_text import counted


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 changes"), (1, "1 change"), (2, "2 changes"), (3000, "3,000 changes")],
)
def test_one_is_one_and_many_are_many(number: int, said: str) -> None:
    assert counted(number, "change") == said
