"""Rows as words and style names: one wording for screens, command line and reports.

Pure: no clock, no Textual. Every text that users typed passes `safe` here, once, before it can
reach any terminal. A style name is one of ROLES; front ends map it to colours, and no meaning
depends on it alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pendulum import DateTime

from db.domain.countdown import countdown, due_short, due_words
from db.domain.enums import DeadlineKind, Status, TimeState, Verification
from db.domain.time_state import lateness_days, time_state
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from db.domain.deadlines.day_math import DayOrMoment
    from db.queries.boards.overview import Counts
    from db.queries.commitments.row import CommitmentRow
    from db.queries.filters.values import Shown
    from db.queries.history.changes import FieldChange

ROLES = ("", "overdue", "today", "soon", "waiting", "done", "disputed", "dim", "heading", "strong")

WIDEST_LEFT = 11
"""Cells of the time-left column: fixed, so that columns never jump."""


WIDEST_DUE = 11
"""Cells of the date in lists: `Wed 11 Nov`, or `11 Nov 2025`."""


class Words(NamedTuple):
    """A text that is safe to show, and the name of its style."""

    text: str
    role: str = ""


_ROLES: dict[TimeState, str] = {
    TimeState.OVERDUE: "overdue",
    TimeState.DUE_TODAY: "today",
    TimeState.DUE_SOON: "soon",
    TimeState.WAITING: "waiting",
    TimeState.UNDETERMINED: "waiting",
    TimeState.MET_ON_TIME: "done",
    TimeState.MET_LATE: "done",
    TimeState.CLOSED: "done",
    TimeState.LAPSED: "dim",
    TimeState.NO_DEADLINE: "dim",
    TimeState.STANDING: "dim",
}

_SIGNS: dict[TimeState, str] = {
    TimeState.OVERDUE: "!",
    TimeState.DUE_TODAY: "*",
    TimeState.WAITING: "-",
    TimeState.UNDETERMINED: "-",
    TimeState.MET_ON_TIME: "=",
    TimeState.MET_LATE: "=",
    TimeState.CLOSED: "=",
}

SIGNS = (
    ("!", "overdue"),
    ("*", "due today"),
    ("?", "disputed"),
    ("-", "waiting for an event"),
    ("=", "kept"),
    ("+", "marked"),
    (">", "the cursor"),
    ("~", "text cut"),
)
"""Meanings of the signs, for legends."""


def state_of(row: CommitmentRow, now: DateTime, soon_days: int = 14) -> TimeState:
    """Give the state of a commitment against its deadline."""
    return time_state(row.status, row.deadline_kind, row.due, row.done, now, soon_days=soon_days)


def sign(row: CommitmentRow, now: DateTime) -> Words:
    """Give the sign of a row: the most pressing fact about it, in one cell."""
    state = state_of(row, now)
    if state in (TimeState.OVERDUE, TimeState.DUE_TODAY):
        return Words(_SIGNS[state], _ROLES[state])
    if row.verification is Verification.DISPUTED:
        return Words("?", "disputed")
    return Words(_SIGNS.get(state, " "), _ROLES.get(state, ""))


def left(row: CommitmentRow, now: DateTime) -> Words:
    """Time left, or the outcome; at most WIDEST_LEFT cells."""
    state = state_of(row, now)
    role = _ROLES.get(state, "")
    if row.due is not None and row.status.is_open:
        return Words(countdown(row.due, now).text, role)
    if state in (TimeState.MET_ON_TIME, TimeState.MET_LATE):
        return Words(_met(row), role)
    return Words(_TIMELESS.get(state, state.value), role)


_TIMELESS = {
    TimeState.NO_DEADLINE: "no deadline",
    TimeState.STANDING: "recurring",
    TimeState.CLOSED: "done",
    TimeState.LAPSED: "released",
}


def _met(row: CommitmentRow) -> str:
    if row.due is None or row.done is None:
        return "done"
    days = lateness_days(row.due, row.done)
    if days == 0:
        return "on the day"
    return f"{days:,}d late" if days > 0 else f"{-days:,}d early"


def due(row: CommitmentRow, now: DateTime) -> Words:
    """Date in lists: short, with its weekday; without a date, the event that it waits for."""
    if row.due is not None:
        text = due_short(row.due, now)
        text = text[4:] if len(text) > WIDEST_DUE else text  # with a year, no weekday
        return Words(text, "waiting" if row.due_provisional else "")
    if row.deadline_kind in (DeadlineKind.WAITING, DeadlineKind.STANDING):
        return Words(safe(row.rule), "dim")
    return Words("--", "dim")


def full_due(row: CommitmentRow) -> str:
    """Date in full, with time and offset if it has a time."""
    if row.due is None:
        return why_no_date(row)
    return due_words(row.due) + (" (planned)" if row.due_provisional else "")


def why_no_date(row: CommitmentRow) -> str:
    """Reason for a missing date: the event that it waits for, or why it cannot be computed."""
    match row.deadline_kind:
        case DeadlineKind.WAITING:
            plan = f" (by plan {due_words(row.plan)})" if row.plan is not None else ""
            return f"waiting for {safe(row.waiting_on)}{plan}"
        case DeadlineKind.STANDING:
            return safe(row.waiting_on)
        case DeadlineKind.UNDETERMINED:
            return f"cannot tell, because {safe(row.waiting_on)}"
        case _:
            return "no deadline"


def status(row: CommitmentRow) -> Words:
    """Status with its progress: `under way 40%`; a continuing duty done is `holding`."""
    if row.verification is Verification.DISPUTED:
        return Words("DISPUTED", "disputed")
    word = status_word(row)
    role = "overdue" if row.status is Status.BREACHED else "done" if not row.status.is_open else ""
    return Words(f"{word} {progress(row)}".strip(), role)


def verification(row: CommitmentRow) -> Words:
    """Verification that follows from all speakers together."""
    silent = row.verification is Verification.NO_REPORT
    role = "disputed" if row.verification is Verification.DISPUTED else "dim" if silent else ""
    return Words("--" if silent else row.verification.value, role)


def status_word(row: CommitmentRow) -> str:
    """Status in one or two words."""
    return "holding" if row.continuing and row.status is Status.DONE else row.status.value


def progress(row: CommitmentRow) -> str:
    """Progress in a few cells: `64%` of the quantity owed, else `L2/3` for the level."""
    if row.amount is not None and row.target:
        return f"{100 * row.amount // row.target}%"
    if row.amount is not None:
        return f"{row.amount:,}"
    return f"L{row.level}/3" if row.level else ""


def title(row: CommitmentRow) -> str:
    """Title, safe to show."""
    return safe(row.title)


def share(part: int, whole: int) -> str:
    """Share with its denominator and per cent: `21/40 (53%)`; no per cent of nothing."""
    return f"{part}/{whole} ({round(100 * part / whole)}%)" if whole else "0/0"


def counters(counts: Counts) -> tuple[Words, ...]:
    """Counters line of the Overview, most pressing first."""
    return (
        Words(f"Overdue {counts.overdue}", "overdue" if counts.overdue else "dim"),
        Words(f"Disputed {counts.disputed}", "disputed" if counts.disputed else "dim"),
        Words(f"Today {counts.today}", "today" if counts.today else "dim"),
        Words(f"7 days {counts.week}", "soon" if counts.week else "dim"),
        Words(f"Later {counts.later}"),
        Words(f"Waiting {counts.waiting}", "waiting"),
        Words(f"Kept {share(counts.kept, counts.total)}", "done"),
    )


def left_over(shown: Shown) -> tuple[str, ...]:
    """Rows that a filter shows and hides, long and short form: `9 of 40; 31 hidden, 2 overdue`."""
    counted = f"{shown.shown:,} of {shown.total:,}"
    if not shown.hidden:
        return (counted,)
    hidden = f"{counted}; {shown.hidden:,} hidden"
    late = f"{shown.overdue_hidden:,}" if shown.overdue_hidden else "none"
    return f"{hidden}, {late} of them overdue", f"{hidden}, {late} overdue", hidden, counted


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(at: DateTime, zone: str) -> str:
    """Format a moment as `Mon 23 Nov 2026 16:20` in a zone, in no locale's words."""
    local = at.in_timezone(zone)
    day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}"
    return f"{day} {local.hour:02}:{local.minute:02}"


def offset(at: DateTime, zone: str) -> str:
    """Offset of a zone from UTC at a moment: `+01:00`, or `UTC` itself."""
    ahead = at.in_timezone(zone).isoformat()[-6:]
    return "UTC" if ahead == "+00:00" else ahead


def clock_behind(ahead: DateTime, zone: str) -> str:
    """Warning that the previous change is dated in the future of this machine's clock."""
    return (
        f"The change before this one is of {moment(ahead, zone)}, and that is still to come here: "
        "compare this machine's clock with the others'."
    )


def saved_behind(ahead: DateTime, zone: str) -> str:
    """The same warning in one line of a narrow screen, after saving."""
    return f"Saved; but the last change is of {moment(ahead, zone)}: is the clock right?"


def day(at: DateTime, zone: str) -> str:
    """Format the day of a moment in a zone: `Fri 27 Jun 2025`."""
    return moment(at, zone)[:-6]


def first_steps(filter_text: str, *, read_only: bool) -> tuple[str, ...]:
    """Lines in the middle of an empty list: why it is empty, and which keys come next."""
    if filter_text or read_only:
        return ("", nothing_here(filter_text, read_only=read_only))
    return (
        "",
        "No commitments yet.",
        "a adds one; with no agreement yet, that comes first.",
        "accord seed load WPA brings a real agreement.",
        "accord demo shows a filled store.",
        "? lists the keys.",
    )


def nothing_here(filter_text: str, *, read_only: bool) -> str:
    """Message of an empty list: the filter that hides all, or the key that adds the first."""
    if filter_text:
        return f"Nothing passes the filter '{safe(filter_text)}'; Esc clears it."
    if read_only:
        return "There is nothing in this store yet."
    return "No commitments yet. a adds one; accord seed load WPA brings a real agreement."


def weekday(day: date) -> str:
    """Format a day as `Fri 27 Jun 2025`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def when(on: DayOrMoment) -> str:
    """Format a day as `Fri 27 Jun 2025`, a moment in its own zone: `… 16:20 Africa/Kinshasa`.

    The result does not depend on the reader or their zone.
    """
    if not isinstance(on, DateTime):
        return weekday(on)
    zone = on.timezone_name or "UTC"
    return f"{moment(on, zone)} {zone}"


_TECHNICAL = frozenset({"at", "recorded_at", "timed", "place", "number"})


def steps(fields: Iterable[FieldChange]) -> Iterator[str]:
    """List the fields of a change for people, without those that only link rows."""
    for each in fields:
        if each.field not in _TECHNICAL and not each.field.endswith("_id"):
            before, after = (safe(text) or "-" for text in (each.before, each.after))
            yield f"{each.item} {each.field.replace('_', ' ')}: {before} -> {after}"
