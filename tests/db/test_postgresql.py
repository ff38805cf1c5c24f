"""Every statement the store sends can be said to PostgreSQL too."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import ClauseElement, Connection
from sqlalchemy import event as sql_event
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from db.commands.undo import Redo, Undo
from db.domain.filters.parser import FLAGS, parse_filter
from db.protocols import Query
from db.queries.boards.calendar import MonthDays
from db.queries.boards.matrix import ColumnKind, MatrixOf, RowKind
from db.queries.boards.overview import Count, Overview
from db.queries.boards.scoreboard import Scoreboard, ThemeBoard, WholeScore
from db.queries.boards.timeline import Bars, Grouping, Groups, PlaceOfBar
from db.queries.commitments.deadline_anchors import AnchorTimes
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.editable import SheetsOf
from db.queries.commitments.list import (
    CodesOf,
    CommitmentsByCode,
    CommitmentWindow,
    Locate,
    PartiesOfEach,
    RowsOf,
    Sort,
    StillThere,
    Total,
)
from db.queries.commitments.occurrences import CameUp
from db.queries.dependencies.conflicts import Conflicts, Deadlocks
from db.queries.dependencies.tree import ChainOf
from db.queries.filters.values import FilterValues, Hidden
from db.queries.history.change_range import StretchOf
from db.queries.history.changes import Changes, ChangesSince, LastChange, TrailTotal
from db.queries.history.commitment_snapshot import DueBetween, Passing, Pictures
from db.queries.history.concurrent_edits import Meanwhile, MeanwhileOf
from db.queries.history.entity_snapshot import AgreementsOf, Things
from db.queries.history.point_lookup import NextChange, PointOf
from db.queries.lookups import AgreementOf, Agreements, Codes, Events, Parties
from db.queries.maintenance.attachments import Files, Remembered
from db.queries.maintenance.clock_skew import ClocksOf
from db.queries.maintenance.health import Underived
from db.queries.maintenance.verify import Verify
from db.queries.saved_views import SavedViews
from db.queries.what_if.assumptions import ParseAssumptions
from db.queries.what_if.simulate import SupposedDone, SupposedEvent, WhatIf
from db.store.store import Store
from db.tables import metadata
from tests.builders import NOW, do_all
from tests.db.cases import steps

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
TERMS = """party:drc to:rwa verifier:usa,none speaker:drc in:wpa status:open,done theme:sec tag:none
    verification:claimed due:<30d,tomorrow,none level:any,2 event:signing code:wpa-1 é
    kind:deadline by:asel -kind:note since:7d until:today"""
OTHERS = parse_filter(f"{' '.join(FLAGS)} -late -due:2025-01-01..2025-09-30")
FILTER = parse_filter(TERMS).narrowed(*OTHERS.terms)  # of more terms than one may type
QUESTIONS: list[Query[Any]] = [
    *(Bars(NOW, FILTER, by, frozenset({"WPA"})) for by in Grouping),
    MonthDays(NOW, date(2025, 9, 1), date(2025, 9, 30), FILTER, "WPA"),
    *(MatrixOf("WPA", NOW, by, across) for by in RowKind for across in ColumnKind),
    *(Groups(NOW, FILTER, by) for by in Grouping), PlaceOfBar("WPA-1", NOW), ChainOf("WPA-4"),
    *(CommitmentWindow(NOW, FILTER, sort, down) for sort in Sort for down in (False, True)),
    *(Locate("WPA-1", NOW, sort=sort) for sort in Sort),
    ClocksOf(), CameUp(NOW),
    CodesOf(NOW, FILTER), Total(NOW, FILTER), Count(NOW, FILTER), Overview(NOW),
    GetCommitment("WPA-3"),
    CommitmentsByCode(("WPA-1",)), StillThere(("WPA-1",)), Agreements(NOW), AgreementOf("WPA", NOW),
    Scoreboard(NOW, "WPA"),
    Scoreboard(NOW, filter=FILTER), ThemeBoard(NOW, "WPA", FILTER), WholeScore(NOW, "WPA"),
    Hidden(NOW, FILTER), FilterValues(), Changes(filter=FILTER, now=NOW),
    TrailTotal("WPA-1", FILTER, NOW), SavedViews(), Parties("WPA"), Events("WPA"),
    Codes("WPA"), Changes("WPA-1"), Changes(before=9), LastChange(),
    ChangesSince(1), Verify(), Underived(), AnchorTimes("WPA"),
    WhatIf((SupposedEvent("WPA", "signing", NOW), SupposedDone("WPA-3", NOW)), NOW),
    ParseAssumptions(("WPA:signing +3 days", "WPA-3 done tomorrow"), NOW),
    StretchOf(0, 9), Pictures(frozenset({1})), DueBetween(NOW, NOW), Passing(FILTER, NOW),
    Things(frozenset({("event", 1), ("agreement", 1), ("party", 1)})), AgreementsOf(frozenset({1})),
    Deadlocks(), Deadlocks("WPA-3"), Conflicts(), RowsOf(("WPA-1",)), SheetsOf(("WPA-1",)),
    Files(), Remembered(("ab",)), Meanwhile("WPA-3", 1), MeanwhileOf("WPA", 1),
    MeanwhileOf("WPA", 1, "signing"), PartiesOfEach(("WPA-3",)),
    *(PointOf(text, NOW, "UTC") for text in ("now", "#1", "-30d")), NextChange(1, 1),
]  # fmt: skip


class Compiled:
    """Compiles for PostgreSQL all that a store sends to its own database."""

    def __init__(self, store: Store) -> None:
        self.count = 0
        sql_event.listen(store._engine, "before_execute", self.compile)

    def compile(self, _: Connection, statement: ClauseElement, *rest: Any) -> None:
        assert str(statement.compile(dialect=DIALECT))
        self.count += 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: type(question).__name__)
def test_questions(packed: Store, question: Query[Any]) -> None:
    compiled = Compiled(packed)
    packed.ask(question)
    assert compiled.count > 0


def test_commands(small: Store) -> None:
    compiled = Compiled(small)
    do_all(small, *(case.command for case in steps()), Undo(), Redo())
    assert compiled.count > 500


def test_the_schema() -> None:
    for table in metadata.sorted_tables:
        assert "PRIMARY KEY" in str(CreateTable(table).compile(dialect=DIALECT))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=DIALECT))
