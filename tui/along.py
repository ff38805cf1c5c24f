"""The timeline and the calendar as text: days as columns, deadlines as signs. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from db.domain.vocabulary import Status, TimeState, Verification
from tui import present
from tui.safe import fit

if TYPE_CHECKING:
    from pendulum import DateTime

    from db.queries.rows import CommitmentRow

YEARLY = 30
"""From so many days a column on, years are named instead of months."""
LEGEND = "| today  D deadline  d former deadline  o done  = running  ! late  ? disputed  > extended"


def scale(first: date, days: int, cells: int) -> tuple[str, str]:
    """Two lines above the bars: months or years, and the Mondays where a column is a day."""
    if days >= YEARLY:
        return _years(first, days, cells), " " * cells
    names, marks = [" "] * cells, [" "] * cells
    for cell in range(cells):
        day, following = cell_day(first, days, cell), cell_day(first, days, cell + 1)
        starts = day.day == 1 or (following.month != day.month and following.day > 1)
        if starts and following.month != day.month:
            day = following
        if day.day == 1 or starts or cell == 0:
            label = f"{present.MONTHS[day.month - 1]} {day.year}" if cell == 0 else (
                present.MONTHS[day.month - 1] + (f" {day.year}" if day.month == 1 else "")
            )  # fmt: skip
            free = all(name == " " for name in names[max(cell - 1, 0) : cell + len(label) + 1])
            if free and cell + len(label) <= cells:
                names[cell : cell + len(label)] = label
        if days == 1 and day.weekday() == 0:
            number = str(day.day)
            if cell + len(number) <= cells:
                marks[cell : cell + len(number)] = number
    return "".join(names[:cells]), "".join(marks[:cells])


def _years(first: date, days: int, cells: int) -> str:
    names = [" "] * cells
    start = f"{present.MONTHS[first.month - 1]} {first.year}"
    names[: len(start)] = start
    for cell in range(len(start) + 1, cells - 4):
        year = cell_day(first, days, cell + 1).year
        if year != cell_day(first, days, cell).year and names[cell - 1] == " ":
            names[cell : cell + 4] = str(year)
    return "".join(names[:cells])


def cell_day(first: date, days: int, cell: int) -> date:
    """The first day that a column stands for."""
    try:
        return first + timedelta(days=days * cell)
    except OverflowError:
        return date.max


def bar(row: CommitmentRow, first: date, days: int, cells: int, now: DateTime) -> present.Words:
    """One commitment along the days: what ran, when it was due, how late it is."""
    band = _Band(first, days, [" "] * cells)
    today = now.in_timezone(row.zone).date()
    if row.due_on is not None:
        _run(band, row, row.due_on, today)
    band.put(today, "|")
    if row.first_due is not None:
        band.put(row.first_due.day, "d")
    band.put(row.due_on, "D")
    band.put(row.done_on, "o")
    text = "".join(band.line)
    if row.due_on is None and row.done_on is None:
        text = _undated(row, text, band.cell(today))
    return present.Words(text, _ROLES.get(present.state_of(row, now), ""))


def _run(band: _Band, row: CommitmentRow, due: date, today: date) -> None:
    """What ran before the deadline, what an extension added, what came after."""
    lead = timedelta(days=band.days * max(len(band.line) // 6, 4))
    band.fill(_back(due, lead), due, "." if row.status is Status.PENDING else "=")
    if row.first_due is not None:
        band.fill(row.first_due.day, due, ">")
    if row.status.is_open:
        band.fill(due, today, "?" if row.verification is Verification.DISPUTED else "!")
    elif row.done_on is not None:
        band.fill(due, row.done_on, "!")


def _back(day: date, span: timedelta) -> date:
    return day - span if day - date.min > span else date.min


@dataclass(slots=True)
class _Band:
    """Cells of `days` days each, the first of them beginning on `first`."""

    first: date
    days: int
    line: list[str]

    def cell(self, day: date) -> int:
        """Where a day falls; outside the line too."""
        return (day - self.first).days // self.days

    def put(self, day: date | None, char: str) -> None:
        """A sign on a day."""
        if day is not None and 0 <= self.cell(day) < len(self.line):
            self.line[self.cell(day)] = char

    def fill(self, start: date, end: date, char: str) -> None:
        """The cells from one day up to another."""
        for cell in range(max(self.cell(start), 0), min(self.cell(end) + 1, len(self.line))):
            self.line[cell] = char


_ROLES = {
    TimeState.OVERDUE: "overdue",
    TimeState.DUE_TODAY: "today",
    TimeState.DUE_SOON: "soon",
    TimeState.MET_LATE: "done",
    TimeState.MET_ON_TIME: "done",
}


def _undated(row: CommitmentRow, text: str, now_cell: int) -> str:
    start = now_cell + 2
    words = present.why_no_date(row) if row.status.is_open else present.status_word(row)
    if start < 0 or start + 12 > len(text):
        return text
    return text[:start] + fit(words, len(text) - start)
