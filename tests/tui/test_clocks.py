"""Both clocks of an extended deadline: in lists, in the answers of the command line, in prose."""

from dataclasses import replace
from pathlib import Path

import pytest

from db.commands.deadlines import SetDeadline
from db.commands.flags import Link
from db.domain.enums import Status
from db.history.diff import compare
from db.queries.commitments.list import RowsOf
from db.queries.commitments.row import CommitmentRow
from db.queries.history.point_lookup import PointOf
from db.store.store import Store
from tests.builders import NOW, do_all, duty
from tests.tui.driving import drive
from tui.formatting import diff, time_left
from tui.widgets.table.columns import Cell


@pytest.fixture
def extended(small: Store) -> Store:
    """ACC-1 was due on 18 October and is due at midnight; ACC-2 was never moved."""
    do_all(
        small,
        duty("Meet", "2026-10-18"),
        duty("Meet", "2026-11-17"),
        SetDeadline(("ACC-1",), "2026-11-23", reason="letter of 12 October"),
    )
    return small


def found(store: Store, code: str) -> CommitmentRow:
    return store.ask(RowsOf((code,)))[0]


def forms(store: Store, code: str) -> tuple[str, ...]:
    return time_left.folding(found(store, code), NOW)


def test_an_extended_deadline_has_both_and_another_one(extended: Store) -> None:
    assert forms(extended, "ACC-1") == (
        "in 7h 40m +36d", "in 7h +36d", "in 7h+36d", "in 7h 40m",
    )  # fmt: skip
    assert forms(extended, "ACC-2") == ("6d ago",)
    words = time_left.in_words(found(extended, "ACC-1"), NOW).text
    assert words == "in 7h 40m, 36 d after the first date"


def test_late_by_both(extended: Store) -> None:
    extended.do(SetDeadline(("ACC-1",), "2026-11-17", reason="put right"))
    assert forms(extended, "ACC-1")[0] == "6d ago +36d"


def test_a_first_date_that_is_still_ahead(small: Store) -> None:
    small.do(duty("Meet", "2026-12-01"))
    small.do(SetDeadline(("ACC-1",), "2026-12-20", reason="as agreed"))
    assert forms(small, "ACC-1")[0] == "in 27d -8d"


def test_what_is_released_runs_against_no_clock(extended: Store) -> None:
    assert time_left.after_first(found(extended, "ACC-1"), NOW) == 36
    released = replace(found(extended, "ACC-1"), status=Status.RELEASED)
    assert time_left.after_first(released, NOW) is None


def test_a_cell_takes_the_longest_form_that_fits() -> None:
    cell = Cell("in 5h 40m +60d", "", ("in 5h +60d", "in 5h+60d", "in 5h 40m"))
    assert cell.fitting(14) == "in 5h 40m +60d"
    assert cell.fitting(13) == "in 5h +60d"
    assert cell.fitting(9) == "in 5h+60d"
    assert cell.fitting(3) == "in 5h 40m"


@pytest.mark.parametrize(
    ("size", "head", "both"),
    [((80, 24), "Left +first ^", "in 7h 40m +36d"), ((40, 10), "Left ^", "in 7h +36d")],
)
async def test_the_list_shows_both_and_folds_when_narrow(
    extended: Store, size: tuple[int, int], head: str, both: str
) -> None:
    extended.close()
    async with drive(Path(extended.location), size) as user:
        await user.press("2")
        user.sees(head, both)
        assert "+" not in user.line_with("ACC-2")


async def test_both_stand_in_the_trees_and_in_the_links(extended: Store) -> None:
    extended.do(Link("ACC-2", "ACC-1"))
    extended.close()
    async with drive(Path(extended.location)) as user:
        await user.press("2", ":")
        await user.type("ACC-2")
        await user.press("enter", "b")
        user.sees("Left +first", "in 7h 40m +36d")
        await user.press("q", "enter")
        user.sees("after ACC-1 Meet (DRC), in 7h 40m, 36 d after the first date")


async def test_both_stand_in_what_changed(extended: Store) -> None:
    now = extended.ask(PointOf("now", NOW, "UTC"))
    before = extended.ask(PointOf(f"#{now.known - 1}", NOW, "UTC"))
    told = [line.text for line in diff.lines(compare(extended, before, now), "UTC")]
    both = "Mon 23 Nov 2026, due today, 36 d after the first date"
    assert f"deadline: Sun 18 Oct 2026 -> {both}" in told
