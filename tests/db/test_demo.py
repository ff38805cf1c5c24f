"""The demo is lively at any hour: something in every group, and a history like a real one."""

from collections.abc import Iterator
from pathlib import Path

import pendulum
import pytest

from db.domain.enums import Status, Verification
from db.domain.filters.parser import parse_filter
from db.packs.demo import build_demo
from db.projections.refresh import derive
from db.queries.boards.overview import Overview
from db.queries.commitments.list import CommitmentWindow, Total
from db.queries.history.changes import Changes
from db.store.store import Store
from tests.builders import NOW, Reading, open_store, row_of
from tui.formatting import commitment

HOURS = (
    pendulum.datetime(2026, 2, 28, 22, 30, tz="UTC"),
    pendulum.datetime(2026, 11, 23, 0, 0, tz="Africa/Lusaka"),
    pendulum.datetime(2028, 2, 29, 23, 59, 59, tz="Africa/Nairobi"),
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build_demo(str(path), NOW)
    store = open_store(path, read_only=True)
    yield store
    store.close()


@pytest.mark.parametrize("now", [NOW, *HOURS], ids=str)
def test_every_group_of_the_overview_has_something(tmp_path: Path, now: pendulum.DateTime) -> None:
    build_demo(str(tmp_path / "demo.db"), now)
    store = open_store(tmp_path / "demo.db", now=now, read_only=True)
    board = store.ask(Overview(now))
    store.close()
    assert {group.group.value: group.count > 0 for group in board.groups} == {
        group.group.value: True for group in board.groups
    }
    assert board.counts.overdue >= 3
    assert board.counts.disputed >= 1
    assert board.counts.today >= 1


def test_something_is_in_every_state(demo: Store) -> None:
    rows = demo.ask(CommitmentWindow(NOW, limit=100))
    assert {row.status for row in rows} == set(Status)
    assert {row.verification for row in rows} >= {
        Verification.CLAIMED, Verification.CONFIRMED, Verification.DISPUTED,
        Verification.COULD_NOT_VERIFY, Verification.NO_REPORT,
    }  # fmt: skip
    states = {commitment.state_of(row, NOW).value for row in rows}
    assert states == {
        "overdue", "due today", "due soon", "due", "waiting", "no deadline",
        "met on time", "met late", "lapsed",
    }  # fmt: skip
    assert any(row.first_due for row in rows)
    assert any(row.due_provisional for row in rows)
    assert any(row.pinned for row in rows)


def test_it_is_of_a_size_to_read(demo: Store) -> None:
    shown, everything = demo.ask(Total(NOW, parse_filter("in:KESH")))
    assert (shown, everything) == (20, 28)


def test_its_history_is_of_several_people_and_ends_before_now(demo: Store) -> None:
    trail = demo.ask(Changes(limit=1000))
    moments = [change.at for change in trail]
    assert {change.actor for change in trail} == {"asel", "jonas", "miriam"}
    assert moments == sorted(moments, reverse=True)
    assert len(set(moments)) == len(moments)
    assert moments[0] < NOW
    assert moments[-1] < NOW.subtract(days=100)
    assert any(change.undone for change in trail)
    assert any(change.reason for change in trail)


def test_its_projections_are_what_they_stand_for(demo: Store) -> None:
    ids = {row.id: row.code for row in demo.ask(CommitmentWindow(NOW, limit=100))}
    derived = demo.ask(Reading(lambda db: derive(db, ids)))
    for number, values in derived.items():
        row = row_of(demo, ids[number])
        assert {key: row[key] for key in values} == values
