"""Bars of the timeline and chains: groups, windows, places, what hangs on what."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import event as sql_event

from db.commands.events import SetEvent
from db.commands.flags import Link, Withdraw
from db.commands.reports import Entry, SetStatus
from db.domain.dependency_graph import DependencyKind
from db.domain.enums import Status
from db.domain.errors import NotFound
from db.domain.filters.parser import parse_filter
from db.queries.boards.timeline import Bars, Grouping, Groups, PlaceOfBar, group_of
from db.queries.commitments.list import Total
from db.queries.dependencies.tree import ChainOf
from db.store.store import Store
from tests.builders import NOW, do_all, duty


@pytest.mark.parametrize("by", Grouping)
@pytest.mark.parametrize("narrowed", ["", "overdue", "theme:security -critical"])
def test_groups_bars_and_places_agree(library: Store, by: Grouping, narrowed: str) -> None:
    found = parse_filter(narrowed)
    groups = library.ask(Groups(NOW, found, by))
    bars = library.ask(Bars(NOW, found, by, limit=1000))
    assert [group.key for group in groups] == list(
        dict.fromkeys(group_of(bar.row, by) for bar in bars)
    )
    assert sum(group.count for group in groups) == len(bars)
    assert len(bars) == library.ask(Total(NOW, found))[0]
    for place in range(0, len(bars), 7):
        code = bars[place].row.code
        assert library.ask(PlaceOfBar(code, NOW, found, by)) == place
        assert library.ask(Bars(NOW, found, by, offset=place, limit=1)) == (bars[place],)


@pytest.mark.parametrize("by", [Grouping.AGREEMENT, Grouping.PARTY, Grouping.THEME])
def test_closed_groups_are_left_out(library: Store, by: Grouping) -> None:
    first, *rest = library.ask(Groups(NOW, by=by))
    bars = library.ask(Bars(NOW, by=by, closed=frozenset({first.key}), limit=1000))
    assert {group_of(bar.row, by) for bar in bars} == {group.key for group in rest}


def test_a_window_costs_a_handful_of_questions(library: Store) -> None:
    asked = list(_statements(library, Bars(NOW, limit=64)))
    assert len(asked) <= 7


def _statements(store: Store, query: Bars) -> Iterator[str]:
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    sql_event.listen(store._engine, "before_cursor_execute", note)
    store.ask(query)
    sql_event.remove(store._engine, "before_cursor_execute", note)
    yield from (each for each in seen if each.lstrip().startswith(("SELECT", "WITH")))


def test_time_runs_from_what_it_counts_from(small: Store) -> None:
    do_all(
        small,
        SetEvent("ACC", "start", planned=date(2026, 11, 9)),
        SetEvent("ACC", "vote", planned=date(2027, 5, 1)),
        duty("From the signing", "signing + 30 days"),
        duty("From an event", "start + 30 days"),
        duty("A window", "2026-12-01 .. 2026-12-10"),
        duty("A date", "2026-12-24"),
        duty("Before an event", "vote - 30 days"),
        duty("After another", "ACC-1 done + 5 days"),
        duty("A window on an event", "start + 10 days .. start + 20 days"),
        duty("A window before an event", "vote - 30 days .. vote"),
        duty("A window with an hour", "2026-12-01 09:00 .. 2026-12-10"),
        duty("A window by plan", "ACC-2 done + 1 day .. ACC-2 done + 9 days"),
        SetEvent("ACC", "handover"),
        duty("A window that nobody knows", "handover + 1 day .. handover + 9 days"),
        duty("A window of which only the end waits", "2026-12-05 .. handover"),
    )
    said = Entry(source="minutes", on=date(2026, 11, 20))
    small.do(SetStatus(("ACC-1",), Status.DONE, said))
    since = {bar.row.code: bar.since for bar in small.ask(Bars(NOW))}
    assert since == {
        "ACC-1": date(2026, 11, 1),
        "ACC-2": date(2026, 11, 9),
        "ACC-3": date(2026, 12, 1),
        "ACC-4": date(2026, 11, 1),
        "ACC-5": date(2026, 11, 1),
        "ACC-6": date(2026, 11, 20),
        "ACC-7": date(2026, 11, 19),  # 9 + 10
        "ACC-8": date(2027, 4, 1),  # 30 days before 1 May
        "ACC-9": date(2026, 12, 1),
        "ACC-10": date(2026, 12, 10),  # ACC-2 is due on 9 December: 9 November + 30
        "ACC-11": date(2026, 11, 1),
        "ACC-12": date(2026, 12, 5),
    }


@pytest.fixture
def chained(small: Store) -> Store:
    """ACC-1 <- ACC-2 (its completion) <- ACC-3 (an event tied to it) <- ACC-4; 5 and 6 circle."""
    do_all(
        small,
        duty("One", "signing + 10 days"),
        duty("Two", "ACC-1 done + 5 days"),
        SetEvent("ACC", "over", completes="ACC-2"),
        duty("Three", "over + 5 days"),
        duty("Four"),
        Link("ACC-4", "ACC-3"),
        duty("Five"),
        duty("Six", owners=("RWA",)),
        Link("ACC-5", "ACC-6", parallel=True),
    )
    return small


def test_a_chain_is_followed_both_ways(chained: Store) -> None:
    chain = chained.ask(ChainOf("acc-2"))
    assert [(link.own, link.other, link.how) for link in chain.up] == [
        ("ACC-1", "@ACC/signing", DependencyKind.EVENT),
        ("ACC-2", "ACC-1", DependencyKind.COMPLETION),
    ]
    assert [(link.own, link.other, link.event) for link in chain.down] == [
        ("ACC-3", "ACC-2", "over"),
        ("ACC-4", "ACC-3", ""),
    ]
    assert chain.events["@ACC/signing"].day == date(2026, 11, 1)
    assert not chain.cut


def test_what_goes_in_parallel_waits_both_ways(chained: Store) -> None:
    for one, other in (("ACC-5", "ACC-6"), ("ACC-6", "ACC-5")):
        chain = chained.ask(ChainOf(one))
        assert {(link.own, link.other) for link in chain.up} == {(one, other), (other, one)}
        assert {link.how for link in chain.up} == {DependencyKind.BESIDE}


def test_open_duties_that_come_first_block(chained: Store) -> None:
    assert _after(chained, "ACC-4") == ("ACC-3",)
    chained.do(Withdraw(("ACC-3",)))
    assert _after(chained, "ACC-4") == ()
    assert chained.ask(ChainOf("ACC-4")).up == ()


def _after(store: Store, code: str) -> tuple[str, ...]:
    return next(bar.after for bar in store.ask(Bars(NOW)) if bar.row.code == code)


def test_a_long_chain_is_cut_where_asked(chained: Store) -> None:
    assert chained.ask(ChainOf("ACC-4", limit=1)).cut
    with pytest.raises(NotFound, match="ACC-99"):
        chained.ask(ChainOf("ACC-99"))
