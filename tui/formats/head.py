"""What every report says about itself, so that nobody has to guess what a printed page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui import present
from tui.safe import safe

if TYPE_CHECKING:
    from pendulum import DateTime

TITLE = "Commitments"


@dataclass(frozen=True, slots=True)
class Head:
    """As of when, in which zone, under which filter, and how many."""

    now: DateTime
    zone: str
    narrowed: str
    count: int

    @property
    def as_of(self) -> str:
        """`Mon 23 Nov 2026 16:20 (Africa/Kinshasa)`."""
        return f"{present.moment(self.now, self.zone)} ({safe(self.zone)})"

    @property
    def filter(self) -> str:
        """The filter, harmless; empty where there was none."""
        return safe(self.narrowed)

    @property
    def sentence(self) -> str:
        """When and how many, without the filter: each format quotes that in its own way."""
        many = "1 commitment" if self.count == 1 else f"{self.count:,} commitments"
        return f"As of {self.as_of}; {many}"
