"""The help: its words, its columns, and that it searches and runs."""

import pytest
from textual.app import App

from tui.formatting.commitment import SIGNS
from tui.keys.actions import DEFAULT_KEYS, SCREENS, Keys, actions_for
from tui.keys.help_layout import HelpEntry, cell_text, columns_for, entries_for, grid, legend
from tui.keys.keymap import effective
from tui.screens.dialogs.help import HelpScreen
from tui.terminal.appearance import Appearance
from tui.theme import CSS, put_on


class Below(App[None]):
    """An app with help on top that keeps what help gives."""

    CSS = CSS

    def __init__(
        self, keys: Keys = DEFAULT_KEYS, *, read_only: bool = False, look: Appearance | None = None
    ) -> None:
        super().__init__()
        self.look = look or Appearance()
        put_on(self, self.look)
        self.help = HelpScreen("list", keys=keys, read_only=read_only)
        self.chosen: list[str | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.help, self.chosen.append)

    @property
    def text(self) -> str:
        """The screen as plain text."""
        strips = self.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)


async def after(*keys: str, size: tuple[int, int] = (80, 24)) -> list[str | None]:
    """What the help gave after some keys; empty while it is open."""
    app = Below()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return app.chosen


def test_every_action_of_the_screen_is_in_the_help() -> None:
    for screen in SCREENS:
        shown = set()
        for entry in entries_for(screen, DEFAULT_KEYS, read_only=False):
            shown |= {entry.action.id, entry.action.partner} - {""}
        assert shown == {action.id for action in actions_for(screen, read_only=False)}


def test_partners_are_one_line_with_the_common_words_once() -> None:
    lines = {e.action.id: e for e in entries_for("list", DEFAULT_KEYS, read_only=False)}
    assert lines["row_down"].keys == "j k Down Up"
    assert lines["previous_view"].words == "previous, next view"
    assert lines["half_down"].words == "half a page"


def test_words_of_the_query_may_be_anywhere_and_keys_count() -> None:
    def found(query: str) -> list[str]:
        return [
            e.action.id for e in entries_for("list", DEFAULT_KEYS, read_only=False, query=query)
        ]

    assert found("ORDER hide")[0] == "columns"
    assert "half_down" in found("CTRL+D")
    assert found("nothing has this") == []
    assert "withdraw" in found("withdraw")


def test_an_entry_fits_its_cell_in_every_layout() -> None:
    for screen in SCREENS:
        for entry in entries_for(screen, DEFAULT_KEYS, read_only=False):
            assert len(cell_text(entry)) <= 39, cell_text(entry)


@pytest.mark.parametrize(("width", "columns"), [(40, 1), (80, 2), (120, 3)])
def test_columns_follow_the_width(width: int, columns: int) -> None:
    assert columns_for(width, searching=False) == columns
    assert columns_for(width, searching=True) == 1


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_the_grid_holds_each_entry_once_and_no_heading_ends_a_column(columns: int) -> None:
    entries = entries_for("list", DEFAULT_KEYS, read_only=False)
    lines = grid(entries, columns)
    cells = [cell for line in lines for cell in line if isinstance(cell, HelpEntry)]
    assert sorted(e.action.id for e in cells) == sorted(e.action.id for e in entries)
    for column in zip(*lines, strict=True):
        assert isinstance([cell for cell in column if cell][-1], HelpEntry)


def test_the_legend_breaks_between_signs() -> None:
    assert all(len(line) <= 40 for line in legend(SIGNS, 40))
    assert len(legend(SIGNS, 200)) == 1


async def test_enter_runs_the_selected_action() -> None:
    assert await after("enter") == ["row_down"]
    assert await after("down", "down", "up", "enter") == ["first_row"]


async def test_each_letter_starts_from_the_best_match() -> None:
    app = Below(look=Appearance(ascii=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "o")
        await pilot.pause()
        assert app.text.isascii()
        assert app.text.startswith(" HELP for: List    type to search: so\n")
        await pilot.press("enter")
        await pilot.pause()
        assert app.chosen == ["sort"]


async def test_the_cursor_stops_at_both_ends() -> None:
    assert await after("up", "enter") == ["row_down"]
    assert await after(*["pagedown"] * 9, "enter") == ["quit"]


async def test_typing_searches_and_enter_runs_what_was_found() -> None:
    assert await after(*"columns", "enter") == ["columns"]
    assert await after(*"zzz", "enter") == []


@pytest.mark.parametrize("key", ["escape", "backspace"])
async def test_keys_that_close(key: str) -> None:
    assert await after(key) == [None]


async def test_letters_and_signs_never_close_it() -> None:
    assert await after("q", "question_mark") == []
    assert await after("e", "q", "escape") == [None]


async def test_tab_leaves_the_field_where_it_is() -> None:
    assert await after("tab", *"columns", "enter") == ["columns"]


async def test_a_click_runs_what_it_hits() -> None:
    app = Below()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=(45, 3))
        await pilot.pause()
        second_column = grid(entries_for("list", DEFAULT_KEYS, read_only=False), 2)[1][1]
        assert isinstance(second_column, HelpEntry)
        assert app.chosen == [second_column.action.id]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 10)])
async def test_the_screen_at_several_sizes(size: tuple[int, int]) -> None:
    app = Below()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "HELP for: List" in app.text
        assert "j k Down Up" in app.text
        assert app.text.endswith("Esc close")
        assert ("Signs:" in app.text) == (size[1] > 18)
        await pilot.press(*["pagedown"] * 9)
        await pilot.pause()
        assert "quit" in app.text


async def test_the_bottom_says_what_the_selected_action_does() -> None:
    app = Below()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"columns")
        await pilot.pause()
        assert app.text.count("Show, hide and order the columns.") == 2


async def test_the_users_keys_are_shown_and_nothing_that_writes_when_read_only() -> None:
    app = Below(effective({"sort": ("semicolon",)}), read_only=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "  ;               sort" in app.text
        assert "withdraw" not in app.text
        assert "Read-only:" in app.text
