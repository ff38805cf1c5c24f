"""Columns give way in their order, and every line is exactly as wide as it should be."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.table.columns import (
    Cell,
    Column,
    lay_out,
    lay_out_lines,
    merge,
    write_heading,
    write_line,
)

LIST = (
    Column("sign", "", 1),
    Column("id", "Id", 6),
    Column("title", "Commitment", 20, 12, flex=True),
    Column("owner", "Owner", 8, give_way=4),
    Column("due", "Due", 10, give_way=3),
    Column("left", "Left", 10, align="right"),
    Column("status", "Status", 12, 8, give_way=5),
    Column("tags", "Tags", 12, give_way=1),
    Column("article", "Art.", 8, give_way=2),
)
IDS = [column.id for column in LIST]


def shown(width: int) -> list[str]:
    return [placed.column.id for placed in lay_out(LIST, width)]


def text(pieces: list[tuple[str, str]]) -> str:
    return "".join(piece for piece, _ in pieces)


def test_wide_shows_all_and_the_title_takes_the_rest() -> None:
    placed = {item.column.id: item.width for item in lay_out(LIST, 120)}
    assert list(placed) == IDS
    assert sum(placed.values()) + len(LIST) - 1 == 120
    assert placed["title"] == 45
    assert placed["status"] == 12


def test_columns_disappear_in_their_order() -> None:
    gone: list[str] = []
    for width in range(120, 20, -1):
        now = [name for name in IDS if name not in shown(width)]
        gone += [name for name in now if name not in gone]
    assert gone == ["tags", "article", "due", "owner", "status"]


def test_what_never_gives_way_stays() -> None:
    for width in range(21, 120):
        assert {"id", "title", "left"} <= set(shown(width))


def test_a_column_shrinks_before_another_leaves() -> None:
    widths = {item.column.id: item.width for item in lay_out(LIST, 83)}
    assert "article" in widths
    assert widths["title"] == 12
    assert 8 <= widths["status"] < 12


def test_several_flexible_columns_share() -> None:
    columns = (Column("a", "A", 1, flex=True), Column("b", "B", 1, flex=True))
    assert [item.width for item in lay_out(columns, 12)] == [5, 6]


@given(st.integers(-3, 200))
def test_columns_never_overlap_nor_overflow(width: int) -> None:
    end = -1
    for item in lay_out(LIST, width):
        assert item.x == end + 1
        assert item.width > 0
        end = item.x + item.width
    assert end <= max(width, 0)


def test_in_two_lines_the_title_has_its_own() -> None:
    one, two = lay_out_lines(LIST, 39, 2)
    assert [item.column.id for item in one] == ["sign", "id", "owner", "left", "status"]
    assert [(item.column.id, item.width) for item in two] == [("title", 39)]
    assert len(lay_out_lines(LIST, 40)) == 1
    assert len(lay_out_lines(LIST[:1], 20, 2)) == 1


def test_a_line_has_one_piece_for_each_run_of_a_style() -> None:
    cells = {
        "sign": Cell("!", "overdue"),
        "id": Cell("C-1"),
        "title": Cell("Reopen the bank of Merin"),
    }
    line = lay_out(LIST[:3], 20)
    pieces = write_line(line, lambda name: cells[name], lead="> ", width=20, ascii_only=False)
    assert pieces == [("> ", ""), ("! ", "overdue"), ("C-1    Reopen the~", "")]


def test_numbers_stand_at_the_right() -> None:
    line = lay_out((Column("left", "Left", 8, align="right"),), 8)
    pieces = write_line(line, lambda _: Cell("in 14d"), lead="", width=8, ascii_only=False)
    assert text(pieces) == "  in 14d"


@given(st.text(), st.text(), st.integers(0, 60))
def test_every_line_is_as_wide_as_asked(title: str, aside: str, width: int) -> None:
    def cell(name: str) -> Cell:
        return Cell(title if name == "title" else aside, name)

    for line in lay_out_lines(LIST, width, 1 + (width < 40)):
        pieces = write_line(line, cell, lead=">+", width=width, ascii_only=True)
        assert cell_len(text(pieces)) == width + 2
    heading = write_heading(Cell(title), Cell(aside), width=width, ascii_only=False)
    assert cell_len(text(heading)) == width


def test_a_heading_has_its_aside_at_the_right_edge() -> None:
    pieces = write_heading(Cell("LATER", "heading"), Cell("3 of 9"), width=20, ascii_only=False)
    assert pieces == [(" LATER        ", "heading"), ("3 of 9", "")]


def test_blanks_take_the_style_beside_them() -> None:
    pieces = [("  ", ""), (" ", "overdue"), (" ", ""), ("C-1", ""), (" ", ""), ("in 1d", "soon")]
    assert list(merge(pieces)) == [("    C-1 ", ""), ("in 1d", "soon")]
    assert list(merge([("  ", "a"), ("  ", "b")])) == [("    ", "")]


def test_merging_leaves_out_what_is_empty() -> None:
    assert list(merge([("", "a"), ("x", "b"), ("", "c"), ("y", "b"), ("z", "")])) == [
        ("xy", "b"),
        ("z", ""),
    ]
    assert list(merge([])) == []
