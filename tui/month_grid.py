"""A month as lines of words: weeks with their numbers, days with what falls on them. Pure."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from tui import present
from tui.present import Words
from tui.safe import cut, pad

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from db.queries.month import DayBoard, DayCount
    from tui.story import Line

LEGEND = "! overdue  D due  = closed  ? disputed, beside  @ event  * today  [ ] chosen"
_WEEK = 5
"""Cells of the week's number."""


def weeks(year: int, month: int) -> list[list[date]]:
    """The weeks that have a day of the month, Monday first; they end where dates do."""
    return [
        [day for day in week if day.month == month]
        for week in calendar.Calendar().monthdatescalendar(year, month)
    ]


def lines(
    year: int, month: int, board: DayBoard, *, today: date, chosen: date, width: int
) -> Iterator[Line]:
    """The month, the names of the days, then a line for each week."""
    total = sum(each.total for each in board.days.values())
    yield (Words(f" {month_name(year, month)}", "strong"), Words(f"  {total:,} due", "dim"))
    cells = max((width - _WEEK) // 7, 5)
    names = "".join(f" {name:<{cells - 1}}" for name in present.WEEKDAYS)
    yield (Words(f"{'Wk':>{_WEEK - 1}} ", "dim"), Words(names, "heading"))
    for week in weeks(year, month):
        number = week[0].isocalendar().week
        yield (
            Words(f"{number:>{_WEEK - 1}} ", "dim"),
            Words(" " * (cells * week[0].weekday())),
            *(_day(day, board, cells, today=today, chosen=chosen) for day in week),
        )


def month_name(year: int, month: int) -> str:
    """`Nov 2026`, in no locale's words."""
    return f"{present.MONTHS[month - 1]} {year}"


def _day(day: date, board: DayBoard, cells: int, *, today: date, chosen: date) -> Words:
    count = board.days.get(day)
    events = sum(each.day == day for each in board.events)
    mark = "*" if day == today else " "
    inside = cells - 2
    codes = _codes(count, events, max(inside - 4, 0))
    text = f"{day.day:>2}{mark}{' ' if codes else ''}{codes}"
    text = pad(cut(text, inside), inside)
    return Words(f"[{text}]" if day == chosen else f" {text} ", _role(day, count, events, today))


def _codes(count: DayCount | None, events: int, room: int) -> str:
    """`!2D1=3?1@1`: how many of which sign."""
    parts = []
    if count is not None:
        signs = (
            ("!", count.overdue), ("D", count.ahead), ("=", count.closed), ("?", count.disputed),
        )  # fmt: skip
        parts = [f"{sign}{number}" for sign, number in signs if number]
    if events:
        parts.append(f"@{events}")
    return cut("".join(parts), room)


def _role(day: date, count: DayCount | None, events: int, today: date) -> str:
    if count is not None and count.overdue:
        return "overdue"
    if day == today:
        return "today"
    if count is not None and count.total:
        return "strong" if count.ahead else "done"
    return "" if events else "dim"
