"""What others do comes to the screen by itself: nobody looks, the watcher says so."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from db.commands.commitments import EditCommitment
from db.commands.flags import SetMark, Withdraw
from tests.builders import load, open_store
from tests.postgresql import Server
from tests.tui.driving import User, drive
from tests.tui.settling import PATIENCE


@pytest.fixture
def shared(empty_place: str) -> str:
    """A store with a pack in it that several people open."""
    load(open_store(empty_place), "WPA").close()
    return empty_place


@asynccontextmanager
async def told(user: User) -> AsyncIterator[None]:
    """Wait until the screens were told of what is done inside."""
    heard = asyncio.Event()
    user.app.changed.subscribe(user.app.screen, lambda _: heard.set())
    yield
    await asyncio.wait_for(heard.wait(), PATIENCE)
    await user.settle()


@pytest.mark.parametrize("read_only", [False, True], ids=["a writer", "a reader"])
async def test_it_appears_and_the_cursor_stays(shared: str, read_only: bool) -> None:
    other = open_store(shared, actor="jonas")
    async with drive(shared, read_only=read_only) as user:
        await user.press("2", "j", "j")
        here, place = user.cursor, user.table.cursor_index
        async with told(user):
            other.do(EditCommitment(here, {"title": "Renamed by Jonas"}))
        user.sees("Renamed by Jo")
        async with told(user):
            other.do(Withdraw(("WPA-9",)))
        assert (user.cursor, user.table.cursor_index) == (here, place - 1)
    other.close()


async def test_a_command_line_beside_it_is_heard_too(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2")
        async with told(user):
            words = ("--store", str(pair), "--as", "jonas", "set", "WPA-9", "title=By a script")
            run = await asyncio.create_subprocess_exec(sys.executable, "-m", "tui.cli.main", *words)
            assert await run.wait() == 0
        user.sees("By a script")


async def test_a_store_that_another_program_makes_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "accord.db"
    async with drive(path) as user:
        user.sees("No commitments yet.")
        async with told(user):
            words = ("--store", str(path), "--as", "jonas", "seed", "load", "WPA")
            run = await asyncio.create_subprocess_exec(sys.executable, "-m", "tui.cli.main", *words)
            assert await run.wait() == 0
        user.sees("WPA-9")
        await user.press("2", "a")
        user.sees("Add to WPA")


async def test_a_view_that_is_hidden_is_right_when_it_is_shown_again(shared: str) -> None:
    other = open_store(shared, actor="jonas")
    async with drive(shared) as user:
        await user.press("2", "3")
        async with told(user):
            other.do(EditCommitment("WPA-9", {"title": "Renamed by Jonas"}))
        await user.press("2")
        user.sees("Renamed by Jo")
    other.close()


async def test_what_waited_for_hands_is_shown_when_they_rest(pair: Path) -> None:
    other = open_store(pair, actor="jonas")
    async with drive(pair) as user:
        await user.press("2")
        user.app.hands_on = float("inf")
        other.do(EditCommitment("WPA-9", {"title": "Renamed by Jonas"}))
        await user.app.look_for_news()
        user.sees("1 change by others; r shows them.")
        user.does_not_see("Renamed by Jo")
        async with told(user):
            user.app.hands_on = 0.0
        user.sees("Renamed by Jo")
    other.close()


async def test_what_a_key_showed_does_not_come_once_more(pair: Path) -> None:
    other = open_store(pair, actor="jonas")
    async with drive(pair) as user:
        await user.press("3", "2")
        user.app.hands_on = float("inf")
        other.do(EditCommitment("WPA-9", {"title": "Renamed by Jonas"}))
        await user.app.look_for_news()
        user.sees("1 change by others; r shows them.")
        await user.press("r")
        user.sees("Renamed by Jo", "Read again.")
        again: list[int] = []
        user.app.changed.subscribe(user.app.screen, again.append)
        await user.app.look_for_news()
        user.sees("Read again.")
        user.app.hands_on = 0.0
        await user.app.look_for_news()
        await user.settle()
        assert again == []
        await user.press("3")
        user.sees("Renamed")
    other.close()


async def test_ones_own_change_is_not_taken_for_that_of_others(pair: Path) -> None:
    async with drive(pair) as user:
        user.app.hands_on = float("inf")
        await user.press("2", "*")
        await user.app.look_for_news()
        user.sees("WPA-9: pinned. u undoes it.")


async def test_after_a_line_was_cut_it_catches_up(postgresql: Server) -> None:
    database = postgresql.new_database()
    where = postgresql.url(database)
    other = load(open_store(where, actor="jonas"), "WPA")
    async with drive(where) as user:
        await user.press("2")
        async with told(user):
            postgresql.run(
                "postgres",
                f"ALTER DATABASE {database} ALLOW_CONNECTIONS false",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                f" WHERE datname = '{database}' AND application_name LIKE 'accord%%asel'",
            )
            other.do(SetMark(("WPA-9",), "pinned", True))
            other.do(EditCommitment("WPA-9", {"title": "Renamed by Jonas"}))
            postgresql.run("postgres", f"ALTER DATABASE {database} ALLOW_CONNECTIONS true")
        user.sees("Renamed by Jo")
    other.close()


async def test_who_else_is_here_stands_in_the_title(shared: str) -> None:
    async with drive(shared, (90, 24)) as user:
        await user.press("6", "i")
        user.sees("Nobody else has the screens open here.")
        async with drive(shared, actor="jo\x1b[31mnas") as other:
            await other.press("6", "i")
            other.sees("asel, since Mon 23 Nov 2026 16:20")
            await user.press("q", "i")
            user.sees("with jo", "nas, since Mon 23 Nov 2026 16:20")
            assert "\x1b" not in user.screen_text()
        await user.press("q", "i")
        user.sees("Nobody else")
        user.does_not_see("with jo")


async def test_who_else_is_here_gives_way_on_a_narrow_screen(pair: Path) -> None:
    other = open_store(pair, actor="jonas of the secretariat")
    other.watch(lambda _: None)
    seen = {}
    for width in (120, 80, 60, 40):
        async with drive(pair, (width, 24)) as user:
            await user.press("6", "i", "q")
            seen[width] = user.screen_text().splitlines()[0]
            assert "LIVE" in seen[width] or "FIXED" in seen[width]
    assert "with jonas of the secretariat" in seen[120]
    assert "with" not in seen[40]
    other.close()


async def test_what_was_said_of_an_older_row_goes_when_the_newer_is_shown(shared: str) -> None:
    other = open_store(shared, actor="jonas")
    async with drive(shared) as user:
        await user.press("2")
        user.app.hands_on = 60.0  # others' rows wait as after a key
        other.do(EditCommitment("WPA-9", {"title": "Renamed by Jonas"}))
        await user.comes_to_see("1 change by others; r shows them.")
        await user.press("*")
        user.sees("WPA-9 was changed since you read it: jonas")
        async with told(user):
            user.app.hands_on = 0.0
        user.sees("Renamed by Jo")
        assert user.message == ""
    other.close()
