"""Rows into words and style names: one wording for screens, command line and reports.

Pure: no clock, no Textual. Every text that people typed passes `safe` here, once, before it can
reach any terminal. A style name is one of ROLES; front ends map it to colours, and nothing is
told by it alone.
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
"""Cells of the time-left column: it never changes, so columns never jump."""


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
"""What the signs mean, for legends."""


def state_of(row: CommitmentRow, now: DateTime, soon_days: int = 14) -> TimeState:
    """Where the commitment stands against its deadline."""
    return time_state(row.status, row.deadline_kind, row.due, row.done, now, soon_days=soon_days)


def sign(row: CommitmentRow, now: DateTime) -> Words:
    """One cell: the most pressing thing about it."""
    state = state_of(row, now)
    if state in (TimeState.OVERDUE, TimeState.DUE_TODAY):
        return Words(_SIGNS[state], _ROLES[state])
    if row.verification is Verification.DISPUTED:
        return Words("?", "disputed")
    return Words(_SIGNS.get(state, " "), _ROLES.get(state, ""))


def left(row: CommitmentRow, now: DateTime) -> Words:
    """How long is left, or how it ended; at most WIDEST_LEFT cells."""
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
    """The date in the list: short, with its weekday; or what it waits for."""
    if row.due is not None:
        text = due_short(row.due, now)
        text = text[4:] if len(text) > WIDEST_DUE else text  # with a year, no weekday
        return Words(text, "waiting" if row.due_provisional else "")
    if row.deadline_kind in (DeadlineKind.WAITING, DeadlineKind.STANDING):
        return Words(safe(row.rule), "dim")
    return Words("--", "dim")


def full_due(row: CommitmentRow) -> str:
    """The date in full, with time and offset where a time was given."""
    if row.due is None:
        return why_no_date(row)
    return due_words(row.due) + (" (planned)" if row.due_provisional else "")


def why_no_date(row: CommitmentRow) -> str:
    """Why there is no date: which event it waits for, or why it cannot be told."""
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
    """The status, and how much of it: `under way 40%`; a continuing duty done is `holding`."""
    if row.verification is Verification.DISPUTED:
        return Words("DISPUTED", "disputed")
    word = status_word(row)
    role = "overdue" if row.status is Status.BREACHED else "done" if not row.status.is_open else ""
    return Words(f"{word} {progress(row)}".strip(), role)


def verification(row: CommitmentRow) -> Words:
    """What the speakers together say."""
    silent = row.verification is Verification.NO_REPORT
    role = "disputed" if row.verification is Verification.DISPUTED else "dim" if silent else ""
    return Words("--" if silent else row.verification.value, role)


def status_word(row: CommitmentRow) -> str:
    """The status in one or two words."""
    return "holding" if row.continuing and row.status is Status.DONE else row.status.value


def progress(row: CommitmentRow) -> str:
    """How much of it, in a few cells: `64%` of the quantity owed, else `L2/3` for the level."""
    if row.amount is not None and row.target:
        return f"{100 * row.amount // row.target}%"
    if row.amount is not None:
        return f"{row.amount:,}"
    return f"L{row.level}/3" if row.level else ""


def title(row: CommitmentRow) -> str:
    """The title, harmless."""
    return safe(row.title)


def share(part: int, whole: int) -> str:
    """A part with its denominator and per cent: `21/40 (53%)`; never a share of nothing."""
    return f"{part}/{whole} ({round(100 * part / whole)}%)" if whole else "0/0"


def counters(counts: Counts) -> tuple[Words, ...]:
    """The counters line of the Overview, most pressing first."""
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
    """How much a filter shows and hides, in full and shorter: `9 of 40; 31 hidden, 2 overdue`."""
    counted = f"{shown.shown:,} of {shown.total:,}"
    if not shown.hidden:
        return (counted,)
    hidden = f"{counted}; {shown.hidden:,} hidden"
    late = f"{shown.overdue_hidden:,}" if shown.overdue_hidden else "none"
    return f"{hidden}, {late} of them overdue", f"{hidden}, {late} overdue", hidden, counted


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(at: DateTime, zone: str) -> str:
    """`Mon 23 Nov 2026 16:20` in a zone, in no locale's words."""
    local = at.in_timezone(zone)
    day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}"
    return f"{day} {local.hour:02}:{local.minute:02}"


def offset(at: DateTime, zone: str) -> str:
    """How far the clocks of a zone are from UTC at a moment: `+01:00`, or `UTC` itself."""
    ahead = at.in_timezone(zone).isoformat()[-6:]
    return "UTC" if ahead == "+00:00" else ahead


def clock_behind(ahead: DateTime, zone: str) -> str:
    """What is said when the change before is of a moment that is still to come here."""
    return (
        f"The change before this one is of {moment(ahead, zone)}, and that is still to come here: "
        "compare this machine's clock with the others'."
    )


def saved_behind(ahead: DateTime, zone: str) -> str:
    """The same in one line of a narrow screen, where saving was what went before."""
    return f"Saved; but the last change is of {moment(ahead, zone)}: is the clock right?"


def day(at: DateTime, zone: str) -> str:
    """`Fri 27 Jun 2025`: the day of a moment in a zone."""
    return moment(at, zone)[:-6]


def first_steps(filter_text: str, *, read_only: bool) -> tuple[str, ...]:
    """The lines in the middle of an empty list: why it is empty, and which keys come next."""
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
    """What an empty list says: which filter did it, or which key begins."""
    if filter_text:
        return f"Nothing passes the filter '{safe(filter_text)}'; Esc clears it."
    if read_only:
        return "There is nothing in this store yet."
    return "No commitments yet. a adds one; accord seed load WPA brings a real agreement."


def weekday(day: date) -> str:
    """`Fri 27 Jun 2025`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def when(on: DayOrMoment) -> str:
    """`Fri 27 Jun 2025`, or a moment in its own zone: `Mon 23 Nov 2026 16:20 Africa/Kinshasa`.

    Who reads it, and where, makes no difference.
    """
    if not isinstance(on, DateTime):
        return weekday(on)
    zone = on.timezone_name or "UTC"
    return f"{moment(on, zone)} {zone}"


_TECHNICAL = frozenset({"at", "recorded_at", "timed", "place", "number"})


def steps(fields: Iterable[FieldChange]) -> Iterator[str]:
    """The fields of a change as people read them, without those that only link rows."""
    for each in fields:
        if each.field not in _TECHNICAL and not each.field.endswith("_id"):
            before, after = (safe(text) or "-" for text in (each.before, each.after))
            yield f"{each.item} {each.field.replace('_', ' ')}: {before} -> {after}"
