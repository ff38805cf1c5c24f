"""What passes a bound is refused where it is typed or pasted, and nothing is changed."""

from pathlib import Path

from textual import events

from db.queries.history.changes import LastChange
from tests.tui.driving import User, drive

YEARS = "accord reads the years 1000 to 9000."


async def paste(user: User, text: str) -> None:
    user.app.screen.focused.post_message(events.Paste(text))  # type: ignore[union-attr]
    await user.settle()


async def test_days_beyond_the_years_that_are_read_are_refused_while_they_are_typed(
    pair: Path,
) -> None:
    async with drive(pair) as user:
        last = user.app.store.ask(LastChange())
        await user.press("!")
        for day in ("0001-01-01", "9999-12-31", "+9000 years", "+999999 days"):
            await user.press("ctrl+u")
            await paste(user, f"WPA:signing {day}")
            (user.does_not_see if "days" in day else user.sees)(YEARS)
        await user.press("escape", "equals_sign")
        for day in ("0001-01-01", "9999-12-31", "in 9000 years"):
            await user.press("ctrl+u")
            await paste(user, day)
            user.sees(YEARS)
        await user.press("escape", "c", "w", "2", "a")
        await paste(user, "Meet; owner DRC; due every day from 0001-01-01")
        user.sees(YEARS)
        await user.press("enter")
        user.sees("every day from 0001-01-01")
        await user.press("ctrl+u")
        await paste(user, "Meet; owner DRC; due 9999-12-31")
        await user.press("enter")
        user.sees(YEARS)
        assert user.app.store.ask(LastChange()) == last


async def test_a_paste_without_room_is_not_put_in(pair: Path) -> None:
    async with drive(pair) as user:
        last = user.app.store.ask(LastChange())
        await user.press("2", "/")
        await paste(user, "x" * 50_000)
        user.sees("50,000 characters were pasted, and 10,000 have room: none was put in.")
        await paste(user, "overdue " * 200)
        user.sees("A filter has at most 20 terms, and this has 200.")
        await user.press("escape", "a")
        await paste(user, "Meet\n" * 300_000)
        user.sees("1,500,000 characters were pasted, and 1,000,000 have room")
        await user.press("escape", "A")
        await paste(user, "x" * 100_001)
        user.sees("100,001 characters were pasted, and 100,000 have room")
        await user.press("escape", "e")
        await paste(user, "x" * 3_000)
        user.sees("3,000 characters were pasted", "none was put in")
        await user.press("escape")
        assert user.app.store.ask(LastChange()) == last
