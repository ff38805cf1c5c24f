"""A month as lines of words: weeks with their numbers, days with their contents. Pure."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from tui.formatting import commitment
from tui.formatting.commitment import Words
from tui.formatting.sanitize import cut, pad, safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from db.queries.boards.calendar import DayBoard, DayCount
    from tui.formatting.detail import Line

_SIGNS = (
    "! overdue", "D due", "= closed", "? disputed", "@ event", "H holiday", "r rest day", "* today",
    "[ ] chosen",
)  # fmt: skip
_WEEK = 5
"""Cells of the week number."""


def legend(width: int) -> str:
    """Explain the signs, as many as fit; self-explanatory ones are left out first."""
    shown = len(_SIGNS)
    while shown > 1 and len("  ".join(_SIGNS[:shown])) > width:
        shown -= 1
    return "  ".join(_SIGNS[:shown])


def weeks(year: int, month: int) -> list[list[date]]:
    """Give the weeks that have a day of the month, Monday first; they end where dates do."""
    return [
        [day for day in week if day.month == month]
        for week in calendar.Calendar().monthdatescalendar(year, month)
    ]


def lines(
    year: int, month: int, board: DayBoard, *, today: date, chosen: date, width: int
) -> Iterator[Line]:
    """Lay out the month, the names of the days, then a line for each week."""
    total = sum(each.total for each in board.days.values())
    yield (Words(f" {month_name(year, month)}", "strong"), Words(f"  {total:,} due", "dim"))
    cells = max((width - _WEEK) // 7, 5)
    names = "".join(f" {name:<{cells - 1}}" for name in commitment.WEEKDAYS)
    yield (Words(f"{'Wk':>{_WEEK - 1}} ", "dim"), Words(names, "heading"))
    for week in weeks(year, month):
        number = week[0].isocalendar().week
        yield (
            Words(f"{number:>{_WEEK - 1}} ", "dim"),
            Words(" " * (cells * week[0].weekday())),
            *(_day(day, board, cells, today=today, chosen=chosen) for day in week),
        )


def month_name(year: int, month: int) -> str:
    """Format a month as `Nov 2026`, in no locale's words."""
    return f"{commitment.MONTHS[month - 1]} {year}"


def _day(day: date, board: DayBoard, cells: int, *, today: date, chosen: date) -> Words:
    count = board.days.get(day)
    events = sum(each.day == day for each in board.events)
    off = _off_sign(day, board)
    marks = f"*{off}" if day == today else f"{off or ' '} "
    inside = cells - 2
    codes = _codes(count, events, max(inside - 4, 0))
    text = pad(cut(f"{day.day:>2}{marks:<2}{codes}", inside), inside)
    role = _role(day, count, events + (off == "H"), today)
    return Words(f"[{text}]" if day == chosen else f" {text} ", role)


def _off_sign(day: date, board: DayBoard) -> str:
    """Sign of a day off: `H` on a holiday; `r` on another rest day if something is due on it."""
    if any(each.holiday for each in board.off if each.day == day):
        return "H"
    return "r" if is_open(day, board) and is_rest(day, board) else ""


def is_open(day: date, board: DayBoard) -> bool:
    """Tell whether something open is due on a day."""
    count = board.days.get(day)
    return count is not None and count.total > count.closed


def is_rest(day: date, board: DayBoard) -> bool:
    """Tell whether a day is a weekend, or no working day by a calendar of the shown agreements."""
    return day.weekday() > 4 or any(each.day == day for each in board.off)


def day_words(day: date, board: DayBoard) -> str:
    """Describe a day in a sentence: what is due, its events, whether it is a holiday."""
    count = board.days.get(day)
    due = f"{count.total:,} due" if count is not None else "nothing due"
    named = list(_named(day, board))
    if _off_sign(day, board) == "r":
        due = f"{due} on a day of rest"
    return f"{commitment.weekday(day)}: {', '.join([due, *named])}."


def notes(board: DayBoard) -> Iterator[Line]:
    """List the events and holidays of the shown weeks, a line each."""
    days = sorted({each.day for each in board.events} | {each.day for each in board.off})
    told = [(day, name) for day in days for name in _named(day, board)]
    if told:
        yield (Words(" EVENTS AND HOLIDAYS", "heading"),)
    for day, name in told:
        yield (Words(f" {commitment.weekday(day)[:-5]:<11}", "dim"), Words(name))


def _named(day: date, board: DayBoard) -> Iterator[str]:
    for event in board.events:
        if event.day == day:
            planned = " (planned)" if event.planned else ""
            yield f"@ {safe(event.agreement)} {safe(event.key)}{planned}"
    for off in board.off:
        if off.day == day and off.holiday:
            yield f"H {safe(off.holiday)} ({', '.join(map(safe, off.agreements))})"


def _codes(count: DayCount | None, events: int, room: int) -> str:
    """Count the signs of a day: `!2D1=3?1@1`."""
    parts = []
    if count is not None:
        signs = (
            ("!", count.overdue), ("D", count.ahead), ("=", count.closed), ("?", count.disputed),
        )  # fmt: skip
        parts = [f"{sign}{number}" for sign, number in signs if number]
    if events:
        parts.append(f"@{events}")
    return cut("".join(parts), room)


def _role(day: date, count: DayCount | None, named: int, today: date) -> str:
    if count is not None and count.overdue:
        return "overdue"
    if day == today:
        return "today"
    if count is not None and count.total:
        return "strong" if count.ahead else "done"
    return "" if named else "dim"
