"""The way around: rows, views, opening, going back, leaving."""

from pathlib import Path

import pytest

from tests.tui.driving import drive
from tui.screens.commitment_list import ListScreen


async def test_the_cursor_moves_by_rows_pages_and_to_the_ends(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2")
        assert user.cursor == "WPA-9"
        await user.press("j")
        assert user.cursor == "DOHA-10"
        await user.press("down", "k")
        assert user.cursor == "DOHA-10"
        await user.press("up", "G")
        assert user.table.cursor_index == 22
        await user.press("g")
        assert user.cursor == "WPA-9"
        await user.press("ctrl+d")
        half = user.table.cursor_index
        await user.press("ctrl+u", "pagedown")
        assert user.table.cursor_index > half > 0
        await user.press("pageup")
        assert user.cursor == "WPA-9"
        await user.press("end", "home")
        assert user.cursor == "WPA-9"


async def test_a_held_key_loses_no_step(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2")
        await user.burst(*"j" * 15, *"k" * 5)
        assert user.table.cursor_index == 10


async def test_digits_and_brackets_change_the_view(pair: Path) -> None:
    async with drive(pair) as user:
        user.sees("[1 Overview]")
        for place, name in enumerate(("List", "Timeline", "Parties", "Calendar", "History"), 2):
            await user.press(str(place))
            user.sees(f"[{place} {name}]")
        await user.press("]")
        user.sees("[1 Overview]")
        await user.press("[")
        user.sees("[6 History]")
        await user.press("<")
        user.sees("[5 Calendar]")
        await user.press(">")
        user.sees("[6 History]")


async def test_a_view_is_as_it_was_left(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "j", "j", "3", "2")
        assert user.table.cursor_index == 2


async def test_enter_opens_and_three_keys_go_back(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "j")
        for key in ("q", "escape", "backspace"):
            await user.press("enter")
            user.sees("DOHA > DOHA-10", "Keep the permanent ceasefire", "q back")
            await user.press(key)
            user.sees("[2 List]", "q quit")
            assert user.cursor == "DOHA-10"


@pytest.mark.parametrize("key", ["q", "Q"])
async def test_at_the_top_it_leaves_at_once(pair: Path, key: str) -> None:
    async with drive(pair) as user:
        await user.press("2", key)
        assert user.has_left


async def test_escape_and_backspace_go_back_to_the_overview_and_never_end(pair: Path) -> None:
    async with drive(pair) as user:
        for key in ("escape", "backspace"):
            for view in "23456":
                await user.press(view, key)
                user.sees("[1 Overview]")
            await user.press("3", "enter", "H", key, key, key, key, key)
            user.sees("[1 Overview]", "This is the Overview. q leaves accord.")
        assert not user.has_left


async def test_the_demo_asks_before_it_ends(demo: Path) -> None:
    async with drive(demo, demo=True) as user:
        for no in ("n", "escape", "enter", "q"):
            await user.press("3", "q")
            user.sees("Leave the demo? What was changed in it is thrown away.")
            await user.press(no)
            user.sees("[3 Timeline]")
            assert not user.has_left
        await user.press("q", "y")
        assert user.has_left


async def test_q_leaves_from_anywhere_when_it_is_a_capital(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "enter", "Q")
        assert user.has_left


async def test_going_back_clears_marks_then_the_filter(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("party:RWA overdue")
        await user.press("enter", "space", "escape")
        assert user.app.scope.marks == set()
        user.sees("party:RWA overdue")
        await user.press("escape")
        user.does_not_see("party:RWA overdue")
        assert user.app.scope.filter_text == ""
        assert not user.has_left


async def test_a_burst_of_q_out_of_a_detail_stays_in_the_program(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "enter")
        await user.burst("q", "q", "q")
        assert not user.has_left
        user.sees("[2 List]")


async def test_where_one_was_is_remembered(pair: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with drive(pair, state_path=state) as user:
        await user.press("2", "c")
        user.sees("All agreements", "Washington Peace Agreement")
        await user.press("j", "enter")
        user.sees("ACCORD DOHA")
        await user.press("o", "t", "Q")
    async with drive(pair, state_path=state) as user:
        user.sees("ACCORD DOHA", "[2 List]", "Commitment ^")


async def test_the_command_line_can_name_view_and_filter(pair: Path) -> None:
    async with drive(pair, view="list", filter="party:M23 overdue") as user:
        assert isinstance(user.app.screen, ListScreen)
        user.sees("party:M23 overdue", "5 of 23")


async def test_dead_keys_say_what_to_press_instead(pair: Path) -> None:
    async with drive(pair) as user:
        for key, instead in (("x", "D withdraws"), ("m", "Space marks"), ("S", "s sets")):
            await user.press(key)
            assert user.message.startswith(f"{key} does nothing here. {instead}")
        await user.press("2", "enter", "X")
        user.sees("X does nothing here")


async def test_control_c_says_how_to_leave(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("ctrl+c")
        user.sees("Q leaves accord.")


async def test_what_was_said_about_one_view_is_not_said_on_another(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("5")
        user.sees("Mon 23 Nov 2026: nothing due.")
        await user.press("6")
        user.does_not_see("nothing due")
        await user.press("r")
        user.sees("Read again.")
        await user.press("2")
        assert user.message == ""


async def test_esc_and_a_key_right_after_it_are_two_keys(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "space", "alt+j")
        assert user.app.scope.marks == set()
        assert user.table.cursor_index == 2
