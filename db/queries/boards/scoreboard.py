"""Scores of parties and themes: duties owed, kept, late and disputed, and the next deadline."""

from dataclasses import dataclass
from typing import Any

from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, case, func, null, select

from db import tables as t
from db.domain.enums import PartyKind
from db.domain.filters.parser import EVERYTHING, Filter, Term
from db.queries.commitments.row import each_as
from db.queries.filters.sql import Condition, conditions, flag

_C = t.commitment.c
COUNTED = ("kept", "on-time", "late", "overdue", "disputed", "not-due", "waiting", "undated")
"""Filter flags that a score counts, in the order of its fields."""
_LEVEL, _NEXT = len(COUNTED) + 3, len(COUNTED) + 4
"""Places of the mean level and the next deadline among the numbers of a score."""


@dataclass(frozen=True, slots=True)
class Score:
    """The numbers of one party, of one theme, or of all together.

    `code` is the party's code, the theme, or empty; each of COUNTED is a field.
    """

    code: str
    name: str
    kind: PartyKind | None
    owes: int
    kept: int
    on_time: int
    late: int
    overdue: int
    disputed: int
    not_due: int
    waiting: int
    undated: int
    joint: int
    """Number of duties with several owners."""
    levelled: int
    """Number of duties with a level: `level` is their mean."""
    level: float | None
    next_due_at: DateTime | None

    @property
    def came_due(self) -> int:
        """Base of the on-time share: kept by or after the deadline, or open and past it."""
        return self.on_time + self.late + self.overdue


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """All parties that owe commitments that pass the filter, most duties first.

    A joint duty counts for each of its owners. `agreement` narrows to one, whatever the filter.
    """

    now: DateTime
    agreement: str = ""
    filter: Filter = EVERYTHING

    def read(self, connection: Connection) -> tuple[Score, ...]:
        """The scores."""
        holds = _passing(connection, self.now, self.agreement, self.filter)
        numbers = (*_numbers(connection, self.now), func.coalesce(func.sum(_C.level), 0))
        # Counted by who owe it together, of whom there are few: not each duty for each owner.
        query = select(_C.owners, *numbers).where(*holds, _C.owners != "").group_by(_C.owners)
        together: dict[str, list[Any]] = {}
        for owners, *counted in connection.execute(query):
            for code in set(owners.split("+")):
                known = together.get(code)
                together[code] = counted if known is None else _sum_of(known, counted)
        p = t.party.c
        parties = connection.execute(select(p.code, p.name, p.kind))
        found = (
            Score(code, name, kind, *_as_fields(together[code]))
            for code, name, kind in parties
            if code in together
        )
        return tuple(sorted(found, key=lambda score: (-score.owes, score.code)))


def _sum_of(one: list[Any], other: list[Any]) -> list[Any]:
    """Sum of two lists of numbers; for the next deadline, at its place, the earlier one."""
    pairs = list(zip(one, other, strict=True))
    dates = [at for at in pairs[_NEXT] if at is not None]
    added = [0 if place in (_LEVEL, _NEXT) else a + b for place, (a, b) in enumerate(pairs)]
    return [*added[:_NEXT], min(dates, default=None), *added[_NEXT + 1 :]]


def _as_fields(numbers: list[Any]) -> list[Any]:
    """The numbers in the order of a score's fields, with the mean of levels from their sum."""
    *fields, levels = numbers
    levelled = fields[_LEVEL - 1]
    fields[_LEVEL] = levels / levelled if levelled else None
    return fields


@dataclass(frozen=True, slots=True)
class ThemeBoard:
    """All themes of commitments that pass the filter, most duties first; each duty counts once."""

    now: DateTime
    agreement: str = ""
    filter: Filter = EVERYTHING

    def read(self, connection: Connection) -> tuple[Score, ...]:
        """The scores; duties without a theme are under the empty one."""
        query = (
            select(_C.theme, _C.theme, null(), *_numbers(connection, self.now))
            .where(*_passing(connection, self.now, self.agreement, self.filter))
            .group_by(_C.theme)
            .order_by(func.count().desc(), _C.theme)
        )
        return each_as(Score, connection.execute(query))


@dataclass(frozen=True, slots=True)
class WholeScore:
    """Everything that passes the filter as one score, each duty counted once."""

    now: DateTime
    agreement: str = ""
    filter: Filter = EVERYTHING

    def read(self, connection: Connection) -> Score:
        """The score."""
        numbers = select(*_numbers(connection, self.now)).where(
            *_passing(connection, self.now, self.agreement, self.filter)
        )
        return Score("", "", None, *connection.execute(numbers).one())


def _passing(
    connection: Connection,
    now: DateTime,
    agreement: str,
    filter: Filter,  # noqa: A002  the field's word
) -> list[Condition]:
    within = Filter((Term("in", (agreement.casefold(),)),)) if agreement else EVERYTHING
    holds = conditions(connection, filter, now)
    return [*conditions(connection, within, now), *holds[1:]]


def _numbers(connection: Connection, now: DateTime) -> list[ColumnElement[Any]]:
    """The columns of a score after its key, in order."""
    ahead = flag(connection, "not-due", now)
    return [
        func.count(),
        *(_sum(flag(connection, name, now)) for name in COUNTED),
        _sum(_C.owners.contains("+")),
        func.count(_C.level),
        func.avg(_C.level),
        func.min(case((ahead, _C.due_at))),
    ]


def _sum(condition: Condition) -> ColumnElement[int]:
    """Number of rows that meet the condition; 0, not NULL, when none does."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
