"""Works out due dates from rules, events and other duties, along chains of any length.

Shared by the store, which keeps what comes out, and by what-if, which only tells it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from db import tables as t
from db.anchors import DUTY_COLUMNS, AnchorBook, DutyFact, When
from db.calendars import calendar_of
from db.domain.deadline.canonical import stored_rule
from db.domain.deadline.resolve import (
    AnchorTime,
    Due,
    Resolution,
    Standing,
    Undetermined,
    Waiting,
    kind_of,
    resolve,
)
from db.domain.deadline.rules import Anchor, Unit, anchors_of
from db.domain.sequence import in_order
from db.domain.vocabulary import DeadlineKind, Status
from db.facts import WIDE, batches, by_ids, names_of
from db.links import downstream

Values = dict[str, Any]
_WORKING = Unit.WORKING_DAYS.singular
Reading = Callable[[str, Anchor, str], AnchorTime | None]
"""When an anchor is, for a rule of an agreement, its day read in a zone."""

MANY = 1 << 15
"""Rules kept parsed: a long chain has one for each of its duties."""
_parsed = lru_cache(maxsize=MANY)(stored_rule)


@lru_cache(maxsize=MANY)
def _anchors(rule: str) -> frozenset[Anchor]:
    return anchors_of(_parsed(rule))


DATED = (
    "band", "deadline_kind", "rule", "waiting_on", "due_at", "due_on", "due_timed",
    "due_provisional", "first_due_at", "first_due_on", "plan_at", "plan_on", "plan_timed",
)  # fmt: skip
"""The columns of a commitment that are worked out here."""
_KEPT = tuple(dict.fromkeys((*DUTY_COLUMNS, *DATED)))


@dataclass(slots=True)
class Duty:
    """A commitment with the versions of its deadline, and its columns as they are kept."""

    id: int
    agreement: str
    zone: str
    calendar: str
    title: str
    kept: Mapping[Any, Any]
    rules: list[str] = field(default_factory=list)
    anchors: frozenset[Anchor] = frozenset()
    """All that any version counts from."""
    instance: When | None = None
    """When the first instance that is not met yet is due, of a duty that comes round."""

    @property
    def code(self) -> str:
        """Its code."""
        return str(self.kept["code"])

    @property
    def in_force(self) -> str:
        """The rule of the newest version."""
        return self.rules[-1] if self.rules else "none"


@dataclass(slots=True)
class Dating:
    """One round of working out dates; holds what was read and what came out.

    What is put into `book` beforehand is taken for the truth, so that one can ask "what if".
    """

    connection: Connection
    book: AnchorBook = field(default_factory=AnchorBook)
    duties: dict[int, Duty] = field(default_factory=dict)
    found: dict[int, Values] = field(default_factory=dict)
    """New values of the columns in DATED, of all that were worked out."""
    _shared: dict[tuple[str, str], Values] = field(default_factory=dict)
    """Dates by agreement and rule: thousands of duties share a few."""

    def along(self, seeds: Iterable[int], closed: Iterable[int] = ()) -> None:
        """Date the seeds, then all that hang on those of which a date changed, to any depth.

        `closed` are commitments that were done, reopened or released, whatever their own dates.
        """
        changed = set(closed) | self._date(self._load(seeds), None)
        reached = downstream(self.connection, changed) if changed else set()
        if reached - changed:
            self._date(self._load(reached), changed)
        for each, values in self.found.items():
            values.update(self._first(self.duties[each], values))

    def _load(self, ids: Iterable[int]) -> list[int]:
        asked = sorted(set(ids))
        for group in batches(set(asked) - self.duties.keys(), WIDE):
            self.duties |= read_duties(self.connection, group)
        loaded = [each for each in asked if each in self.duties]
        for each in loaded:
            self.book.duties.setdefault(self.duties[each].code, DutyFact.of(self.duties[each].kept))
        self.book.load(
            self.connection,
            {
                (self.duties[each].agreement, a)
                for each in loaded
                for a in self.duties[each].anchors
            },
        )
        return loaded

    def _date(self, ids: list[int], changed: set[int] | None) -> set[int]:
        """Date these in the order of what they wait for; gives those whose own dates changed.

        With `changed`, only those that hang on one of them, or on another one dated anew.
        """
        here = {self.duties[each].code: each for each in ids}
        names = {each: self._named(self.duties[each]) for each in ids}
        waits = {each: [here[code] for code in names[each] if code in here] for each in ids}
        moved: set[int] = set()
        codes = {self.duties[each].code for each in changed or () if each in self.duties}
        for each in in_order(ids, waits):
            hangs = changed is None or each in self.found or not codes.isdisjoint(names[each])
            if hangs and self._work_out(self.duties[each]):
                moved.add(each)
                codes.add(self.duties[each].code)
        return moved

    def _named(self, duty: Duty) -> set[str]:
        codes = (self.book.duty_of(duty.agreement, anchor) for anchor in duty.anchors)
        return {code for code in codes if code is not None}

    def _work_out(self, duty: Duty) -> bool:
        """Its own dates by the rule in force; whether they are others than before."""
        self.found[duty.id] = new = self._values(duty)
        before = self.book.duties[duty.code]
        after = before and before.dated(new)
        if after is before:
            return False
        self.book.duties[duty.code] = after
        return True

    def _values(self, duty: Duty) -> Values:
        rule = (duty.agreement, duty.in_force if duty.rules else "")
        if rule in self._shared:
            values = self._shared[rule]
        else:
            values = self._dates(duty)
            if not self._named(duty):
                self._shared[rule] = values  # it hangs on no other duty, so it stays
        if values["deadline_kind"] is DeadlineKind.STANDING and duty.instance is not None:
            at, day, timed = duty.instance.at, duty.instance.day, duty.instance.timed
            values = {**values, "due_at": at, "due_on": day, "due_timed": timed}
        return {**values, "band": band(duty.kept["status"], values)}

    def _dates(self, duty: Duty) -> Values:
        text = duty.in_force
        current = self._resolved(duty, text, self.book.time)
        due = current if isinstance(current, Due) else None
        plan = None
        if isinstance(current, Waiting):
            planned = self._resolved(duty, text, self.book.plan)
            plan = planned if isinstance(planned, Due) else None
        return {
            "deadline_kind": kind_of(current),
            "rule": text if duty.rules else "",
            "waiting_on": why(current),
            "due_at": due and due.ends,
            "due_on": due and due.day,
            "due_timed": bool(due and due.timed),
            "due_provisional": bool(due and due.provisional),
            "plan_at": plan and plan.ends,
            "plan_on": plan and plan.day,
            "plan_timed": bool(plan and plan.timed),
        }

    def _first(self, duty: Duty, current: Values) -> Values:
        if len(duty.rules) < 2:
            return {"first_due_at": current["due_at"], "first_due_on": current["due_on"]}
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
        _A.code.label("agreement_code"), _A.zone, _A.calendar, _C.title,
        *(_C[name] for name in _KEPT),
    ).join_from(t.commitment, t.agreement),
    _C.id,
)  # fmt: skip
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
    """Some commitments (at most so many as fit one question) with their deadlines."""
    asked = set(ids)
    duties = {
        row["id"]: Duty(
            row["id"], row["agreement_code"], row["zone"], row["calendar"], row["title"], row
        )
        for row in _DUTIES(connection, ids).mappings()
        if row["id"] in asked
    }
    for commitment_id, rule in _RULES(connection, ids):
        if commitment_id in duties:
            duties[commitment_id].rules.append(rule)
    for commitment_id, at, day, timed in _UNMET(connection, ids):
        duty = duties.get(commitment_id)
        if duty is not None and duty.kept["status"].is_open:
            duty.instance = When(at, day, timed)
    for duty in duties.values():
        first, *others = duty.rules or ("none",)
        duty.anchors = _anchors(first).union(*map(_anchors, others))
    return duties


def band(status: Status, values: Values) -> int:
    """Where it stands in the order of urgency: 0 dated, 1 waiting, 2 undated, 3 closed."""
    if not status.is_open:
        return 3
    if values["due_at"] is not None:
        return 0
    kind = values["deadline_kind"]
    return 1 if kind in (DeadlineKind.WAITING, DeadlineKind.UNDETERMINED) else 2


def why(resolution: Resolution) -> str:
    """What a deadline without a date waits for, how it comes round, or why it cannot be told."""
    match resolution:
        case Waiting():
            return names_of(resolution.on)
        case Standing():
            return resolution.words
        case Undetermined():
            return resolution.because
        case _:
            return ""
