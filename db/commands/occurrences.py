"""Instances of standing duties: made when their time comes, triggered, and met."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pendulum import DateTime
from sqlalchemy import select

from db import tables as t
from db.audit.unit_of_work import UnitOfWork
from db.calendars import calendar_of
from db.commands import lookup
from db.commands.lookup import moment
from db.domain.bounds import LARGEST_NUMBER
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.resolution import AnchorTime, Due
from db.domain.deadlines.resolver import resolve
from db.domain.deadlines.rules import EventAnchor, Offset, PerOccurrence
from db.domain.errors import BadInput, NotFound, Refused
from db.projections import occurrences

Values = lookup.Values
PROGRAM = "accord"
"""Author of instances that come up by themselves: they are nobody's own step to undo."""


@dataclass(frozen=True, slots=True)
class MakeOccurrences:
    """Make the instances that have come up, of all recurring duties or of some.

    Repeating it, or two people doing it at once, makes nothing twice. `from_start` also makes those
    that came due before the duty was entered here; otherwise these are not judged.
    """

    codes: tuple[str, ...] = ()
    from_start: bool = False
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Make them."""
        if self.codes:
            ids = {row["id"] for row in lookup.load_for_update(tx, self.codes, {})}
        else:
            ids = set(tx.connection.scalars(occurrences.perhaps_due(now)))
            tx.actor = PROGRAM
        before = len(tx.rows)
        changed = occurrences.follow(tx, ids, from_start=self.from_start)
        tx.followed |= ids
        count = len(tx.rows) - before
        if not count:
            return "No instance has come up."
        duties = "1 standing duty" if len(changed) == 1 else f"{len(changed)} standing duties"
        return f"{count} instance{'s' * (count > 1)} of {duties} came up"


@dataclass(frozen=True, slots=True)
class MeetOccurrence:
    """Say that an instance of a standing duty was met: the given number, or the first unmet one."""

    code: str
    number: int | None = None
    on: date | datetime | None = None
    source: str = ""
    note: str = ""
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Set its day; meeting it again corrects the day."""
        (row,) = lookup.load_for_update(tx, (self.code,), self.seen)
        if not self.source.strip():
            raise Refused(
                f"{row['code']}: that it was met needs a source: where does it stand?",
                'Such as: source="letter of 24 November".',
            )
        instance = _instance(tx, row, self.number)
        zone = tx.fetch(t.agreement, row["agreement_id"])["zone"]
        when = moment(self.on, zone, now)
        if when.at > now:
            raise BadInput(f"{when.day.isoformat()} is still to come.", hint="Give an earlier day.")
        tx.update(
            t.occurrence,
            instance["id"],
            done_at=when.at,
            done_on=when.day,
            done_timed=when.timed,
            source=self.source.strip(),
            note=self.note.strip() or instance["note"],
        )
        return f"{row['code']} no. {instance['number']}: met {when.day.isoformat()}"


def _instance(tx: UnitOfWork, row: Values, number: int | None) -> Values:
    o = t.occurrence.c
    own = select(t.occurrence).where(o.commitment_id == row["id"])
    which = o.done_at.is_(None) if number is None else o.number == min(number, LARGEST_NUMBER)
    found = tx.connection.execute(own.where(which).order_by(o.due_at, o.number)).mappings().first()
    if found is None:
        what = "instance that is not met" if number is None else f"instance number {number}"
        raise NotFound(f"{row['code']} has no {what}.", f"accord show {row['code']} lists them.")
    return dict(found)


@dataclass(frozen=True, slots=True)
class Arise:
    """Say that a duty's trigger happened: `within 48 hours of each …` begins to run."""

    code: str
    at: date | datetime | None = None
    note: str = ""
    source: str = ""
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Make the instance, with its due time counted from the trigger."""
        (row,) = lookup.load_for_update(tx, (self.code,), self.seen)
        rule = parse_rule(row["rule"] or "none")
        if not isinstance(rule, PerOccurrence):
            raise Refused(
                f"{row['code']} is not owed on each occurrence of something.",
                "Its deadline would be as: within 48 hours of each violation-report.",
            )
        agreement = tx.fetch(t.agreement, row["agreement_id"])
        when = moment(self.at, agreement["zone"], now)
        if when.at > now:
            raise BadInput(f"{when.day.isoformat()} is still to come.", hint="Give an earlier day.")
        anchor = AnchorTime(when.at, not when.timed, agreement["zone"])
        due = _due(rule, anchor, agreement)
        number = _next_number(tx, row["id"])
        tx.insert(
            t.occurrence,
            commitment_id=row["id"],
            number=number,
            place=number - 1,
            arose_at=when.at,
            due_at=due.ends,
            due_on=due.day,
            due_timed=due.timed,
            note=self.note.strip(),
            source=self.source.strip(),
        )
        return f"{row['code']} no. {number}: {rule.event} arose {when.day.isoformat()}"


def _due(rule: PerOccurrence, anchor: AnchorTime, agreement: Values) -> Due:
    event = EventAnchor(rule.event)
    offset = Offset(event, rule.amount, rule.unit)
    calendar = calendar_of(agreement["calendar"])
    found = resolve(offset, {event: anchor}, agreement["zone"], calendar)
    if not isinstance(found, Due):
        raise Refused(
            "It cannot be told when that is due: set a calendar of working days first.",
            f"accord agreement set {agreement['code']} calendar=weekdays",
        )
    return found


def _next_number(tx: UnitOfWork, commitment_id: int) -> int:
    o = t.occurrence.c
    numbers = select(o.number).where(o.commitment_id == commitment_id).order_by(o.number.desc())
    return (tx.connection.scalar(numbers.limit(1)) or 0) + 1
