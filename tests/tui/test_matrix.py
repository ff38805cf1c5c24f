"""The matrix of an agreement: cells that list exactly what they count, turned both ways."""

from pathlib import Path

import pytest

from db.domain.filters.parser import parse_filter
from db.queries.boards.matrix import ColumnKind, MatrixOf, RowKind
from db.queries.commitments.list import CommitmentWindow, Total
from db.queries.lookups import Agreements
from db.store.store import Store
from tests.builders import NOW
from tests.tui.driving import drive
from tui.formatting.matrix import filter_of


@pytest.mark.parametrize("by", RowKind)
@pytest.mark.parametrize("across", ColumnKind)
def test_every_cell_lists_what_it_counts(library: Store, by: RowKind, across: ColumnKind) -> None:
    for agreement in library.ask(Agreements(NOW)):
        matrix = library.ask(MatrixOf(agreement.code, NOW, by, across))
        for (row, column), tally in matrix.cells.items():
            words = f"in:{agreement.code} {filter_of(row, column, by, across)}"
            found = parse_filter(words)
            assert library.ask(Total(NOW, found))[0] == tally.count, words
            rows = library.ask(CommitmentWindow(NOW, found, limit=1000))
            assert sum(each.status.is_open for each in rows) == tally.still_open
            overdue = library.ask(Total(NOW, parse_filter(f"{words} overdue")))[0]
            assert overdue == tally.overdue
            assert (tally.worst == "!") == bool(overdue)


def test_rows_add_up(library: Store) -> None:
    matrix = library.ask(MatrixOf("WPA", NOW))
    assert sum(matrix.cells[row, ""].count for row in matrix.rows) == matrix.cells["", ""].count
    statuses = library.ask(MatrixOf("WPA", NOW, RowKind.THEMES, ColumnKind.STATUS))
    counted = [statuses.cells[cell].count for cell in statuses.cells if all(cell)]
    assert sum(counted) == matrix.cells["", ""].count


async def test_the_cursor_says_and_opens_its_cell(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "M")
        user.sees("WPA > Matrix", "Provision All DRC", "parties")
        await user.press("G", "l")
        user.sees("[!10]", "DRC: 10, 5 open, 5 overdue, 1 disputed")
        await user.press("enter")
        user.sees("[2 List]", "ACCORD WPA", "party:DRC", "10 of 11")


async def test_o_and_tab_turn_it(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("2", "M", "o", "tab")
        user.sees("Theme All pending under way", "of 7")
        await user.press("o", "tab")
        user.sees("Provision All DRC")


async def test_many_columns_go_sideways_under_names_that_stay(pair: Path) -> None:
    async with drive(pair, size=(40, 10)) as user:
        await user.press("2", "M", "tab")
        user.sees("Provision All")
        before = user.screen_text()
        await user.press(*"l" * 9)  # it stays at the last
        user.sees("Provision", "released")
        assert user.screen_text() != before
        assert user.line_with("Provision").split()[0] == "Provision"


async def test_without_an_agreement_it_asks_for_one(path: Path) -> None:
    async with drive(path) as user:
        await user.press("4", "M")
        user.sees("Of which agreement? c chooses it.")
        await user.press("c", "down", "enter")
        user.does_not_see("Of which agreement?")
