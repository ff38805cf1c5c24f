"""The differences between two points of a store's history, and the people who made them.

Net differences only: a change that was reversed is not included. The changes behind the
differences are named. Both states are as-of copies, made by rewinding the store.
"""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property

from db.domain.errors import BadInput
from db.domain.filters.parser import EVERYTHING, Filter
from db.domain.history_point import Point
from db.protocols import Reader
from db.queries.commitments.row import CommitmentRow
from db.queries.history.change_range import ChangeRange, RangeChange, StretchOf
from db.queries.history.commitment_snapshot import (
    CommitmentSnapshot,
    DueBetween,
    Passing,
    Pictures,
    ReportSnapshot,
)
from db.queries.history.entity_snapshot import AgreementsOf, EntitySnapshot, Things

FIELDS: dict[str, Callable[[CommitmentSnapshot], object]] = {
    "title": lambda it: it.row.title,
    "status": lambda it: it.row.status,
    "done_on": lambda it: it.row.done_on,
    "deadline": lambda it: _due(it.row),
    "rule": lambda it: it.row.rule or "none",
    "verification": lambda it: it.row.verification,
    "owners": lambda it: it.row.owners,
    "owed_to": lambda it: it.owed_to,
    "verifiers": lambda it: it.verifiers,
    "amount": lambda it: it.row.amount,
    "target": lambda it: it.row.target,
    "unit": lambda it: it.row.unit,
    "level": lambda it: it.row.level,
    "critical": lambda it: it.row.critical,
    "continuing": lambda it: it.row.continuing,
    "pinned": lambda it: it.row.pinned,
    "provision": lambda it: it.row.provision,
    "theme": lambda it: it.row.theme,
    "tags": lambda it: it.row.tags,
    "words": lambda it: it.words,
    "source": lambda it: it.source,
    "parent": lambda it: it.parent,
    "follows": lambda it: it.follows,
    "occurrences": lambda it: it.occurrences,
}
"""Fields of a commitment in the order of display."""


def _due(row: CommitmentRow) -> tuple[object, ...]:
    return row.deadline_kind, row.due_at, row.due_timed, row.due_provisional, row.waiting_on


@dataclass(frozen=True)
class Changed:
    """One commitment that differs; None where it did not exist."""

    before: CommitmentSnapshot | None
    after: CommitmentSnapshot | None
    steps: tuple[RangeChange, ...]
    """The changes behind the difference, oldest first."""

    @property
    def picture(self) -> CommitmentSnapshot:
        """The later state, or the earlier one when it is gone."""
        picture = self.after or self.before
        assert picture is not None  # noqa: S101  one of them was there
        return picture

    @property
    def kind(self) -> str:
        """`added`, `withdrawn`, `brought back`, `gone` (its addition undone) or `changed`."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "gone"
        if self.before.withdrawn is not self.after.withdrawn:
            return "withdrawn" if self.after.withdrawn else "brought back"
        return "changed"

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields that differ, if it exists before and after."""
        before, after = self.before, self.after
        if before is None or after is None:
            return ()
        return tuple(name for name, of in FIELDS.items() if of(before) != of(after))

    @cached_property
    def reports(self) -> tuple[ReportSnapshot, ...]:
        """Reports that are new."""
        return _only_in(self.after, self.before)

    @cached_property
    def reports_gone(self) -> tuple[ReportSnapshot, ...]:
        """Reports that are gone: undone."""
        return _only_in(self.before, self.after)

    @property
    def is_nothing(self) -> bool:
        """True if everything done to it was reversed."""
        if self.kind != "changed":
            return False
        return not (self.fields or self.reports or self.reports_gone)


def _only_in(
    one: CommitmentSnapshot | None, other: CommitmentSnapshot | None
) -> tuple[ReportSnapshot, ...]:
    known = {each.id for each in other.reports} if other else set()
    return tuple(each for each in one.reports if each.id not in known) if one else ()


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """An event, agreement or party that differs."""

    before: EntitySnapshot | None
    after: EntitySnapshot | None
    steps: tuple[RangeChange, ...]
    """The changes behind the difference, oldest first."""

    @property
    def thing(self) -> EntitySnapshot:
        """The later state, or the earlier one when it is gone."""
        thing = self.after or self.before
        assert thing is not None  # noqa: S101  one of them was there
        return thing

    @property
    def fields(self) -> tuple[tuple[str, object, object], ...]:
        """Names of the fields that differ, with their earlier and later values."""
        before = dict(self.before.fields) if self.before else {}
        after = dict(self.after.fields) if self.after else {}
        names = [name for name, _ in self.thing.fields]
        triples = [(name, before.get(name), after.get(name)) for name in names]
        return tuple(each for each in triples if each[1] != each[2])


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences between two points."""

    before: Point
    after: Point
    commitments: tuple[Changed, ...]
    things: tuple[ChangedThing, ...]
    overdue: tuple[CommitmentRow, ...]
    """Commitments that became overdue by time alone: their deadlines are unchanged."""
    steps: tuple[RangeChange, ...]
    """All changes between the two, oldest first."""

    @property
    def people(self) -> tuple[str, ...]:
        """Authors of the changes, in the order of their first ones."""
        return tuple(dict.fromkeys(step.actor for step in self.steps))


def compare(store: Reader, one: Point, other: Point, narrowed: Filter = EVERYTHING) -> Difference:
    """The difference between two points, the earlier of them first.

    `narrowed`: only commitments that pass this filter at either point.

    Raises:
        AccordError: when the store cannot be read, or the filter contains an unknown name.
    """
    before, after = sorted((one, other), key=lambda point: (point.known, point.at))
    # The earlier one from the later one: the store itself is read once.
    with closing(store.as_of(after)) as now, closing(now.as_of(before)) as then:
        return _compare(then, now, before, after, narrowed)


def _compare(
    then: Reader, now: Reader, before: Point, after: Point, narrowed: Filter
) -> Difference:
    stretch = now.ask(StretchOf(before.known, after.known))
    due = now.ask(DueBetween(before.at, after.at))
    ids = frozenset(stretch.touched) | due
    if narrowed:
        ids &= _passing(then, now, before, after, narrowed)
    old, new = then.ask(Pictures(ids)), now.ask(Pictures(ids))
    changed = [
        Changed(old.get(each), new.get(each), _steps(stretch, each))
        for each in sorted(old.keys() | new.keys())
    ]
    overdue = (new[each].row for each in sorted(due & ids) if _only_late(old.get(each), new[each]))
    touching = {number for each in ids for number in stretch.touched.get(each, ())}
    return Difference(
        before,
        after,
        tuple(each for each in changed if not each.is_nothing),
        () if narrowed else _things(then, now, stretch),
        tuple(sorted(overdue, key=lambda row: (row.due_at or after.at, row.id))),
        tuple(step for step in stretch.steps.values() if not narrowed or step.id in touching),
    )


def _passing(
    then: Reader, now: Reader, before: Point, after: Point, narrowed: Filter
) -> frozenset[int]:
    """Numbers that pass at either point; a name unknown at one point matches nothing there."""
    found: frozenset[int] = frozenset()
    unknown: list[BadInput] = []
    for store, point in ((now, after), (then, before)):
        try:
            found |= store.ask(Passing(narrowed, point.at))
        except BadInput as error:
            unknown.append(error)
    if len(unknown) > 1:
        raise unknown[0]
    return found


def _steps(stretch: ChangeRange, commitment_id: int) -> tuple[RangeChange, ...]:
    return _standing(stretch, stretch.touched.get(commitment_id, ()))


def _standing(stretch: ChangeRange, numbers: Iterable[int]) -> tuple[RangeChange, ...]:
    """The changes of these rows that still stand at the end of the stretch."""
    steps = (stretch.steps[number] for number in numbers)
    return tuple(step for step in steps if not step.taken_back)


def _only_late(before: CommitmentSnapshot | None, after: CommitmentSnapshot) -> bool:
    return before is not None and _due(before.row) == _due(after.row)


def _things(then: Reader, now: Reader, stretch: ChangeRange) -> tuple[ChangedThing, ...]:
    numbers = {key: set(changes) for key, changes in stretch.rows.items()}
    parts = AgreementsOf(frozenset(row_id for name, row_id in numbers if name == "agreement_party"))
    for part, agreement in (then.ask(parts) | now.ask(parts)).items():
        numbers.setdefault(("agreement", agreement), set()).update(numbers["agreement_party", part])
    keys = Things(frozenset(numbers))
    old, new = then.ask(keys), now.ask(keys)
    both = (
        ChangedThing(old.get(each), new.get(each), _standing(stretch, sorted(numbers[each])))
        for each in sorted(old.keys() | new.keys())
    )
    return tuple(each for each in both if each.before != each.after)
