"""Form for the name of a saved view, when saved or renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.commands.saved_views import RenameView, SaveView
from db.queries.saved_views import SavedViews
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.base.form_screen import FormScreen, Values
from tui.services.protocol import host
from tui.widgets.fields.field import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.protocols import Command
    from db.queries.saved_views import SavedView
    from tui.services.protocol import ViewState


class SaveViewForm(FormScreen):
    """Saves the current view under a name; replaces a view of the same name."""

    NAME = "save view"

    def __init__(self, scope: ViewState, view: str) -> None:
        super().__init__()
        self._scope = scope
        self._view = view
        self._taken: frozenset[str] = frozenset()

    def about(self) -> tuple[str, str]:
        """Title and subject: the view to save."""
        shown = safe(self._scope.query_text()) or "everything"
        return "Save as a view", f"{self._view}: {shown}"

    async def load(self) -> Values:
        """Read the names in use."""
        found = await host(self).ask(SavedViews())
        self._taken = frozenset(view.name.casefold() for view in found)
        return {}

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: one line."""
        explain = "The filter, the order, the columns and the screen are kept under it."
        return ((Field("name", "Name", explain=explain),),)

    def said(self) -> list[Words]:
        """Warning if a view will be replaced."""
        if self.value("name").casefold() in self._taken:
            return [Words("There is such a view: it will be replaced. u undoes that.", "soon")]
        return []

    def command(self) -> Command | None:
        """Save the view."""
        if not self.value("name"):
            raise self.missing("name", "A view needs a name.", "Try: overdue in Goma")
        scope = self._scope
        return SaveView(
            self.value("name"), scope.query_text(), self._view, scope.sort, scope.descending,
            tuple(scope.columns),
        )  # fmt: skip


class RenameForm(FormScreen):
    """Renames a saved view."""

    NAME = "rename view"

    def __init__(self, view: SavedView) -> None:
        super().__init__()
        self._kept = view

    def about(self) -> tuple[str, str]:
        """Title and subject: the view."""
        return "Rename view", safe(self._kept.name)

    async def load(self) -> Values:
        """Current name of the view."""
        return {"name": self._kept.name}

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: one line."""
        return ((Field("name", "Name", explain="Its new name."),),)

    def command(self) -> Command | None:
        """Rename the view; the same name changes nothing."""
        return RenameView(self._kept.name, self.value("name")) if self.changes() else None
