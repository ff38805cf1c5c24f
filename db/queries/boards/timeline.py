"""Bars of a timeline: any window of the commitments, by group, and the size of each group."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, and_, case, false, func, select

from db import tables as t
from db.domain.enums import Verification
from db.domain.filters.parser import EVERYTHING, Filter
from db.queries.boards.timeline_start import begins
from db.queries.commitments.list import Keys, ordered, place_of
from db.queries.commitments.row import CommitmentRow, each_as, select_rows
from db.queries.filters.sql import Condition, conditions

_C = t.commitment.c


class Grouping(StrEnum):
    """Grouping of the bars under headings; in a group the most pressing comes first."""

    AGREEMENT = "agreement"
    PARTY = "party"
    THEME = "theme"
    NONE = "none"


_KEYS: dict[Grouping, Keys] = {
    Grouping.AGREEMENT: (_C.agreement_id, _C.band, _C.due_at, _C.id),
    Grouping.PARTY: (_C.owners, _C.band, _C.due_at, _C.id),
    Grouping.THEME: (_C.theme, _C.band, _C.due_at, _C.id),
    Grouping.NONE: (_C.band, _C.due_at, _C.id),
}


@dataclass(frozen=True, slots=True)
class GroupSize:
    """A group: `key` identifies it, `name` adds to it where there is more to say."""

    key: str
    name: str
    count: int
    overdue: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of all commitments that pass the filter, in the order of the timeline."""

    now: DateTime
    filter: Filter = EVERYTHING
    by: Grouping = Grouping.AGREEMENT

    def read(self, connection: Connection) -> tuple[GroupSize, ...]:
        """The groups; without grouping, one group of everything."""
        holds = conditions(connection, self.filter, self.now)
        counted = (
            func.count(),
            _sum(and_(_C.band == 0, _C.due_at <= self.now)),
            _sum(_C.verification == Verification.DISPUTED),
        )
        if self.by is Grouping.NONE:
            one = connection.execute(select(*counted).select_from(t.commitment).where(*holds)).one()
            return (GroupSize("", "", *one),) if one[0] else ()
        if self.by is Grouping.AGREEMENT:
            a = t.agreement.c
            query = select(a.code, a.title, *counted).select_from(t.commitment.join(t.agreement))
            grouped = query.where(*holds).group_by(a.id, a.code, a.title).order_by(a.id)
            return each_as(GroupSize, connection.execute(grouped))
        key = _KEYS[self.by][0]
        rows = connection.execute(
            select(key, *counted).where(*holds).group_by(key).order_by(key)
        ).all()
        names = _party_names(connection) if self.by is Grouping.PARTY else {}
        return tuple(GroupSize(row[0], names.get(row[0], ""), *row[1:]) for row in rows)


@dataclass(frozen=True, slots=True)
class OccurrenceBar:
    """One instance of a recurring duty."""

    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class BarRow:
    """A commitment with further data for its bar.

    `since` is the day from which its time runs: a window's opening, the anchor of its deadline, or
    the signing. `after` are the codes of open duties that come first.
    """

    row: CommitmentRow
    since: date | None
    after: tuple[str, ...] = ()
    rounds: tuple[OccurrenceBar, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """`limit` bars from `offset` on, without the groups in `closed`: a few queries in all."""

    now: DateTime
    filter: Filter = EVERYTHING
    by: Grouping = Grouping.AGREEMENT
    closed: frozenset[str] = frozenset()
    offset: int = 0
    limit: int = 100

    def read(self, connection: Connection) -> tuple[BarRow, ...]:
        """The bars; fewer than `limit` at the end."""
        holds = _holds(connection, self.filter, self.now, self.by, self.closed)
        order = ordered(_KEYS[self.by])
        if self.by is Grouping.AGREEMENT:
            # It is the same of all; as a part of the order it lets an index give the order.
            order.insert(1, _C.withdrawn.asc())
        ids = select(_C.id).where(*holds).order_by(*order)
        window = ids.limit(self.limit).offset(self.offset).subquery()
        found = select_rows().where(_C.id.in_(select(window.c.id))).order_by(*order)
        return _bars(connection, each_as(CommitmentRow, connection.execute(found)))


@dataclass(frozen=True, slots=True)
class PlaceOfBar:
    """Place of a commitment among the bars; None when it is not there."""

    code: str
    now: DateTime
    filter: Filter = EVERYTHING
    by: Grouping = Grouping.AGREEMENT
    closed: frozenset[str] = frozenset()

    def read(self, connection: Connection) -> int | None:
        """The place, from 0, headings not counted."""
        holds = _holds(connection, self.filter, self.now, self.by, self.closed)
        return place_of(connection, self.code, holds, _KEYS[self.by])


def group_of(row: CommitmentRow, by: Grouping) -> str:
    """The key of a commitment's group."""
    match by:
        case Grouping.AGREEMENT:
            return row.agreement
        case Grouping.PARTY:
            return row.owners
        case Grouping.THEME:
            return row.theme
        case Grouping.NONE:
            return ""


def _holds(
    connection: Connection,
    narrowed: Filter,
    now: DateTime,
    by: Grouping,
    closed: frozenset[str],
) -> list[Condition]:
    holds = conditions(connection, narrowed, now)
    if closed and by is Grouping.AGREEMENT:
        a = t.agreement.c
        holds.append(_C.agreement_id.not_in(select(a.id).where(a.code.in_(closed))))
    elif closed and by is Grouping.NONE:
        holds.append(false())
    elif closed:
        holds.append(_KEYS[by][0].not_in(closed))
    return holds


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _party_names(connection: Connection) -> dict[str, str]:
    p = t.party.c
    rows = connection.execute(select(p.code, p.name))
    return {row.code: row.name for row in rows}


def _bars(connection: Connection, rows: Sequence[CommitmentRow]) -> tuple[BarRow, ...]:
    ids = [row.id for row in rows]
    since, after = begins(connection, rows), _after(connection, ids)
    rounds = _rounds(connection, ids)
    return tuple(
        BarRow(row, since.get(row.id), tuple(after[row.id]), tuple(rounds[row.id])) for row in rows
    )


def _after(connection: Connection, ids: Iterable[int]) -> dict[int, list[str]]:
    """The codes of open duties that come before each of these, or run in parallel."""
    link = t.dependency.c
    pairs = connection.execute(
        select(link.commitment_id, link.on_id)
        .where(link.commitment_id.in_(list(ids)))
        .order_by(link.commitment_id, link.id)
    ).all()
    # Joined, SQLite would begin with all that are open.
    still_open = select(_C.id, _C.code).where(
        _C.id.in_({other for _, other in pairs}), _C.band < 3, _C.withdrawn.is_(False)
    )
    rows = connection.execute(still_open).all() if pairs else []
    codes = {row.id: row.code for row in rows}
    found: dict[int, list[str]] = defaultdict(list)
    for own, other in pairs:
        if other in codes:
            found[own].append(codes[other])
    return found


def _rounds(connection: Connection, ids: Iterable[int]) -> dict[int, list[OccurrenceBar]]:
    """The instances of recurring duties."""
    o = t.occurrence.c
    rows = connection.execute(
        select(o.commitment_id, o.due_on, o.done_on)
        .where(o.commitment_id.in_(list(ids)))
        .order_by(o.commitment_id, o.number)
    )
    found: dict[int, list[OccurrenceBar]] = defaultdict(list)
    for commitment_id, due_on, done_on in rows:
        found[commitment_id].append(OccurrenceBar(due_on, done_on))
    return found
