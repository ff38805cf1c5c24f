"""What moves when an event moves: as lines, and as JSON. Pure, like `tui.present`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pendulum import DateTime

from db.domain.countdown import due_short
from db.domain.vocabulary import DeadlineKind
from db.queries.whatif import SupposedDone, late_ones
from tui import present
from tui.present import Words
from tui.safe import cut, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from db.domain.deadline.outcome import Due
    from db.queries.whatif import Moved, Stand, Supposed


def lines(moved: Sequence[Moved], now: DateTime, width: int = 0) -> Iterator[Words]:
    """How many move and become overdue, then each from when to when; none left out.

    `width`: cells to cut each line to; 0 cuts nothing.
    """
    yield Words(headline(moved, now), "strong" if moved else "dim")
    become, stop = (set(map(id, some)) for some in late_ones(moved, now))
    wide = max((len(each.code) for each in moved), default=0)
    for each in moved:
        late = id(each) in become
        note = "  ! becomes overdue" if late else "  no longer overdue" * (id(each) in stop)
        before, after = stand(each.before, now), stand(each.after, now)
        after += ", done" if each.before.open and not each.after.open else ""
        text = f"  {each.code:<{wide}}  {before} -> {after}{note}  {safe(each.title)}"
        yield Words(cut(text, width) if width else text, "overdue" if late else "")


def supposed(each: Supposed, zone: str) -> str:
    """`WPA signing is on Fri 4 Jul 2025`, `WPA-3 is done on …`, `DOHA handover is unknown`."""
    if isinstance(each, SupposedDone):
        return safe(f"{each.code} is done on {_moment(each.on, zone)}")
    event = safe(f"{each.agreement} {each.key}")
    if each.at is None:
        return f"{event} is not known"
    how = "is planned for" if each.planned else "is on"
    return f"{event} {how} {_moment(each.at, zone, day_only=each.day_only)}"


def _moment(on: date | DateTime, zone: str, *, day_only: bool = False) -> str:
    if isinstance(on, DateTime):
        return present.day(on, zone) if day_only else f"{present.moment(on, zone)} {zone}"
    return present.weekday(on)


def headline(moved: Sequence[Moved], now: DateTime) -> str:
    """`6 deadlines move; 2 become overdue, 1 stops being overdue:`."""
    if not moved:
        return "No deadline moves."
    count = sum(replace(each.before, open=each.after.open) != each.after for each in moved)
    become, stop = map(len, late_ones(moved, now))
    parts = [
        f"{become} become{'s' * (become == 1)} overdue" if become else "",
        f"{stop} stop{'s' * (stop == 1)} being overdue" if stop else "",
    ]
    said = ", ".join(part for part in parts if part) or "none becomes overdue"
    return f"{count or 'No'} deadline{'s move' if count > 1 else ' moves'}; {said}:"


def stand(found: Stand, now: DateTime) -> str:
    """A date, or why there is none: `Thu 25 Sep 2025`, `waiting for handover (by plan …)`."""
    if found.due is not None:
        planned = " (planned)" if found.due.provisional else ""
        return f"{due_short(found.due, now)}{planned}"
    match found.kind:
        case DeadlineKind.WAITING:
            plan = f" (by plan {due_short(found.plan, now)})" if found.plan else ""
            return f"waiting for {safe(found.why)}{plan}"
        case DeadlineKind.STANDING:
            return f"{safe(found.why)}"
        case DeadlineKind.UNDETERMINED:
            return f"cannot tell, because {safe(found.why)}"
        case _:
            return "no deadline"


def as_json(moved: Sequence[Moved], now: DateTime) -> list[dict[str, Any]]:
    """Each that moves; days are ISO 8601, unknown ones null."""
    become, stop = (set(map(id, some)) for some in late_ones(moved, now))
    return [
        {
            "code": each.code,
            "title": each.title,
            "from": _day(each.before.due),
            "to": _day(each.after.due),
            "from_plan": _day(each.before.plan),
            "to_plan": _day(each.after.plan),
            "waiting_for": each.after.why if each.after.kind is DeadlineKind.WAITING else "",
            "becomes_overdue": id(each) in become,
            "stops_overdue": id(each) in stop,
        }
        for each in moved
    ]


def _day(due: Due | None) -> str | None:
    return due.day.isoformat() if due is not None else None
