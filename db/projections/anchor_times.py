"""Times of events and commitments, read in a few queries for all that count from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.domain.deadlines.day_math import start_of_day
from db.domain.deadlines.resolver import AnchorTime
from db.domain.deadlines.rules import Anchor, CompletionAnchor, DueAnchor, EventAnchor
from db.domain.enums import Status
from db.tables.batching import batches

EventKey = tuple[str, str]
"""An agreement's code, and the event's key."""


class When(NamedTuple):
    """An instant (UTC), or only a local day; for a day, `at` is the exclusive end or the start."""

    at: DateTime
    day: date
    timed: bool


@dataclass(frozen=True, slots=True)
class EventFact:
    """An event as a deadline sees it; `completes` is the code of a commitment."""

    planned_at: DateTime | None
    actual_at: DateTime | None
    day_only: bool
    zone: str
    completes: str | None


class DutyFact(NamedTuple):
    """A commitment as seen by others that count from its completion or its deadline."""

    id: int
    code: str
    status: Status
    done: When | None
    due: When | None
    due_provisional: bool
    plan: When | None
    """The planned date: when it would be due if everything it waits for came on time."""

    @classmethod
    def of(cls, row: Any) -> "DutyFact":
        """Make it from the columns of a commitment."""
        return cls(
            row["id"],
            row["code"],
            row["status"],
            _when(row, "done"),
            _when(row, "due"),
            row["due_provisional"],
            _when(row, "plan"),
        )

    def dated(self, values: Mapping[str, Any]) -> "DutyFact":
        """The same with other dates; itself if the dates are equal."""
        provisional = values["due_provisional"]
        due, plan = _when(values, "due"), _when(values, "plan")
        if (due, provisional, plan) == (self.due, self.due_provisional, self.plan):
            return self
        return DutyFact(self.id, self.code, self.status, self.done, due, provisional, plan)

    @property
    def expected(self) -> When | None:
        """The expected date, by deadline or by plan; None once it is closed."""
        return (self.due or self.plan) if self.status.is_open else None


_COLUMNS_OF = {
    name: (f"{name}_at", f"{name}_on", f"{name}_timed") for name in ("done", "due", "plan")
}


def _when(row: Any, name: str) -> When | None:
    at, day, timed = _COLUMNS_OF[name]
    if row[at] is None or row[day] is None:
        return None
    return When(row[at], row[day], row[timed])


DUTY_COLUMNS = (
    "id", "code", "status", "done_at", "done_on", "done_timed", "due_at", "due_on", "due_timed",
    "due_provisional", "plan_at", "plan_on", "plan_timed",
)  # fmt: skip


@dataclass(slots=True)
class AnchorBook:
    """Known times of anchors; entries set beforehand count as true."""

    events: dict[EventKey, EventFact | None] = field(default_factory=dict)
    duties: dict[str, DutyFact | None] = field(default_factory=dict)
    _dated: dict[tuple[str, Anchor, str], AnchorTime | None] = field(default_factory=dict)
    """Times of events by their own dates: thousands of duties count from a few of them."""

    def load(self, connection: Connection, wanted: Iterable[tuple[str, Anchor]]) -> None:
        """Read what is unknown so far: anchors, each with the agreement of its rule."""
        codes: set[str] = set()
        keys: set[EventKey] = set()
        for agreement, anchor in wanted:
            if isinstance(anchor, EventAnchor):
                keys.add((anchor.agreement or agreement, anchor.key))
            else:
                codes.add(anchor.code)
        self._load_events(connection, keys - self.events.keys())
        tied = (self.events[key] for key in keys)
        codes |= {event.completes for event in tied if event and event.completes}
        self._load_duties(connection, codes - self.duties.keys())

    def _load_events(self, connection: Connection, keys: set[EventKey]) -> None:
        if not keys:
            return
        self.events.update(dict.fromkeys(keys))
        e, a, c = t.event.c, t.agreement.c, t.commitment.c
        query = (
            select(a.code, e.key, e.planned_at, e.actual_at, e.day_only, a.zone, c.code)
            .select_from(t.event.join(t.agreement).outerjoin(t.commitment, c.id == e.commitment_id))
            .where(a.code.in_({agreement for agreement, _ in keys}))
        )  # fmt: skip
        for group in batches({key for _, key in keys}):
            for row in connection.execute(query.where(e.key.in_(group))):
                if (row[0], row[1]) in keys:
                    self.events[row[0], row[1]] = EventFact(*row[2:])

    def _load_duties(self, connection: Connection, codes: set[str]) -> None:
        if not codes:
            return
        self.duties.update(dict.fromkeys(codes))
        query = select(*(t.commitment.c[name] for name in DUTY_COLUMNS))
        for group in batches(codes):
            rows = connection.execute(query.where(t.commitment.c.code.in_(group)))
            for row in rows.mappings():
                self.duties[row["code"]] = DutyFact.of(row)

    def duty_of(self, agreement: str, anchor: Anchor) -> str | None:
        """The code of the commitment that an anchor stands for, if there is one."""
        if not isinstance(anchor, EventAnchor):
            return anchor.code
        event = self.events.get((anchor.agreement or agreement, anchor.key))
        return event.completes if event is not None else None

    def time(self, agreement: str, anchor: Anchor, zone: str) -> AnchorTime | None:
        """Actual or planned time of an anchor, its day read in `zone`; None while unknown."""
        match anchor:
            case CompletionAnchor(code=code):
                return self._done(code, zone)
            case DueAnchor(code=code):
                duty = self.duties.get(code)
                return _as_anchor(duty.due, zone, planned=duty.due_provisional) if duty else None
        event = self.events.get((anchor.agreement or agreement, anchor.key))
        if event is None:
            return None
        if event.actual_at is None and event.completes is not None:
            done = self._done(event.completes, zone)
            if done is not None:
                return done
        key = (agreement, anchor, zone)
        if key not in self._dated:
            self._dated[key] = _when_it_is(event, zone)
        return self._dated[key]

    def plan(self, agreement: str, anchor: Anchor, zone: str) -> AnchorTime | None:
        """The same; while that is unknown, the time if the anchor's commitment is on time."""
        known = self.time(agreement, anchor, zone)
        code = self.duty_of(agreement, anchor)
        duty = self.duties.get(code) if code is not None else None
        if known is not None or duty is None:
            return known
        return _as_anchor(duty.expected, zone, planned=True)

    def _done(self, code: str, zone: str) -> AnchorTime | None:
        duty = self.duties.get(code)
        return _as_anchor(duty.done, zone, planned=False) if duty is not None else None


def _when_it_is(event: EventFact, zone: str) -> AnchorTime | None:
    at = event.actual_at or event.planned_at
    if at is None:
        return None
    if event.day_only:
        at = start_of_day(at.in_timezone(event.zone).date(), zone)
    return AnchorTime(at, event.day_only, zone, planned=event.actual_at is None)


def _as_anchor(point: When | None, zone: str, *, planned: bool) -> AnchorTime | None:
    if point is None:
        return None
    if point.timed:
        return AnchorTime(point.at, day_only=False, zone=zone, planned=planned)
    return AnchorTime.of_day(point.day, zone, planned=planned)
