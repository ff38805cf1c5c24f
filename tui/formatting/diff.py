"""The difference between two moments: what, who, why. For the screen and the command line.

Pure: every text passes `safe` here.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from db.domain.enums import TimeState
from db.history.diff import FIELDS
from tui.formatting import commitment, time_left
from tui.formatting.sanitize import safe
from tui.formatting.styled_text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pendulum import DateTime

    from db.domain.history_point import Point
    from db.history.diff import Changed, ChangedThing, Difference
    from db.queries.history.change_range import RangeChange
    from db.queries.history.commitment_snapshot import CommitmentSnapshot, ReportSnapshot

HEADINGS = {
    "added": "ADDED",
    "brought back": "BROUGHT BACK",
    "changed": "CHANGED",
    "withdrawn": "WITHDRAWN",
    "gone": "GONE: ITS ADDITION WAS UNDONE",
}
_THINGS = {"event": "EVENTS", "agreement": "AGREEMENTS", "party": "PARTIES"}


class DiffLine(NamedTuple):
    """One line: level 0 is a heading, 1 an item, 2 a fact about the item."""

    text: str
    role: str = ""
    level: int = 2
    code: str = ""
    """The commitment that the line is about."""


def moment(point: Point, zone: str) -> str:
    """`Thu 25 Sep 2025 18:00, after change #12`; `…, by all that is known now`."""
    known = f"after change #{point.known}" if point.known else "before the first change"
    if point.is_complete:
        known = "now" if point.is_now else "by all that is known now"
    return f"{commitment.moment(point.at, zone)}, {known}"


def summary(found: Difference) -> str:
    """Summarise how much changed and by whom, in a sentence."""
    by = Counter(step.actor for step in found.steps)
    people = ", ".join(f"{safe(who)} {count}" for who, count in by.most_common())
    made = f"{counted(len(found.steps), 'change')}{f' ({people})' if people else ''}"
    differ = counted(len(found.commitments), "commitment")
    late = f", {len(found.overdue)} became overdue by time alone" if found.overdue else ""
    return f"{made}; {differ} differ{'' if len(found.commitments) != 1 else 's'}{late}."


def lines(found: Difference, zone: str) -> Iterator[DiffLine]:
    """Give the whole difference under headings."""
    for kind, heading in HEADINGS.items():
        some = [each for each in found.commitments if each.kind == kind]
        if some:
            yield DiffLine(f"{heading} {len(some)}", "heading", 0)
        for each in some:
            yield from _commitment(each, found.after.at, zone)
    yield from _late(found)
    for kind, heading in _THINGS.items():
        things = [each for each in found.things if each.thing.kind == kind]
        if things:
            yield DiffLine(f"{heading} {len(things)}", "heading", 0)
        for thing in things:
            yield from _thing(thing, zone)
    undone = [step for step in found.steps if step.taken_back]
    if undone:
        yield DiffLine(f"TAKEN BACK, SO NO DIFFERENCE {len(undone)}", "heading", 0)
        yield from (_step(step, zone, 1) for step in undone)


def _commitment(changed: Changed, at: DateTime, zone: str) -> Iterator[DiffLine]:
    row = changed.picture.row
    yield DiffLine(f"{row.code}  {safe(row.title)}", "strong", 1, row.code)
    for text, role in _said_of(changed, at):
        yield DiffLine(text, role, code=row.code)
    for report in changed.reports:
        yield DiffLine(f"report {_report(report)}", code=row.code)
    for report in changed.reports_gone:
        yield DiffLine(f"report gone: {_report(report)}", code=row.code)
    yield from (_step(step, zone)._replace(code=row.code) for step in changed.steps)


def _said_of(changed: Changed, at: DateTime) -> Iterator[tuple[str, str]]:
    before, after = changed.before, changed.after
    if before is None or after is None:
        row = changed.picture.row
        yield f"{safe(row.owners) or 'nobody'}: {commitment.full_due(row)}", ""
        return
    for name in changed.fields:
        tell = _WORDS.get(name, lambda picture, name=name: value(FIELDS[name](picture)))
        old, new = tell(before), tell(after)
        if old == new:
            continue
        role = "disputed" if new == "disputed" else ""
        both = time_left.of_extended(after.row, at)
        if name == "deadline" and commitment.state_of(after.row, at) is TimeState.OVERDUE:
            new, role = f"{new}, {both or 'overdue'}", "overdue"
        elif both and name == ("deadline" if "deadline" in changed.fields else "status"):
            new = f"{new}, {both}"
        yield f"{name.replace('_', ' ')}: {old or '-'} -> {new or '-'}", role


_WORDS: dict[str, Callable[[CommitmentSnapshot], str]] = {
    "deadline": lambda picture: commitment.full_due(picture.row),
    "status": lambda picture: commitment.status_word(picture.row),
}


def value(found: object) -> str:
    """Format a field's value for people."""
    match found:
        case None:
            return ""
        case bool():
            return "yes" if found else "no"
        case Enum():
            return str(found.value)
        case date():
            return commitment.when(found)
        case tuple():
            return ", ".join(value(each) for each in found)
        case int():
            return f"{found:,}"
        case _:
            return safe(str(found))


def _report(report: ReportSnapshot) -> str:
    says = f" says {report.says}" if report.says else ""
    sets = f" [{report.status_to}]" if report.status_to else ""
    count = f" {report.quantity:,}" if report.quantity is not None else ""
    level = f" level {report.level}" if report.level is not None else ""
    text = f": {safe(report.text)}" if report.text else ""
    source = f" (source: {safe(report.source)})" if report.source else ""
    who = safe(report.speaker)
    return f"of {commitment.weekday(report.day)}: {who}{says}{sets}{count}{level}{text}{source}"


def _late(found: Difference) -> Iterator[DiffLine]:
    if found.overdue:
        heading = f"BECAME OVERDUE BY TIME ALONE {len(found.overdue)}"
        yield DiffLine(heading, "heading", 0)
    for row in found.overdue:
        left = time_left.in_words(row, found.after.at).text
        text = (
            f"{row.code}  {safe(row.title)}  {safe(row.owners)}, {commitment.full_due(row)}, {left}"
        )
        yield DiffLine(f"! {text}", "overdue", 1, row.code)


def _thing(changed: ChangedThing, zone: str) -> Iterator[DiffLine]:
    thing = changed.thing
    word = " added" if changed.before is None else " gone" if changed.after is None else ""
    yield DiffLine(f"{safe(thing.name)}{word}", "strong", 1)
    for text in _fields(changed):
        yield DiffLine(text)
    yield from (_step(step, zone) for step in changed.steps)


def _fields(changed: ChangedThing) -> Iterator[str]:
    if changed.after is None:
        return
    if changed.before is None:
        told = [(name, found) for name, found in changed.after.fields if found not in _EMPTY]
        yield ", ".join(f"{name.replace('_', ' ')} {value(found)}" for name, found in told)
        return
    for name, old, new in changed.fields:
        yield f"{name.replace('_', ' ')}: {value(old) or '-'} -> {value(new) or '-'}"


_EMPTY = (None, "", ())


def _step(step: RangeChange, zone: str, level: int = 2) -> DiffLine:
    reason = f" ({safe(step.reason)})" if step.reason else ""
    when = commitment.moment(step.at, zone)
    return DiffLine(
        f"#{step.id} {when} {safe(step.actor)}: {safe(step.summary)}{reason}", "dim", level
    )


def indented(told: Iterable[DiffLine]) -> Iterator[tuple[str, str]]:
    """Give texts with their roles, indented by level, a blank line before each heading."""
    for each in told:
        if each.level == 0:
            yield "", ""
        yield f"{'    ' * max(each.level - 1, 0)}{each.text}", each.role
