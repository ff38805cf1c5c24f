"""Marks: one, a range, all; kept from view to view; what is done is done to all of them."""

import re
from pathlib import Path

from db.queries.register import RowsOf
from tests.builders import open_store
from tests.tui.driving import drive


async def test_space_marks_and_goes_down(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "space")
        user.sees("1 marked: s d P w # A D act on all of them. Esc clears.")
        assert user.line_with("WPA-9")[:3] == " +!"
        assert user.cursor == "DOHA-10"
        await user.press("space", "k", "space")
        user.sees("1 marked")
        assert user.app.scope.marks == {"WPA-9"}


async def test_v_marks_a_range(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "j", "v")
        user.sees("Move to the other end and press v again.")
        await user.press("j", "j", "v")
        assert user.app.scope.marks == {"DOHA-10", "DOHA-1", "DOHA-2"}
        user.sees("3 marked")
        await user.press("v", "escape")
        assert user.app.scope.marks == set()


async def test_capital_v_marks_what_the_filter_shows_and_takes_it_back(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("overdue")
        await user.press("enter", "V")
        assert len(user.app.scope.marks) == 11
        await user.press("V")
        assert user.app.scope.marks == set()


async def test_marks_are_the_same_in_overview_and_list(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("space", "space", "2")
        assert user.line_with("WPA-9")[1] == "+"
        assert user.line_with("DOHA-10")[1] == "+"
        await user.press("space", "1")
        assert len(user.app.scope.marks) == 1
        marked = [line for line in user.screen_text().splitlines() if line[1:2] == "+"]
        shown = {code for line in marked for code in re.findall(r"[A-Z]+-[0-9]+", line)}
        assert shown == user.app.scope.marks


async def test_a_deed_is_done_to_all_marked_and_undone_in_one_step(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "space", "space", "*")
        user.sees("u undoes it")
        assert user.app.scope.marks == set()
        await user.press("u")
    store = open_store(pair)
    assert not [row for row in store.ask(RowsOf(("WPA-9", "DOHA-10"))) if row.pinned]
    store.close()


async def test_the_status_form_acts_on_the_marked(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "space", "j", "space", "s")
        user.sees("2 commitments")
        await user.press("escape")
        user.sees("[2 List]")
