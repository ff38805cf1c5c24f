"""Days as columns of the screen: the lines above a timeline. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from tui.formatting import commitment

YEARLY = 30
"""Days a column from which on years are named instead of months."""
_NUMBERED = 2
"""Days a column up to which Mondays have their number."""
_WEEK = 7
"""Days a column up to which every month has room for its name."""

_LAST = date.max - timedelta(days=7)
"""Last day that certainly has a Monday after it."""


def scale(first: date, days: int, cells: int, today: date) -> tuple[str, str]:
    """Draw the two lines above the bars: months or years; Mondays if they fit, and today's `|`."""
    names, marks = [" "] * cells, [" "] * cells
    here = cell_of(today, first, days)
    if 0 <= here < cells:
        marks[here] = "|"
    at, name = _first_name(first, days, cells)
    _write(names, at, name)
    for cell in range(cells):
        day, following = cell_day(first, days, cell), cell_day(first, days, cell + 1)
        if cell > at:
            _write(names, cell, _begins(day, following, years=days >= YEARLY))
        monday = day + timedelta(days=-day.weekday() % 7) if day < _LAST else following
        if days <= _NUMBERED and monday < following:
            _write(marks, cell, str(monday.day))
    return "".join(names), "".join(marks)


def _first_name(first: date, days: int, cells: int) -> tuple[int, str]:
    """Give the first month with its year, and its column.

    Where Mondays have numbers, this is the next month if it begins under the name of the first;
    otherwise they would seem to be days of the first month. At a week a column the first drops its
    year instead, so that the next fits; a visible January has the year too.
    """
    name = f"{commitment.MONTHS[first.month - 1]} {first.year}"
    for cell in range(1, len(name) + 1 if days <= _NUMBERED else 0):
        day, following = cell_day(first, days, cell), cell_day(first, days, cell + 1)
        if begins := _begins(day, following, years=False):
            return cell, begins if " " in begins else f"{begins} {following.year}"
    if _NUMBERED < days <= _WEEK and _shows_a_year(first, days, cells):
        name = commitment.MONTHS[first.month - 1]
        for cell in range(1, len(name) + 1):
            day, following = cell_day(first, days, cell), cell_day(first, days, cell + 1)
            if begins := _begins(day, following, years=False):
                return cell, begins
    return 0, name


def _shows_a_year(first: date, days: int, cells: int) -> bool:
    """Tell whether a visible January shows the year."""
    begins = (
        _begins(cell_day(first, days, cell), cell_day(first, days, cell + 1), years=False)
        for cell in range(1, cells - len("Jan 2027"))
    )
    return any(" " in name for name in begins)


def _begins(day: date, following: date, *, years: bool) -> str:
    """Name the month or year that begins in a column; the last if there are several."""
    if years:
        return "" if following.year == day.year else str(following.year)
    if day.day == 1:
        start = day
    elif (following.year, following.month) != (day.year, day.month) and following.day > 1:
        start = following
    else:
        return ""
    return commitment.MONTHS[start.month - 1] + (f" {start.year}" if start.month == 1 else "")


def _write(line: list[str], cell: int, text: str) -> None:
    """Write a text if there is room, with a blank on both sides."""
    end = cell + len(text)
    if text and end <= len(line) and not "".join(line[max(cell - 1, 0) : end + 1]).strip():
        line[cell:end] = text


def cell_day(first: date, days: int, cell: int) -> date:
    """Give the first day of a column."""
    try:
        return first + timedelta(days=days * cell)
    except OverflowError:
        return date.max


def cell_of(day: date, first: date, days: int) -> int:
    """Give the column of a day, for a number of days a column; may be outside the screen."""
    return (day - first).days // days


SCALES = (1, 2, 7, 14, 30, 90)
"""Choices for the days a column stands for."""
_NAMES = {1: "1 day", 2: "2 days", 7: "1 week", 14: "2 weeks", 30: "1 month", 90: "3 months"}
_SHORT = {1: "day", 2: "2 d", 7: "week", 14: "2 wk", 30: "month", 90: "3 mo"}


class Axis:
    """Position and scale of a timeline; at first today is a third of the width from the left."""

    def __init__(self) -> None:
        self.days = SCALES[0]
        """Days a column stands for."""
        self._first: date | None = None

    @property
    def name(self) -> str:
        """Name of the scale: `2 weeks` a column."""
        return _NAMES[self.days]

    @property
    def short(self) -> str:
        """Name of the scale in at most five cells."""
        return _SHORT[self.days]

    def first(self, today: date, cells: int) -> date:
        """Give the day at the left edge, for a number of columns."""
        if self._first is not None:
            return self._first
        return today - timedelta(days=self.days * (cells // 3))

    def home(self) -> None:
        """Return to today."""
        self._first = None

    def move(self, quarters: int, today: date, cells: int) -> bool:
        """Move by quarters of the width, earlier below 0; return False at the end of time."""
        days = self.days * max(cells // 4, 1) * quarters
        try:
            self._first = self.first(today, cells) + timedelta(days=days)
        except OverflowError:
            return False
        return True

    def rescale(self, step: int) -> bool:
        """Change to the next coarser scale, by -1 the next finer; return False if there is none."""
        place = SCALES.index(self.days) + step
        if not 0 <= place < len(SCALES):
            return False
        self.days = SCALES[place]
        return True
