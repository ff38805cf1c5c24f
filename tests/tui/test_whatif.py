"""What if: the page that shows what would move; and the list of events to set."""

from datetime import date
from pathlib import Path

from db.commands.agreements import EditAgreement
from db.commands.events import SetEvent
from db.queries.history.changes import LastChange
from tests.builders import do_all, duty, open_store, small_agreement
from tests.tui.driving import drive


async def test_what_would_move_is_shown_while_typing(pair: Path) -> None:
    async with drive(pair) as user:
        last = user.app.store.ask(LastChange())
        await user.press("2", "/")
        await user.type("WPA-3")
        await user.press("enter", "!")
        user.sees("What if? Nothing is saved here.", "= WPA signing is on Sun 27 Jul 2025")
        user.sees("6 deadlines move; none becomes overdue:", "WPA-3", "Sat 25 Oct 2025")
        await user.type("WPA:signing +600 days; WPA-6 done 2026-01-05")
        user.sees("= WPA-6 is done on Mon 5 Jan 2026", "4 stop being overdue")
        await user.press("ctrl+u")
        await user.type("WPA:signing 1825-06-27")
        user.sees("! WPA signing is on Mon 27 Jun 1825: 1825 is before 1900.")
        await user.press("escape")
        user.does_not_see("What if?")
        assert user.app.store.ask(LastChange()) == last


async def test_it_helps_and_marks_what_is_wrong(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("!", "backspace")
        user.sees("An event or CODE done, then when", "withdrawal-completed +30 days")
        user.sees("WPA:signing Fri 27 Jun 2025; 6 hang on it")
        await user.type("signing +3 days")
        user.sees("signing of which agreement?", "WPA:signing")
        await user.press("ctrl+u")
        await user.type("WPA:signing +3 dayz")
        user.sees("Did you mean days?")


async def test_it_answers_in_read_only_mode_and_on_a_small_screen(pair: Path) -> None:
    async with drive(pair, size=(40, 10), read_only=True) as user:
        await user.press("!")
        await user.type("WPA:signing +30 days")
        user.sees("6 deadlines move")
        await user.press("pagedown", "down", "up", "pageup")
        user.sees("6 deadlines move")


async def test_an_event_is_picked_from_a_list(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("@")
        user.sees("Events of WPA", "second-jscm Wed 17 Sep 2025; 1 hangs on it", "new event")
        await user.press("q", "c", "w", "@")
        user.sees("Events of WPA", "signing", "Fri 27 Jun 2025; 6 hang on it")
        await user.press("enter")
        user.sees("WPA > Event signing", "2025-06-27")


async def test_what_is_too_much_for_the_form_is_listed_before_it_is_saved(pair: Path) -> None:
    async with drive(pair) as user:
        before = user.app.store.ask(LastChange())
        await user.press("c", "w", "1", "a")
        await user.type("Meet; owner DRC; due signing + 500 days")
        await user.press("enter", "@", "enter", "tab", "tab")
        await user.type("2025-07-27")
        user.sees("7 deadlines move; 1 stops being overdue:", "and 1 more: all are listed")
        await user.press("enter")
        user.sees("7 deadlines move; 1 stops being overdue. Save?", "WPA-12")
        await user.press("n")
        assert user.app.store.ask(LastChange()) == before + 1
        await user.press("enter", "y")
        assert user.app.store.ask(LastChange()) == before + 2
        await user.press("u")
        user.sees("Undone: Event WPA signing")


async def test_the_agreement_is_edited_with_its_calendar(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "c", "w", "percent_sign")
        user.sees("WPA > Agreement", "Calendar")
        await user.press("tab", "tab")
        user.sees("= no working days are counted")
        await user.type("cd+rw")
        user.sees("= CD+RW", "No deadline moves.")
        await user.press("enter")
        user.sees("Agreement WPA: calendar (none) -> CD+RW. u undoes it.")
        await user.press("percent_sign", "tab", "tab")
        await user.type("zz")
        user.sees("There is no calendar 'ZZ'.")


async def test_what_comes_round_is_previewed_and_moves_as_said(path: Path) -> None:
    store = small_agreement(open_store(path))
    do_all(
        store,
        SetEvent("ACC", "signing", actual=date(2026, 6, 30)),
        EditAgreement("ACC", calendar="CD"),
        duty("Report", "every month from signing"),
        duty("Open the road", "signing + 100 working days .. 2027-06-30"),
    )
    store.close()
    async with drive(path) as user:
        await user.press("2", "c", "a", "@", "s", "tab", "tab")
        await user.type("2026-06-15")
        user.sees("2 deadlines move; none becomes overdue:")
        user.sees("ACC-1 Mon 30 Nov -> Tue 15 Dec Report", "opens")
        await user.press("enter")
        user.sees("Tue 15 Dec")
        user.does_not_see("! overdue")
        await user.press("percent_sign", "tab", "tab")
        await user.type("weekdays")
        user.sees("1 deadline moves; none becomes overdue:", "ACC-2 Wed 30 Jun 2027 opens")
