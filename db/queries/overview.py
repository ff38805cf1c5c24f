"""What is due, late, waiting and kept: the counters and the groups of the Overview."""

from dataclasses import dataclass
from enum import StrEnum

from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, and_, not_, or_

from db import tables as t
from db.domain.filter import EVERYTHING, Filter
from db.domain.vocabulary import Status
from db.queries.conditions import Condition, conditions, flag
from db.queries.register import Sort, count_rows, order_by
from db.queries.rows import CommitmentRow, each_as, select_rows

_C = t.commitment.c


class Group(StrEnum):
    """The Overview's groups, most urgent first. A commitment stands in one of them."""

    OVERDUE = "overdue or disputed"
    TODAY = "today"
    WEEK = "next 7 days"
    LATER = "later"
    WAITING = "waiting for an event"
    UNDATED = "without a deadline"
    KEPT = "recently kept"


@dataclass(frozen=True, slots=True)
class Counts:
    """The counters of one moment; `kept` of `total`, withdrawn ones left out everywhere."""

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


@dataclass(frozen=True, slots=True)
class Overview:
    """The board of all that passes the filter, with at most `limit` rows a group."""

    now: DateTime
    filter: Filter = EVERYTHING
    limit: int = 50

    def read(self, connection: Connection) -> Board:
        """Counters and groups from one snapshot."""
        holds = conditions(connection, self.filter, self.now)
        groups = _groups(connection, self.now)
        return Board(
            self.now,
            _counts(connection, holds, self.now),
            tuple(
                _group(connection, group, [*holds, condition], self.limit)
                for group, condition in groups.items()
            ),
        )


@dataclass(frozen=True, slots=True)
class Count:
    """The counters alone."""

    now: DateTime
    filter: Filter = EVERYTHING

    def read(self, connection: Connection) -> Counts:
        """The counters."""
        return _counts(connection, conditions(connection, self.filter, self.now), self.now)


def _groups(connection: Connection, now: DateTime) -> dict[Group, Condition]:
    still_open = _C.band < 3
    alarming = or_(flag(connection, "overdue", now), flag(connection, "disputed", now))
    calm = and_(still_open, not_(alarming))
    today = flag(connection, "today", now)
    week = flag(connection, "week", now)
    return {
        Group.OVERDUE: and_(still_open, alarming),
        Group.TODAY: and_(calm, today),
        Group.WEEK: and_(calm, not_(today), week),
        Group.LATER: and_(calm, not_(today), flag(connection, "later", now)),
        Group.WAITING: and_(calm, _C.band == 1),
        Group.UNDATED: and_(calm, _C.band == 2),
        Group.KEPT: _C.status == Status.DONE,
    }


def _group(connection: Connection, group: Group, holds: list[Condition], limit: int) -> GroupRows:
    order = (
        [_C.done_at.desc().nulls_last(), _C.id.desc()]
        if group is Group.KEPT
        else order_by(Sort.LEFT, descending=False)
    )
    count = count_rows(connection, holds)
    rows = select_rows().where(*holds).order_by(*order).limit(limit)
    found = each_as(CommitmentRow, connection.execute(rows)) if count else ()
    return GroupRows(group, count, found)


def _counts(connection: Connection, holds: list[Condition], now: DateTime) -> Counts:
    still_open = _C.band < 3
    today = flag(connection, "today", now)
    questions: dict[str, ColumnElement[bool]] = {
        "overdue": flag(connection, "overdue", now),
        "disputed": and_(flag(connection, "disputed", now)),
        "today": today,
        "week": and_(flag(connection, "week", now), not_(today)),
        "later": and_(flag(connection, "later", now), not_(today)),
        "waiting": _C.band == 1,
        "undated": and_(still_open, _C.band == 2),
        "kept": _C.status == Status.DONE,
        "released": _C.status == Status.RELEASED,
    }
    answers = {name: count_rows(connection, [*holds, each]) for name, each in questions.items()}
    return Counts(**answers, total=count_rows(connection, holds))
