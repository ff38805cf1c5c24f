"""The list keeps its promises: cursor by identity, few fetches, harmless text, few lines sent."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from db.domain.errors import StoreProblem
from tui.widgets.table.columns import ASIDE, HEADING, Cell, Column
from tui.widgets.table.rendering import changed_span
from tui.widgets.table.source import ListSource, RowSource
from tui.widgets.table.table import WindowTable


@dataclass(frozen=True, slots=True)
class Item:
    key: str | None
    title: str
    left: str = "in 14d"
    sign: str = " "


COLUMNS = (
    Column("sign", "", 1),
    Column("id", "Id", 7),
    Column("title", "Commitment", 20, 10, flex=True),
    Column("owner", "Owner", 6, give_way=1),
    Column("left", "Left", 10, align="right"),
)


def paint(item: Item, column: str) -> Cell:
    texts = {
        "sign": Cell(item.sign, "overdue"),
        "id": Cell(item.key or ""),
        "title": Cell(item.title),
        "owner": Cell("GOV"),
        "left": Cell(item.left, "soon"),
        HEADING: Cell(item.title, "heading"),
        ASIDE: Cell(item.left, "dim"),
    }
    return texts[column]


def items(count: int) -> list[Item]:
    return [Item(f"C-{place:03}", f"Item {place}") for place in range(count)]


def in_memory(rows: Sequence[Item]) -> ListSource[Item]:
    return ListSource(rows, lambda item: item.key)


class LazySource:
    """Makes its rows when asked, and counts how often it was."""

    def __init__(self, count: int = 1_000_000) -> None:
        self.count = count
        self.windows: list[tuple[int, int]] = []

    async def window(self, offset: int, limit: int) -> Sequence[Item]:
        self.windows.append((offset, limit))
        end = min(offset + limit, self.count)
        return [Item(str(place), f"Item {place}") for place in range(offset, end)]

    async def total(self) -> int:
        return self.count

    async def locate(self, key: str) -> int | None:
        return int(key) if int(key) < self.count else None

    def key(self, row: Item) -> str | None:
        return row.key


class ChangingSource(ListSource[Item]):
    """Others write to it."""

    def __init__(self, rows: Sequence[Item]) -> None:
        self.change(rows)

    def change(self, rows: Sequence[Item]) -> None:
        super().__init__(rows, lambda item: item.key)


class HeldSource(ListSource[Item]):
    """Answers when it is let go."""

    def __init__(self, rows: Sequence[Item]) -> None:
        super().__init__(rows, lambda item: item.key)
        self.asked = asyncio.Event()
        self.let_go = asyncio.Event()

    async def window(self, offset: int, limit: int) -> Sequence[Item]:
        self.asked.set()
        await asyncio.shield(asyncio.ensure_future(self.let_go.wait()))
        return await super().window(offset, limit)


class BrokenSource(ListSource[Item]):
    async def total(self) -> int:
        raise StoreProblem("The store is gone.")


class FailingSource(LazySource):
    """Answers near its beginning only."""

    async def window(self, offset: int, limit: int) -> Sequence[Item]:
        if offset > 1000:
            raise StoreProblem("The store is gone.")
        return await super().window(offset, limit)


class Counting(WindowTable[Item]):
    """Notes which lines are drawn."""

    def __init__(self, *, header: bool = True) -> None:
        super().__init__(COLUMNS, paint, header=header)
        self.drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return super().render_line(y)


class ListApp(App[None]):
    def __init__(self, source: RowSource[Item] | None, *, header: bool = True) -> None:
        super().__init__()
        self.source = source
        self.table = Counting(header=header)
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.table.focus()
        if self.source is not None:
            self.table.set_source(self.source)

    def on_window_table_highlighted(self, message: WindowTable.Highlighted) -> None:
        self.heard.append(("at", message.key, message.index, message.total))

    def on_window_table_opened(self, message: WindowTable.Opened) -> None:
        self.heard.append(("open", message.key, message.row))

    def on_window_table_marks_changed(self, message: WindowTable.MarksChanged) -> None:
        self.heard.append(("marks", message.marks))

    def on_window_table_failed(self, message: WindowTable.Failed) -> None:
        self.heard.append(("failed", str(message.error)))

    def screen_lines(self) -> list[str]:
        return [self.table.render_line(y).text for y in range(self.table.size.height)]


async def settle(pilot: Pilot[None], table: WindowTable[Item]) -> None:
    """Until no reading is under way and everything said has been heard."""
    await pilot.pause()
    while table.busy:
        await pilot.pause()
    await pilot.pause()


@asynccontextmanager
async def running(
    source: RowSource[Item] | None, size: tuple[int, int] = (60, 12), *, header: bool = True
) -> AsyncIterator[tuple[ListApp, Counting, Pilot[None]]]:
    app = ListApp(source, header=header)
    async with app.run_test(size=size) as pilot:
        await settle(pilot, app.table)
        yield app, app.table, pilot


async def test_rows_stand_in_their_columns() -> None:
    rows = [Item("C-012", "Withdraw heavy weapons", "3d 22h ago", "!"), Item("C-014", "Release")]
    async with running(in_memory(rows), size=(60, 4)) as (app, _, _):
        assert [line.rstrip() for line in app.screen_lines()] == [
            "    Id      Commitment                    Owner        Left",
            "> ! C-012   Withdraw heavy weapons        GOV    3d 22h ago",
            "    C-014   Release                       GOV        in 14d",
            "",
        ]


async def test_the_cursor_moves_by_rows_and_pages() -> None:
    async with running(in_memory(items(100))) as (app, table, pilot):
        assert (table.cursor_key, table.cursor_index, table.total) == ("C-000", 0, 100)
        table.action_cursor_down()
        table.action_page_down()
        assert table.cursor_key == "C-012"
        table.action_half_page_down()
        table.action_half_page_up()
        table.action_page_up()
        table.action_cursor_up()
        table.action_cursor_up()
        assert table.cursor_key == "C-000"
        table.action_last()
        await settle(pilot, table)
        assert table.cursor_row == items(100)[-1]
        assert app.screen_lines()[-1].startswith(">   C-099")
        table.action_first()
        assert app.screen_lines()[1].startswith(">   C-000")


async def test_every_move_is_told() -> None:
    async with running(in_memory(items(3))) as (app, table, pilot):
        table.action_cursor_down()
        table.action_last()
        table.action_cursor_down()
        table.action_open()
        await pilot.pause()
        assert app.heard == [
            ("at", "C-000", 0, 3),
            ("at", "C-001", 1, 3),
            ("at", "C-002", 2, 3),
            ("open", "C-002", items(3)[2]),
        ]


async def test_the_cursor_follows_its_row_through_another_order() -> None:
    rows = items(300)
    async with running(in_memory(rows)) as (app, table, pilot):
        for _ in range(5):
            table.action_cursor_down()
        table.set_source(in_memory(rows[::-1]), keep=table.cursor_key)
        await settle(pilot, table)
        assert (table.cursor_key, table.cursor_index) == ("C-005", 294)
        assert any(line.startswith(">   C-005") for line in app.screen_lines())


async def test_a_reload_keeps_row_and_place_on_the_screen() -> None:
    rows = items(200)
    source = ChangingSource(rows)
    async with running(source) as (app, table, pilot):
        for _ in range(15):
            table.action_cursor_down()
        line = next(y for y, text in enumerate(app.screen_lines()) if text.startswith(">"))
        source.change([Item("C-new", "New"), *rows])
        table.reload()
        await settle(pilot, table)
        assert (table.cursor_key, table.cursor_index) == ("C-015", 16)
        assert app.screen_lines()[line].startswith(">   C-015")


async def test_when_the_row_is_gone_the_cursor_keeps_its_position() -> None:
    rows = items(10)
    async with running(in_memory(rows)) as (_, table, pilot):
        for _ in range(4):
            table.action_cursor_down()
        table.set_source(in_memory(rows[:4] + rows[5:]), keep="C-004")
        await settle(pilot, table)
        assert (table.cursor_key, table.cursor_index) == ("C-005", 4)
        table.set_source(in_memory(rows[:2]), keep="C-005")
        await settle(pilot, table)
        assert table.cursor_key == "C-001"
        table.set_source(in_memory(rows))
        await settle(pilot, table)
        assert table.cursor_key == "C-000"


async def test_the_end_of_a_million_is_one_window_away() -> None:
    source = LazySource()
    async with running(source) as (app, table, pilot):
        assert len(source.windows) == 1
        source.windows.clear()
        table.action_last()
        await settle(pilot, table)
        assert table.cursor_key == "999999"
        assert app.screen_lines()[-1].startswith(">   999999")
        assert len(source.windows) == 1
        assert source.windows[0][1] <= 128


async def test_stepping_reads_pages_ahead_and_none_twice() -> None:
    source = LazySource()
    async with running(source) as (_, table, pilot):
        for _ in range(300):
            table.action_cursor_down()
            await settle(pilot, table)
        assert table.cursor_key == "300"
        offsets = [offset for offset, _ in source.windows]
        assert offsets == sorted(set(offsets))
        assert len(offsets) <= 6


async def test_keys_pressed_before_the_rows_are_there_add_up() -> None:
    source = LazySource()
    async with running(source) as (_, table, pilot):
        for _ in range(40):
            table.action_page_down()
        assert table.cursor_index < 440
        await settle(pilot, table)
        assert table.cursor_index == 440


async def test_old_lines_stay_until_the_new_ones_are_there() -> None:
    source = HeldSource(items(1000))
    async with running(None) as (app, table, pilot):
        table.set_source(source)
        source.let_go.set()
        await settle(pilot, table)
        source.let_go.clear()
        source.asked.clear()
        table.action_last()
        await source.asked.wait()
        assert app.screen_lines()[1].startswith(">   C-000")
        source.let_go.set()
        await settle(pilot, table)
        assert app.screen_lines()[-1].startswith(">   C-999")


async def test_a_late_answer_of_an_older_source_is_dropped() -> None:
    slow, quick = HeldSource(items(5)), HeldSource(items(9))
    async with running(None) as (_, table, pilot):
        table.set_source(slow)
        await slow.asked.wait()
        table.set_source(quick)
        await quick.asked.wait()
        quick.let_go.set()
        await settle(pilot, table)
        slow.let_go.set()
        await settle(pilot, table)
        assert table.total == 9


async def test_a_move_during_a_reload_is_not_taken_back() -> None:
    source = HeldSource(items(20))
    source.let_go.set()
    async with running(source) as (_, table, pilot):
        source.let_go.clear()
        source.asked.clear()
        table.reload()
        await source.asked.wait()
        table.action_cursor_down()
        source.let_go.set()
        await settle(pilot, table)
        assert table.cursor_key == "C-001"


async def test_a_reload_on_the_way_to_a_source_stays_with_it() -> None:
    source = HeldSource(items(20))
    async with running(None) as (_, table, pilot):
        table.reload()
        table.set_source(source, keep="C-007")
        await source.asked.wait()
        table.reload()
        source.let_go.set()
        await settle(pilot, table)
        assert table.cursor_key == "C-007"


async def test_a_source_that_cannot_answer_leaves_the_old_rows() -> None:
    async with running(in_memory(items(3))) as (app, table, pilot):
        table.set_source(BrokenSource([], lambda item: item.key))
        await settle(pilot, table)
        assert app.heard[-1] == ("failed", "The store is gone.")
        assert table.cursor_key == "C-000"


async def test_rows_that_cannot_be_read_leave_the_cursor_where_it_is() -> None:
    source = FailingSource()
    async with running(source) as (app, table, pilot):
        table.action_last()
        await settle(pilot, table)
        assert app.heard[-1] == ("failed", "The store is gone.")
        assert table.cursor_key == "0"
        table.action_cursor_down()
        assert table.cursor_key == "1"


async def test_a_range_that_cannot_be_read_is_told() -> None:
    source = FailingSource(3000)
    async with running(source) as (app, table, pilot):
        table._mark_between(source, "2500", "2000")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.heard[-1] == ("failed", "The store is gone.")
        assert table.marks == frozenset()


async def test_headings_are_skipped_and_stay_in_sight() -> None:
    one, two = Item(None, "OVERDUE", "1 of 1"), Item(None, "LATER", "9 of 9")
    rows = [one, Item("A-1", "First"), two, *items(30)]
    async with running(in_memory(rows), size=(40, 6)) as (app, table, _):
        assert table.cursor_key == "A-1"
        assert app.screen_lines()[1] == " OVERDUE                         1 of 1"
        table.action_cursor_down()
        assert table.cursor_key == "C-000"
        table.action_last()
        table.action_first()
        assert table.cursor_key == "A-1"
        assert app.screen_lines()[1].startswith(" OVERDUE")
        table.action_cursor_up()
        assert table.cursor_key == "A-1"


async def test_a_list_of_headings_has_no_cursor() -> None:
    async with running(in_memory([Item(None, "NOTHING")])) as (app, table, pilot):
        table.action_cursor_down()
        table.action_toggle_mark()
        table.action_mark_range()
        table.action_open()
        await pilot.pause()
        assert app.heard == [("at", None, 0, 1)]


async def test_an_empty_source_is_quiet() -> None:
    async with running(in_memory([])) as (app, table, pilot):
        for action in ("cursor_down", "cursor_up", "page_down", "last", "first", "open"):
            getattr(table, f"action_{action}")()
        table.tick()
        await settle(pilot, table)
        assert app.heard == [("at", None, 0, 0)]
        assert table.cursor_row is None


async def test_marks_go_down_and_survive_reload_and_another_order() -> None:
    rows = items(10)
    async with running(in_memory(rows)) as (app, table, pilot):
        table.action_toggle_mark()
        table.action_toggle_mark()
        table.action_cursor_up()
        table.action_toggle_mark()
        assert table.marks == {"C-000"}
        assert table.cursor_key == "C-002"
        table.reload()
        await settle(pilot, table)
        table.set_source(in_memory(rows[::-1]), keep="C-000")
        await settle(pilot, table)
        assert table.marks == {"C-000"}
        assert app.screen_lines()[10].startswith(">+  C-000")
        table.clear_marks()
        await pilot.pause()
        assert app.heard[-1] == ("marks", frozenset())


async def test_a_range_is_marked_from_where_it_was_begun() -> None:
    rows = items(3000)
    rows[5] = Item(None, "A HEADING")
    async with running(in_memory(rows)) as (_, table, pilot):
        for _ in range(3):
            table.action_cursor_down()
        table.action_mark_range()
        assert table.range_anchor == "C-003"
        table.action_last()
        await settle(pilot, table)
        table.action_mark_range()
        await pilot.app.workers.wait_for_complete()
        assert table.marks == {f"C-{place:03}" for place in range(3, 3000) if place != 5}
        assert table.range_anchor is None


async def test_marking_all_that_is_asked() -> None:
    async with running(in_memory(items(3))) as (app, table, pilot):
        table.mark_all(["C-001", "elsewhere"])
        table.mark_all(["C-001"])
        await pilot.pause()
        assert app.heard[1:] == [("marks", {"C-001", "elsewhere"})]
        assert app.screen_lines()[2].startswith(" +  C-001")


async def test_narrow_lists_take_two_lines_a_row() -> None:
    async with running(in_memory(items(100)), size=(60, 9)) as (app, table, pilot):
        for _ in range(50):
            table.action_cursor_down()
        await pilot.resize_terminal(30, 9)
        await settle(pilot, table)
        assert table.lines_per_row == 2
        lines = app.screen_lines()
        at = next(y for y, line in enumerate(lines) if line.startswith(">"))
        assert lines[at].split() == [">", "C-050", "GOV", "in", "14d"]
        assert lines[at + 1].strip() == "Item 50"
        table.action_last()
        await settle(pilot, table)
        assert app.screen_lines()[-1].strip() == "Item 99"
        await pilot.resize_terminal(60, 9)
        await settle(pilot, table)
        assert app.screen_lines()[-1].startswith(">   C-099")


@pytest.mark.parametrize("width", [1, 2, 3, 7, 20, 39, 40, 200])
async def test_any_width_is_filled_exactly(width: int) -> None:
    rows = [Item("C-1", "停火协议与撤军"), Item(None, "标题", "停火")]
    async with running(in_memory(rows), size=(width, 6)) as (_, table, _):
        for y in range(6):
            assert table.render_line(y).cell_length == table.scrollable_content_region.width


async def test_columns_can_be_chosen_while_it_runs() -> None:
    async with running(in_memory(items(2))) as (app, table, _):
        table.columns = COLUMNS[1:3]
        table.sorted_by = ("title", True)
        assert app.screen_lines()[0].split() == ["Id", "Commitment", "v"]
        table.sorted_by = ("id", False)
        assert app.screen_lines()[0].split() == ["Id", "^", "Commitment"]
        assert "GOV" not in app.screen_lines()[1]


HOSTILE = (
    "[bold]x[/] [/nope] [",
    "[@click=app.quit]press[/]",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[2J\x1b[31m",
    "\x9b31m",
    "nul\0",
    "\u202egnp.exe",
    "a\r\n\tb",
    "e" + "\u0301" * 50,
    "\ud83d",
    "\u200b" * 90,
)


@pytest.mark.parametrize("title", HOSTILE)
async def test_hostile_titles_are_shown_and_nothing_more(title: str) -> None:
    rows = [Item("C-1", title, left=title), Item(None, title, title)]
    async with running(in_memory(rows)) as (app, table, _):
        lines = app.screen_lines()
        assert all(char.isprintable() or char == "\u0301" for line in lines for char in line)
        for y in range(12):
            assert table.render_line(y).cell_length == 59
            assert not any(segment.style and segment.style.meta for segment in table.render_line(y))


async def test_brackets_stay_brackets() -> None:
    async with running(in_memory([Item("C-1", "[bold]x[/]")])) as (app, *_):
        assert "[bold]x[/]" in app.screen_lines()[1]


@pytest.mark.usefixtures("paints")
async def test_a_tick_draws_only_what_reads_otherwise_and_asks_nothing() -> None:
    source = LazySource(50)
    async with running(source) as (_, table, pilot):
        source.windows.clear()
        table._paint = lambda item, column: (
            Cell("in 13d", "soon") if (item.key, column) == ("3", "left") else paint(item, column)
        )
        table.drawn.clear()
        table.tick()
        await pilot.pause()
        assert set(table.drawn) == {4}
        assert source.windows == []


@pytest.mark.usefixtures("paints")
async def test_a_step_draws_two_lines() -> None:
    async with running(in_memory(items(50))) as (_, table, pilot):
        table.drawn.clear()
        table.action_cursor_down()
        await pilot.pause()
        assert set(table.drawn) == {1, 2}


async def test_half_page_scrolling_at_the_edge() -> None:
    async with running(in_memory(items(50))) as (_, table, _):
        table.half_page_scroll = True
        for _ in range(11):
            table.action_cursor_down()
        assert table.scroll_offset.y == 6
        for _ in range(6):
            table.action_cursor_up()
        assert table.scroll_offset.y == 0


async def test_the_wheel_moves_the_lines_and_not_the_cursor() -> None:
    async with running(LazySource()) as (app, table, pilot):
        table.scroll_to(y=500_000, animate=False)
        await settle(pilot, table)
        assert app.screen_lines()[1].startswith("    500000")
        assert table.cursor_key == "0"
        table.reload()
        await settle(pilot, table)
        assert app.screen_lines()[1].startswith("    500000")
        assert table.cursor_key == "0"
        table.action_cursor_down()
        await settle(pilot, table)
        assert app.screen_lines()[1].startswith(">   1")


async def test_the_mouse_moves_the_cursor_and_opens() -> None:
    rows = [Item(None, "HEADING"), *items(5)]
    async with running(in_memory(rows)) as (app, table, pilot):
        await pilot.click(table, offset=(5, 4))
        assert table.cursor_key == "C-002"
        await pilot.click(table, offset=(5, 1))
        await pilot.click(table, offset=(5, 0))
        await pilot.click(table, offset=(5, 11))
        assert table.cursor_key == "C-002"
        await pilot.click(table, offset=(5, 5), times=2)
        assert app.heard[-1] == ("open", "C-003", items(4)[3])


async def test_the_terminal_cursor_is_on_the_row() -> None:
    async with running(in_memory(items(5))) as (app, table, _):
        table.action_cursor_down()
        assert app.cursor_position == (0, 2)


async def test_without_header_the_first_line_is_a_row() -> None:
    async with running(in_memory(items(5)), header=False) as (app, *_):
        assert app.screen_lines()[0].startswith(">   C-000")


async def test_another_theme_changes_the_colours_at_once() -> None:
    async with running(in_memory(items(2))) as (app, table, pilot):
        before = [segment.style for segment in table.render_line(2)]
        app.theme = "textual-light"
        await pilot.pause()
        assert [segment.style for segment in table.render_line(2)] != before


def test_lines_differ_from_the_first_to_the_last_segment_that_does() -> None:
    old = Strip([Segment("ab"), Segment("cd"), Segment("ef")])
    new = Strip([Segment("ab"), Segment("xy"), Segment("ef")])
    assert changed_span(old, new) == (2, 4)
    assert changed_span(old, Strip(old)) is None
    assert changed_span(None, new) == (0, 6)
    assert changed_span(Strip.blank(3), new) == (0, 6)
