"""Effects of moving an event: as lines, and as JSON. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from db.domain.countdown import due_short
from db.domain.enums import DeadlineKind, TimeState
from db.domain.unlikely_dates import unlikely
from db.queries.what_if.simulate import SupposedDone, late_ones
from tui.formatting import commitment
from tui.formatting.commitment import Words
from tui.formatting.sanitize import cut, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pendulum import DateTime

    from db.domain.deadlines.resolution import Due
    from db.queries.what_if.simulate import Moved, Stand, SupposedEvent


def lines(moved: Sequence[Moved], now: DateTime, width: int = 0) -> Iterator[Words]:
    """Count the moved and the newly overdue, then list each from when to when; none left out.

    `width`: cells to cut each line to; 0 cuts nothing.
    """
    yield Words(headline(moved, now), "strong" if moved else "dim")
    wide = max((len(each.code) for each in moved), default=0)
    for each in moved:
        after = stand(each.after, now)
        before = stand(each.before, now)
        done = ", done" if each.before.open and not each.after.open else ""
        notes = "".join(f"  {note}" for note in _notes(each, now))
        date = before if before == after else f"{before} -> {after}"
        text = f"  {each.code:<{wide}}  {date}{done}{notes}  {safe(each.title)}"
        late = each.after.state(now) is TimeState.OVERDUE is not each.before.state(now)
        yield Words(cut(text, width) if width else text, "overdue" if late else "")


def _notes(each: Moved, now: DateTime) -> Iterator[str]:
    """Describe other differences: the new state, the window, the occurrences."""
    before, after = each.before, each.after
    was, becomes = before.state(now), after.state(now)
    if was is not becomes and becomes in _VERDICTS:
        yield _VERDICTS[becomes]
    elif was is TimeState.OVERDUE is not becomes:
        yield "no longer overdue"
    if before.due and after.due and before.due.day == after.due.day:
        yield from _shift(before.due, after.due)
    if before.opens != after.opens:
        yield f"opens {_opens(before)} -> {_opens(after)}"
    if after.first not in (before.first, after.due and after.due.day):
        days = (commitment.weekday(day) if day else "--" for day in (before.first, after.first))
        yield f"first date {' -> '.join(days)}"
    if before.instances and after.instances and before.instances != after.instances:
        for name in ("on_time", "late", "missed"):
            counts = getattr(before.instances, name), getattr(after.instances, name)
            if counts[0] != counts[1]:
                yield f"{name.replace('_', ' ')} {counts[0]} -> {counts[1]}"


_VERDICTS = {
    TimeState.OVERDUE: "! becomes overdue",
    TimeState.MET_LATE: "! becomes met late",
    TimeState.MET_ON_TIME: "becomes met on time",
}


def _shift(before: Due, after: Due) -> Iterator[str]:
    """Describe how much earlier or later it ends on the same day."""
    hours = (after.ends - before.ends).total_seconds() / 3600
    if hours:
        yield f"ends {abs(hours):g} h {'later' if hours > 0 else 'earlier'}"


def _opens(found: Stand) -> str:
    zone = found.due.zone if found.due else "UTC"
    return commitment.day(found.opens, zone) if found.opens else "--"


def supposed(each: SupposedEvent | SupposedDone) -> str:
    """Name a supposition: `WPA signing is on Fri 4 Jul 2025`, `DOHA handover is unknown`."""
    if isinstance(each, SupposedDone):
        return safe(f"{each.code} is done on {commitment.when(each.on)}")
    event = safe(f"{each.agreement} {each.key}")
    if each.on is None:
        return f"{event} is not known"
    how = "is planned for" if each.planned else "is on"
    return f"{event} {how} {commitment.when(each.on)}"


def odd(asked: Iterable[SupposedEvent | SupposedDone], now: DateTime) -> Iterator[str]:
    """Warn of odd dates among suppositions; no question is asked, since nothing is saved."""
    for each in asked:
        said = supposed(each)
        yield from (f"{said}: {safe(remark)}." for remark in each.remarks)
        if years := unlikely(each, now):
            yield f"{said}: {years}"


def headline(moved: Sequence[Moved], now: DateTime) -> str:
    """Summarise: `6 deadlines move; 2 become overdue, 1 stops being overdue:`."""
    if not moved:
        return "No deadline moves."
    count = sum(each.moves for each in moved)
    become, stop = map(len, late_ones(moved, now))
    parts = [
        f"{become} become{'s' * (become == 1)} overdue" if become else "",
        f"{stop} stop{'s' * (stop == 1)} being overdue" if stop else "",
    ]
    said = ", ".join(part for part in parts if part) or "none becomes overdue"
    return f"{count or 'No'} deadline{'s move' if count > 1 else ' moves'}; {said}:"


def stand(found: Stand, now: DateTime) -> str:
    """Date, or why there is none: `Thu 25 Sep 2025`, `waiting for handover (by plan …)`."""
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
    """Convert each that moves; days are ISO 8601, unknown ones null."""
    become, stop = (set(map(id, some)) for some in late_ones(moved, now))
    return [
        {
            "code": each.code,
            "title": each.title,
            **_both("", each, lambda stand: _day(stand.due)),
            **_both("plan", each, lambda stand: _day(stand.plan)),
            **_both("first", each, lambda stand: stand.first),
            **_both("opens", each, lambda stand: stand.opens),
            **_both("time", each, lambda stand: stand.state(now)),
            **_both("instances", each, lambda stand: stand.instances and asdict(stand.instances)),
            "waiting_for": each.after.why if each.after.kind is DeadlineKind.WAITING else "",
            "becomes_overdue": id(each) in become,
            "stops_overdue": id(each) in stop,
        }
        for each in moved
    ]


def _both(name: str, each: Moved, of: Callable[[Stand], object]) -> dict[str, object]:
    end = f"_{name}" if name else ""
    return {f"from{end}": of(each.before), f"to{end}": of(each.after)}


def _day(due: Due | None) -> str | None:
    return due.day.isoformat() if due is not None else None
