"""Changes by keys, by others and by the clock: what is said, what follows, where the cursor is."""

from pathlib import Path

import pytest

from db.commands.commitments import EditCommitment
from db.commands.flags import SetMark, Withdraw
from db.domain.errors import StoreProblem
from tests.builders import duty, load, open_store, small_agreement
from tests.tui.driving import drive


async def test_undo_and_redo_say_what_they_did(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "j", "*")
        user.sees("DOHA-10: pinned. u undoes it.")
        await user.press("u")
        user.sees("Ctrl+R brings it back.")
        await user.press("U")
        user.sees("u undoes it.")
        await user.press("u", "ctrl+r")
        user.sees("u undoes it.")
        assert user.cursor == "DOHA-10"


async def test_undo_with_nothing_left_says_so(path: Path) -> None:
    async with drive(path) as user:
        await user.press("u")
        assert "undo" in user.message
        await user.press("U")
        assert "bring back" in user.message or "redo" in user.message


async def test_the_dot_repeats_on_another_row(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", ".")
        user.sees("There is no change to repeat yet")
        await user.press("*", "j", ".")
        user.sees("DOHA-10: pinned")


async def test_a_change_by_another_person_appears_and_the_cursor_stays(pair: Path) -> None:
    other = open_store(pair, actor="jonas")
    async with drive(pair) as user:
        await user.press("2", "j", "j")
        here = user.cursor
        other.do(EditCommitment("WPA-9", {"title": "Renamed by Jonas"}))
        other.do(Withdraw(("DOHA-10",)))
        await user.app.look_for_news()
        await user.settle()
        user.sees("Renamed by Jo")
        user.does_not_see("DOHA-10")
        assert user.cursor == here
        await user.press("6")
        user.sees("jonas", "DOHA-10")
    other.close()


async def test_rows_do_not_jump_under_hands_that_are_at_the_keys(pair: Path) -> None:
    other = open_store(pair, actor="jonas")
    async with drive(pair) as user:
        await user.press("2", "j")
        user.app.hands_on = float("inf")
        other.do(EditCommitment("WPA-9", {"title": "Renamed by Jonas"}))
        other.do(Withdraw(("DOHA-10",)))
        await user.app.look_for_news()
        await user.settle()
        assert user.message == "2 changes by others; r shows them."
        user.does_not_see("Renamed by Jonas")
        assert user.cursor == "DOHA-10"
        await user.press("r")
        user.sees("Renamed by Jo")
        user.does_not_see("DOHA-10")
    other.close()


async def test_what_others_change_while_held_waits(pair: Path) -> None:
    other = open_store(pair, actor="jonas")
    async with drive(pair, now=None) as user:
        user.sees("LIVE")
        await user.press("2", "W")
        user.sees("HELD", "Live updates are held; W resumes.")
        other.do(EditCommitment("WPA-9", {"title": "Renamed by Jonas"}))
        await user.app.look_for_news()
        await user.settle()
        user.does_not_see("Renamed")
        await user.press("W")
        await user.app.look_for_news()
        await user.settle()
        user.sees("LIVE", "Renamed by Jo")
    other.close()


async def test_r_reads_again_even_while_held(pair: Path) -> None:
    other = open_store(pair, actor="jonas")
    async with drive(pair) as user:
        await user.press("2", "W")
        other.do(EditCommitment("WPA-9", {"title": "Renamed by Jonas"}))
        await user.press("r")
        user.sees("Read again.", "Renamed by Jo")
    other.close()


async def test_the_row_under_the_cursor_withdrawn_by_another_gives_its_place(pair: Path) -> None:
    other = open_store(pair, actor="jonas")
    async with drive(pair) as user:
        await user.press("2", "j")
        other.do(Withdraw(("DOHA-10",)))
        await user.app.look_for_news()
        await user.settle()
        assert user.cursor == "DOHA-1"
        assert user.table.cursor_index == 1
    other.close()


async def test_the_detail_follows_changes_and_leaves_what_is_gone(path: Path) -> None:
    store = open_store(path)
    small_agreement(store)
    store.do(duty("Open the road", "signing + 30 days"))
    async with drive(path) as user:
        await user.press("2", "enter")
        store.do(EditCommitment("ACC-1", {"title": "Open the bridge"}))
        await user.app.look_for_news()
        await user.settle()
        user.sees("Open the bridge")
        await user.press("u")
        user.sees("Open the road")
        await user.press("u")
        user.sees("ACC-1 is gone: its addition was undone.", "[2 List]")
        await user.press(":", *"acc1", "enter")
        user.sees("There is no commitment 'ACC-1'", "[2 List]")
    store.close()


async def test_a_refused_change_says_why_and_the_list_is_right_again(pair: Path) -> None:
    other = open_store(pair, actor="jonas")
    async with drive(pair) as user:
        await user.press("2", "j", "W")
        other.do(SetMark(("DOHA-10",), "pinned", True))
        await user.press("*")
        assert "jonas" in user.message or "changed" in user.message
        user.sees("DOHA-10")
    other.close()


@pytest.mark.parametrize("moves", [("o", "i"), ("O",), ("r",), ("u",)])
async def test_the_cursor_stays_on_its_commitment(pair: Path, moves: tuple[str, ...]) -> None:
    async with drive(pair) as user:
        await user.press("2", "*", *"jjjj")
        here = user.cursor
        await user.press(*moves)
        assert user.cursor == here


async def test_a_form_changes_the_status_by_keys(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "j", "j", "s")
        await user.type("stalled")
        await user.press("ctrl+o")
        user.sees("DOHA-1: pending -> stalled", "u undoes it")
        assert user.cursor == "DOHA-1"
        await user.press("enter")
        user.sees("Status stalled since 2026-11-23")


async def test_a_store_for_reading_only_refuses_below_the_keys_too(pair: Path) -> None:
    async with drive(pair, read_only=True) as user:
        await user.press("2")
        user.sees("READ-ONLY")
        for absent in ("s status", "P progress", "A note", "a add"):
            assert absent not in user.hints
        await user.press("?")
        user.does_not_see("CHANGE", "withdraw")
        with pytest.raises(StoreProblem, match="reading only"):
            await user.app.do(SetMark(("WPA-1",), "pinned", True))
        await user.press("escape", "y")
        assert user.app.clipboard.startswith("WPA-9")


async def test_an_empty_store_says_what_to_do_next(path: Path) -> None:
    async with drive(path) as user:
        for view in "1234":
            await user.press(view)
            user.sees("No commitments yet. a adds one")
        await user.press("5")
        user.sees("Mon 23 Nov 2026: nothing due.")
        await user.press("6")
        user.sees("No changes yet.")
        await user.press("2", "enter", "j", "G", "s", "y", "Y", "i", "b", "H", "space", "V", "v")
        user.sees("[2 List]")


async def test_an_empty_store_for_reading_only_does_not_name_a_key_that_is_off(path: Path) -> None:
    async with drive(path, read_only=True) as user:
        user.sees("There is nothing in this store yet.")


async def test_the_first_commitment_of_an_empty_store_asks_for_its_agreement(path: Path) -> None:
    async with drive(path) as user:
        await user.press("a")
        user.sees("New agreement")
        await user.type("ROAD")
        await user.press("tab")
        await user.type("2026-11-01")
        await user.press("tab")
        await user.type("Road accord")
        await user.press("tab")
        await user.type("Africa/Kinshasa")
        await user.press("ctrl+o")
        user.sees("Add to ROAD")
        await user.type("Open the road; due fri")
        await user.press("enter")
        user.sees("ROAD-1", "Open the road")
        assert user.cursor == "ROAD-1"


async def test_the_clock_is_read_anew(tmp_path: Path, path: Path) -> None:
    store = load(open_store(path), "WPA")
    store.close()
    async with drive(path) as user:
        user.sees("Mon 23 Nov 2026 16:20", "FIXED", "424d ago")
    async with drive(path, now=user.app.launch.now.add(days=3)) as user:  # type: ignore[union-attr]
        user.sees("Thu 26 Nov 2026 16:20", "427d ago")
