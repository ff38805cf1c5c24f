"""Header of every report, so that the reader of a printed page knows what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.formatting import commitment
from tui.formatting.sanitize import safe
from tui.formatting.styled_text import counted

if TYPE_CHECKING:
    from pendulum import DateTime

    from db.domain.history_point import Point

TITLE = "Commitments"


@dataclass(frozen=True, slots=True)
class Head:
    """Header facts: as-of moment, zone, filter, number of rows, and whether it is the present."""

    now: DateTime
    zone: str
    narrowed: str
    count: int
    point: Point | None = None
    """Point in the history that was read; None for the present."""

    @property
    def as_of(self) -> str:
        """`Mon 23 Nov 2026 16:20 (Africa/Kinshasa)`."""
        return f"{commitment.moment(self.now, self.zone)} ({safe(self.zone)})"

    @property
    def filter(self) -> str:
        """Filter, safe to show; empty if there was none."""
        return safe(self.narrowed)

    @property
    def sentence(self) -> str:
        """Moment and number of rows; each format adds the filter, quoted in its own way."""
        many = counted(self.count, "commitment")
        if self.point is None:
            return f"As of {self.as_of}; {many}"
        return f"AS OF {self.as_of}, not the present; {many}; {self._left_out}"

    @property
    def title(self) -> str:
        """`Commitments`; away from the present with the moment, so that nobody mistakes it."""
        if self.point is None:
            return TITLE
        return f"{TITLE} as of {commitment.moment(self.now, self.zone)}"

    @property
    def _left_out(self) -> str:
        """Say up to which change recorded entries are included, as part of a sentence."""
        if self.point is None or self.point.is_complete:
            return "with everything that is recorded"
        return f"as known after change #{self.point.known}, without what was recorded later"
