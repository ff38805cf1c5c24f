"""The withdrawal of 2002 on the screen: two counts, a dispute, and a sentence to take along."""

from pathlib import Path

import pytest

from tests.builders import load, open_store
from tests.tui.driving import drive


@pytest.fixture
def pretoria(path: Path) -> Path:
    store = load(open_store(path), "PRET02")
    store.close()
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_both_counts_and_the_dispute_are_in_sight(
    pretoria: Path, size: tuple[int, int]
) -> None:
    async with drive(pretoria, size) as user:
        await user.press("2")
        await user.type("/withdraw")
        await user.press("enter", "enter")
        said = user.words()
        assert "disputed: DRC says not done" in said
        assert "23,760 soldiers declared by RWA (owner), 2002-10-05" in said
        assert "20,941 soldiers counted by MONUC (monitor), 2002-10-05; 2,819 fewer" in said


async def test_the_sentence_is_copied_in_the_detail_and_a_table_in_the_list(
    pretoria: Path,
) -> None:
    async with drive(pretoria) as user:
        await user.press("2")
        await user.type("/withdraw")
        await user.press("enter", "Y")
        assert user.app.clipboard.startswith("| Id | Commitment |")
        await user.press("enter", "Y")
        assert user.app.clipboard.startswith("Rwanda was to withdraw all Rwandan troops by 28 Oct")
        assert "20,941 soldiers" in user.app.clipboard
        user.sees("Copied PRET02-1 as a sentence to read aloud.")
