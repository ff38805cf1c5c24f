"""A clock that was set back, or is behind the others': the trail stays in order, and it is said."""

from collections.abc import Iterator

import pytest

from db.commands.flags import SetTags
from db.commands.undo import Undo
from db.queries.commitments.detail import GetCommitment
from db.queries.history.changes import LastChange
from db.queries.history.point_lookup import PointOf
from db.queries.maintenance.clock_skew import ClocksOf
from db.queries.maintenance.verify import Verify
from db.store.store import Store
from tests.builders import NOW, changes, duty, open_store

EARLIER = NOW.subtract(days=3)
ZONE = "Africa/Kinshasa"


@pytest.fixture
def behind(small: Store) -> Iterator[Store]:
    """The same store for a machine whose clock is three days behind."""
    small.do(duty("Open the road"))
    store = open_store(small.location, now=EARLIER, actor="jonas")
    yield store
    store.close()


def tags(store: Store, point: str) -> str:
    """The tags of the duty as of a point of the history."""
    then = store.as_of(store.ask(PointOf(point, NOW, ZONE)))
    found = then.ask(GetCommitment("ACC-1")).row.tags
    then.close()
    return found


def test_the_trail_stays_in_order_and_the_writer_is_told(small: Store, behind: Store) -> None:
    before = small.ask(LastChange())
    done = behind.do(SetTags(("ACC-1",), "late"))
    assert done.change_id == before + 1
    assert done.ahead == NOW
    assert behind.do(SetTags(("ACC-1",), "later")).ahead is None  # said once, not at each step
    assert [line.id for line in changes(small)] == list(range(1, before + 3))
    assert changes(small)[-1].at == EARLIER, "it says what the clock said"
    assert small.ask(ClocksOf()).backdated == 1
    assert small.ask(Verify()).holds


def test_other_moments_show_what_was_known_by_the_number_of_changes(
    small: Store, behind: Store
) -> None:
    small.do(SetTags(("ACC-1",), "first"))
    behind.do(SetTags(("ACC-1",), "second"))
    last = small.ask(LastChange())
    assert tags(small, f"#{last - 1}") == "first"
    assert tags(small, f"#{last}") == "second"
    assert tags(small, "2026-11-23 16:20") == "second"
    early = small.ask(PointOf("2026-11-21", NOW, ZONE))
    assert early.known == 0, "what was recorded before it was not known then either"


def test_undo_takes_back_ones_own_last_step_whatever_the_clock_said(behind: Store) -> None:
    behind.do(SetTags(("ACC-1",), "second"))
    behind.clock = lambda: EARLIER.subtract(days=1)
    assert behind.do(Undo()).ahead == EARLIER
    assert not behind.ask(GetCommitment("ACC-1")).row.tags


def test_two_clocks_that_differ_by_little_are_no_news(small: Store) -> None:
    small.do(duty("Open the road"))
    near = open_store(small.location, now=NOW.subtract(seconds=90))
    assert near.do(SetTags(("ACC-1",), "x")).ahead is None
    near.close()
