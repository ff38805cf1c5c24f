"""A store moved, deleted or replaced while it is open: nothing goes where nobody looks."""

import shutil
from pathlib import Path

import pytest

from db.commands.commitments import AddCommitment
from db.domain.errors import StoreProblem
from db.queries.history.changes import LastChange
from db.queries.lookups import Codes
from tests.builders import dump, open_store
from tests.tui.driving import drive

ADD = AddCommitment(agreement="ACC", title="Written while all was well")
LOST = AddCommitment(agreement="ACC", title="Written to a file that nobody sees")


@pytest.fixture
def used(small_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(small_template, tmp_path / "accord.db"))


def move(path: Path, target: Path) -> None:
    """The file with what lies beside it, as a person moves it."""
    for ending in ("", "-wal", "-shm"):
        if Path(f"{path}{ending}").exists():
            Path(f"{path}{ending}").rename(f"{target}{ending}")


def test_a_moved_store_is_not_written_and_is_again_once_it_is_back(used: Path) -> None:
    store = open_store(used)
    store.do(ADD)
    before = dump(store)
    away = used.with_name("away.db")
    move(used, away)
    with pytest.raises(StoreProblem, match=r"is gone: it was moved or deleted\. Nothing was"):
        store.do(LOST)
    with pytest.raises(StoreProblem, match="is gone"):
        store.ask(LastChange())
    assert not used.exists()
    move(away, used)
    assert dump(store) == before
    store.do(ADD)
    store.close()


def test_a_deleted_store_is_not_made_anew(used: Path) -> None:
    store = open_store(used)
    store.do(ADD)
    used.unlink()
    with pytest.raises(StoreProblem, match="is gone"):
        store.do(LOST)
    assert not used.exists()
    store.close()


def test_another_store_in_its_place_is_neither_read_nor_written(
    used: Path, small_template: Path
) -> None:
    store = open_store(used)
    store.do(ADD)
    move(used, used.with_name("before.db"))
    shutil.copy(small_template, used)
    other = open_store(used, actor="bob")
    other.do(ADD)
    before = dump(other)
    with pytest.raises(StoreProblem, match="Another file was put in the place"):
        store.do(LOST)
    with pytest.raises(StoreProblem, match="Another file was put in the place"):
        store.ask(Codes("ACC"))
    store.close()  # takes nothing along of the log that lies there by now
    assert dump(other) == before
    other.close()


def test_a_reader_goes_on_with_what_lies_there(used: Path, small_template: Path) -> None:
    reader = open_store(used, read_only=True)
    assert reader.ask(LastChange()) == 4
    used.unlink()
    with pytest.raises(StoreProblem, match="is gone"):
        reader.ask(LastChange())
    shutil.copy(small_template, used)
    assert reader.ask(LastChange()) == 4
    reader.close()


async def test_on_the_screens_a_form_stays_open_until_the_store_is_back(used: Path) -> None:
    away = used.with_name("away.db")
    async with drive(used) as user:
        await user.press("2", "a")
        await user.type("Open the bridge")
        move(used, away)
        await user.press("enter")
        user.sees("OFFLINE", "Nothing typed is lost.", "Open the bridge")
        move(away, used)
        await user.press("enter")
        user.does_not_see("not reachable", "Add to ACC")
    store = open_store(used)
    assert store.ask(Codes("ACC")) == ("ACC-1",)
    store.close()


async def test_a_question_stays_until_it_is_answered_whatever_is_said_meanwhile(
    used: Path, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    async with drive(used) as user:
        await user.press("2", "a")
        await user.type("Open the bridge")
        move(used, away)
        await user.press("enter", "escape")
        user.sees("OFFLINE", "unsaved?")
        move(away, used)
        await user.comes_to_see("here again")
        user.sees("unsaved?")
        await user.press("escape")
        user.does_not_see("unsaved?")
        await user.press("enter")
        user.sees("ACC-1", "Open the bridge")
        user.does_not_see("Add to ACC")
