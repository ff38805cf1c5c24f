"""The one-line widgets at the top and the bottom: what they show at 120, 80 and 40 cells."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from tests.tui.driving import drive
from tui.keys.keymap import effective
from tui.terminal.appearance import Appearance
from tui.theme import put_on
from tui.widgets.footer import Hint, Hints, MessageLine, fit_hints, hints_for
from tui.widgets.header import Rule, Tabs, TitleBar
from tui.widgets.text_line import Part, TextLine

CLOCK = "Mon 23 Nov 2026 16:20"


class Frame(App[None]):
    """Header and footer, and nothing between."""

    def __init__(self) -> None:
        super().__init__()
        put_on(self, Appearance())
        self.done: list[str] = []

    def compose(self) -> ComposeResult:
        self.title_bar, self.tabs = TitleBar(), Tabs("list")
        self.message, self.keys = MessageLine(), Hints(hints_for("list"))
        yield from (self.title_bar, self.tabs, Rule(), Rule(ascii_only=True))
        yield from (self.message, self.keys)

    def on_mount(self) -> None:
        self.title_bar.context = "Washington Peace Agreement"
        self.title_bar.now_words, self.title_bar.from_utc = CLOCK, "+01:00"
        self.tabs.note = "open items"

    def action_help(self) -> None:
        self.done.append("help")

    def action_show_parties(self) -> None:
        self.done.append("show_parties")

    def shown(self, line: TextLine) -> str:
        return "".join(segment.text for segment in line.render_line(0)).rstrip()


def text_of(parts: Sequence[Part]) -> str:
    return "".join(part.text for part in parts)


@pytest.mark.parametrize(
    ("width", "title"),
    [
        (80, f" ACCORD   Washington Peace Agreement{' ' * 9}{CLOCK} +01:00  LIVE"),
        (60, f" ACCORD   Washington Peace Agreement{' ' * 5}16:20 +01:00  LIVE"),
        (44, f" ACCORD   Washington Peace Agreement{' ' * 3}LIVE"),
        (40, " ACCORD   Washington Peace Agree~  LIVE"),
    ],
)
async def test_the_title_gives_up_the_date_then_the_clock(width: int, title: str) -> None:
    app = Frame()
    async with app.run_test(size=(width, 10)):
        assert app.shown(app.title_bar) == title


async def test_a_long_context_leaves_room_for_the_state() -> None:
    app = Frame()
    async with app.run_test(size=(40, 10)) as pilot:
        app.title_bar.context, app.title_bar.state = "x" * 99, "READ-ONLY"
        await pilot.pause()
        assert app.shown(app.title_bar) == f" ACCORD   {'x' * 17}~  READ-ONLY"


async def test_tabs_name_all_views_when_there_is_room() -> None:
    app = Frame()
    async with app.run_test(size=(80, 10)):
        names = " 1 Overview  [2 List]  3 Timeline  4 Parties  5 Calendar  6 History"
        assert app.shown(app.tabs) == f"{names}  open items"


async def test_tabs_give_way_to_their_keys_and_the_note_stays() -> None:
    app = Frame()
    async with app.run_test(size=(40, 10)):
        assert app.shown(app.tabs) == " 1  [2 List]  3  4  5  6     open items"


async def test_rules_span_the_screen() -> None:
    app = Frame()
    async with app.run_test(size=(40, 10)):
        line, plain = app.query(Rule)
        assert app.shown(line) == "─" * 40
        assert app.shown(plain) == "-" * 40


async def test_a_message_stays_until_the_next_and_is_harmless() -> None:
    app = Frame()
    async with app.run_test(size=(40, 10)) as pilot:
        app.message.say("WPA-3: under way -> stalled. u undoes it.", "today")
        app.message.note = "4 s ago"
        await pilot.pause()
        assert app.shown(app.message) == " WPA-3: under way -> stalled. u undoes~"
        app.message.say("copied [red]\x1b[31m")
        await pilot.pause()
        assert app.shown(app.message) == " copied [red]␛[31m              4 s ago"


async def test_a_view_folds_a_message_that_one_line_is_too_narrow_for(pair: Path) -> None:
    async with drive(pair, (40, 10)) as user:
        await user.press("2", "G")
        here, rows = user.cursor, user.screen_text().splitlines()
        user.app.say("Only a standby answers: nothing can be changed until a primary does.", "soon")
        await user.settle()
        told = user.screen_text().splitlines()
        assert [line.strip() for line in told[-3:-1]] == [
            "Only a standby answers: nothing can be",
            "changed until a primary does.",
        ]
        assert (user.cursor, told[0], told[-1]) == (here, rows[0], rows[-1])
        user.app.say(" ".join(["word"] * 30))
        await user.settle()
        assert user.screen_text().splitlines()[-2].rstrip().endswith(" wo~")
        user.app.say("Read again.")
        await user.settle()
        assert user.screen_text().splitlines()[:-2] == rows[:-2]


async def test_a_click_does_what_stands_under_the_mouse() -> None:
    app = Frame()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.click(app.keys, offset=(3, 0))
        await pilot.click(app.tabs, offset=(38, 0))
        await pilot.click(app.title_bar)
        assert app.done == ["help", "show_parties"]


def test_help_comes_first_and_the_way_out_last() -> None:
    text = text_of(fit_hints(hints_for("list"), 80))
    assert len(text) == 80
    assert text.startswith(" ? help  Enter open  Space mark  s status")
    assert text.endswith("  q back ")


def test_what_does_not_fit_is_dropped_from_the_middle() -> None:
    hints = hints_for("overview", at_top=True)
    assert text_of(fit_hints(hints, 40)) == " ? help  Enter open  Space mark  q quit "
    assert text_of(fit_hints(hints, 16)) == " ? help  q quit "
    assert text_of(fit_hints(hints, 9)) == " ? help"


def test_partners_share_a_hint() -> None:
    text = text_of(fit_hints(hints_for("timeline"), 120))
    assert " h/l earlier/later  +/- zoom " in text


def test_hints_show_the_users_keys_and_nothing_that_writes_when_read_only() -> None:
    keys = effective({"sort": ("semicolon",), "mark": ()})
    labels = {hint.label: hint.key for hint in hints_for("list", keys, read_only=True)}
    assert labels["sort"] == ";"
    assert "mark" not in labels
    assert "status" not in labels


def test_forms_bring_their_own_hints() -> None:
    hints = (Hint("Tab", "next"), Hint("Enter", "save"), Hint("Esc", "cancel"))
    assert text_of(fit_hints(hints, 40)) == " Tab next  Enter save        Esc cancel "
    assert text_of(fit_hints(hints[:1], 12)) == " Tab next   "
    assert fit_hints((), 12) == []
