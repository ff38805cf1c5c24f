"""Narrowing: while typing, from menus, by agreement; and what the screen says about it."""

from pathlib import Path

from tests.tui.driving import drive


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
        user.sees("DOHA-10")
        assert "'broken' is no status. Known: pending" in user.message
        await user.press("escape")
        assert user.table.has_focus
        user.does_not_see("status:broken")


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
        await user.press("q")
        user.sees("WPA-9")
        await user.press("2")
        user.does_not_see("party:M23")


async def test_nothing_found_names_the_filter_and_the_key_that_clears_it(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("nonsense")
        await user.press("enter")
        user.sees("Nothing passes the filter 'nonsense'; q clears it.")
        await user.press("1")
        user.sees("Nothing passes the filter 'nonsense'; q clears it.")
        await user.press("4")
        user.sees("No such party; q clears that.")
        await user.press("6")
        user.sees("Nothing passes the filter; q clears it.")
        await user.press("q", "2")
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


async def test_the_cursor_comes_back_to_its_row_when_the_filter_does(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", *"jjjjjj")
        here = user.cursor
        await user.press("/")
        await user.type("overdue")
        await user.press("enter")
        assert user.cursor == here
        await user.press("q")
        assert user.cursor == here
