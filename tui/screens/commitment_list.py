"""The List: every commitment that passes the filter, in any order, in any number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.containers import Container

from db.domain.errors import AccordError
from db.domain.filters.parser import Term, parse_filter
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import CodesOf, CommitmentWindow, Locate, Sort, Total
from db.queries.history.changes import Changes
from tui.formatting import detail
from tui.screens.base.table_screen import TableScreen
from tui.services.protocol import Host, host
from tui.widgets.commitment_columns import ALL, FIXED, LIST, dated, empty, lit, painter
from tui.widgets.header import Rule, Tabs
from tui.widgets.table.table import WindowTable
from tui.widgets.text_panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from db.domain.filters.parser import Filter
    from db.queries.commitments.row import CommitmentRow

WIDE = 110
"""Width from which the preview stands on the right."""
SORTED_COLUMN = {Sort.LEFT: "left", Sort.CODE: "code", Sort.OWNER: "owners"}


@dataclass(frozen=True, slots=True)
class CommitmentSource:
    """Commitments in one order under one filter, read a window at a time."""

    app: Host
    filter: Filter
    sort: Sort
    descending: bool
    counted: int | None = None
    """Number that pass the filter, if just counted."""

    async def window(self, offset: int, limit: int) -> Sequence[CommitmentRow]:
        """Read a window of the list."""
        now = self.app.now()
        return await self.app.ask(
            CommitmentWindow(now, self.filter, self.sort, self.descending, offset, limit)
        )

    async def total(self) -> int:
        """Count the commitments that pass the filter."""
        if self.counted is not None:
            return self.counted
        shown, _ = await self.app.ask(Total(self.app.now(), self.filter))
        return shown

    async def locate(self, key: str) -> int | None:
        """Give the position of a commitment."""
        return await self.app.ask(
            Locate(key, self.app.now(), self.filter, self.sort, self.descending)
        )

    def key(self, row: CommitmentRow) -> str | None:
        """Code of the commitment, which never changes."""
        return row.code


class ListScreen(TableScreen):
    """List above or beside a preview of the commitment at the cursor."""

    SCOPE: ClassVar[str] = "list"
    DATES: ClassVar[str] = "both"

    DEFAULT_CSS = """
    ListScreen #split { layout: vertical; height: 1fr; }
    ListScreen #split Panel { height: 6; display: none; }
    ListScreen #split Rule { display: none; }
    ListScreen.-preview #split Panel, ListScreen.-preview #split Rule { display: block; }
    ListScreen.-wide #split { layout: horizontal; }
    ListScreen.-wide #split Panel { height: 1fr; width: 38; border-left: solid $foreground 30%; }
    ListScreen.-zoomed #split Panel, ListScreen.-zoomed #split Rule { display: none; }
    ListScreen.-wide #split Rule, ListScreen.-small #split Panel, ListScreen.-small #split Rule {
        display: none;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lit: tuple[str, ...] = ()

    def set_filter(self, text: str) -> None:
        """Set the filter, and clear the matches of the old one."""
        self._lit = ()
        super().set_filter(text)

    def body(self) -> ComposeResult:
        """Build the filter line, the list and the preview."""
        app = host(self)
        yield self.narrow_field()
        with Container(id="split"):
            table: WindowTable[Any] = WindowTable(
                [ALL[name] for name in self.columns()],
                lit(painter(self.now), lambda code: code in self._lit),
                ascii_only=app.look.ascii,
            )
            yield table
            yield Rule(ascii_only=app.look.ascii)
            yield Panel(id="preview")

    def on_resize(self) -> None:
        """Place the preview by the room there is."""
        self.set_class(self.size.width >= WIDE, "-wide")
        super().on_resize()
        self.set_class(self.size.height < 16 or self.size.width < 60, "-small")
        self.set_class(self.scope.preview, "-preview")

    def columns(self) -> tuple[str, ...]:
        """Columns chosen by the user, or the default ones, with dates as set by `T`."""
        chosen = tuple(name for name in self.scope.columns if name in ALL) or LIST
        return dated(chosen, self.scope.dates) if self.scope.dates else chosen

    # -- loading -----------------------------------------------------------------------------

    async def load(self) -> None:
        """Read the window of the list, and the number that pass the filter."""
        source = self._shown()
        # Counting first: a filter the store refuses must not take the list away.
        shown, everything = await host(self).ask(Total(self.now(), source.filter))
        keep = self.keep
        if self.keep_code and await source.locate(self.keep_code) is None:
            host(self).say(f"{self.keep_code} is added, but the filter hides it; Esc clears that.")
        self.keep_code = None
        self.table.sorted_by = (SORTED_COLUMN.get(source.sort, source.sort), source.descending)
        counted = replace(source, counted=shown)
        self.table.set_source(counted if shown else empty(self.first_steps()), keep)
        self._note(shown, everything)
        self.remark("" if shown else self.nothing_here())
        if not shown:
            self.workers.cancel_group(self, "preview")
            self.query_one("#preview", Panel).show(())

    def _source(self) -> CommitmentSource:
        scope = self.scope
        sort = Sort(scope.sort) if scope.sort in list(Sort) else Sort.LEFT
        return CommitmentSource(host(self), self.filter(), sort, scope.descending)

    def _shown(self) -> CommitmentSource:
        """Source of the rows; while matches are highlighted, all rows of the agreement."""
        source = self._source()
        if not self._lit:
            return source
        agreement = self.scope.agreement
        return replace(source, filter=parse_filter(f"in:{agreement}" if agreement else ""))

    def _note(self, shown: int, everything: int) -> None:
        count = f"{shown:,} of {everything:,}" if shown != everything else f"{everything:,}"
        way = "v" if self.scope.descending else "^"
        in_head = self.table.sorted_by and self.table.sorted_by[0] in self.columns()
        self.query_one(Tabs).note = count if in_head else f"{count} {self.scope.sort} {way}"

    # -- moving to what is looked for ----------------------------------------------------------

    @work(exclusive=True, group="jump")
    async def action_today(self) -> None:
        """Go to the first commitment that is not overdue."""
        source = replace(self._source(), sort=Sort.LEFT, descending=False)
        self.scope.sort, self.scope.descending = Sort.LEFT.value, False
        late = source.filter.narrowed(Term("flag", ("overdue",)))
        behind, _ = await host(self).ask(Total(self.now(), late))
        rows = await source.window(behind, 1)
        if rows:
            self.keep_code = rows[0].code
            self.reload()

    @work(exclusive=True, group="jump")
    async def action_show_all(self) -> None:
        """Switch between all rows with the matches highlighted, and only the matches."""
        if self._lit:
            self._lit = ()
            host(self).say("Only the matches.")
        else:
            source = self._source()
            self._lit = await host(self).ask(
                CodesOf(self.now(), source.filter, source.sort, source.descending)
            )
            host(self).say(f"All rows; {len(self._lit)} matches are lit, n and N walk them.")
        self.reload()

    def action_next_match(self) -> None:
        """Go to the next highlighted row."""
        self._walk(1)

    def action_previous_match(self) -> None:
        """Go to the previous highlighted row."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        if not self._lit:
            host(self).say("& shows all rows with the matches lit; then n and N walk them.")
            return
        here = self.table.cursor_key
        place = self._lit.index(here) + step if here in self._lit else 0
        self.keep_code = self._lit[place % len(self._lit)]
        self.reload()

    @on(WindowTable.Highlighted)
    def _moved(self, message: WindowTable.Highlighted) -> None:
        if message.key is not None and self.scope.preview:
            self._preview(message.key)

    @work(exclusive=True, group="preview")
    async def _preview(self, code: str) -> None:
        panel = self.query_one("#preview", Panel)
        if not panel.display:
            return
        try:
            found = await host(self).ask(GetCommitment(code))
            changes = await host(self).ask(Changes(code, limit=3))
        except AccordError:
            return  # it was withdrawn this moment; the list follows
        if self.table.cursor_key != code:
            return  # a filter typed quickly hid it meanwhile
        make = detail.preview if self.has_class("-wide") else detail.summary
        now, zone = self.now(), self.zone()
        panel.fit(lambda width: make(found, changes, now, width, zone))
        panel.scroll_home(animate=False)

    # -- order, columns, marks ---------------------------------------------------------------

    @work(group="menu")
    async def action_sort(self) -> None:
        """Choose the order."""
        from tui.screens.dialogs.menu import MenuItem, MenuScreen

        labels = {
            Sort.LEFT: ("l", "time left, most pressing first"),
            Sort.CODE: ("i", "agreement and number"),
            Sort.TITLE: ("t", "title"),
            Sort.OWNER: ("o", "owner, then time left"),
            Sort.STATUS: ("s", "status, then time left"),
            Sort.THEME: ("h", "theme, then time left"),
        }
        items = [MenuItem(key, label, sort.value) for sort, (key, label) in labels.items()]
        chosen = await self.app.push_screen_wait(
            MenuScreen("Sort by", items, current=self.scope.sort, ascii_only=host(self).look.ascii)
        )
        if chosen is not None:
            self.scope.sort, self.scope.descending = chosen, False
            self.reload()

    def action_turn_round(self) -> None:
        """Reverse the order."""
        self.scope.descending = not self.scope.descending
        self.reload()

    @work(group="menu")
    async def action_columns(self) -> None:
        """Show, hide and order the columns."""
        from tui.screens.dialogs.menu import ChecklistScreen, lettered

        shown = self.columns()
        order = [*shown, *(name for name in ALL if name not in shown)]
        items = lettered([(name, ALL[name].label or "Sign") for name in order])
        chosen = await self.app.push_screen_wait(
            ChecklistScreen("Columns", items, checked=shown, ascii_only=host(self).look.ascii)
        )
        if chosen is not None:
            missing = [name for name in FIXED if name not in chosen]
            self.scope.columns = (*missing, *chosen)
            self.table.columns = [ALL[name] for name in self.scope.columns]

    @work(group="marks")
    async def action_mark_all(self) -> None:
        """Mark all that the filter shows; the second time, none."""
        source = self._source()
        codes = await host(self).ask(
            CodesOf(self.now(), source.filter, source.sort, source.descending)
        )
        if self.scope.marks >= set(codes):
            self.table.clear_marks()
        else:
            self.table.mark_all(codes)

    def action_preview(self) -> None:
        """Show or hide the preview."""
        self.scope.preview = not self.scope.preview
        self.set_class(self.scope.preview, "-preview")
        if self.table.cursor_key is not None:
            self._preview(self.table.cursor_key)

    def action_pane_down(self) -> None:
        """Scroll the preview down."""
        self.query_one("#preview", Panel).scroll_relative(y=3, animate=False)

    def action_pane_up(self) -> None:
        """Scroll the preview up."""
        self.query_one("#preview", Panel).scroll_relative(y=-3, animate=False)
