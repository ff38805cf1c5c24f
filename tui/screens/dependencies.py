"""Dependencies: what a commitment waits for and what waits for it, as two trees of any depth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from db.domain.errors import NotFound
from db.queries.commitments.list import RowsOf
from db.queries.dependencies.tree import Chain, ChainOf
from tui.formatting import commitment, dependencies
from tui.formatting.dependencies import TreeLine
from tui.formatting.styled_text import Heading
from tui.screens.base.table_screen import OverlayTableScreen
from tui.services.protocol import Host, host
from tui.widgets.commitment_columns import ALL, left
from tui.widgets.table.columns import ASIDE, HEADING, Cell, Column
from tui.widgets.table.source import ListSource
from tui.widgets.table.table import WindowTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from db.queries.commitments.row import CommitmentRow

COLUMNS = (
    Column("sign", "", 1),
    Column("tree", "Commitment or event", 40, min_width=26, flex=True),
    Column("how", "How", 12, give_way=1),
    Column("owners", "Owner", 8, min_width=5, give_way=2),
    replace(ALL["left"], give_way=3),
)


@dataclass(frozen=True, slots=True)
class Node:
    """Line with its commitment as of now; events have none."""

    line: TreeLine
    row: CommitmentRow | None


class TreeSource:
    """Lines in memory; their commitments are read a window at a time."""

    def __init__(self, app: Host, lines: Sequence[dependencies.Shown]) -> None:
        self._app = app
        self._lines = ListSource(lines, lambda line: getattr(line, "key", None))

    async def window(self, offset: int, limit: int) -> Sequence[Node | Heading]:
        """Read the requested lines, with their commitments."""
        lines = await self._lines.window(offset, limit)
        codes = dependencies.codes(lines)
        rows = await self._app.ask(RowsOf(codes)) if codes else ()
        found = {row.code: row for row in rows}
        return [
            Node(line, found.get(line.branch.node)) if isinstance(line, TreeLine) else line
            for line in lines
        ]

    async def total(self) -> int:
        """Count the lines."""
        return await self._lines.total()

    async def locate(self, key: str) -> int | None:
        """Give the position of a line."""
        return await self._lines.locate(key)

    def key(self, row: Node | Heading) -> str | None:
        """Key of a line."""
        return row.line.key if isinstance(row, Node) else None


class DependenciesScreen(OverlayTableScreen):
    """Opened above a view with `b`; changes made here apply to the line at the cursor."""

    SCOPE: ClassVar[str] = "blockers"
    MARKS: ClassVar[bool] = False

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self._chain: Chain | None = None
        self._shut: set[tuple[str, str]] = set()

    def body(self) -> ComposeResult:
        """Build the trees, without a filter."""
        yield self.narrow_field()
        table: WindowTable[Any] = WindowTable(
            COLUMNS, self._paint, ascii_only=host(self).look.ascii
        )
        yield table

    def context(self) -> str:
        """Context: the commitment."""
        return f"{self.code} > What waits for what"

    def current(self) -> CommitmentRow | None:
        """Commitment at the cursor; None for an event."""
        node: Any = self.table.cursor_row
        return node.row if isinstance(node, Node) else None

    def chosen(self) -> tuple[str, ...]:
        """Codes of the line at the cursor, never the marked ones: they are not visible here."""
        row = self.current()
        return (row.code,) if row is not None else ()

    async def load(self) -> None:
        """Read the chain, with a few queries however long it is."""
        try:
            self._chain = await host(self).ask(ChainOf(self.code))
        except NotFound:
            self.app.pop_screen()  # not awaited: it ends the worker this runs in
            host(self).say(f"{self.code} is gone: its addition was undone.")
            return
        nothing = not self._chain.up and not self._chain.down
        keys = "h closes a branch, l opens it, Enter goes there."
        self.remark("It waits for nothing, and nothing waits for it." if nothing else keys)
        self._draw(self.table.cursor_key)

    def _draw(self, keep: str | None) -> None:
        if self._chain is not None:
            shown = list(dependencies.lines(self._chain, self._shut))
            self.table.set_source(TreeSource(host(self), shown), keep)

    def _paint(self, node: Node | Heading, column: str) -> Cell:
        if isinstance(node, Heading):
            text = {HEADING: node.text, ASIDE: node.aside}.get(column, "")
            return Cell(text, "disputed" if text.startswith("DEADLOCK") else "heading")
        line, row, now = node.line, node.row, self.now()
        match column:
            case "sign":
                return Cell(*commitment.sign(row, now)) if row is not None else Cell("")
            case "tree" if self._chain is not None:
                return Cell(*dependencies.title(line, self._chain, row))
            case "how":
                return Cell(dependencies.how(line), "dim")
            case "left":
                return Cell("") if row is None or dependencies.told_above(line) else left(row, now)
            case _:
                return Cell(row.owners if row is not None else "")

    # -- opening and closing -------------------------------------------------------------------

    async def open_key(self, key: str) -> None:
        """Open the commitment; an event has no page."""
        code = key.rpartition(" ")[2] if key.startswith(dependencies.UP) else key.split()[1]
        if code.startswith("@"):
            host(self).say("This is an event. @ sets or moves it.")
        else:
            await self.go_to(code)

    def action_fold(self) -> None:
        """Close the branch at the cursor."""
        node: Any = self.table.cursor_row
        if isinstance(node, Node):
            self._shut.add(node.line.place)
            self._draw(node.line.key)

    def action_unfold(self) -> None:
        """Open the branch at the cursor."""
        node: Any = self.table.cursor_row
        if isinstance(node, Node):
            self._shut.discard(node.line.place)
            self._draw(node.line.key)
