"""Marks: one, a range, all; kept from view to view; what is done is done to all of them."""

import re
from pathlib import Path

from db.queries.commitments.list import RowsOf
from db.queries.history.changes import LastChange
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


async def test_marks_that_a_filter_hides_are_counted_named_and_asked_about(pair: Path) -> None:
    async with drive(pair) as user:
        before = await user.app.ask(LastChange())
        await user.press("2", "space", "space", "/", *"code:WPA-3", "enter")
        user.sees("2 marked, 2 hidden by the filter: s d P w # A D act on all of them.")
        await user.press("#", *"seen", "enter")
        user.sees("2 commitments, 2 hidden by the filter > Tags", ". Save?")
        user.sees("DOHA-10, hidden by the filter", "WPA-9, hidden by the filter")
        await user.press("n", "escape", "y")
        for key in "*E":
            await user.press(key)
            user.sees("Change 2 commitments, 2 hidden by the filter?")
            await user.press("enter")
        await user.press("D")
        user.sees("Withdraw 2 commitments, 2 hidden by the filter?")
        await user.press("escape")
        assert await user.app.ask(LastChange()) == before
        await user.press("/", "ctrl+u", *"overdue", "enter")
        user.sees("2 marked: s d P w # A D act on all of them.")
        await user.press("*")
        user.sees("u undoes it")
        assert await user.app.ask(LastChange()) == before + 1


async def test_marks_of_no_group_of_the_overview_are_told(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "G", "space", "1")
        user.sees("1 marked, 1 not shown here")
        await user.press("*")
        user.sees("Change WPA-5, 1 not shown here?")


async def test_what_asks_the_first_time_asks_each_time(pair: Path) -> None:
    async with drive(pair) as user:
        before = await user.app.ask(LastChange())
        await user.press("2", "D", "y")
        user.sees("u undoes it")
        for no in ("n", "enter", "escape"):
            await user.press(".")
            user.sees("Withdraw DOHA-10? It leaves every list; u brings it back.")
            await user.press(no)
        assert await user.app.ask(LastChange()) == before + 1
        await user.press(".", "y")
        assert await user.app.ask(LastChange()) == before + 2


async def test_a_change_in_the_detail_leaves_the_marks(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "space", "enter", "*")
        user.sees("DOHA-10: pinned")
        assert user.app.scope.marks == {"WPA-9"}
