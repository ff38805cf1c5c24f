"""What changed since one last looked, since a moment or since a change: the page of differences."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from db.commands.deadlines import SetDeadline
from db.commands.reports import AddReport, Entry
from db.commands.undo import Undo
from db.domain.enums import Says
from tests.builders import NOW, duty, open_store, small_agreement
from tests.tui.driving import drive
from tui.services.state_file import StateFile

YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture
def looked(path: Path, tmp_path: Path) -> Path:
    """A store that asel looked at yesterday, after change 6; gives the folder that keeps it."""
    store = small_agreement(open_store(path, YESTERDAY))
    store.do(duty("Release the prisoners", "2026-12-01"))
    store.do(duty("Open the road", "2026-11-22"))
    store.close()
    left = (YESTERDAY + timedelta(hours=1)).isoformat()
    StateFile(tmp_path, str(path), "asel").update("view", view="overview", seen=6, left=left)
    return tmp_path


@pytest.fixture
def news(path: Path, looked: Path) -> Path:
    """Jonas moved a deadline and took back a slip, miriam wrote what the UN said."""
    jonas = open_store(path, NOW - timedelta(hours=2), actor="jonas")
    jonas.do(SetDeadline(("ACC-1",), "2026-12-24", "snow on the pass"))
    jonas.do(duty("A slip"))
    jonas.do(Undo())
    jonas.close()
    miriam = open_store(path, NOW - timedelta(hours=1), actor="miriam")
    miriam.do(AddReport(("ACC-1",), Entry("Nobody came.", "UN", Says.NOT_DONE, source="UN 7")))
    miriam.close()
    return looked


async def test_the_overview_says_how_much_others_did(path: Path, news: Path) -> None:
    async with drive(path, state_path=news) as user:
        assert (
            user.message
            == "Since Sun 22 Nov 2026 17:20: 4 changes by 2 others. ; shows what came of it."
        )
        await user.press(";")
        user.sees(
            "Since you last looked, Sun 22 Nov 2026 17:20",
            "CHANGED 1",
            "ACC-1 Release the prisoners",
        )
        user.sees("Thu 24 Dec 2026, 31 d left, 8 d before the first date")
        user.sees("jonas: ACC-1: deadline 2026-12-01 -> 2026-12-24 (snow on the pass)")
        user.sees("report of Mon 23 Nov 2026: UN says not done: Nobody came. (source: UN 7)")
        user.sees("BECAME OVERDUE BY TIME ALONE 1", "ACC-2 Open the road")
        user.sees("TAKEN BACK, SO NO DIFFERENCE 2", "A slip")
        assert user.message.startswith("4 changes (jonas 3, miriam 1); 1 commitment differs")


async def test_enter_opens_the_commitment_and_back_returns(path: Path, news: Path) -> None:
    async with drive(path, state_path=news) as user:
        await user.press(";", "j", "enter")
        user.sees("ACC > ACC-1", "snow on the pass")
        await user.press("q")
        user.sees("CHANGED 1")
        await user.press("q")
        user.sees("[1 Overview]")


async def test_a_filter_narrows_it(path: Path, news: Path) -> None:
    async with drive(path, state_path=news) as user:
        await user.press(";", "/")
        await user.type("road")
        user.does_not_see("CHANGED 1")
        user.sees("ACC-2 Open the road")


async def test_long_lines_are_wrapped(path: Path, news: Path) -> None:
    async with drive(path, (40, 27), state_path=news) as user:
        await user.press(";")
        user.sees("Nobody came. (source: UN 7)")
        lines = user.screen_text().splitlines()[4:-5]
        assert not any("~" in line for line in lines)


async def test_own_changes_are_no_news(path: Path, looked: Path) -> None:
    mine = open_store(path)
    mine.do(duty("Mine"))
    mine.close()
    async with drive(path, state_path=looked) as user:
        assert "Since" not in user.message


async def test_each_look_begins_where_the_last_one_ended(path: Path, news: Path) -> None:
    async with drive(path, state_path=news) as user:
        await user.press("Q")
    async with drive(path, state_path=news) as user:
        assert "Since" not in user.message
        await user.press(";")
        user.sees("Since you last looked, Mon 23 Nov 2026 16:20")
        assert user.message == "0 changes; 0 commitments differ."


async def test_the_first_look_says_so(path: Path, looked: Path) -> None:
    async with drive(path, state_path=looked / "another") as user:
        await user.press(";")
        assert "You look at this store for the first time" in user.message


async def test_from_a_moment_to_the_present(path: Path, news: Path) -> None:
    async with drive(path, state_path=news) as user:
        await user.press("=", "#", "5", "enter", ";")
        user.sees("Sun 22 Nov 2026 16:20 to now", "ADDED 1", "ACC-2 Open the road", "CHANGED 1")


async def test_the_history_tells_from_the_change_under_the_cursor(path: Path, news: Path) -> None:
    async with drive(path, state_path=news) as user:
        await user.press("6", ";")
        user.sees("From change #10 to now", "1 change", "Nobody came.")
        user.does_not_see("snow on the pass")


async def test_a_range_of_the_history(path: Path, news: Path) -> None:
    async with drive(path, state_path=news) as user:
        await user.press("=", "#", "7", "enter", "6", "j", ";")
        user.sees("From change #6 to Mon 23 Nov 2026", "ADDED 1", "snow on the pass")
        user.does_not_see("Nobody came.")


async def test_it_follows_what_happens(path: Path, news: Path) -> None:
    async with drive(path, state_path=news) as user:
        await user.press(";")
        other = open_store(path, actor="jonas")
        other.do(duty("Meet again"))
        other.close()
        await user.app.look_for_news()
        await user.settle()
        user.sees("ADDED 1", "Meet again")


def test_two_runs_at_once_lose_nothing_that_the_other_keeps(tmp_path: Path) -> None:
    kept, names = StateFile(tmp_path, "accord.db", "asel"), range(12)
    together = Barrier(len(names))

    def keep(name: int) -> None:
        together.wait()
        for again in range(5):
            kept.update("view", **{f"{name}-{again}": name})

    with ThreadPoolExecutor(len(names)) as runs:
        list(runs.map(keep, names))
    assert kept.read("view") == {f"{name}-{again}": name for name in names for again in range(5)}
