"""What is shown and how: order, columns, dates, preview, time windows, pages, copies, settings."""

from pathlib import Path

from tests.tui.driving import drive
from tui.theme import ALL as THEMES


async def test_o_sorts_and_capital_o_turns_round(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "o")
        user.sees("Sort by", "time left, most pressing first")
        await user.press("i")
        user.sees("Id ^")
        assert user.table.cursor_index > 0
        assert user.cursor == "WPA-9"
        await user.press("g")
        assert user.cursor == "WPA-1"
        await user.press("O")
        user.sees("Id v")
        assert user.cursor == "WPA-1"
        await user.press("o", "h")
        user.sees("23 theme ^")


async def test_columns_are_hidden_shown_and_kept(pair: Path) -> None:
    async with drive(pair, size=(120, 36)) as user:
        await user.press("2", "C")
        user.sees("[x] o Owner", "[ ] v Verified")
        await user.press("v", "o", "enter")
        user.sees("Verified")
        header = user.screen_text().splitlines()[3]
        assert "Owner" not in header
        await user.press("C", "escape", "1", "2")
        assert user.screen_text().splitlines()[3] == header


async def test_dates_turn_in_overview_and_list_alike(pair: Path) -> None:
    async with drive(pair) as user:
        user.does_not_see("27 Jun 2025")
        await user.press("T")
        user.sees("27 Jun 2025", "Shown: the date.")
        user.does_not_see("514d ago")
        await user.press("2")
        user.sees("27 Jun 2025")
        user.does_not_see("424d ago")
        await user.press("T")
        user.sees("27 Jun 2025", "514d ago")


async def test_the_preview_follows_the_cursor_scrolls_and_goes(pair: Path) -> None:
    async with drive(pair, size=(120, 24)) as user:
        await user.press("2", "j")
        user.sees("Declaration: permanent", "breached since")
        before = user.screen_text()
        await user.press("J")
        assert user.screen_text() != before
        await user.press("K")
        assert user.screen_text() == before
        await user.press("p")
        user.does_not_see("breached since")
        await user.press("p")
        user.sees("breached since")


async def test_z_gives_the_list_the_whole_screen_and_back(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2")
        before = user.screen_text()
        await user.press("z")
        user.does_not_see("under way since")
        assert user.screen_text().count("DOHA-") > before.count("DOHA-")
        await user.press("z")
        assert user.screen_text() == before


async def test_groups_of_the_overview_fold(pair: Path) -> None:
    async with drive(pair) as user:
        user.sees("OVERDUE OR DISPUTED 11", "Put the declaration")
        await user.press("h")
        user.sees("OVERDUE OR DISPUTED 11", "closed; l opens")
        user.does_not_see("Put the declaration")
        await user.press("l")
        user.sees("Put the declaration")


async def test_the_timeline_moves_and_changes_its_scale(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("3")
        user.sees("day/col", "Nov 2026", "Dec")
        first = user.screen_text()
        await user.press("l")
        assert user.screen_text() != first
        await user.press("t")
        assert user.screen_text() == first
        await user.press("h")
        user.sees("Oct")
        await user.press("t", *["-"] * 5)
        user.sees("3 mo/col", "Dec 2022 2026 2028")
        await user.press("-")
        user.sees("1 column = 3 months is as far as it goes.")
        await user.press(*["+"] * 5)
        assert user.screen_text().splitlines()[:-2] == first.splitlines()[:-2]


async def test_a_change_unfolds_into_its_fields(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "j", "*", "6")
        user.sees("DOHA-10", "pinned")
        await user.press("enter")
        user.sees("commitment pinned: no -> yes")
        await user.press("enter")
        user.does_not_see("no -> yes")


async def test_the_detail_tells_the_whole_story(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press(":", *"WPA-3", "enter")
        user.sees(
            "WPA > WPA-3", "Disengage forces", "signing + 90 days", "Each waits for the other"
        )
        await user.press("G")
        user.sees("HISTORY")
        await user.press("g", "j", "down", "k", "ctrl+d", "ctrl+u", "pagedown", "pageup", "g")
        user.sees("Disengage forces")


async def test_capital_j_and_k_walk_the_list_from_the_detail(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "enter", "K")
        user.sees("This is the first of the list.", "WPA > WPA-9")
        await user.press("J")
        user.sees("DOHA > DOHA-10", "Keep the permanent ceasefire")
        await user.press("K")
        user.sees("WPA > WPA-9")
        await user.press(*["J"] * 23)
        user.sees("This is the last of the list.")


async def test_the_pages_above_a_row_say_why_and_what_waits(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press(":", *"WPA-3", "enter", "i")
        user.sees("WPA-3: Why is it here?", "Its rule is 'signing + 90 days'.")
        await user.press("q", "b")
        user.sees("What waits for what", "DEADLOCK, back to WPA-3", "beside it")
        await user.press("q", "H")
        user.sees("WPA-3 > History", "WPA loaded")
        await user.press("q", "q")
        user.sees("[1 Overview]")


async def test_y_copies_the_code_then_the_command(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "y")
        assert user.app.clipboard == "WPA-9 End state support to non-state armed groups"
        user.sees("Copied WPA-9.")
        await user.press("y")
        assert user.app.clipboard == "accord show WPA-9"
        await user.press("space", "space", "Y")
        user.sees("Copied 2 commitments as Markdown.")
        rows = user.app.clipboard.splitlines()
        assert rows[0] == "| Id | Commitment | Owner | Due | Left | Status |"
        assert rows[2].startswith("| WPA-9 | End state support to non-state armed groups | DRC+RWA")


async def test_the_settings_change_the_colours_at_once(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press(",")
        user.sees("Settings", "theme dark", "theme light")
        await user.press("e")
        assert user.app.theme == "light"
        assert user.app.screen.styles.background.hex.lower() == THEMES["light"].background


async def test_help_lists_searches_and_runs(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "?")
        user.sees("HELP for: List", "MOVE", "VIEWS")
        await user.type("calendar")
        user.sees("Show the deadlines day by day.")
        await user.press("enter")
        user.sees("[5 Calendar]")
        await user.press("?", "escape")
        user.sees("[5 Calendar]", "q quit")


async def test_the_palette_goes_to_codes_and_numbers(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("c", "w", ":", "3", "enter")
        user.sees("WPA > WPA-3")
        await user.press("q", ":", *"doha 5", "enter")
        user.sees("DOHA > DOHA-5", "Release detainees")
        await user.press("q", "ctrl+p", *"parties", "enter")
        user.sees("[4 Parties]")
        await user.press(":", *"nope-9", "enter")
        user.sees("There is no commitment 'NOPE-9'")


async def test_tab_goes_to_the_preview_and_back(pair: Path) -> None:
    async with drive(pair, size=(120, 24)) as user:
        await user.press("2", "tab")
        assert not user.table.has_focus
        await user.press("shift+tab")
        assert user.table.has_focus
