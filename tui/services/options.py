"""What the command line settled before the screens are opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.terminal.appearance import Look

if TYPE_CHECKING:
    from pathlib import Path

    from pendulum import DateTime


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start: which store, as whom, by which clock, looking how."""

    location: str
    actor: str
    now: DateTime | None = None
    """Fixes the clock; None is the machine's."""
    as_of: str | None = None
    """A typed moment of the history to look from at first; None is the present."""
    zone: str = "UTC"
    """The zone in which clocks are read."""
    read_only: bool = False
    guarded: bool = False
    """Somebody from outside, let in by a key of ours: nothing that reaches beyond the store."""
    mishaps: Path | None = None
    """Where mistakes of ours are kept that a guest must not see; None shows them."""
    demo: bool = False
    look: Look = field(default_factory=Look)
    config_path: Path | None = None
    state_path: Path | None = None
    """The folder in which to keep the last view and drafts; None keeps nothing."""
    filter: str = ""
    saved: str = ""
    """The saved view to open, narrowed further by the filter."""
    view: str = ""
    mouse: bool = True
    theme: str | None = None
