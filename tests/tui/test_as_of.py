"""Looking at every screen as it was known at another moment, by keys alone."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db.commands.deadlines import SetDeadline
from db.commands.reports import Entry, SetStatus
from db.domain.enums import Status
from db.engine.factory import open_engine
from db.engine.url import store_url
from db.store.store import Store
from tests.builders import NOW, changes, duty, one_duty, open_store, small_agreement
from tests.postgresql import Server
from tests.tui.driving import User, drive
from tui.services.history_view import COPYING

if TYPE_CHECKING:
    from db.protocols import Command


@pytest.fixture
def diary(path: Path) -> Path:
    """ACC, kept from day to day: ACC-1 entered on the 13th, moved on the 18th, done on the 21st."""
    done = Entry(source="letter 7")
    days: dict[int, Command] = {
        10: duty("Release the prisoners", "2026-11-20"),
        5: SetDeadline(("ACC-1",), "2026-12-24", "snow"),
        2: SetStatus(("ACC-1",), Status.DONE, done),
        1: duty("Open the road"),
    }
    with_agreement = open_store(path, NOW - timedelta(days=12))
    small_agreement(with_agreement)
    with_agreement.close()
    for ago, command in days.items():
        store = open_store(path, NOW - timedelta(days=ago))
        store.do(command)
        store.close()
    return path


async def go(user: User, moment: str) -> None:
    await user.press("=")
    await user.type(moment)
    await user.press("enter")


async def test_every_view_shows_what_was_known_then(diary: Path) -> None:
    async with drive(diary) as user:
        user.sees("Open the road")
        await go(user, "2026-11-19")
        user.sees("AS OF Thu 19 Nov 2026 23:59", "Release the prisoners", "in 35d")
        user.does_not_see("Open the road", "LIVE")
        await user.press("2", "enter")
        user.sees("AS OF Thu 19 Nov 2026 23:59", "Thu 24 Dec 2026", "snow", "pending")
        await user.press("q", "6")
        user.sees("2026-11-20 -> 2026-12-24")
        assert user.message.endswith("( ) go from change to change, = now returns.")
        user.does_not_see("letter 7", "Open the road")


async def test_what_was_understood_stands_below_while_typing(diary: Path) -> None:
    async with drive(diary) as user:
        await user.press("=")
        await user.type("-4d")
        user.sees("= Thu 19 Nov 2026 23:59, as it was known then")
        await user.press("up")
        user.sees("= Wed 18 Nov 2026 23:59")
        await user.press("ctrl+u")
        await user.type("+90d")
        user.sees("= Sun 21 Feb 2027 23:59, as it will stand if nothing happens")
        await user.press("ctrl+u")
        await user.type("lsat fri")
        user.sees("! “lsat” is no day and no moment. Did you mean last? Try: 2025-09-25,")
        await user.press("enter")
        user.sees("! “lsat” is no day and no moment.")
        await user.press("?")
        user.sees("Try: 2025-09-25, fri 18:00, -30d, +90d, #12, now")
        user.does_not_see("signing + 90 days")
        await user.press("escape")
        user.does_not_see("AS OF Fri", "AS OF Sun")


async def test_writing_keys_are_off_and_say_so(diary: Path) -> None:
    async with drive(diary) as user:
        await user.press("2")
        assert "s status" in user.hints
        await go(user, "#5")
        assert "s status" not in user.hints
        assert "#5 Fri 13 Nov 2026 16:20 asel: ACC-1 added" in user.message
        await user.press("s")
        assert "Read-only: s (status) is off here." in user.message
        await user.press("a")
        assert "off here" in user.message


async def test_now_returns_with_all_keys(diary: Path) -> None:
    async with drive(diary) as user:
        await go(user, "#5")
        await user.press("=", "enter")
        assert user.message == "Back in the present."
        user.sees("Open the road")
        assert "s status" in user.hints
        await user.press("j", "s")
        user.sees("Status")


async def test_back_returns_to_the_present_before_it_leaves(diary: Path) -> None:
    async with drive(diary) as user:
        await go(user, "#5")
        assert "q back" in user.hints
        await user.press("q")
        assert not user.has_left
        user.sees("Open the road")
        user.does_not_see("AS OF Fri")


async def test_from_change_to_change(diary: Path) -> None:
    async with drive(diary) as user:
        await user.press("(")
        assert "#7 Sat 21 Nov 2026 16:20 asel: ACC-1: pending -> done" in user.message
        user.does_not_see("Open the road")
        await user.press("(")
        assert "#6 Wed 18 Nov 2026" in user.message
        user.sees("in 36d")
        await user.press(")", ")")
        user.sees("Open the road", "AS OF Sun 22 Nov 2026 16:20")
        await user.press(")")
        assert user.message == "Nothing was recorded later."


async def test_each_key_counts_however_fast_they_come(diary: Path) -> None:
    async with drive(diary) as user:
        await user.burst("(", "(", "(")
        assert "#5 Fri 13 Nov 2026" in user.message
        await user.burst(")", ")")
        assert "#7 Sat 21 Nov 2026" in user.message
        await user.burst("(", ")")
        user.sees("AS OF Sat 21 Nov 2026 16:20")
        await user.burst(*"))))")
        user.sees("AS OF Sun 22 Nov 2026 16:20")


async def test_steps_begin_where_one_stands(diary: Path) -> None:
    async with drive(diary) as user:
        await go(user, "2026-11-19")
        await user.press(")")
        assert "#7 Sat 21 Nov 2026" in user.message
        await go(user, "2025-09-25")
        await user.press("(")
        assert user.message == "Nothing was recorded before."
        await user.press(")")
        assert "#1 Wed 11 Nov 2026" in user.message
        await go(user, "+90d")
        await user.press(")")
        assert user.message == "Nothing was recorded later."
        user.sees("AS OF Sun 21 Feb 2027")
        await user.press("(")
        assert "#7 Sat 21 Nov 2026" in user.message


async def test_the_past_holds_still_while_others_write(diary: Path) -> None:
    async with drive(diary) as user:
        await go(user, "#8")
        other = open_store(diary, actor="jonas")
        other.do(duty("Meet again"))
        other.close()
        await user.app.look_for_news()
        await user.settle()
        user.does_not_see("Meet again")
        await user.press("=", "enter")
        await user.app.look_for_news()
        await user.settle()
        user.sees("Meet again")


async def test_before_the_first_change_there_was_nothing(diary: Path) -> None:
    async with drive(diary, (120, 36)) as user:
        await go(user, "2025-09-25")
        user.sees("AS OF Thu 25 Sep 2025 23:59", "There is nothing in this store yet.")
        assert "Nothing was known here before Wed 11 Nov 2026 16:20" in user.message


async def test_the_future_shows_what_will_be_overdue(diary: Path) -> None:
    async with drive(diary) as user:
        await go(user, "+90d")
        assert user.message == "As it will stand if nothing happens."
        user.sees("AS OF Sun 21 Feb 2027 23:59")


async def test_a_commitment_that_was_not_known_closes_its_page(diary: Path) -> None:
    async with drive(diary) as user:
        await user.press("2", "G")
        assert user.cursor == "ACC-1"
        await user.press("k", "enter")
        user.sees("ACC > ACC-2")
        await go(user, "#5")
        assert user.message == "ACC-2 is gone: not known yet then."
        user.sees("Release the prisoners", "AS OF")


async def test_history_offers_the_change_under_the_cursor(diary: Path) -> None:
    async with drive(diary) as user:
        await user.press("6", "j", "=")
        user.sees("= just after change #7 of the History")
        await user.press("enter", "2")
        user.does_not_see("Open the road")


async def test_a_change_that_there_is_not(diary: Path) -> None:
    async with drive(diary) as user:
        await go(user, "#99")
        user.sees("There is no change #99. The last is #8.")
        await user.press("escape")
        user.does_not_see("AS OF Thu")


async def test_the_program_can_begin_at_another_moment(diary: Path) -> None:
    async with drive(diary, as_of="2026-11-19") as user:
        user.sees("AS OF Thu 19 Nov 2026 23:59", "Release the prisoners")
        user.does_not_see("Open the road")
        await user.press("=", "enter")
        user.sees("Open the road")


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_the_moment_is_never_cut(diary: Path, size: tuple[int, int]) -> None:
    async with drive(diary, size) as user:
        await go(user, "2026-11-19 18:00")
        assert "AS OF Thu 19 Nov 2026 18:00" in user.screen_text().splitlines()[0]


async def test_nothing_is_written(diary: Path, store: Store) -> None:
    before = len(changes(store))
    async with drive(diary) as user:
        await go(user, "#5")
        await user.press("(", ")", "2", "a", "s", "D", "u", "=", "enter", "Q")
    assert len(changes(store)) == before


async def test_a_look_that_takes_long_says_why(postgresql: Server) -> None:
    """The first look at a store on a server copies it; here somebody keeps a table meanwhile."""
    url = one_duty(postgresql.url(postgresql.new_database()))
    keeper = open_engine(store_url(url), read_only=False)
    async with drive(url) as user:
        await user.press("=")
        await user.type("#4")
        with keeper.connect() as keeping, keeping.begin():
            keeping.exec_driver_sql("LOCK TABLE occurrence IN ACCESS EXCLUSIVE MODE")
            going = asyncio.create_task(user.press("enter"))
            await user.comes_to_see(COPYING)
        await going
        user.sees("AS OF Mon 23 Nov 2026 16:20", "#4 ")
        user.does_not_see(COPYING)
        user.does_not_see("Open the road")
        await user.press(")")
        user.sees("Open the road")
    keeper.dispose()
