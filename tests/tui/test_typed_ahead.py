"""Keys typed faster than a form opens go into the form, and none to what lies below it."""

from pathlib import Path

import pytest

from db.queries.history.changes import LastChange
from tests.tui.driving import drive


@pytest.mark.parametrize(
    ("key", "text", "seen"),
    [
        ("e", "Open the gate", "Title [Open the gate"),
        ("a", "Demine the road", "[Demine the road"),
        ("d", "fri 18:00", "[fri 18:00"),
        ("#", "late", "[late"),
    ],
)
async def test_no_letter_is_lost_on_the_way_into_a_form(
    pair: Path, key: str, text: str, seen: str
) -> None:
    async with drive(pair) as user:
        await user.press("2", "end")
        await user.burst(key, *text)
        user.sees(seen)


async def test_what_follows_the_form_goes_where_it_ends(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "end")
        await user.burst("#", *"late", "enter", "3")
        user.sees("[3 Timeline]")
        await user.burst("2", "/", *"tag:late", "enter")
        user.sees("1 of 2")


async def test_a_menu_takes_the_letter_typed_after_its_key(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2")
        await user.burst("c", "0")
        user.does_not_see("All agreements 0")
        assert not user.has_left


@pytest.mark.parametrize(
    ("keys", "text", "seen"),
    [
        ("a", "Demine the road", "[Demine the road"),
        ("a", "Open the gate\nDemine the road\n", "[Open the gate\xb6Demine the road"),
        ("FS", "late in Goma", "[late in Goma"),
        ("2/", "party:RWA", "10 of 23"),
        ("?", "undo", "search: undo"),
    ],
)
async def test_what_is_pasted_waits_for_its_place(
    pair: Path, keys: str, text: str, seen: str
) -> None:
    async with drive(pair) as user:
        await user.paste_after(keys, text)
        user.sees(seen)


async def test_pasted_lines_are_added_by_enter_each_for_itself(pair: Path) -> None:
    async with drive(pair) as user:
        before = await user.app.ask(LastChange())
        await user.paste_after("a", "Open the gate\nDemine the road; owner DRC\nClose it\n")
        user.sees("Enter adds 3 commitments to")
        await user.press("enter")
        user.sees("3 commitments added")
        assert await user.app.ask(LastChange()) == before + 1
        await user.press("u")
        user.sees("Ctrl+R brings it back")


async def test_a_paste_where_no_text_is_typed_does_nothing(pair: Path) -> None:
    async with drive(pair) as user:
        before = await user.app.ask(LastChange())
        await user.paste_after("2", "Dyu*\n")
        user.sees("[2 List]")
        assert await user.app.ask(LastChange()) == before
