"""Options that the command line sets before the screens are opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.terminal.appearance import Appearance

if TYPE_CHECKING:
    from pathlib import Path

    from pendulum import DateTime


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """Options of a start: store, user, clock and appearance."""

    location: str
    actor: str
    now: DateTime | None = None
    """Fixed time of the clock; None uses the machine's clock."""
    as_of: str | None = None
    """Typed as-of moment to show first; None is the present."""
    zone: str = "UTC"
    """Zone of clock times."""
    read_only: bool = False
    guarded: bool = False
    """True for a guest, let in by one of our keys: nothing that reaches beyond the store."""
    mishaps: Path | None = None
    """File for internal errors that a guest must not see; None shows them."""
    demo: bool = False
    look: Appearance = field(default_factory=Appearance)
    config_path: Path | None = None
    state_path: Path | None = None
    """Folder for the last view and drafts; None keeps nothing."""
    filter: str = ""
    saved: str = ""
    """Saved view to open, narrowed further by the filter."""
    view: str = ""
    mouse: bool = True
    theme: str | None = None
