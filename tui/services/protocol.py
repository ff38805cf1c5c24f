"""Protocols of the app for screens and forms, so that none of them imports it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pendulum import DateTime
    from textual.app import App
    from textual.dom import DOMNode
    from textual.screen import Screen

    from db.protocols import Command, Query
    from db.queries.saved_views import SavedView
    from db.store.commit_recovery import CommandResult
    from tui.config.settings import Config
    from tui.keys.actions import Keys
    from tui.terminal.appearance import Appearance

T = TypeVar("T")

MOST_QUERIES = 49
"""Number of filters remembered besides the latest."""


_AGREEMENT = re.compile(r"in:([A-Z][A-Z0-9]*)(?:\s+|$)")


@dataclass(slots=True)
class ViewState:
    """Scope that all views share: agreement, filter, order and marks."""

    agreement: str = ""
    filter_text: str = ""
    understood: str = ""
    """Last filter whose names all exist in the store."""
    queries: list[str] = field(default_factory=list)
    """Filters that were typed, the latest last."""
    sort: str = "left"
    descending: bool = False
    marks: set[str] = field(default_factory=set)
    columns: tuple[str, ...] = ()
    preview: bool = True
    dates: str = ""
    """Format of dates in all lists: `left`, `date` or `both`; empty keeps each list's default."""

    def looks_at(self) -> tuple[object, ...]:
        """Key of the data: a view must read anew when it differs."""
        return self.agreement, self.filter_text, self.sort, self.descending

    def remember_query(self) -> None:
        """Remember the filter, so that Up recalls it."""
        if self.filter_text:
            rest = [each for each in self.queries if each != self.filter_text]
            self.queries = [*rest[-MOST_QUERIES:], self.filter_text]

    def enter(self, view: SavedView) -> None:
        """Apply the scope of a saved view; an agreement that starts its filter is chosen."""
        agreement = _AGREEMENT.match(view.filter)
        self.agreement = agreement[1] if agreement else ""
        self.filter_text = view.filter[agreement.end() :] if agreement else view.filter
        self.sort, self.descending = view.sort or "left", view.descending
        self.columns = view.columns

    def query_text(self) -> str:
        """Filter with the agreement in it."""
        return (
            f"in:{self.agreement} {self.filter_text}".strip()
            if self.agreement
            else self.filter_text
        )


@dataclass(frozen=True, slots=True)
class HiddenMarks:
    """Marked commitments that are not visible on the screen."""

    codes: tuple[str, ...] = ()
    why: str = ""

    def __str__(self) -> str:
        """End of a sentence: how many and why; empty when all are visible."""
        return f", {len(self.codes)} {self.why}" if self.codes else ""

    def named(self, codes: Iterable[str]) -> list[str]:
        """Name these codes, each with the reason why it is not visible."""
        return [f"{code}, {self.why}" if code in self.codes else code for code in codes]


class Host(Protocol):
    """The app, as its screens know it."""

    scope: ViewState
    read_only: bool
    guarded: bool
    """True for a guest: the powers in `tui.guest_policy` are off."""
    location: str
    """Path or URL of the store."""
    config: Config
    look: Appearance
    keys: Keys
    versions: Mapping[str, int]

    @property
    def reading_zone(self) -> str:
        """Zone in which the user reads the times of changes.

        Deadlines are typed and shown in their own agreement's zone instead.
        """
        ...

    def now(self) -> DateTime:
        """The app's clock, in UTC."""
        ...

    async def ask(self, query: Query[T]) -> T:
        """Read from the store, off the UI thread. Raises AccordError."""
        ...

    async def do(self, command: Command) -> CommandResult:
        """Write to the store; screens are told through the `changed` signal.

        Raises AccordError with nothing written, so that a form can stay open with its text.
        """
        ...

    def say(self, text: str, role: str = "") -> None:
        """Show a line above the hints until the next one; `overdue` is the role of errors."""
        ...


def host(node: DOMNode) -> Host:
    """Give the app of a widget or screen."""
    return cast("Host", node.app)


def shown_screen(app: App[Any]) -> Screen[Any] | None:
    """Give the screen on top; None once the program ends."""
    return app.screen_stack[-1] if app.screen_stack else None


def tell(node: DOMNode, text: str, role: str = "") -> None:
    """Show a message above the keys of a form, or on the current screen."""
    say = getattr(shown_screen(node.app), "tell", None) or host(node).say
    say(text, role)
