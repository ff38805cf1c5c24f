"""The scoreboard: a cursor on every number, which opens and explains what the number counts."""

from pathlib import Path
from typing import Any

import pytest

from db.commands.deadlines import SetDeadline
from db.store.store import Store
from tests.builders import NOW, do_all, duty
from tests.tui.driving import drive
from tui.formatting import scoreboard
from tui.formatting.scoreboard import MEASURES


async def test_a_party_opens_the_list_of_what_it_owes(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("4", "j")
        user.sees("Rwanda", "RWA: Owes 10. Enter lists them, i says how.")
        await user.press("enter")
        user.sees("[2 List]", "party:RWA", "10 of 23")


@pytest.mark.parametrize("by", ["party", "theme"])
async def test_the_list_behind_every_number_has_as_many(pair: Path, by: str) -> None:
    async with drive(pair, (120, 36)) as user:
        await user.press("4", *(["o"] if by == "theme" else []), "j")
        for measure in MEASURES:
            row: Any = user.table.cursor_row
            counted = scoreboard.number(row.score, measure)
            cell = scoreboard.words(row.score, measure, NOW).text
            assert f"[{cell}]" in user.line_with(">")
            await user.press("enter")
            user.sees("[2 List]", f"{counted} of 23")
            await user.press("escape", "4", "l")
        assert user.table.cursor_row == row


async def test_i_says_the_number_with_its_denominator_and_lists_what_it_counts(
    pair: Path,
) -> None:
    async with drive(pair, (120, 36)) as user:
        await user.press("4", "j", "l", "l")
        user.sees("RWA: On time 2 of 10 that came due (20%).", "[2]")
        await user.press("i")
        user.sees(
            "On time 2 of 10 that came due (20%).",
            "Done by the deadline in force.",
            "A joint duty counts for each of its owners, and once under All.",
            "THESE 2",
            "THE OTHER 8 THAT CAME DUE",
            "WPA-3",
        )
        await user.press("q", "G", "i")
        user.sees("All: On time", "are joint, counted once here.")


async def test_numbers_count_within_the_filter(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("4", "/")
        await user.type("theme:security")
        await user.press("enter")
        user.sees("DRC: Owes 7", "theme:security")
        await user.press("i")
        user.sees("Counted within the filter 'theme:security'.")
        await user.press("q", "enter")
        user.sees("theme:security party:DRC", "7 of 23")


async def test_o_shows_themes_and_parties_again(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("4", "o")
        user.sees("Theme", "security")
        user.does_not_see("Rwanda")
        await user.press("enter")
        user.sees("theme:", "[2 List]")
        await user.press("escape", "4", "o")
        user.sees("Rwanda")


async def test_numbers_without_room_are_passed_over(pair: Path) -> None:
    async with drive(pair, (40, 10)) as user:
        await user.press("4")
        user.sees("Owes", "Over")
        user.does_not_see("NoDate")
        await user.press(*["l"] * 12)
        before = user.screen_text()
        await user.press("l")
        assert user.screen_text() == before
        await user.press("h")
        assert user.screen_text() != before


async def test_what_a_number_counts_takes_the_room_that_a_wider_window_gives(pair: Path) -> None:
    whole = "Run operations against the FDLR together with the Rwandan pull-back"
    async with drive(pair, (80, 36)) as user:
        await user.press("4")
        user.does_not_see(whole)
        await user.resize(120, 36)
        user.sees(whole)


async def test_times_with_two_clocks_stand_in_their_column_and_none_is_cut(small: Store) -> None:
    do_all(
        small,
        duty("Meet the mayors", "2026-09-24"),
        duty("Open the road", "2026-12-20"),
        SetDeadline(("ACC-1",), "2026-11-24 14:00", reason="letter of 12 October"),
    )
    small.close()
    async with drive(Path(small.location)) as user:
        await user.press("4")
        assert "in 21h 40m" in user.line_with("> ")
        first, second = user.line_with("Meet the mayors"), user.line_with("Open the road")
        assert "in 21h 40m +60d  Meet" in first
        assert first.index("Meet the mayors") == second.index("Open the road")
