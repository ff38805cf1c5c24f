"""Export from views: `R` writes a report to a file; for a guest it shows and copies it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from db.domain.bounds import MOST_ROWS
from db.domain.errors import AccordError
from db.queries.commitments.list import CommitmentWindow, RowsOf
from tui.export import writer
from tui.export.writer import Format
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.screens.base.edit_actions import EditingScreen
from tui.services.protocol import host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.formatting.detail import Line

MOST_COPIED = 60_000
"""Characters; terminals silently drop a longer clipboard."""
MOST_SHOWN = 1_000
"""Lines of a report shown on the screen."""
FOR_A_FILE = "For a file: ssh HOST report > FILE"


class ExportScreen(EditingScreen):
    """Reports the marked commitments, or else all that pass the filter."""

    @work(group="menu")
    async def action_report(self) -> None:
        """Choose a format, then write a file to the current folder; for a guest show the report."""
        from tui.screens.dialogs.menu import MenuItem, MenuScreen

        items = [
            MenuItem(letter, writer.MEANS[kind], kind.value)
            for letter, kind in zip("mcship", Format, strict=True)
        ]
        chosen = await self.app.push_screen_wait(
            MenuScreen("Report as", items, ascii_only=host(self).look.ascii)
        )
        if chosen is not None:
            await self._report(Format(chosen))

    async def _report(self, kind: Format) -> None:
        now, zone = self.now(), self.zone()
        marks = tuple(sorted(self.scope.marks))
        everything = CommitmentWindow(now, self.filter(), limit=MOST_ROWS)
        try:
            rows = await host(self).ask(RowsOf(marks) if marks else everything)
            narrowed = "" if marks else self.scope.query_text()
            text = writer.render(
                rows, kind, now=now, zone=zone, narrowed=narrowed, point=self.accord.point
            )
            if host(self).guarded:
                await self._show(text, len(rows), kind)
                return
            path = writer.write(Path.cwd(), now.in_timezone(zone).to_date_string(), kind, text)
        except AccordError as error:
            self.accord.complain(error)
        else:
            host(self).say(f"{len(rows)} commitments written to {safe(str(path))}")

    async def _show(self, text: str, count: int, kind: Format) -> None:
        """Show the report and copy it to the terminal's clipboard: all that a guest can reach."""
        from tui.screens.dialogs.text_page import TextPageScreen

        fits = len(text) <= MOST_COPIED
        if fits:
            self.app.copy_to_clipboard(text)
        done = "shown and copied" if fits else "shown; it is too long to be copied"
        host(self).say(f"{count} commitments {done}. {FOR_A_FILE}")
        title = f"{count} commitments as {kind.value}"
        await self.app.push_screen(TextPageScreen(title, lambda _: _page(text)))


def _page(text: str) -> Iterator[Line]:
    lines = text.splitlines()
    for each in lines[:MOST_SHOWN]:
        yield (Words(safe(each)),)
    if len(lines) > MOST_SHOWN:
        yield (Words(f"and {len(lines) - MOST_SHOWN:,} lines more. {FOR_A_FILE}", "dim"),)
