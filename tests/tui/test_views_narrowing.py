"""Narrowing: while typing, from menus, by agreement; and what the screen says about it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.commands.agreements import AddAgreement
from db.commands.flags import SetTags
from db.store.store import Store
from tests.builders import open_store
from tests.tui.driving import drive


@pytest.fixture
def pair_store(pair: Path) -> Iterator[Store]:
    store = open_store(pair)
    yield store
    store.close()


async def test_the_list_follows_each_letter(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        user.sees("words, party:RWA, overdue")
        await user.type("fdlr")
        user.sees("2 of 23", "Neutralise the")
        user.does_not_see("DOHA-10")
        await user.press("backspace", "backspace", "backspace", "backspace")
        user.sees("DOHA-10")
        await user.press("enter", "j")
        assert user.table.has_focus


async def test_letters_are_letters_while_typing(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("q2?u")
        user.sees("q2?u", "[2 List]", "0 of 23")


async def test_a_half_typed_filter_is_refused_in_words_and_takes_nothing_away(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("partie:RWA")
        user.sees("A filter knows no 'partie'. Did you mean party:?")
        await user.press("enter")
        user.sees("A filter knows no 'partie'", "partie:RWA")
        await user.press("home", *["right"] * 4, "delete", "delete", "y")
        user.sees("party:RWA")
        user.does_not_see("A filter knows no", "DOHA-10")


async def test_a_value_the_filter_does_not_know_is_said(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("status:broken")
        user.sees("^^^^^^ Known: pending, under-way")
        assert "'broken' is no status. Known: pending" in user.message
        await user.press("escape")
        assert user.table.has_focus
        user.does_not_see("status:broken")


async def test_a_name_the_store_does_not_know_is_marked_and_what_was_shown_stays(
    pair: Path,
) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("overdue party:RWX")
        marked = user.screen_text().splitlines()
        line = next(place for place, text in enumerate(marked) if "party:RWX" in text)
        assert marked[line + 1].index("^") == marked[line].index("RWX")
        assert marked[line + 1].count("^") == 3
        user.sees("There is no party 'rwx'. Did you mean RWA?", "Did you mean RWA?")
        await user.press("backspace")
        user.does_not_see("There is no party")
        user.sees("5 of 23; 18 hidden, 6 of them overdue")


async def test_tab_and_right_take_the_likeliest_word(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        user.sees("Tab party: to: verifier:")
        await user.type("ov")
        user.sees("Tab overdue open and past its deadline")
        await user.press("tab")
        await user.type(" par")
        await user.press("right")
        await user.type("rwan")
        user.sees("Tab RWA Rwanda")
        await user.press("tab", "enter")
        assert user.app.scope.filter_text == "overdue party:RWA"
        await user.press("/", "tab")
        assert user.table.has_focus, "with nothing to take, Tab leaves the line"


async def test_values_come_from_the_store(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("theme:")
        user.sees("Tab", "economy", "security")
        await user.type("sec")
        await user.press("tab")
        assert user.app.scope.filter_text == "theme:security"
        await user.type(" by:")
        user.sees("Tab asel")
        await user.type("x")
        user.sees("Nobody called 'x' changed anything.")


async def test_up_brings_earlier_filters_also_tomorrow(pair: Path, tmp_path: Path) -> None:
    memory = tmp_path / "state.json"
    async with drive(pair, state_path=memory) as user:
        for text in ("overdue", "party:RWA"):
            await user.press("2", "/")
            await user.type(text)
            await user.press("enter", "escape")
        await user.press("/", "up")
        assert user.app.scope.filter_text == "party:RWA"
        await user.press("up", "up")
        assert user.app.scope.filter_text == "overdue"
        await user.press("down")
        assert user.app.scope.filter_text == "party:RWA"
        await user.press("down", "down")
        assert user.table.has_focus
        await user.press("Q")
    async with drive(pair, state_path=memory) as user:
        await user.press("/", "up", "up", "enter")
        assert user.app.scope.filter_text == "overdue"


async def test_every_view_says_what_the_filter_hides(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("party:M23")
        await user.press("enter")
        for view in "12345":
            await user.press(view)
            user.sees("party:M23", "9 of 23; 14 hidden, 6 of them overdue")
        await user.press("6")
        user.sees("party:M23", "1 of 2 changes")
        await user.press("2", "c", "d")
        user.sees("9 of 12; 3 hidden")


async def test_arrows_leave_the_field_and_keep_the_filter(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("overdue")
        await user.press("down")
        assert user.table.has_focus
        user.sees("overdue", "11 of 23")


async def test_all_views_look_at_the_same_filter(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("party:M23")
        await user.press("enter", "1")
        user.sees("party:M23", "DOHA-10")
        user.does_not_see("WPA-")
        await user.press("3")
        user.sees("party:M23", "DOHA-10")
        user.does_not_see("WPA-")
        await user.press("escape")
        user.sees("WPA-10", "DOHA-10")
        await user.press("2")
        user.does_not_see("party:M23")


async def test_nothing_found_names_the_filter_and_the_key_that_clears_it(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("nonsense")
        await user.press("enter")
        user.sees("Nothing passes the filter 'nonsense'; Esc clears it.")
        await user.press("1")
        user.sees("Nothing passes the filter 'nonsense'; Esc clears it.")
        await user.press("4")
        user.sees("Nothing passes the filter 'nonsense'; Esc clears it.")
        await user.press("6")
        user.sees("Nothing passes the filter; Esc clears it.")
        await user.press("escape", "2")
        user.does_not_see("Nothing passes")
        user.sees("WPA-9")


async def test_f_puts_words_in_and_takes_them_out(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "f")
        user.sees("Show only", "overdue open and past its deadline", "disputed")
        await user.press("j", "j", "enter")
        assert user.app.scope.filter_text == "overdue"
        user.sees("11 of 23")
        await user.press("f", "j", "j")
        user.sees("on; choosing it takes it out")
        await user.press("enter")
        assert user.app.scope.filter_text == ""


async def test_c_chooses_an_agreement_and_zero_shows_all(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("c")
        user.sees("Agreement", "DOHA", "WPA", "0 All agreements")
        await user.press("w")
        user.sees("ACCORD WPA", "WPA-9")
        user.does_not_see("DOHA-10")
        for view in "2345":
            await user.press(view)
            user.does_not_see("DOHA-10")
        await user.press("0")
        user.sees("All agreements")
        await user.press("2")
        user.sees("DOHA-10")


async def test_and_shows_all_rows_with_the_matches_lit(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "n")
        user.sees("& shows all rows with the matches lit; then n and N walk them.")
        await user.press("/")
        await user.type("fdlr")
        await user.press("enter", "g", "&")
        user.sees("All rows; 2 matches are lit", "* Neutralise", "DOHA-10")
        first = user.cursor
        await user.press("n")
        second = user.cursor
        await user.press("n")
        assert (user.cursor, {first, second}) == (first, {"WPA-4", "WPA-7"})
        await user.press("N")
        assert user.cursor == second
        await user.press("&")
        user.sees("Only the matches.")
        user.does_not_see("DOHA-10")


async def test_history_is_narrowed_by_words(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("6", "/")
        await user.type("doha")
        user.sees("1 of 2", "DOHA loaded")
        user.does_not_see("WPA loaded")


async def test_history_is_narrowed_by_person_kind_and_commitment(demo: Path) -> None:
    async with drive(demo) as user:
        await user.press("6", "/")
        await user.type("by:miriam")
        await user.press("enter")
        user.sees("miriam", "by:miriam")
        user.does_not_see("jonas ", " asel ")
        await user.press("/")
        await user.type(" kind:deadline")
        await user.press("enter")
        user.does_not_see("note added", "progress")
        await user.press("escape", "/")
        await user.type("code:KESH-4 kind:re")
        user.sees("Tab report redo")
        await user.press("tab", "enter")
        user.sees("KESH-4", "changes")
        user.does_not_see("KESH-7")


async def test_the_history_of_one_commitment_has_a_filter_of_its_own(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "*", "H", "/")
        await user.type("loaded")
        await user.press("enter")
        user.sees("1 of 2", "WPA loaded")
        await user.press("q")
        user.sees("[2 List]")
        assert user.app.scope.filter_text == ""


async def test_a_long_history_is_read_on_near_its_end(pair: Path, pair_store: Store) -> None:
    for number in range(450):
        pair_store.do(SetTags(("WPA-1",), f"tag{number}"))
    async with drive(pair) as user:
        await user.press("6")
        user.sees("452", "tag449")
        await user.press("G", "G", "G", "G")
        user.sees("WPA loaded")


async def test_the_cursor_comes_back_to_its_row_when_the_filter_does(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", *"jjjjjj")
        here = user.cursor
        await user.press("/")
        await user.type("overdue")
        await user.press("enter")
        assert user.cursor == here
        await user.press("escape")
        assert user.cursor == here


async def test_what_is_said_of_a_filter_goes_with_it(pair: Path) -> None:
    store = open_store(pair, actor="bob")
    async with drive(pair) as user:
        await user.burst("2", "/", *"in:DOHA", "enter", "3")
        assert user.message == ""
        await user.press("2", "/", "ctrl+u", *"in:NEW", "enter")
        user.sees("There is no agreement 'NEW'")
        await user.press("1")
        user.sees("There is no agreement 'NEW'")
        store.do(AddAgreement("NEW", "A new one", "Africa/Kinshasa"))
        await user.press("r")
        user.sees("Read again.")
        await user.press("2", "r")
        user.sees("0 of 23")
        user.does_not_see("There is no agreement", "^^^")
    store.close()
