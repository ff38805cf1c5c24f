"""Resolution of a rule and its known events to a due instant, or the reason why there is none.

A due day is a local day of one zone; its `ends` is the first instant that is too late. Nothing
is guessed: an unknown event, a missing calendar or an impossible window gives no date.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, ParamSpec

from db.domain.bounds import FIRST_YEAR, LAST_YEAR, within_years
from db.domain.deadlines.day_math import (
    WorkCalendar,
    clock_remark,
    end_of_day,
    instant_at,
    local_day,
    shift_day,
    start_of_day,
    to_utc,
)
from db.domain.deadlines.resolution import (
    AnchorTime,
    Due,
    Resolution,
    Standing,
    Undetermined,
    Unset,
    Waiting,
    day_remarks,
    kind_of,
)
from db.domain.deadlines.rules import (
    Anchor,
    Earliest,
    FixedDate,
    Latest,
    NoDeadline,
    Offset,
    PerOccurrence,
    Point,
    Recurring,
    Rule,
    Unit,
    Window,
)

__all__ = [
    "AnchorTime",
    "Due",
    "Resolution",
    "Standing",
    "Undetermined",
    "Unset",
    "Waiting",
    "day_remarks",
    "kind_of",
    "resolve",
]

P = ParamSpec("P")
_Outcome = Due | Waiting | Undetermined


class _Known(NamedTuple):
    """Inputs of the resolution of a rule."""

    anchors: Mapping[Anchor, AnchorTime | None]
    zone: str
    calendar: WorkCalendar | None


def resolve(
    rule: Rule,
    anchors: Mapping[Anchor, AnchorTime | None],
    zone: str,
    calendar: WorkCalendar | None = None,
) -> Resolution:
    """Resolve `rule`, with local days in `zone`, the agreement's.

    An anchor that is missing from `anchors`, or None in it, is unknown.
    """
    known = _Known(anchors, zone, calendar)
    match rule:
        case Offset():  # by far the most are
            return _offset(rule, known)
        case NoDeadline():
            return Unset()
        case Recurring() | PerOccurrence():
            return Standing(str(rule))
        case Window():
            return _window(rule, known)
        case _:
            return _point(rule, known)


def _point(point: Point, known: _Known) -> _Outcome:
    match point:
        case FixedDate():
            return _in_range(_fixed, point, known.zone)
        case Offset():
            return _offset(point, known)
        case Earliest(bounds=bounds):
            return _earliest([_point(bound, known) for bound in bounds])
        case Latest(bounds=bounds):
            return _latest([_point(bound, known) for bound in bounds])


def _in_range(
    work: Callable[P, Due | Undetermined], *given: P.args, **named: P.kwargs
) -> Due | Undetermined:
    try:
        found = work(*given, **named)
        if isinstance(found, Due):
            within_years(found.day)
    except OverflowError:
        return Undetermined(f"the date lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return found


def _fixed(rule: FixedDate, zone: str) -> Due:
    own = rule.zone or zone
    if rule.time is None:
        return _whole_day(rule.day, own)
    remark = clock_remark(rule.day, rule.time, own)
    notes = (remark,) if remark else ()
    # An instant is the same in every zone, so it is shown in the agreement's, like all others.
    ends = instant_at(rule.day, rule.time, own)
    return Due(ends, local_day(ends, zone), zone, timed=True, notes=notes)


def _whole_day(day: dt.date, zone: str) -> Due:
    return Due(end_of_day(day, zone), day, zone, timed=False)


def _offset(rule: Offset, known: _Known) -> _Outcome:
    anchor = known.anchors.get(rule.anchor)
    if anchor is None:
        return Waiting((rule.anchor,))
    if rule.unit is Unit.WORKING_DAYS and known.calendar is None:
        return Undetermined("no calendar of working days is set for the agreement")
    count = _hours if rule.unit is Unit.HOURS else _days
    return _in_range(count, rule, anchor, known)


def _hours(rule: Offset, anchor: AnchorTime, known: _Known) -> Due:
    start = to_utc(anchor.at)
    notes: tuple[str, ...] = ()
    if anchor.day_only:
        start = end_of_day(anchor.day_in(anchor.zone), anchor.zone)
        notes = (f"the hour of “{rule.anchor}” is not known: counted from the end of its day",)
    hours = -rule.amount if rule.before else rule.amount
    ends = to_utc(start + dt.timedelta(hours=hours))
    due = Due(ends, local_day(ends, known.zone), known.zone, True, anchor.planned, notes=notes)
    return due.to_the_day() if anchor.day_only else due


def _days(rule: Offset, anchor: AnchorTime, known: _Known) -> Due | Undetermined:
    amount = -rule.amount if rule.before else rule.amount
    try:
        day = shift_day(anchor.day_in(known.zone), amount, rule.unit, known.calendar)
    except OverflowError as error:
        if rule.unit is not Unit.WORKING_DAYS:
            raise
        return Undetermined(f"{str(error)[0].lower()}{str(error)[1:-1]}")
    counted = rule.unit is Unit.WORKING_DAYS and known.calendar
    notes = (f"working days: {counted.name}",) if counted else ()
    ends = end_of_day(day, known.zone)
    return Due(ends, day, known.zone, timed=False, provisional=anchor.planned, notes=notes)


def _earliest(outcomes: list[_Outcome]) -> _Outcome:
    dues, waiting, lost = _sorted_out(outcomes)
    if lost:
        return lost[0]
    if not dues:
        return _wait_for(waiting)
    first = min(dues, key=lambda due: due.ends)
    provisional = bool(waiting) or any(due.provisional for due in dues)
    notes = first.notes
    if waiting:
        names = ", ".join(str(anchor) for anchor in _wait_for(waiting).on)
        notes = (*notes, f"may be earlier: waiting for {names}")
    return first._replace(provisional=provisional, notes=notes)


def _latest(outcomes: list[_Outcome]) -> _Outcome:
    dues, waiting, lost = _sorted_out(outcomes)
    if waiting:
        return _wait_for(waiting)
    if lost:
        return lost[0]
    last = max(dues, key=lambda due: due.ends)
    return last._replace(provisional=any(due.provisional for due in dues))


def _window(rule: Window, known: _Known) -> _Outcome:
    outcomes = [_point(rule.opens, known), _point(rule.ends, known)]
    dues, waiting, lost = _sorted_out(outcomes)
    if waiting:
        return _wait_for(waiting)
    if lost:
        return lost[0]
    return _in_range(_between, dues[0], dues[1])


def _between(opening: Due, ending: Due) -> Due | Undetermined:
    opens = opening.ends if opening.timed else start_of_day(opening.day, opening.zone)
    # A whole day's `ends` is already the next day's start; an instant may be both ends at once.
    if opens > ending.ends or (opens == ending.ends and not ending.timed):
        return Undetermined("the window ends before it opens")
    provisional = opening.provisional or ending.provisional
    notes = (*opening.notes, *ending.notes)
    return ending._replace(opens=opens, provisional=provisional, notes=notes)


def _sorted_out(
    outcomes: Iterable[_Outcome],
) -> tuple[list[Due], list[Waiting], list[Undetermined]]:
    dues: list[Due] = []
    waiting: list[Waiting] = []
    lost: list[Undetermined] = []
    for outcome in outcomes:
        match outcome:
            case Due():
                dues.append(outcome)
            case Waiting():
                waiting.append(outcome)
            case Undetermined():
                lost.append(outcome)
    return dues, waiting, lost


def _wait_for(waiting: list[Waiting]) -> Waiting:
    return Waiting(tuple(dict.fromkeys(anchor for one in waiting for anchor in one.on)))
