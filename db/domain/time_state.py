"""Time state of a commitment against its deadline, and how late it was or is."""

import datetime as dt
from dataclasses import dataclass

from pendulum import DateTime

from db.domain.deadlines.day_math import local_day
from db.domain.deadlines.resolution import Due
from db.domain.enums import DeadlineKind, Status, TimeState


@dataclass(frozen=True, slots=True)
class CompletionTime:
    """Completion of a duty: an instant (UTC) if `timed`, else only the local `day` is known."""

    at: DateTime
    day: dt.date
    timed: bool


def time_state(
    status: Status,
    kind: DeadlineKind,
    due: Due | None,
    done: CompletionTime | None,
    now: DateTime,
    *,
    soon_days: int = 14,
) -> TimeState:
    """The time state at `now`. An open duty is "due soon" from `soon_days` before its day on."""
    if status is Status.RELEASED:
        return TimeState.LAPSED
    if status is Status.DONE:
        return _closed(due, done)
    if kind in (DeadlineKind.DUE, DeadlineKind.STANDING) and due is not None:
        return _open(due, now, soon_days)
    return _WITHOUT_DATE.get(kind, TimeState.UNDETERMINED)


_WITHOUT_DATE = {
    DeadlineKind.NONE: TimeState.NO_DEADLINE,
    DeadlineKind.WAITING: TimeState.WAITING,
    DeadlineKind.STANDING: TimeState.STANDING,
}


def _closed(due: Due | None, done: CompletionTime | None) -> TimeState:
    if due is None or done is None:
        return TimeState.CLOSED
    return TimeState.MET_LATE if is_late(due, done) else TimeState.MET_ON_TIME


def _open(due: Due, now: DateTime, soon_days: int) -> TimeState:
    if now >= due.ends:
        return TimeState.OVERDUE
    days = (due.day - local_day(now, due.zone)).days
    if days <= 0:
        return TimeState.DUE_TODAY
    return TimeState.DUE_SOON if days <= soon_days else TimeState.DUE


def is_late(due: Due, done: CompletionTime) -> bool:
    """Check whether the duty was done after its deadline.

    The exact instant of a deadline with an hour is in time. If either is known only to the day,
    days are compared.
    """
    if not done.timed:
        return done.day > due.day
    return done.at > due.ends if due.timed else done.at >= due.ends


def lateness_days(due: Due, done: CompletionTime) -> int:
    """Days from the due day to the day of completion, negative if early; 0 on the same day."""
    return (_day_done(due, done) - due.day).days


def _day_done(due: Due, done: CompletionTime) -> dt.date:
    return local_day(done.at, due.zone) if done.timed else done.day


def two_clocks(current: Due, first: Due | None, when: DateTime | CompletionTime) -> str:
    """Lateness against the current and the first date: "6 d late, 36 d after the first date".

    `when` is the completion, or now for an open duty. The first date is left out if it is the
    current one.
    """
    open_still = not isinstance(when, CompletionTime)
    done = CompletionTime(when, when.date(), timed=True) if isinstance(when, DateTime) else when
    words = _against_current(current, done, open_still=open_still)
    if first is None or (first.ends, first.day) == (current.ends, current.day):
        return words
    return f"{words}, {first_words(lateness_days(first, done))}"


def _against_current(due: Due, done: CompletionTime, *, open_still: bool) -> str:
    days = lateness_days(due, done)
    late = done.at >= due.ends if open_still else is_late(due, done)
    if late:
        return f"{days} d late" if days > 0 else "late the same day"
    if open_still:
        return f"{-days} d left" if days < 0 else "due today"
    return f"{-days} d early" if days < 0 else "on time"


def days_after(first: Due, when: DateTime | CompletionTime) -> int:
    """Days from the first date of an extended deadline to `when`, by its own zone's days.

    `when` is the completion, or now for an open duty; negative before that date.
    """
    done = CompletionTime(when, when.date(), timed=True) if isinstance(when, DateTime) else when
    return lateness_days(first, done)


def first_words(days: int) -> str:
    """`36 d after the first date`, for this number of days after it; negative is before."""
    if days == 0:
        return "on the first date"
    return f"{abs(days)} d {'after' if days > 0 else 'before'} the first date"
