"""The store as it was known at any moment: rewinding takes back exactly what came later."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pendulum import DateTime
from sqlalchemy import create_engine, select
from sqlalchemy.pool import StaticPool

from db import tables as t
from db.audit.unit_of_work import decode
from db.commands.deadlines import SetDeadline
from db.commands.reports import Entry, SetStatus
from db.commands.undo import Redo, Undo
from db.domain.enums import Status
from db.domain.errors import AccordError, BadInput, NotFound, Refused
from db.domain.history_point import Point
from db.history.local_copy import copy_rows
from db.history.rewind import take_back
from db.protocols import Command
from db.queries.boards.overview import Count
from db.queries.history.changes import Changes, LastChange
from db.queries.history.point_lookup import NextChange, PointOf
from db.store.store import Store
from tests.builders import NOW, Dump, Reading, changes, dump, duty, load, row_of
from tests.db.test_histories import commands, derived_again
from tests.longer import examples

ZONE = "Africa/Kinshasa"
MINUTE = timedelta(minutes=1)
steps: st.SearchStrategy[Any] = st.one_of(commands, commands, st.just(Undo()), st.just(Redo()))
histories = st.lists(st.tuples(steps, st.sampled_from(["asel", "jonas"])), max_size=14)


def point(store: Store, text: str, now: DateTime = NOW) -> Point:
    return store.ask(PointOf(text, now, ZONE))


LOOKS = ExitStack()
"""Stores as of other moments, which are copies that have to be closed."""


@pytest.fixture(autouse=True)
def closed_again() -> Iterator[None]:
    """Each is closed when the test that looked has ended."""
    with LOOKS.pop_all(), LOOKS:
        yield


def look(store: Store, there: Point) -> Store:
    then = store.as_of(there)
    LOOKS.callback(then.close)
    return then


def as_of(store: Store, text: str, now: DateTime = NOW) -> Store:
    return look(store, point(store, text, now))


class Keeper:
    """Keeps a store for a while, a minute a step, and remembers how it was after each change."""

    def __init__(self, path: Path) -> None:
        self.now = NOW
        self.people = {
            who: Store.open(str(path), actor=who, clock=lambda: self.now)
            for who in ("asel", "jonas")
        }
        self.store = self.people["asel"]
        self.states: dict[int, Dump] = {0: {name: [] for name in t.TRACKED}}

    def carry_out(self, command: Command, who: str) -> None:
        self.now = self.now + MINUTE
        try:
            done = self.people[who].do(command)
        except AccordError:
            return
        if done.change_id is not None:
            self.states[done.change_id] = dump(self.store)


@contextmanager
def kept(template: Path, history: list[tuple[Command, str]]) -> Iterator[Keeper]:
    with tempfile.TemporaryDirectory() as folder:
        keeper = Keeper(Path(shutil.copy(template, Path(folder) / "accord.db")))
        try:
            for command, who in history:
                keeper.carry_out(command, who)
            yield keeper
        finally:
            for store in keeper.people.values():
                store.close()


def entered(state: Dump) -> dict[tuple[str, int], dict[str, Any]]:
    """What people entered, by row: nothing that is derived from it."""
    return {
        (name, row["id"]): {
            key: value
            for key, value in row.items()
            if name != "commitment" or key not in t.PROJECTIONS
        }
        for name, rows in state.items()
        for row in rows
    }


def applied(state: Dump, lines: list[Any]) -> dict[tuple[str, int], dict[str, Any]]:
    """A state with the rows of these changes put onto it, one after the other."""
    found = entered(state)
    for line in lines:
        for operation, table, row_id, _, after in line.rows:
            columns = t.TRACKED[table].c
            new = {key: decode(columns[key], value) for key, value in after.items()}
            if operation == "delete":
                del found[table, row_id]
            else:
                old = found.get((table, row_id), {"id": row_id})
                found[table, row_id] = old | {k: v for k, v in new.items() if k not in t.UNTRACKED}
    return found


@given(history=histories)
@settings(max_examples=examples(10))
def test_every_moment_is_as_it_was(small_template: Path, history: list[Any]) -> None:
    with kept(small_template, history) as keeper:
        for known, state in keeper.states.items():
            then = as_of(keeper.store, f"#{known}") if known else look(keeper.store, before_all())
            assert dump(then) == state
            assert [line.id for line in changes(then)] == list(range(1, known + 1))
            fresh = derived_again(then)
            for row in state["commitment"]:
                assert {name: row[name] for name in t.PROJECTIONS} == fresh[row["id"]]
            then.close()


def before_all() -> Point:
    return Point(NOW - timedelta(days=999), 0, 0)


@given(history=histories, data=st.data())
@settings(max_examples=examples(10))
def test_the_difference_is_the_sum_of_the_changes(
    small_template: Path, history: list[Any], data: st.DataObject
) -> None:
    with kept(small_template, history) as keeper:
        numbers = sorted(keeper.states)
        first, last = sorted(data.draw(st.sampled_from(numbers)) for _ in range(2))
        lines = [line for line in changes(keeper.store) if first < line.id <= last]
        earlier, later = (
            dump(look(keeper.store, Point(NOW, known, max(numbers)))) for known in (first, last)
        )
        assert applied(earlier, lines) == entered(later)


@given(history=histories, data=st.data())
@settings(max_examples=examples(10))
def test_twice_is_once_and_now_is_the_store_itself(
    small_template: Path, history: list[Any], data: st.DataObject
) -> None:
    with kept(small_template, history) as keeper:
        numbers = sorted(keeper.states)
        earlier, later = sorted(data.draw(st.sampled_from(numbers)) for _ in range(2))
        newest = max(numbers)
        once = look(keeper.store, Point(NOW, earlier, newest))
        via = look(look(keeper.store, Point(NOW, later, newest)), Point(NOW, earlier, later))
        assert dump(via) == dump(once)
        assert dump(look(once, Point(NOW, earlier, earlier))) == dump(once)
        assert dump(as_of(keeper.store, "now", keeper.now)) == dump(keeper.store)


def test_before_the_first_change_there_is_nothing(packed: Store) -> None:
    then = as_of(packed, "2025-09-25")
    assert dump(then) == {name: [] for name in t.TRACKED}
    assert then.ask(LastChange()) == 0
    assert then.point is not None
    assert then.point.began == NOW.in_timezone("UTC")


def test_a_moment_takes_in_what_was_recorded_at_it(small: Store) -> None:
    small.clock = lambda: NOW + MINUTE
    small.do(duty("Release the prisoners"))
    number = small.ask(LastChange())
    assert point(small, "2026-11-23 16:21").known == number
    assert point(small, "2026-11-23 16:20").known == number - 1
    assert point(small, "2026-11-23").known == number
    assert point(small, "yesterday").known == 0


def test_a_later_change_by_a_slower_clock_is_later(small: Store) -> None:
    small.clock = lambda: NOW + 10 * MINUTE
    small.do(duty("First, by a clock that is ahead"))
    small.clock = lambda: NOW + MINUTE
    small.do(duty("Second"))
    assert point(small, "2026-11-23 16:25").known == point(small, "#4").known


def test_what_is_still_to_come_is_what_will_be_if_nothing_happens(small: Store) -> None:
    small.do(duty("Release the prisoners", "2026-12-01"))
    assert small.ask(Count(small.clock())).overdue == 0
    then = as_of(small, "+90d")
    assert then.ask(Count(then.clock())).overdue == 1
    assert point(small, "+90d").is_complete


def test_an_undone_step_shows_while_it_stood(small: Store) -> None:
    small.do(duty("Release the prisoners", "2026-12-01"))
    moved = small.do(SetDeadline(("ACC-1",), "2026-12-24", "snow")).change_id
    small.do(Undo())
    assert row_of(small, "ACC-1")["rule"] == "2026-12-01"
    then = as_of(small, f"#{moved}")
    assert row_of(then, "ACC-1")["rule"] == "2026-12-24"
    assert then.ask(Changes("ACC-1"))[0].undone is False


def test_what_hung_on_a_completion_waits_again(small: Store) -> None:
    small.do(duty("First"))
    small.do(duty("Second", "ACC-1 done + 2 days"))
    before = small.ask(LastChange())
    small.do(SetStatus(("ACC-1",), Status.DONE, Entry(source="letter 7", on=date(2026, 11, 20))))
    assert row_of(small, "ACC-2")["due_on"] == date(2026, 11, 22)
    then = as_of(small, f"#{before}")
    assert row_of(then, "ACC-2")["waiting_on"] == "ACC-1 done"


def test_the_past_cannot_be_changed(small: Store) -> None:
    with pytest.raises(Refused, match="only the present can be changed"):
        as_of(small, "now").do(duty("Rewrite it"))


def test_the_store_is_not_touched(packed: Store) -> None:
    before, trail = dump(packed), changes(packed)
    for text in ("2025-09-25", "#3", "+90d"):
        as_of(packed, text).close()
    assert (dump(packed), changes(packed)) == (before, trail)


def test_a_store_that_nobody_has_made_has_no_past(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path / "none.db"), actor="asel", clock=lambda: NOW)
    then = as_of(store, "2025-09-25")
    assert dump(then) == {name: [] for name in t.TRACKED}
    assert list(tmp_path.iterdir()) == []
    store.close()


def test_a_store_without_a_file_is_copied_row_by_row(packed: Store) -> None:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with packed._engine.connect() as live, engine.connect() as connection, connection.begin():
        copy_rows(live, connection, lambda: None)
    copy = Store(engine, "", actor="asel", clock=lambda: NOW, read_only=True)
    assert (dump(copy), changes(copy)) == (dump(packed), changes(packed))
    with engine.connect() as connection, connection.begin():
        take_back(connection, 5, NOW)
    assert dump(copy) == dump(as_of(packed, "#5"))
    copy.close()


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2025-09-25", "2025-09-25 23:59"),
        ("2025-09-25 18:00", "2025-09-25 18:00"),
        ("2025-09-25 18:00 Africa/Juba", "2025-09-25 17:00"),
        ("2025-09-25T18:00:00Z", "2025-09-25 19:00"),
        ("-30d", "2026-10-24 23:59"),
        ("30 days ago", "2026-10-24 23:59"),
        ("+90d", "2027-02-21 23:59"),
        ("fri", "2026-11-27 23:59"),
        ("last fri", "2026-11-20 23:59"),
        ("last friday 18:00", "2026-11-20 18:00"),
        ("yesterday", "2026-11-22 23:59"),
        (" NOW ", "2026-11-23 16:20"),
    ],
)
def test_moments_as_people_type_them(small: Store, typed: str, moment: str) -> None:
    at = point(small, typed).at.in_timezone(ZONE)
    assert at.format("YYYY-MM-DD HH:mm") == moment


@pytest.mark.parametrize("typed", ["signing + 3 days", "none", "last week", "2026-02-30", "#x"])
def test_what_is_no_moment_is_refused_with_examples(small: Store, typed: str) -> None:
    with pytest.raises(BadInput):
        point(small, typed)


def test_a_change_that_there_is_not(small: Store) -> None:
    with pytest.raises(NotFound, match=r"no change #99\. The last is #4"):
        point(small, "#99")


def test_from_change_to_change(store: Store) -> None:
    load(store, "WPA", "DOHA")
    assert [store.ask(NextChange(1, step)) for step in (1, -1)] == [2, None]
    assert [store.ask(NextChange(2, step)) for step in (1, -1)] == [None, 1]


def test_rows_of_the_trail_name_tables_that_are_there(packed: Store) -> None:
    named = packed.ask(Reading(lambda db: list(db.scalars(select(t.change.c.rows)))))
    assert {row[1] for rows in named for row in rows} <= set(t.TRACKED)
