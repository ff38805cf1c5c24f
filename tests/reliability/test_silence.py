"""A server that says nothing any more, though lines to it hold: nobody waits for it without end."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from db.domain.errors import StoreAway, Unsure
from db.queries.history.changes import LastChange
from tests.builders import Reading, duty, open_store
from tests.pair import Pair
from tests.reliability.typed import Shell
from tests.tui.driving import back, drive

SOON = "connect_timeout=2&tcp_user_timeout=5000"
"""As short as anybody would set it."""


@pytest.fixture
def url(pair: Pair, url: str) -> str:
    """The same for impatient people."""
    pair.acknowledge_together()
    return f"{url}&{SOON}"


@pytest.fixture
def mute() -> Iterator[str]:
    """A place where connections are taken, and nothing is said."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        host, port = server.getsockname()
        yield f"postgresql://asel@{host}:{port}/accord?connect_timeout=2"


def asleep(seconds: float) -> Reading:
    """A question that takes so long."""
    return Reading(
        lambda db: db.exec_driver_sql(f"SELECT pg_sleep({seconds}), 'answered'").one()[1]
    )


def test_a_server_that_takes_connections_and_says_nothing_cannot_be_reached(
    mute: str, tmp_path: Path
) -> None:
    with pytest.raises(StoreAway, match="cannot be reached"):
        open_store(mute)
    for verb in (("status",), ("set", "ACC-1", "title=Open the gate")):
        code, out, err = Shell(tmp_path, mute).types(*verb)
        assert (code, out) == (5, "")
        assert "cannot be reached" in err


def test_a_question_is_given_up_when_its_server_falls_silent(pair: Pair, url: str) -> None:
    store = open_store(url)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(store.ask, asleep(600))
        pair.until("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'", 1)
        with pair.first.frozen(), pytest.raises(StoreAway):
            asked.result()
    store.close()


def test_a_long_question_to_a_server_that_lives_is_waited_for(url: str) -> None:
    store = open_store(url)
    assert store.ask(asleep(2.5)) == "answered"  # and was asked whether it lives, in between
    store.close()


def test_a_change_goes_to_the_server_that_takes_over_from_a_silent_one(
    pair: Pair, url: str
) -> None:
    store = open_store(url)
    with pair.first.frozen():
        with pytest.raises(StoreAway) as caught:
            store.do(duty("Duty of nobody"))
        assert not isinstance(caught.value, Unsure)
        pair.second.promote()
        store.do(duty("Duty of later"))
        assert store.ask(LastChange()) == 6
        pair.first.kill()
    store.close()


def test_what_was_edited_under_a_silent_server_is_kept(
    pair: Pair, url: str, tmp_path: Path
) -> None:
    shell = Shell(tmp_path, f"{pair.only(pair.first)}&{SOON}")
    editing = shell.edits("ACC-1")
    with pair.first.frozen():
        code, out, err = editing.types("Open the road", "Open the gate")
    assert (code, out) == (5, "")
    kept = err.split("--from ")[-1].strip()
    assert "cannot be reached" in err
    assert shell.types("edit", "--from", kept)[0] == 0


async def test_the_screens_say_that_the_store_does_not_answer_and_go_on(
    pair: Pair, url: str
) -> None:
    async with drive(f"{pair.only(pair.first)}&{SOON}") as user:
        await user.press("2", "e")
        await user.type("Open the gate")
        async with AsyncExitStack() as later:
            with pair.first.frozen():
                await user.press("ctrl+o")
                user.sees("not reachable; trying again", "Open the gate", "OFFLINE")
                await later.enter_async_context(back(user))
        user.sees("here again", "Open the gate")
        await user.press("ctrl+o")
        user.sees("ACC-1 Open the gate")


async def test_esc_meant_for_a_form_that_does_not_open_does_not_leave(pair: Pair, url: str) -> None:
    async with drive(f"{pair.only(pair.first)}&{SOON}") as user:
        await user.press("2")
        with pair.first.frozen():
            await user.burst("e", "escape")
            user.sees("ACC-1", "Space mark")
            assert not user.has_left
            await user.press("r")
            user.sees("not reachable; trying again", "OFFLINE")
            assert not user.has_left
