"""A month of real use on the Washington agreement, by keys alone, from sitting to sitting."""

import shutil
from pathlib import Path

import pendulum
from pendulum import DateTime

from db.queries.boards.overview import Overview
from db.queries.commitments.detail import GetCommitment
from db.queries.history.changes import Changes
from tests.builders import load, open_store
from tests.tui.driving import ZONE, User, drive
from tui.formatting import tables


def at(day: int, hour: int = 9) -> DateTime:
    """A moment of May 2026, as clocks in Kinshasa show it."""
    return pendulum.datetime(2026, 5, 1, hour, tz=ZONE).add(days=day - 1)


async def test_a_month_of_use(template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(template, tmp_path / "month.db"))
    load(open_store(path, at(1)), "WPA").close()
    for day, sitting in ((3, first_reports), (7, a_status), (12, an_extension), (20, in_bulk)):
        async with drive(path, (100, 60), now=at(day), state_path=tmp_path / "state") as user:
            await sitting(user)
            await user.press("Q")
    async with drive(path, (100, 60), now=at(30), actor="jonas") as user:
        await another_person_looks(user)
    the_record_is_right(path)


async def first_reports(user: User) -> None:
    """3 May: what Rwanda says and what the USA says, each with its source."""
    await user.press("2", ":", *"wpa10", "enter")
    user.sees("Open a direct channel", "pending", "no report")
    await user.press("A")
    await user.type("Both general staffs exchanged numbers.")
    await _to(user, "Speaker")
    await user.type("RWA")
    await _to(user, "Says")
    await user.type("done")
    await _to(user, "Source")
    await user.type("radio, 2 May")
    await user.press("ctrl+o")
    user.sees("REPORTS", "Both general staffs exchanged numbers.", "claimed")
    await user.press("A")
    await user.type("No line is open yet.")
    await _to(user, "Speaker")
    await user.type("USA")
    await _to(user, "Says")
    await user.type("not done")
    await _to(user, "Source")
    await user.type("briefing, 3 May")
    await user.press("ctrl+o")
    user.sees("disputed")
    await user.press("q")
    user.sees("DISPUTED")


async def a_status(user: User) -> None:
    """7 May: the view is where it was; a status that needs its source, and second thoughts."""
    user.sees("[2 List]")
    await user.press(":", *"wpa10", "enter", "s")
    await user.type("done")
    await user.press("enter")
    user.sees("done needs a source")
    await user.type("joint statement")
    await user.press("enter")
    user.sees("WPA-10: pending -> done", "u undoes it")
    await user.press("u")
    user.sees("Status pending", "Ctrl+R brings it back")
    await user.press("ctrl+r")
    user.sees("Status done since 2026-05-07")
    await user.press("q")
    user.sees("232d late")


async def an_extension(user: User) -> None:
    """12 May: a deadline in force is moved, which needs a reason; an event moves many."""
    await user.press(":", *"wpa4", "enter", "d")
    await user.type("2026-06-15")
    await user.press("enter")
    user.sees("reason")
    await user.type("Agreed by the joint committee")
    await user.press("ctrl+o")
    user.sees("Mon 15 Jun 2026", "in 34 days")
    user.sees("version 2", "Agreed by the joint committee")
    await user.press("@", "n")
    await user.type("third-review")
    await _to(user, "State")
    await user.type("planned")
    await _to(user, "Date")
    await user.type("2026-06-01")
    await user.press("ctrl+o")
    user.sees("third-review")
    await user.press("q", "a")
    await user.type("Publish the minutes of the review; owner RWA; due third-review + 3 days")
    await user.press("enter")
    user.sees("WPA-12", "Publish the m")
    assert user.cursor == "WPA-12"
    user.sees("Thu 4 Jun")


async def in_bulk(user: User) -> None:
    """20 May: two marked and stalled in one step, taken back in one, brought back in one."""
    await user.press("2", "/")
    await user.type("party:DRC overdue")
    await user.press("enter", "g", "space", "space", "s")
    user.sees("2 commitments > Status")
    await user.type("stalled")
    await _to(user, "Note")
    await user.type("No meeting this month")
    await user.press("ctrl+o")
    if "Change the other" in user.screen_text():
        await user.press("y")
    user.sees("u undoes it")
    stalled = user.screen_text().count("stalled")
    assert stalled >= 2
    await user.press("u")
    assert user.screen_text().count(" stalled") < stalled
    await user.press("U")
    assert user.screen_text().count("stalled") == stalled
    await user.press("q", "6")
    user.sees("-> stalled")


async def another_person_looks(user: User) -> None:
    """30 May: Jonas sees what happened, and takes back nothing of what is not his."""
    user.sees("Disputed", "Overdue")
    await user.press("6")
    user.sees("asel", "WED 20 MAY 2026")
    await user.press("u")
    user.sees("There is nothing of jonas's to undo.")
    await user.press(":", *"wpa4", "enter")
    user.sees("Mon 15 Jun 2026", "in 16 days", "Extended")


def the_record_is_right(path: Path) -> None:
    """What the command line and a report will say is what was done."""
    store = open_store(path, at(30))
    done = store.ask(GetCommitment("WPA-10"))
    assert (done.row.status, done.row.verification) == ("done", "disputed")
    assert done.reports[0].source == "joint statement"
    extended = store.ask(GetCommitment("WPA-4"))
    assert [each.rule for each in extended.deadlines] == ["signing + 90 days", "2026-06-15"]
    board = store.ask(Overview(at(30)))
    assert (board.counts.total, board.counts.kept) == (12, 6)
    text = "\n".join(
        "".join(word.text for word in line) for line in tables.overview(board, ZONE, "")
    )
    assert "as of Sat 30 May 2026 09:00" in text
    assert "Kept 6/12 (50%)" in text
    kinds = [change.kind for change in store.ask(Changes(limit=100))]
    assert kinds.count("undo") == 2
    assert kinds.count("redo") == 2
    store.close()


async def _to(user: User, label: str) -> None:
    """Tab until the field with this label has the focus."""
    for _ in range(20):
        focused = user.app.focused
        names = [getattr(node, "label", "") for node in focused.ancestors] if focused else []
        if label in names:
            return
        await user.press("tab")
    raise AssertionError(f"no field {label!r}:\n{user.screen_text()}")
