"""Both clocks of an extended deadline: the time left, and the days since its first date. Pure.

`6d ago +36d`: six days late, and 36 days after the first agreed date. A minus means that the
first date is still ahead, or that it was kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.domain.enums import Status
from db.domain.time_state import days_after, first_words, two_clocks
from tui.formatting import commitment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pendulum import DateTime

    from db.queries.commitments.row import CommitmentRow
    from tui.formatting.commitment import Words

WIDEST = 14
"""Cells that nearly all need.

In narrower columns the clocks fold, at present.WIDEST_LEFT to one clock or two.
"""
HEADING = "Left +first"
LEGEND = "+36d: days after the first date of a deadline that was extended"
_SMALLER_UNIT = re.compile(r"(?<=\d[dh]) \d\d[hm]")


def after_first(row: CommitmentRow, now: DateTime) -> int | None:
    """Days from the first date to today, or to completion; None with one clock alone."""
    if row.due is None or row.first_due is None or row.status is Status.RELEASED:
        return None
    if row.status.is_open:
        return days_after(row.first_due, now)
    return days_after(row.first_due, row.done) if row.done is not None else None


def folding(row: CommitmentRow, now: DateTime) -> tuple[str, ...]:
    """Forms of the clocks, widest first; the last has only the clock in force."""
    left, days = commitment.left(row, now).text, after_first(row, now)
    if days is None:
        return (left,)
    rough, second = _rough(left), f"{days:+,}d"
    return f"{left} {second}", f"{rough} {second}", f"{rough}{second}", left


def compact(row: CommitmentRow, now: DateTime) -> Words:
    """Give the widest form, for a column that adapts its width."""
    return commitment.Words(folding(row, now)[0], commitment.left(row, now).role)


def in_words(row: CommitmentRow, now: DateTime) -> Words:
    """Describe in prose, without the `+`: `6d ago, 36 d after the first date`."""
    left, days = commitment.left(row, now), after_first(row, now)
    return (
        left if days is None else commitment.Words(f"{left.text}, {first_words(days)}", left.role)
    )


def of_extended(row: CommitmentRow, now: DateTime) -> str:
    """Describe an extended deadline: `6 d late, 36 d after the first date`; empty for one clock."""
    if row.due is None or after_first(row, now) is None:
        return ""
    return two_clocks(row.due, row.first_due, row.done or now)


def any_extended(rows: Iterable[CommitmentRow], now: DateTime) -> bool:
    """Tell whether any row has a second clock, so that the sign needs its legend."""
    return any(after_first(row, now) is not None for row in rows)


def _rough(left: str) -> str:
    return _SMALLER_UNIT.sub("", left).replace("on the day", "on day")
