"""Menus of letters and checklists: what they give, what they show, and that they fit."""

from collections.abc import Sequence

import pytest
from textual.app import App

from tui.screens.dialogs.menu import ChecklistScreen, MenuItem, MenuScreen, lettered
from tui.terminal.appearance import Appearance
from tui.theme import CSS, put_on

STATUSES = (
    MenuItem("u", "under way", "under way"),
    MenuItem("s", "stalled", "stalled", note="2 of 4 have it already"),
    MenuItem("d", "done", "done", disabled_reason="needs a source"),
    MenuItem("r", "released", "released"),
)
COLUMNS = (
    MenuItem("i", "Id", "id", disabled_reason="always shown"),
    MenuItem("t", "Title", "title"),
    MenuItem("o", "Owner", "owner"),
)
Screen = MenuScreen | ChecklistScreen


class Below(App[None]):
    """An app with a menu on top that keeps what the menu gives."""

    CSS = CSS

    def __init__(self, menu: Screen, look: Appearance | None = None) -> None:
        super().__init__()
        put_on(self, look or Appearance())
        self.menu = menu
        self.chosen: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(self.menu, self.chosen.append)

    @property
    def text(self) -> str:
        """The screen as plain text."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


async def after(menu: Screen, *keys: str) -> list[object]:
    """What the menu gave after some keys; empty while it is open."""
    app = Below(menu)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return app.chosen


def statuses(current: str = "") -> MenuScreen:
    return MenuScreen("Status", STATUSES, current=current)


def columns(checked: Sequence[str] = ("id", "title")) -> ChecklistScreen:
    return ChecklistScreen("Columns", COLUMNS, checked=checked)


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ("u", ["under way"]),
        ("r", ["released"]),
        (("enter",), ["under way"]),
        (("j", "enter"), ["stalled"]),
        (("down", "down", "down", "up", "k", "enter"), ["stalled"]),
        (("end", "enter"), ["released"]),
        (("q",), [None]),
        (("escape",), [None]),
        (("backspace",), [None]),
        (("x",), []),
    ],
)
async def test_what_keys_choose(keys: Sequence[str], chosen: list[object]) -> None:
    assert await after(statuses(), *keys) == chosen


async def test_the_cursor_starts_on_the_current_value() -> None:
    assert await after(statuses("stalled"), "enter") == ["stalled"]


async def test_what_is_disabled_stays_and_says_why() -> None:
    app = Below(statuses())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert app.chosen == []
        assert app.text.count("needs a source") == 2
        await pilot.press("enter")
        assert app.chosen == []


async def test_a_click_chooses() -> None:
    app = Below(statuses())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click(app.menu.choices, offset=(3, 1))
        await pilot.pause()
        assert app.chosen == ["stalled"]


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (30, 6)])
async def test_title_items_and_keys_fit_every_size(size: tuple[int, int]) -> None:
    app = Below(MenuScreen("Agreement", lettered([(str(n), f"No. {n}") for n in range(40)])))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Agreement" in app.text
        assert "q back" in app.text
        await pilot.press("end")
        await pilot.pause()
        assert "No. 39" in app.text


async def test_the_current_value_is_in_sight_from_the_start() -> None:
    items = lettered([(str(n), f"No. {n}") for n in range(40)])
    app = Below(MenuScreen("Agreement", items, current="30"))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert "No. 30" in app.text


async def test_titles_and_labels_are_words_and_never_codes() -> None:
    app = Below(MenuScreen("[b]\x1b]0;x", [MenuItem("a", "[red]\x1b[2J", "a")]))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "[b]␛]0;x" in app.text
        assert "[red]␛[2J" in app.text


@pytest.mark.parametrize(
    ("menu", "look"),
    [
        (statuses(), Appearance(ascii=True)),
        (MenuScreen("Status", STATUSES, ascii_only=True), Appearance()),
    ],
)
async def test_frames_are_ascii_where_nothing_else_is_sure(
    menu: MenuScreen, look: Appearance
) -> None:
    app = Below(menu, look)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.text.isascii()


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (("enter",), [("id", "title")]),
        (("o", "enter"), [("id", "title", "owner")]),
        (("t", "enter"), [("id",)]),
        (("i", "space", "enter"), [("id", "title")]),
        (("j", "K", "enter"), [("title", "id")]),
        (("J", "J", "J", "enter"), [("title", "id")]),
        (("o", "K", "K", "enter"), [("owner", "id", "title")]),
        (("escape",), [None]),
    ],
)
async def test_what_a_checklist_gives(keys: Sequence[str], chosen: list[object]) -> None:
    assert await after(columns(), *keys) == chosen


async def test_a_checklist_needs_one_checked() -> None:
    assert await after(columns(checked=()), "enter") == []


def test_letters_come_from_the_labels_and_are_different() -> None:
    items = lettered([("1", "Washington"), ("2", "Doha"), ("3", "Durban"), ("4", "jj")])
    assert [item.key for item in items] == ["w", "d", "u", "a"]
    many = [item.key for item in lettered([(str(n), "same") for n in range(90)])]
    assert len({key for key in many if key}) == len([key for key in many if key])


@pytest.mark.parametrize("letters", ["aa", "q", "j"])
def test_letters_that_would_mean_two_things_are_refused(letters: str) -> None:
    with pytest.raises(ValueError, match="different letters"):
        MenuScreen("", [MenuItem(letter, "x", "x") for letter in letters])
