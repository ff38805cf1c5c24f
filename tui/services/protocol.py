"""What screens and forms may expect of the app, so that none of them imports it."""

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
    from db.store.commit_recovery import Done
    from tui.config.settings import Config
    from tui.keys.actions import Keys
    from tui.terminal.appearance import Look

T = TypeVar("T")

MOST_QUERIES = 49
"""Filters that are remembered beside the latest."""


_AGREEMENT = re.compile(r"in:([A-Z][A-Z0-9]*)(?:\s+|$)")


@dataclass(slots=True)
class Scope:
    """What all views look at together: one agreement or all, narrowed, in an order, some marked."""

    agreement: str = ""
    filter_text: str = ""
    understood: str = ""
    """The last filter that named only what the store knows."""
    queries: list[str] = field(default_factory=list)
    """Filters that were typed, the latest last."""
    sort: str = "left"
    descending: bool = False
    marks: set[str] = field(default_factory=set)
    columns: tuple[str, ...] = ()
    preview: bool = True
    dates: str = ""
    """`left`, `date` or `both`, in all lists; empty leaves each as it is made."""

    def looks_at(self) -> tuple[object, ...]:
        """What a view has to read anew when it differs."""
        return self.agreement, self.filter_text, self.sort, self.descending

    def remember_query(self) -> None:
        """Keep the filter, so that Up brings it again."""
        if self.filter_text:
            rest = [each for each in self.queries if each != self.filter_text]
            self.queries = [*rest[-MOST_QUERIES:], self.filter_text]

    def enter(self, view: SavedView) -> None:
        """Look at what the view looks at; an agreement at the head of its filter is chosen."""
        agreement = _AGREEMENT.match(view.filter)
        self.agreement = agreement[1] if agreement else ""
        self.filter_text = view.filter[agreement.end() :] if agreement else view.filter
        self.sort, self.descending = view.sort or "left", view.descending
        self.columns = view.columns

    def query_text(self) -> str:
        """The filter with the agreement in it."""
        return (
            f"in:{self.agreement} {self.filter_text}".strip()
            if self.agreement
            else self.filter_text
        )


@dataclass(frozen=True, slots=True)
class Unseen:
    """Marked commitments that the screen does not show."""

    codes: tuple[str, ...] = ()
    why: str = ""

    def __str__(self) -> str:
        """How many and why, to go on a sentence with; nothing when all are shown."""
        return f", {len(self.codes)} {self.why}" if self.codes else ""

    def named(self, codes: Iterable[str]) -> list[str]:
        """These codes, each with why it is not seen."""
        return [f"{code}, {self.why}" if code in self.codes else code for code in codes]


class Host(Protocol):
    """The app, as its screens know it."""

    scope: Scope
    read_only: bool
    guarded: bool
    """Somebody from outside: what `tui.guest_policy` lists is off."""
    location: str
    """The store's path or URL."""
    config: Config
    look: Look
    keys: Keys
    versions: Mapping[str, int]

    @property
    def reading_zone(self) -> str:
        """The zone in which the person reads when somebody did something.

        Deadlines are typed and shown in their own agreement's zone instead.
        """
        ...

    def now(self) -> DateTime:
        """The moment of the app's clock, in UTC."""
        ...

    async def ask(self, query: Query[T]) -> T:
        """Read from the store, off the UI thread. Raises AccordError."""
        ...

    async def do(self, command: Command) -> Done:
        """Write to the store; screens hear of it through the `changed` signal.

        Raises AccordError with nothing written, so that a form can stay open with what was typed.
        """
        ...

    def say(self, text: str, role: str = "") -> None:
        """Show a line above the hints until the next one; `overdue` is the role of errors."""
        ...


def host(node: DOMNode) -> Host:
    """The app a widget or screen runs in."""
    return cast("Host", node.app)


def shown_screen(app: App[Any]) -> Screen[Any] | None:
    """The screen on top; None once the program ends."""
    return app.screen_stack[-1] if app.screen_stack else None


def tell(node: DOMNode, text: str, role: str = "") -> None:
    """Say it above the keys of a form, or of whatever screen is shown."""
    say = getattr(shown_screen(node.app), "tell", None) or host(node).say
    say(text, role)
