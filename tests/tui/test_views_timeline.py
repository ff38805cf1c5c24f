"""The Timeline by keys: groups, what hangs on what, and ten thousand rows of which few are read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest

from db.clock import system_clock
from db.domain.filters.parser import EVERYTHING
from db.protocols import Query
from db.queries.boards.timeline import Bars, Grouping, Groups
from db.store.store import Store
from tests.bench.stores import store_of
from tests.builders import open_store
from tests.tui.driving import drive
from tui.screens.timeline_source import TimelineSource
from tui.terminal.appearance import Appearance

T = TypeVar("T")
MANY = 10_000


async def test_groups_open_and_close(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("3")
        user.sees("[-] WPA Washington", "WPA-9")
        assert user.cursor == "WPA-9"
        await user.press("K", "enter")
        user.sees("[+] WPA Washington", "[-] DOHA Doha", "11, 6 overdue, 2 disputed")
        user.does_not_see("WPA-9")
        assert user.table.cursor_key == "group:WPA"
        await user.press("J")
        assert user.table.cursor_key == "group:DOHA"
        await user.press("J", "j")
        assert user.cursor == "DOHA-10"
        await user.press("k", "k", "enter")
        user.sees("WPA-9")


async def test_o_chooses_what_stands_together(pair: Path) -> None:
    async with drive(pair, size=(120, 36)) as user:
        await user.press("3")
        user.sees("day/col, by agreement")
        await user.press("o", "p")
        user.sees("by party", "[-] DRC Democratic Republic", "[-] DRC+RWA owed jointly")
        await user.press("o", "t")
        user.sees("by theme", "[-] security")
        await user.press("o", "n")
        user.does_not_see("[-]")
        await user.press("J")
        user.sees("There are no groups. o groups by agreement, party or theme.")


async def test_one_agreement_is_grouped_by_party(pair: Path) -> None:
    async with drive(pair) as user:
        await user.press("3", "c", "j", "enter")
        user.sees("ACCORD DOHA", "[-] DRC+M23 owed jointly")


async def test_the_row_at_the_cursor_lights_its_chain(demo: Path) -> None:
    async with drive(demo, size=(120, 36)) as user:
        await user.press("3", *"jjjjjjjj")
        assert user.cursor == "KESH-9"
        user.sees("KESH-9 -> KESH-10")
        assert "v Open the Kesh road" in user.line_with("KESH-10  ")
        await user.press("g", "j", "j")
        user.sees("DEADLOCK KESH-4 (NVF) and KESH-5 (ARA)")
        assert "% Withdraw heavy" in user.line_with("KESH-4  ")


async def test_what_cannot_be_told_by_signs_is_told_in_words(demo: Path) -> None:
    async with drive(demo, size=(120, 36), look=Appearance(ascii=True)) as user:
        await user.press("3")
        user.sees("Pay the salaries", "no deadline", "< o 26 Oct", "P 12 Apr 2027 >")
        user.sees("| today D due d first P plan", "^ before v after % both")


class Noted:
    """A host that answers from a store and keeps what was asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked: list[Query[Any]] = []

    now = staticmethod(system_clock)

    async def ask(self, query: Query[T]) -> T:
        self.asked.append(query)
        return self.store.ask(query)


async def test_of_ten_thousand_rows_only_windows_are_read(tmp_path: Path) -> None:
    store = open_store(store_of(MANY, folder=tmp_path), system_clock(), read_only=True)
    app: Any = Noted(store)
    groups = store.ask(Groups(system_clock(), by=Grouping.PARTY))
    closed = frozenset({groups[3].key})
    source = TimelineSource.of(app, EVERYTHING, Grouping.PARTY, closed, groups)
    total = await source.total()
    assert total == len(groups) + MANY - groups[3].count
    for offset in (0, 640, total // 2, total - 64):
        app.asked.clear()
        rows = await source.window(offset, 64)
        assert len(rows) == 64
        assert sum(query.limit for query in app.asked) <= 64
        assert len(app.asked) <= 1
        await _are_where_they_say(source, rows, offset)
    store.close()


async def _are_where_they_say(source: TimelineSource, rows: Sequence[Any], offset: int) -> None:
    for place, row in enumerate(rows):
        if place % 16 == 0 or hasattr(row, "group"):
            assert await source.locate(source.key(row) or "") == offset + place


async def test_the_screen_reads_windows_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store_of(MANY, folder=tmp_path)
    async with drive(path, now=system_clock()) as user:
        asked: list[Query[Any]] = []
        ask = user.app.store.ask

        def noted(query: Query[T]) -> T:
            asked.append(query)
            return ask(query)

        monkeypatch.setattr(user.app.store, "ask", noted)
        await user.press("3", "G", "pageup", "pageup", "g", "pagedown", "K")
        bars = [query for query in asked if isinstance(query, Bars)]
        assert bars
        assert sum(query.limit for query in bars) < 1_000
        user.sees("[-] B1 Agreement number 1 10,000, ")
