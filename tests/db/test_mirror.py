"""The copy that a server's past is looked at from: brought up to date, it is as if made anew."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, select

from db import tables as t
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.undo import Undo
from db.domain.errors import StoreProblem
from db.engine.factory import open_engine
from db.engine.url import store_url
from db.history.local_copy import copy_rows, follow
from db.history.rewind import private_engine
from db.history.snapshots import SnapshotProvider
from db.queries.history.changes import LastChange
from db.store.store import Store
from tests.builders import NOW, Reading, changes, dump, duty, open_store, small_agreement
from tests.db.test_as_of import as_of, histories, kept, point
from tests.longer import examples
from tests.postgresql import Server


class Copy:
    """A copy of a store, made as one of a store on a server is."""

    def __init__(self, live: Store) -> None:
        self._engine = private_engine()
        self.store = Store(self._engine, "", actor="", clock=live.clock, read_only=True)
        with self._engine.connect() as copy, copy.begin():
            live.ask(Reading(lambda connection: copy_rows(connection, copy, lambda: None)))

    def follows(self, live: Store) -> bool:
        with self._engine.connect() as copy, copy.begin():
            return bool(live.ask(Reading(lambda connection: follow(connection, copy))))


@contextmanager
def copied(live: Store) -> Iterator[Copy]:
    copy = Copy(live)
    with closing(copy.store):
        yield copy


def everything(store: Store) -> Any:
    """All rows of a store, its trail, what in it belongs to which commitment, and versions."""
    c, items = t.commitment.c, t.change_item
    rest = (select(items).order_by(items.c.id), select(c.id, c.version).order_by(c.id))

    def read(connection: Connection) -> Any:
        return [connection.execute(each).all() for each in rest]

    return dump(store), changes(store), store.ask(Reading(read))


@given(history=histories, data=st.data())
@settings(max_examples=examples(15))
def test_a_copy_that_follows_is_as_one_made_anew(
    small_template: Path, history: list[Any], data: st.DataObject
) -> None:
    with kept(small_template, []) as keeper, copied(keeper.store) as copy:
        rest = list(history)
        while rest:
            some = data.draw(st.integers(1, len(rest)))
            for command, who in rest[:some]:
                keeper.carry_out(command, who)
            del rest[:some]
            assert copy.follows(keeper.store)
            assert everything(copy.store) == everything(keeper.store)


def test_a_moved_event_and_what_hangs_on_it_come_over(small: Store) -> None:
    small.do(duty("Withdraw", "signing + 3 days"))
    small.do(duty("Report on it", "ACC-1 due + 1 week"))
    with copied(small) as copy:
        small.do(SetEvent("ACC", "signing", actual=NOW.date()))
        small.do(SetDeadline(("ACC-2",), "2026-12-24", "snow"))
        assert copy.follows(small)
        assert everything(copy.store) == everything(small)


def test_a_copy_of_another_store_or_of_a_later_state_does_not_follow(
    small: Store, tmp_path: Path
) -> None:
    with closing(open_store(tmp_path / "other.db", NOW.add(minutes=1))) as other:
        small_agreement(other)
        with copied(other) as copy:
            before = everything(copy.store)
            assert not copy.follows(small)
            other.do(duty("Withdraw"))
            assert copy.follows(other)
            assert everything(copy.store) != before
    small.do(duty("Withdraw"))
    with copied(small) as copy:
        small.do(Undo())
        assert copy.follows(small)


def test_looks_at_the_past_follow_the_store(small: Store) -> None:
    """On a server from the second look on what was copied for the first one is used."""
    numbers, states = [], []
    for step in range(3):
        small.do(duty(f"Duty {step}", "signing + 3 days"))
        numbers.append(small.ask(LastChange()))
        states.append(dump(small))
        for known, state in zip(numbers, states, strict=True):
            with closing(as_of(small, f"#{known}")) as then:
                assert dump(then) == state


@pytest.fixture
def on_server(postgresql: Server, small_database: str) -> Iterator[Store]:
    name = postgresql.new_database(small_database)
    with closing(open_store(postgresql.url(name))) as store:
        yield store
    postgresql.drop_database(name)


def test_a_second_look_reads_nothing_but_what_was_recorded_since(on_server: Store) -> None:
    as_of(on_server, "#2").close()
    on_server.do(duty("Withdraw"))
    there, asked = point(on_server, "#3"), list[str]()
    event.listen(
        on_server._engine, "before_cursor_execute", lambda _c, _r, sql, *_: asked.append(sql)
    )
    on_server.as_of(there).close()
    assert any("FROM commitment" in sql for sql in asked)
    assert all("WHERE" in sql for sql in asked if "FROM" in sql), asked


def test_who_leaves_does_not_wait_for_the_copy(on_server: Store) -> None:
    there = point(on_server, "#3")
    on_server.past.end()
    with pytest.raises(StoreProblem, match="not copied to its end"):
        on_server.as_of(there)


def test_the_past_of_a_store_that_was_put_in_place_of_another(
    on_server: Store, postgresql: Server, empty_database: str
) -> None:
    name = postgresql.new_database(empty_database)
    with closing(open_store(postgresql.url(name), NOW.add(minutes=1))) as other:
        small_agreement(other)
        past = SnapshotProvider()
        for store in (on_server, other, on_server):
            engine = open_engine(store_url(store.location), read_only=True)
            then = Store(
                past.rewound(engine, 3, NOW), "", actor="", clock=store.clock, read_only=True
            )
            with closing(then):
                assert changes(then) == changes(store)[:3]
            engine.dispose()
        past.close()
    postgresql.drop_database(name)
