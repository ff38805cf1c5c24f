"""Derivation of due dates from rules, events and other duties, along chains of any length.

The store, which saves the result, and what-if, which only shows it, share this code.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.calendars import calendar_of
from db.domain.deadlines.parser import stored_rule
from db.domain.deadlines.resolver import (
    AnchorTime,
    Due,
    Resolution,
    Standing,
    Undetermined,
    Waiting,
    kind_of,
    resolve,
)
from db.domain.deadlines.rules import Anchor, Unit, anchors_of
from db.domain.dependency_graph import in_order
from db.domain.enums import DeadlineKind, Status
from db.projections.anchor_times import DUTY_COLUMNS, AnchorBook, DutyFact, When
from db.projections.dependencies import downstream
from db.projections.inputs import names_of
from db.tables.batching import WIDE, batches, by_ids

Values = dict[str, Any]
_WORKING = Unit.WORKING_DAYS.singular
_NO_DAY = None, None, False
Reading = Callable[[str, Anchor, str], AnchorTime | None]
"""Reading of an anchor's time, for a rule of an agreement, with the day in a zone."""

MANY = 1 << 15
"""Parsed rules in the cache: a long chain has one for each of its duties."""
_parsed = lru_cache(maxsize=MANY)(stored_rule)


@lru_cache(maxsize=MANY)
def _anchors(rule: str) -> frozenset[Anchor]:
    return anchors_of(_parsed(rule))


DATED = (
    "band", "deadline_kind", "rule", "waiting_on", "due_at", "due_on", "due_timed",
    "due_provisional", "first_due_at", "first_due_on", "plan_at", "plan_on", "plan_timed",
)  # fmt: skip
"""The columns of a commitment that are derived here."""
_KEPT = tuple(dict.fromkeys((*DUTY_COLUMNS, *DATED)))


@dataclass(slots=True)
class Duty:
    """A commitment with the versions of its deadline, and its stored columns."""

    id: int
    code: str
    agreement: str
    zone: str
    calendar: str
    title: str
    kept: Values
    rules: list[str] = field(default_factory=list)
    anchors: frozenset[Anchor] = frozenset()
    """Anchors of all versions."""
    instance: When | None = None
    """Due time of a recurring duty's first instance that is not met yet."""

    @property
    def in_force(self) -> str:
        """The rule of the newest version."""
        return self.rules[-1] if self.rules else "none"

    @property
    def is_window(self) -> bool:
        """True if that rule gives an opening and an end."""
        return ".." in self.in_force


@dataclass(slots=True)
class DueDateCalculator:
    """One run of the derivation of dates; holds its input and its result.

    Entries set in `book` beforehand count as true, so that one can ask "what if".
    """

    connection: Connection
    book: AnchorBook = field(default_factory=AnchorBook)
    duties: dict[int, Duty] = field(default_factory=dict)
    homes: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Zones and calendars by agreement, for agreements supposed to have others."""
    found: dict[int, Values] = field(default_factory=dict)
    """New values of the columns in DATED, for all derived commitments."""
    _shared: dict[tuple[str, str, Status], Values] = field(default_factory=dict)
    """New values by agreement, rule and status: thousands of duties share a few."""
    _waits: dict[tuple[str, frozenset[Anchor]], frozenset[str]] = field(default_factory=dict)
    """Codes of the duties that anchors stand for, by agreement; shared in the same way."""

    def along(self, seeds: Iterable[int], closed: Iterable[int] = ()) -> None:
        """Date the seeds, then all dependants of those with a changed date, to any depth.

        `closed` are commitments that were done, reopened or released, whatever their own dates.
        """
        changed = set(closed) | self._date(self.load(seeds), None)
        reached = downstream(self.connection, changed) if changed else set()
        if reached - changed:
            self._date(self.load(reached), changed)
        for each, values in self.found.items():
            if len(self.duties[each].rules) > 1:
                self.found[each] = values | self._first(self.duties[each])

    def opening(self, duty: Duty) -> DateTime | None:
        """Opening of the window of a deadline in force, if it is a window with a date."""
        if not duty.is_window:
            return None
        found = self._resolved(duty, duty.in_force, self.book.time)
        return found.opens if isinstance(found, Due) else None

    def load(self, ids: Iterable[int]) -> list[int]:
        """Read these commitments and their anchors, unless they are known already."""
        asked = sorted(set(ids))
        for group in batches(set(asked) - self.duties.keys(), WIDE):
            new = read_duties(self.connection, group)
            for duty in new.values():
                duty.zone, duty.calendar = self.homes.get(
                    duty.agreement, (duty.zone, duty.calendar)
                )
            self.duties |= new
        loaded = [each for each in asked if each in self.duties]
        for each in loaded:
            self.book.duties.setdefault(self.duties[each].code, DutyFact.of(self.duties[each].kept))
        wanted = {(self.duties[each].agreement, self.duties[each].anchors) for each in loaded}
        self.book.load(
            self.connection, {(agreement, a) for agreement, some in wanted for a in some}
        )
        return loaded

    def _date(self, ids: list[int], changed: set[int] | None) -> set[int]:
        """Date these in the order of their dependencies; gives those whose own dates changed.

        With `changed`, only those that depend on one of them, or on another one dated again.
        """
        here = {self.duties[each].code: each for each in ids}
        names = {each: self._named(self.duties[each]) for each in ids}
        waits = {each: [here[code] for code in names[each] if code in here] for each in ids}
        moved: set[int] = set()
        codes = {self.duties[each].code for each in changed or () if each in self.duties}
        for each in in_order(ids, waits):
            hangs = changed is None or each in self.found or not codes.isdisjoint(names[each])
            if hangs and self._work_out(self.duties[each], alone=not names[each]):
                moved.add(each)
                codes.add(self.duties[each].code)
        return moved

    def _named(self, duty: Duty) -> frozenset[str]:
        """The codes of the duties that it counts from; its anchors are in the book."""
        key = duty.agreement, duty.anchors
        if key not in self._waits:
            codes = (self.book.duty_of(duty.agreement, anchor) for anchor in duty.anchors)
            self._waits[key] = frozenset(code for code in codes if code is not None)
        return self._waits[key]

    def _work_out(self, duty: Duty, *, alone: bool) -> bool:
        """Derive its own dates by the rule in force; gives whether they changed.

        `alone`: it counts from no other duty, so that all with its rule have the same dates.
        """
        self.found[duty.id] = new = self._values(duty, alone=alone)
        before = self.book.duties[duty.code]
        after = before and before.dated(new)
        if after is before:
            return False
        self.book.duties[duty.code] = after
        return True

    def _values(self, duty: Duty, *, alone: bool) -> Values:
        """Columns by the rule in force, which at first stands in for the first version's rule."""
        if not alone or duty.instance is not None:
            return self._dates(duty)
        like = duty.agreement, duty.in_force if duty.rules else "", duty.kept["status"]
        if like not in self._shared:
            self._shared[like] = self._dates(duty)
        return self._shared[like]

    def _dates(self, duty: Duty) -> Values:
        text = duty.in_force
        current = self._resolved(duty, text, self.book.time)
        due = current if isinstance(current, Due) else None
        plan = None
        if isinstance(current, Waiting):
            planned = self._resolved(duty, text, self.book.plan)
            plan = planned if isinstance(planned, Due) else None
        at, day, timed = (due.ends, due.day, due.timed) if due else _NO_DAY
        if isinstance(current, Standing) and duty.instance is not None:
            at, day, timed = duty.instance
        plan_at, plan_on, plan_timed = (plan.ends, plan.day, plan.timed) if plan else _NO_DAY
        kind = kind_of(current)
        return {
            "band": _band(duty.kept["status"], kind, dated=at is not None),
            "deadline_kind": kind,
            "rule": text if duty.rules else "",
            "waiting_on": why(current),
            "due_at": at,
            "due_on": day,
            "due_timed": timed,
            "due_provisional": bool(due and due.provisional),
            "first_due_at": at,
            "first_due_on": day,
            "plan_at": plan_at,
            "plan_on": plan_on,
            "plan_timed": plan_timed,
        }

    def _first(self, duty: Duty) -> Values:
        found = self._resolved(duty, duty.rules[0], self.book.time)
        first = found if isinstance(found, Due) else None
        return {"first_due_at": first and first.ends, "first_due_on": first and first.day}

    def _resolved(self, duty: Duty, text: str, when: Reading) -> Resolution:
        rule = _parsed(text)
        known = {each: when(duty.agreement, each, duty.zone) for each in _anchors(text)}
        # A calendar is loaded only where working days are counted.
        calendar = calendar_of(duty.calendar) if _WORKING in text else None
        return resolve(rule, known, duty.zone, calendar)


_C, _A, _D, _O = t.commitment.c, t.agreement.c, t.deadline.c, t.occurrence.c

_DUTIES = by_ids(
    select(
        _C.id, _C.code, _A.code, _A.zone, _A.calendar, _C.title, *(_C[name] for name in _KEPT)
    ).join_from(t.commitment, t.agreement),
    _C.id,
)
_RULES = by_ids(
    select(_D.commitment_id, _D.rule).order_by(_D.commitment_id, _D.number), _D.commitment_id
)
_UNMET = by_ids(
    select(_O.commitment_id, _O.due_at, _O.due_on, _O.due_timed)
    .where(_O.done_at.is_(None))
    .order_by(_O.due_at.desc()),
    _O.commitment_id,
)


def read_duties(connection: Connection, ids: list[int]) -> dict[int, Duty]:
    """Some commitments (at most one batch) with their deadlines."""
    asked, duties = set(ids), {}
    for row in _DUTIES(connection, ids).all():
        commitment_id, code, agreement, zone, calendar, title, *kept = row
        if commitment_id in asked:
            values = dict(zip(_KEPT, kept, strict=True))
            duties[commitment_id] = Duty(
                commitment_id, code, agreement, zone, calendar, title, values
            )
    for commitment_id, rule in _RULES(connection, ids).all():
        if commitment_id in duties:
            duties[commitment_id].rules.append(rule)
    for commitment_id, at, day, timed in _UNMET(connection, ids):
        duty = duties.get(commitment_id)
        if duty is not None and duty.kept["status"].is_open:
            duty.instance = When(at, day, timed)
    for duty in duties.values():
        anchors = [_anchors(rule) for rule in duty.rules]
        duty.anchors = anchors[0] if len(anchors) == 1 else frozenset().union(*anchors)
    return duties


def _band(status: Status, kind: DeadlineKind, *, dated: bool) -> int:
    """Rank in the order of urgency: 0 dated, 1 waiting, 2 undated, 3 closed."""
    if not status.is_open:
        return 3
    if dated:
        return 0
    return 1 if kind in (DeadlineKind.WAITING, DeadlineKind.UNDETERMINED) else 2


def why(resolution: Resolution) -> str:
    """Explanation of a deadline without a date: its wait, its recurrence, or what is unknown."""
    match resolution:
        case Waiting():
            return names_of(resolution.on)
        case Standing():
            return resolution.words
        case Undetermined():
            return resolution.because
        case _:
            return ""
