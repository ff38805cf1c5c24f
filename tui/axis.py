"""The days along which a timeline runs: where its left edge is, and how much a column stands for.

Pure: the width and the day of today are arguments.
"""

from __future__ import annotations

from datetime import date, timedelta

SCALES = (1, 2, 7, 14, 30, 90)
"""Days a column can stand for."""
_NAMES = {1: "1 day", 2: "2 days", 7: "1 week", 14: "2 weeks", 30: "1 month", 90: "3 months"}
_SHORT = {1: "day", 2: "2 d", 7: "week", 14: "2 wk", 30: "month", 90: "3 mo"}


class Axis:
    """Until it is moved, today stands a third of the width from the left edge."""

    def __init__(self) -> None:
        self.days = SCALES[0]
        """Days a column stands for."""
        self._first: date | None = None

    @property
    def name(self) -> str:
        """`2 weeks`: what a column stands for."""
        return _NAMES[self.days]

    @property
    def short(self) -> str:
        """The same in at most five cells."""
        return _SHORT[self.days]

    def first(self, today: date, cells: int) -> date:
        """The day at the left edge of so many columns."""
        if self._first is not None:
            return self._first
        return today - timedelta(days=self.days * (cells // 3))

    def home(self) -> None:
        """Back to today."""
        self._first = None

    def move(self, quarters: int, today: date, cells: int) -> bool:
        """Later, or, by less than 0, earlier, by quarters of the width; whether time goes on."""
        days = self.days * max(cells // 4, 1) * quarters
        try:
            self._first = self.first(today, cells) + timedelta(days=days)
        except OverflowError:
            return False
        return True

    def rescale(self, step: int) -> bool:
        """To the next coarser scale, or by -1 the next finer one; whether there is one."""
        place = SCALES.index(self.days) + step
        if not 0 <= place < len(SCALES):
            return False
        self.days = SCALES[place]
        return True
