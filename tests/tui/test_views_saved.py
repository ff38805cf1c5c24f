"""Saved views: kept, opened by key and name, renamed, bound, deleted, and taken back."""

from pathlib import Path

from db.commands.saved_views import SaveView
from db.queries.saved_views import SavedViews
from tests.builders import open_store
from tests.tui.driving import User, drive


async def save(user: User, name: str) -> None:
    await user.press("F", "S")
    await user.type(name)
    await user.press("enter")


async def test_what_is_shown_is_kept_and_comes_back_on_its_key(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "c", "w", "/")
        await user.type("overdue party:RWA")
        await user.press("enter", "o", "o", "O")
        await save(user, "Rwanda late")
        user.sees("View 'Rwanda late' saved: in:WPA overdue party:RWA. u undoes it.")
        await user.press("F", "B", "a", "7")
        user.sees("View 'Rwanda late', on key 7.")
        await user.press("escape", "0", "1")
        user.sees("All agreements", "[1 Overview]")
        await user.press("7")
        user.sees("ACCORD WPA", "[2 List]", "overdue party:RWA", "View 'Rwanda late'.")
        assert (user.app.scope.sort, user.app.scope.descending) == ("owner", True)


async def test_the_menu_opens_renames_and_deletes_and_u_brings_back(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("F")
        user.sees("Saved views", "S Save what is shown as a view")
        user.does_not_see("Delete a view")
        await user.press("q", "4", "/")
        await user.type("theme:security")
        await user.press("enter")
        await save(user, "security")
        await user.press("escape", "2", "F")
        user.sees("a security", "parties: theme:security")
        await user.press("a")
        user.sees("[4 Parties]", "theme:security")
        await user.press("F", "R", "a", *["backspace"] * 8)
        await user.type("safety")
        await user.press("enter", "F")
        user.sees("a safety")
        await user.press("q", "F", "D", "a")
        user.sees("View 'safety' deleted.")
        await user.press("u", "F")
        user.sees("a safety")


async def test_a_key_without_a_view_says_how_to_put_one_there(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("8")
        user.sees("No view is on key 8 yet: F, then B puts one there.")


async def test_who_only_reads_opens_views_and_keeps_none(pair: Path) -> None:
    async with drive(pair, read_only=True) as user:
        await user.press("F")
        user.sees("No views are saved in this store.")
    store = open_store(pair)
    store.do(SaveView("late", "overdue", slot=9))
    store.close()
    async with drive(pair, read_only=True) as user:
        await user.press("9")
        user.sees("[2 List]", "overdue", "11 of 23")
        await user.press("F")
        user.sees("a late", "key 9, list: overdue")
        user.does_not_see("Save what is shown", "Delete")


async def test_the_command_line_opens_a_view_narrowed_further(pair: Path) -> None:
    store = open_store(pair)
    store.do(SaveView("late", "overdue", "timeline"))
    store.close()
    async with drive(pair, saved="late", filter="party:RWA") as user:
        user.sees("[3 Timeline]", "overdue party:RWA")


async def test_saving_under_a_name_that_is_taken_replaces_it(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2")
        await save(user, "mine")
        await user.press("/")
        await user.type("late")
        await user.press("enter", "F", "S")
        await user.type("MINE")
        user.sees("There is such a view: it will be replaced.")
        await user.press("enter")
    store = open_store(pair)
    assert [(view.name, view.filter) for view in store.ask(SavedViews())] == [("mine", "late")]
    store.close()
