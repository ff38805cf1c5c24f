"""Orders that cannot hold: deadlocks over links and rules, and dates before what they follow."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, event

from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.flags import Link, SetLinks, Withdraw
from db.commands.reports import Entry, SetStatus
from db.commands.undo import Undo
from db.domain.enums import Status
from db.domain.filters.parser import parse_filter
from db.protocols import Command, Query
from db.queries.boards.overview import Overview
from db.queries.commitments.detail import GetCommitment
from db.queries.dependencies.conflicts import Conflicts, Deadlocks
from db.store.store import Store
from tests.builders import NOW, Reading, do_all, duty


def locks(store: Store) -> list[str]:
    """The codes of each deadlock."""
    return [
        " ".join(each.code.removeprefix("ACC-") for each in found)
        for found in store.ask(Deadlocks())
    ]


@pytest.fixture
def five(small: Store) -> Store:
    owners = ("DRC",), ("RWA",), ("DRC", "RWA"), ("UN",), ("DRC",)
    do_all(small, *(duty(f"No. {n}", owners=each) for n, each in enumerate(owners, 1)))
    return small


WAYS: list[tuple[list[Command], list[str]]] = [
    ([], []),
    ([Link("ACC-1", "ACC-2")], []),
    ([Link("ACC-1", "ACC-2", parallel=True)], ["1 2"]),
    ([Link("ACC-1", "ACC-2"), Link("ACC-2", "ACC-1")], ["1 2"]),
    ([Link("ACC-1", "ACC-2"), SetDeadline(("ACC-2",), "ACC-1 done + 3 days")], ["1 2"]),
    ([Link("ACC-1", "ACC-2"), SetDeadline(("ACC-2",), "ACC-1 due + 3 days")], []),
    (
        [
            SetEvent("ACC", "over", completes="ACC-3"),
            SetDeadline(("ACC-2",), "over + 1 day"),
            SetDeadline(("ACC-3",), "ACC-4 done"),
            Link("ACC-4", "ACC-2"),
        ],
        ["2 3 4"],
    ),
    ([Link("ACC-1", "ACC-2", True), Link("ACC-4", "ACC-5", True)], ["1 2", "4 5"]),
    ([Link("ACC-1", "ACC-2", True), Link("ACC-2", "ACC-3", True)], ["1 2 3"]),
]


@pytest.mark.parametrize(("commands", "groups"), WAYS)
def test_who_waits_for_whom(five: Store, commands: list[Command], groups: list[str]) -> None:
    do_all(five, *commands)
    assert locks(five) == groups


def test_a_deadlock_is_over_when_one_of_them_is_closed_or_gone(five: Store) -> None:
    five.do(Link("ACC-1", "ACC-2", parallel=True))
    entry = Entry(source="letter", on=date(2026, 11, 20))
    for command in (SetStatus(("ACC-1",), Status.DONE, entry), Withdraw(("ACC-2",))):
        five.do(command)
        assert locks(five) == []
        five.do(Undo())
        assert locks(five) == ["1 2"]


def test_all_owners_are_named_where_it_is_looked_at(five: Store) -> None:
    do_all(five, Link("ACC-1", "ACC-3", parallel=True), Link("ACC-4", "ACC-5", parallel=True))
    (found,) = five.ask(Overview(NOW, parse_filter("party:rwa"))).deadlocks
    assert [(each.code, each.owners) for each in found] == [("ACC-1", "DRC"), ("ACC-3", "DRC+RWA")]
    assert five.ask(GetCommitment("ACC-3")).deadlock == found
    assert five.ask(GetCommitment("ACC-2")).deadlock == ()
    assert five.ask(Deadlocks("acc-1")) == (found,)
    assert len(five.ask(Overview(NOW)).deadlocks) == 2


def test_links_are_set_as_a_whole(five: Store) -> None:
    do_all(five, Link("ACC-1", "ACC-2"), Link("ACC-3", "ACC-1", parallel=True))
    five.do(SetLinks(("ACC-1",), after=("acc-4", "ACC-5"), parallel=("ACC-3",)))
    links = {each.row.code: each.relation for each in five.ask(GetCommitment("ACC-1")).links}
    assert links == {"ACC-4": "after", "ACC-5": "after", "ACC-3": "in parallel with"}
    five.do(SetLinks(("ACC-1",), parallel=()))
    assert [each.row.code for each in five.ask(GetCommitment("ACC-1")).links] == ["ACC-4", "ACC-5"]
    five.do(Undo())
    assert len(five.ask(GetCommitment("ACC-1")).links) == 3


def test_a_date_before_what_it_must_follow_is_kept_and_told(five: Store) -> None:
    do_all(
        five,
        SetDeadline(("ACC-1",), "2026-11-27"),
        SetDeadline(("ACC-2",), "2026-11-25"),
        SetDeadline(("ACC-3",), "ACC-1 done + 5 days"),
        SetDeadline(("ACC-4",), "2026-12-01"),
        Link("ACC-2", "ACC-1"),
        Link("ACC-4", "ACC-3"),
        Link("ACC-1", "ACC-5"),
    )
    found = [(each.row.code, each.after.code) for each in five.ask(Conflicts())]
    assert found == [("ACC-2", "ACC-1"), ("ACC-4", "ACC-3")]
    assert five.ask(GetCommitment("ACC-2")).row.due_on == date(2026, 11, 25)
    five.do(SetStatus(("ACC-1",), Status.DONE, Entry(source="letter", on=date(2026, 11, 10))))
    assert five.ask(Conflicts()) == ()


def test_the_real_ones(library: Store) -> None:
    """Washington at day 90: the withdrawal and the neutralisation each wait for the other."""
    found = {tuple((e.code, e.owners) for e in each) for each in library.ask(Deadlocks())}
    assert (("WPA-3", "RWA"), ("WPA-4", "DRC")) in found


@pytest.mark.file_only("reads the plans of SQLite; PostgreSQL plans by how much there is")
@pytest.mark.parametrize("question", [Deadlocks(), Conflicts()], ids=["deadlocks", "conflicts"])
def test_no_link_is_looked_for_in_all_commitments(packed: Store, question: Query[object]) -> None:
    sent: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, parameters: Any, *rest: object) -> None:
        sent.append((statement, parameters))

    event.listen(packed._engine, "before_cursor_execute", note)
    packed.ask(question)
    event.remove(packed._engine, "before_cursor_execute", note)
    assert sent
    for statement, parameters in sent:
        plan = packed.ask(Reading(partial(_plan, statement=statement, parameters=parameters)))
        assert "SCAN commitment" not in plan
        assert "ix_commitment" not in plan


def _plan(connection: Connection, statement: str, parameters: Any) -> str:
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return "\n".join(str(row[-1]) for row in rows)
