"""Tables that lie above a view and show all of one thing: the view's filter has no say there."""

from __future__ import annotations

from tui.screens.tables import TableScreen


class PageAbove(TableScreen):
    """A table to look at for a while; `back` leaves it for the view below."""

    def tab(self) -> str:
        """The view it was opened from."""
        return self.accord.current_mode

    def at_top(self) -> bool:
        """It lies above a view."""
        return False

    def step_back(self) -> bool:
        """There is nothing to clear: the filter is that of the view below."""
        return False

    def _show_filter(self) -> None:
        """Nothing is narrowed here."""
