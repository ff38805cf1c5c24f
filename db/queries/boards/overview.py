"""The Overview: counters and groups of commitments due, late, waiting and kept."""

from dataclasses import dataclass
from enum import StrEnum

from pendulum import DateTime
from sqlalchemy import Connection, and_, not_, select, union_all

from db import tables as t
from db.domain.enums import Status, Verification
from db.domain.filters.parser import EVERYTHING, Filter
from db.queries.commitments.list import Sort, count_rows, order_by
from db.queries.commitments.row import CommitmentRow, each_as, select_rows
from db.queries.dependencies.conflicts import Deadlock, find
from db.queries.filters.sql import Condition, conditions, flag

_C = t.commitment.c
_DISPUTED: Condition = _C.verification == Verification.DISPUTED


class Group(StrEnum):
    """The Overview's groups, most urgent first. A commitment is in one of them."""

    OVERDUE = "overdue or disputed"
    TODAY = "today"
    WEEK = "next 7 days"
    LATER = "later"
    WAITING = "waiting for an event"
    UNDATED = "without a deadline"
    KEPT = "recently kept"


@dataclass(frozen=True, slots=True)
class Counts:
    """The counters at one moment; `kept` of `total`. Withdrawn commitments are never counted."""

    overdue: int
    disputed: int
    today: int
    week: int
    later: int
    waiting: int
    undated: int
    kept: int
    released: int
    total: int


@dataclass(frozen=True, slots=True)
class GroupRows:
    """A group's size and its first rows."""

    group: Group
    count: int
    rows: tuple[CommitmentRow, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Counters and groups as of one moment."""

    now: DateTime
    counts: Counts
    groups: tuple[GroupRows, ...]
    deadlocks: tuple[Deadlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """The board of all commitments that pass the filter, with at most `limit` rows a group."""

    now: DateTime
    filter: Filter = EVERYTHING
    limit: int = 50

    def read(self, connection: Connection) -> Board:
        """Counters and groups from one snapshot."""
        holds = conditions(connection, self.filter, self.now)
        counts = _counts(connection, holds, self.now)
        groups = _groups(connection, self.now)
        sizes = _sizes(connection, counts, groups, holds)
        return Board(
            self.now,
            counts,
            tuple(
                GroupRows(group, size, self._rows(connection, groups, group, holds) if size else ())
                for group, size in sizes.items()
            ),
            find(connection, holds),
        )

    def _rows(
        self,
        connection: Connection,
        groups: dict[Group, Condition],
        group: Group,
        holds: list[Condition],
    ) -> tuple[CommitmentRow, ...]:
        order = order_by(Sort.LEFT, descending=False)
        if group is Group.OVERDUE:
            # Each part is a short walk along its own index; for both at once there is none.
            parts: list[Condition] = [groups[group], and_(_C.band < 3, _DISPUTED)]
            firsts = [
                select(
                    select(_C.id).where(*holds, each).order_by(*order).limit(self.limit).subquery()
                )
                for each in parts
            ]
            found: list[Condition] = [_C.id.in_(union_all(*firsts))]
        elif group is Group.KEPT:
            order = [_C.done_at.desc().nulls_last(), _C.id.desc()]
            found = [*holds, groups[group]]
        else:
            found = [*holds, groups[group], not_(_DISPUTED)]
        rows = select_rows().where(*found).order_by(*order).limit(self.limit)
        return each_as(CommitmentRow, connection.execute(rows))


@dataclass(frozen=True, slots=True)
class Count:
    """The counters alone."""

    now: DateTime
    filter: Filter = EVERYTHING

    def read(self, connection: Connection) -> Counts:
        """The counters."""
        return _counts(connection, conditions(connection, self.filter, self.now), self.now)


def _groups(connection: Connection, now: DateTime) -> dict[Group, Condition]:
    """Conditions of the groups without disputes; disputed commitments go with the overdue ones."""
    today = flag(connection, "today", now)
    return {
        Group.OVERDUE: flag(connection, "overdue", now),
        Group.TODAY: today,
        Group.WEEK: and_(flag(connection, "week", now), not_(today)),
        Group.LATER: and_(flag(connection, "later", now), not_(today)),
        Group.WAITING: _C.band == 1,
        Group.UNDATED: _C.band == 2,
        Group.KEPT: _C.status == Status.DONE,
    }


def _sizes(
    connection: Connection,
    counts: Counts,
    groups: dict[Group, Condition],
    holds: list[Condition],
) -> dict[Group, int]:
    """Sizes of the groups, from the counters; disputed commitments count in the top group."""
    sizes = {
        Group.OVERDUE: counts.overdue,
        Group.TODAY: counts.today,
        Group.WEEK: counts.week,
        Group.LATER: counts.later,
        Group.WAITING: counts.waiting,
        Group.UNDATED: counts.undated,
        Group.KEPT: counts.kept,
    }
    for group in (Group.TODAY, Group.WEEK, Group.LATER, Group.WAITING, Group.UNDATED):
        if counts.disputed and sizes[group]:
            moved = count_rows(connection, [*holds, _DISPUTED, groups[group]])
            sizes[group] -= moved
            sizes[Group.OVERDUE] += moved
    return sizes


def _counts(connection: Connection, holds: list[Condition], now: DateTime) -> Counts:
    """The counters. Each query scans one range of an index; remainders are not counted again."""
    questions: dict[str, Condition] = {
        "overdue": flag(connection, "overdue", now),
        "ahead": and_(_C.band == 0, _C.due_at > now),
        "today": flag(connection, "today", now),
        "week": flag(connection, "week", now),
        "waiting": _C.band == 1,
        "undated": _C.band == 2,
        "closed": _C.band == 3,
        "disputed": _DISPUTED,
        "kept": _C.status == Status.DONE,
        "released": _C.status == Status.RELEASED,
    }
    found = {name: count_rows(connection, [*holds, each]) for name, each in questions.items()}
    return Counts(
        overdue=found["overdue"],
        disputed=found["disputed"],
        today=found["today"],
        week=found["week"] - found["today"],
        later=found["ahead"] - found["week"],
        waiting=found["waiting"],
        undated=found["undated"],
        kept=found["kept"],
        released=found["released"],
        total=sum(found[name] for name in ("overdue", "ahead", "waiting", "undated", "closed")),
    )
