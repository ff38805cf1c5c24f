"""A change that is on its server and waits for a lost one: it is said, and nobody has to wait."""

import asyncio
import signal
from pathlib import Path

from db.domain.commit_wait import ON_ONE
from tests.builders import changes, open_store
from tests.line.terminal import Terminal
from tests.pair import Pair
from tests.reliability.typed import Shell, ended
from tests.tui.driving import drive
from tui.services.commit_waiting import GIVEN_UP


def kinds(url: str) -> list[str]:
    """What was done after that, oldest first."""
    store = open_store(url, read_only=True)
    found = [line.kind for line in changes(store)][5:]
    store.close()
    return found


async def test_a_form_says_what_its_change_waits_for_and_esc_stops_waiting(
    pair: Pair, url: str
) -> None:
    async with drive(url) as user:
        await user.press("2", "e")
        await user.type("Open the gate")
        pair.acknowledge_never()
        saving = asyncio.create_task(user.press("ctrl+o"))
        await user.comes_to_see(f"{ON_ONE} Esc stops waiting.")
        user.sees("Title [Open the gate")
        stopping = asyncio.create_task(user.press("escape"))
        await asyncio.gather(saving, stopping)
        user.sees("ACC-1 Open the gate")
        user.does_not_see("Title [Open the gate")
    assert kinds(pair.only(pair.first)) == ["edit commitment"]


async def test_so_does_a_key_that_changes_something_at_once(pair: Pair, url: str) -> None:
    async with drive(url) as user:
        await user.press("2")
        pair.acknowledge_never()
        saving = asyncio.create_task(user.press("u"))
        await user.comes_to_see(f"{ON_ONE} Esc stops waiting.")
        stopping = asyncio.create_task(user.press("escape"))
        await asyncio.gather(saving, stopping)
        user.sees("Undone")
    assert kinds(pair.only(pair.first)) == ["undo"]


def test_who_leaves_the_screens_waits_a_moment_and_not_for_ever(
    pair: Pair, url: str, tmp_path: Path
) -> None:
    with Terminal("--store", url, "--as", "asel", home=tmp_path, env={}) as terminal:
        terminal.until("? help")
        terminal.type("2")
        terminal.until_cursor("ACC-1")
        pair.acknowledge_never()
        terminal.type("u")
        pair.until_a_commit_waits(arrived=True)
        terminal.type("Q")
        assert terminal.exit_code() == 0
        assert f"accord: {GIVEN_UP}".encode() in terminal.raw
        assert terminal.is_cooked()
    assert kinds(pair.only(pair.first)) == ["undo"]


def test_the_command_line_says_it_and_goes_on_when_the_other_server_is_there(
    pair: Pair, url: str, tmp_path: Path
) -> None:
    pair.acknowledge_never()
    saving = Shell(tmp_path, url).begins("set", "ACC-1", "title=Open the gate")
    assert saving.stderr is not None
    assert saving.stderr.readline() == f"accord: {ON_ONE} Ctrl+C stops waiting.\n"
    other = Shell(tmp_path, url).begins("set", "ACC-1", "unit=gates")
    assert other.stderr is not None
    assert other.stderr.readline() == "accord: Others are saving; waiting for them.\n"
    pair.acknowledge_alone()
    assert ended(saving)[0] == 0
    assert ended(other)[0] == 0
    assert kinds(url) == ["edit commitment"] * 2


def test_who_stops_waiting_on_the_command_line_is_told_where_the_change_is(
    pair: Pair, url: str, tmp_path: Path
) -> None:
    pair.acknowledge_never()
    saving = Shell(tmp_path, url).begins("set", "ACC-1", "title=Open the gate")
    assert saving.stderr is not None
    assert ON_ONE in saving.stderr.readline()
    saving.send_signal(signal.SIGINT)
    code, out, err = ended(saving)
    assert (code, out, err) == (130, "", f"accord: {GIVEN_UP}\n")
    assert kinds(url) == ["edit commitment"]
