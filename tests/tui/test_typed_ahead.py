"""Keys typed faster than a form opens go into the form, and none to what lies below it."""

from pathlib import Path

import pytest

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
