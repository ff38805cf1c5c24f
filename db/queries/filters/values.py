"""Values for a filter's completion, and counts of the commitments that it hides."""

from dataclasses import dataclass
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.domain.filters.completion import Candidate, Known
from db.domain.filters.parser import EVERYTHING, Filter
from db.queries.commitments.list import Total, count_rows
from db.queries.filters import names
from db.queries.filters.sql import conditions, flag
from db.tables.batching import batches


@dataclass(frozen=True, slots=True)
class FilterValues:
    """Parties, agreements, events, themes, tags and people, each once."""

    def read(self, connection: Connection) -> Known:
        """The names."""
        a, p, e = t.agreement.c, t.party.c, t.event.c
        return Known(
            _pairs(connection, select(p.code, p.name).order_by(p.code)),
            _pairs(connection, select(a.code, a.title).order_by(a.code)),
            _events(_pairs(connection, select(e.key, e.name).order_by(e.key, e.id))),
            names.themes(connection),
            names.tags(connection),
            _people(connection),
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """Numbers of commitments that a filter shows and hides."""

    shown: int
    total: int
    overdue_hidden: int

    @property
    def hidden(self) -> int:
        """Number of hidden commitments."""
        return self.total - self.shown


@dataclass(frozen=True, slots=True)
class Hidden:
    """Numbers shown and hidden of all that is `within` (one agreement, or everything)."""

    now: DateTime
    filter: Filter
    within: Filter = EVERYTHING

    def read(self, connection: Connection) -> Shown:
        """The counts, with hidden overdue ones counted apart."""
        total, _ = Total(self.now, self.within).read(connection)
        holds = conditions(connection, self.filter, self.now)
        shown = count_rows(connection, holds)
        if shown == total:
            return Shown(shown, total, 0)
        late = flag(connection, "overdue", self.now)
        within = conditions(connection, self.within, self.now)
        overdue = count_rows(connection, [*within, late]) - count_rows(connection, [*holds, late])
        return Shown(shown, total, overdue)


@dataclass(frozen=True, slots=True)
class HiddenOf:
    """The codes among these that a filter hides, or that no longer exist."""

    codes: tuple[str, ...]
    filter: Filter
    now: DateTime

    def read(self, connection: Connection) -> tuple[str, ...]:
        """Their codes."""
        c, holds = t.commitment.c, conditions(connection, self.filter, self.now)
        shown: set[str] = set()
        for some in batches(self.codes):
            shown |= {*connection.scalars(select(c.code).where(c.code.in_(some), *holds))}
        return tuple(code for code in self.codes if code not in shown)


def _pairs(connection: Connection, rows: Any) -> tuple[Candidate, ...]:
    return tuple(Candidate(row[0], row[1]) for row in connection.execute(rows))


def _events(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Each key once: `signing` exists in every agreement."""
    return tuple({each.text: each for each in reversed(found)}.values())[::-1]


def _people(connection: Connection) -> tuple[str, ...]:
    ch = t.change.c
    latest = select(ch.actor).order_by(ch.id.desc()).limit(names.LOOKED_AT).subquery()
    return tuple(connection.scalars(select(latest.c.actor).distinct().order_by(latest.c.actor)))
