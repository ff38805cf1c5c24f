"""The Calendar by keys: days, months, the list of a day, and what a day says."""

from datetime import date
from pathlib import Path

import pendulum
import pytest

from db.commands.agreements import EditAgreement
from db.domain.filters.parser import parse_filter
from db.queries.boards.calendar import DayOff, MonthDays
from db.queries.commitments.list import Total
from db.queries.lookups import Events
from db.store.store import Store
from tests.builders import NOW, do_all, duty
from tests.tui.driving import ZONE, drive
from tui.terminal.appearance import Appearance

SEPTEMBER = pendulum.datetime(2025, 9, 20, 9, tz=ZONE)


@pytest.mark.parametrize("narrowed", ["", "in:WPA", "theme:security -critical"])
def test_days_count_what_their_list_shows(library: Store, narrowed: str) -> None:
    found = parse_filter(narrowed)
    board = library.ask(MonthDays(NOW, date(2025, 7, 1), date(2026, 11, 30), found))
    assert len(board.days) > 2
    for day, count in board.days.items():
        words = f"{narrowed} due:{day}"
        assert library.ask(Total(NOW, parse_filter(words)))[0] == count.total
        assert library.ask(Total(NOW, parse_filter(f"{words} overdue")))[0] == count.overdue
        assert library.ask(Total(NOW, parse_filter(f"{words} disputed")))[0] == count.disputed


def test_events_stand_on_their_day(library: Store) -> None:
    board = library.ask(MonthDays(NOW, date(2025, 6, 1), date(2025, 6, 30), agreement="WPA"))
    assert [(each.day, each.key) for each in board.events] == [(date(2025, 6, 27), "signing")]
    assert library.ask(Events("WPA"))


async def test_keys_move_the_day(pair: Path) -> None:
    async with drive(pair, now=SEPTEMBER) as user:
        await user.press("5")
        user.sees("Wk Mon Tue", "[20*", "Sat 20 Sep 2025: nothing due.")
        await user.press("l", "l")
        user.sees("Mon 22 Sep 2025")
        await user.press("j", "k", "h", "h", "h")
        user.sees("Fri 19 Sep 2025")
        await user.press("J")
        user.sees("Oct 2025", "Sun 19 Oct 2025")
        await user.press("pageup", "K")
        user.sees("Aug 2025", "Tue 19 Aug 2025")
        await user.press("G")
        user.sees("Sun 31 Aug 2025")
        await user.press("g", "h")
        user.sees("Thu 31 Jul 2025")
        await user.press("t")
        user.sees("[20*")


async def test_enter_goes_to_the_list_of_the_day_and_opens(pair: Path) -> None:
    async with drive(pair, now=SEPTEMBER) as user:
        await user.press("5", *"lllll")
        user.sees("[25", "Thu 25 Sep 2025: 3 due", "Enter goes to the list.", "WPA-3", "WPA-4")
        await user.press("enter", "j")
        user.sees("Tab or Esc goes back to the month.")
        second = user.cursor
        await user.press("enter")
        user.sees(f"WPA > {second}")
        await user.press("q", "escape", "l")
        user.sees("Fri 26 Sep 2025: nothing due.")


async def test_a_day_without_anything_says_so(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("5", "enter")
        user.sees("Nothing is due on this day.")


async def test_beside_the_month_where_there_is_room(pair: Path) -> None:
    async with drive(pair, size=(120, 36), now=SEPTEMBER, look=Appearance(ascii=True)) as user:
        await user.press("5", *"lllll")
        assert "WPA-3" in user.line_with("Wk  Mon") or "WPA-3" in user.screen_text()
        user.sees("! overdue D due = closed")


async def test_a_small_screen_lists_the_month(pair: Path) -> None:
    async with drive(pair, size=(40, 10), now=SEPTEMBER) as user:
        await user.press("5")
        user.does_not_see("Wk Mon")
        user.sees("WPA-3", "WPA-4")
        await user.press("l")
        user.sees("WPA-6")


@pytest.fixture
def congo(small: Store) -> Store:
    """ACC counts the working days of the Congo, where Saturdays are worked on."""
    do_all(
        small,
        EditAgreement("ACC", calendar="CD"),
        duty("Meet", "2026-12-25"),
        duty("Meet", "2026-12-20"),
        duty("Meet", "2026-12-21"),
    )
    return small


def test_days_off_are_those_of_the_calendars_of_what_is_shown(congo: Store) -> None:
    board = congo.ask(MonthDays(NOW, date(2026, 12, 19), date(2026, 12, 25)))
    assert board.off == (
        DayOff(date(2026, 12, 20), ("ACC",), "CD", ""),
        DayOff(date(2026, 12, 25), ("ACC",), "CD", "Christmas Day"),
    )
    assert not congo.ask(MonthDays(NOW, date(2026, 12, 19), date(2026, 12, 25), agreement="X")).off


async def test_holidays_have_a_sign_and_are_named_at_the_cursor(congo: Store) -> None:
    congo.close()
    async with drive(Path(congo.location), look=Appearance(ascii=True)) as user:
        await user.press("5", "J")
        user.sees("H holiday", "r rest day", "20r D1", "21 D1", "25H D1")
        await user.press("l", "l")
        user.sees("25 Dec 2026: 1 due, H Christmas Day (ACC).")
        await user.press(*"hhhhh")
        user.sees("Sun 20 Dec 2026: 1 due on a day of rest.")


async def test_the_month_names_its_holidays_where_there_is_room(congo: Store) -> None:
    congo.close()
    async with drive(Path(congo.location), size=(120, 36)) as user:
        await user.press("5", "J")
        user.sees("EVENTS AND HOLIDAYS", "Fri 25 Dec H Christmas Day (ACC)")
