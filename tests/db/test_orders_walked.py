"""On PostgreSQL the list's orders are walked along an index; nothing is put in order first."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event as sql_event

from db.domain.filters.parser import parse_filter
from db.protocols import Query
from db.queries.boards.timeline import Bars, Grouping
from db.queries.commitments.list import CommitmentWindow, Sort
from db.store.store import Store
from tests.builders import NOW, Reading, open_store
from tests.postgresql import Server

ROWS = 20_000
FILL = f"""
INSERT INTO commitment (agreement_id, code, number, title, owners, theme, status, band, due_at)
SELECT 1, 'ACC-' || n, n, 'Duty ' || n, 'P' || mod(n, 40), 'theme ' || mod(n, 7),
    CASE WHEN mod(n, 4) = 3 THEN 'done' ELSE 'pending' END, mod(n, 4),
    CASE WHEN mod(n, 4) IN (0, 3) AND mod(n, 9) > 0
    THEN timestamptz '2026-01-01Z' + mod(n * 7919, 20000) * interval '1 hour' END
FROM generate_series(1, {ROWS}) AS n"""
INDEX = {
    Sort.LEFT: "ix_commitment_urgency",
    Sort.CODE: "ix_commitment_code_order",
    Sort.OWNER: "ix_commitment_owners",
    Sort.STATUS: "ix_commitment_status",
    Sort.THEME: "ix_commitment_theme",
}
"""The orders that have an index there: titles may be longer than PostgreSQL takes in one."""
GROUPED = {
    Grouping.NONE: "ix_commitment_urgency",
    Grouping.PARTY: "ix_commitment_owners",
    Grouping.THEME: "ix_commitment_theme",
}
PLACES = (0, ROWS // 2)


@pytest.fixture(scope="module")
def filled(postgresql: Server, small_database: str) -> Iterator[Store]:
    name = postgresql.new_database(small_database)
    postgresql.run(name, FILL, "VACUUM ANALYZE commitment")
    store = open_store(postgresql.url(name), read_only=True)
    yield store
    store.close()


def window_plan(store: Store, query: Query[Any]) -> list[dict[str, Any]]:
    """How the server finds which rows a window has, before it joins what they say."""
    asked: list[tuple[str, Any]] = []

    def note(*args: Any) -> None:
        asked.append((args[2], args[3]))

    sql_event.listen(store._engine, "before_cursor_execute", note)
    store.ask(query)
    sql_event.remove(store._engine, "before_cursor_execute", note)
    statement, values = next(each for each in asked if "LIMIT" in each[0])
    explain = f"EXPLAIN (FORMAT JSON) {statement}"
    found = store.ask(Reading(lambda db: db.exec_driver_sql(explain, values).scalar_one()))
    whole = json.loads(found) if isinstance(found, str) else found
    limit = next(node for node in nodes(whole[0]["Plan"]) if node["Node Type"] == "Limit")
    return list(nodes(limit))


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for each in plan.get("Plans", ()):
        yield from nodes(each)


def walks(plan: list[dict[str, Any]], index: str, direction: str) -> bool:
    kinds = [node["Node Type"] for node in plan]
    last = plan[-1]
    return (
        not any("Sort" in kind for kind in kinds)
        and last.get("Index Name") == index
        and last["Scan Direction"] == direction
    )


@pytest.mark.parametrize("offset", PLACES, ids=("first", "middle"))
@pytest.mark.parametrize("descending", [False, True], ids=("up", "down"))
@pytest.mark.parametrize("sort", INDEX)
def test_a_window_walks_along_the_index_of_its_order(
    filled: Store, sort: Sort, descending: bool, offset: int
) -> None:
    window = CommitmentWindow(NOW, sort=sort, descending=descending, offset=offset, limit=40)
    plan = window_plan(filled, window)
    assert walks(plan, INDEX[sort], "Backward" if descending else "Forward"), plan


@pytest.mark.parametrize("by", GROUPED)
def test_so_does_a_screenful_of_the_timeline(filled: Store, by: Grouping) -> None:
    plan = window_plan(filled, Bars(NOW, by=by, offset=ROWS // 2, limit=40))
    assert walks(plan, GROUPED[by], "Forward"), plan


def test_so_does_one_agreement_of_many(filled: Store) -> None:
    plan = window_plan(filled, CommitmentWindow(NOW, parse_filter("in:ACC"), offset=40, limit=40))
    assert not any("Sort" in node["Node Type"] for node in plan), plan


@pytest.mark.parametrize("descending", [False, True], ids=("up", "down"))
def test_the_windows_together_are_the_whole_order(filled: Store, descending: bool) -> None:
    def codes(offset: int, limit: int) -> list[str]:
        rows = filled.ask(CommitmentWindow(NOW, descending=descending, offset=offset, limit=limit))
        return [row.code for row in rows]

    parts = [code for offset in range(0, ROWS, 4_000) for code in codes(offset, 4_000)]
    assert parts == codes(0, ROWS)
    assert len(set(parts)) == ROWS


def test_every_index_with_an_instant_keeps_what_has_none_first(filled: Store) -> None:
    found = filled.ask(
        Reading(
            lambda db: (
                db.exec_driver_sql(
                    "SELECT indexdef FROM pg_indexes WHERE tablename = 'commitment'"
                    " AND schemaname = current_schema() AND indexdef ~ '(due|done)_at'"
                )
                .scalars()
                .all()
            )
        )
    )
    assert len(found) == 7
    assert [each for each in found if "_at NULLS FIRST" not in each] == []
