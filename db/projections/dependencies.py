"""Dependencies between commitments by their deadlines, followed to any depth in one query."""

from collections.abc import Iterable

from sqlalchemy import CTE, ColumnElement, Connection, Select, func, or_, select

from db import tables as t
from db.tables.batching import WIDE, batches, by_ids

Pair = tuple[int, int]
"""A commitment, and one that it waits for."""

_C, _D, _E, _DA = t.commitment.c, t.deadline.c, t.event.c, t.deadline_anchor.c

_HEADS = [by_ids(select(column), column) for column in (_DA.commitment_id, _E.commitment_id)]
_SOURCE = select(_D.commitment_id).join_from(t.deadline_anchor, t.deadline)
_TIED = by_ids(select(_E.id), _E.commitment_id)
_ON_EVENTS = by_ids(_SOURCE, _DA.event_id)
_ON_OTHERS = by_ids(_SOURCE, _DA.commitment_id)


def dependants(
    connection: Connection, *, events: Iterable[int] = (), commitments: Iterable[int] = ()
) -> set[int]:
    """Commitments with a deadline that depends on these events or these commitments."""
    found: set[int] = set()
    hanging_on, others = set(events), set(commitments)
    for group in batches(others):
        hanging_on |= set(_TIED(connection, group).scalars())
    for group in batches(hanging_on):
        found |= set(_ON_EVENTS(connection, group).scalars())
    for group in batches(others):
        found |= set(_ON_OTHERS(connection, group).scalars())
    return found


def downstream(connection: Connection, commitments: Iterable[int]) -> set[int]:
    """All dependants of these commitments, direct and indirect; by any version of their deadlines.

    Given commitments without dependants may be left out.
    """
    found: set[int] = set()
    for group in batches(_heads(connection, commitments)):
        reach = _begin(group)
        tied = t.event.alias()
        step = (
            select(_D.commitment_id)
            .select_from(
                reach.outerjoin(tied, tied.c.commitment_id == reach.c.id)
                .join(t.deadline_anchor, _hangs_on(reach.c.id, tied.c.id))
                .join(t.deadline, _D.id == _DA.deadline_id)
            )
        )  # fmt: skip
        whole = reach.union(step)
        found |= set(connection.scalars(select(whole.c.id)))
    return found


def _heads(connection: Connection, commitments: Iterable[int]) -> set[int]:
    """The ones with any dependants: usually few or none."""
    found: set[int] = set()
    for group in batches(commitments, WIDE):
        for heads in _HEADS:
            rows = heads(connection, group).scalars()
            found |= {each for each in rows if each is not None}.intersection(group)
    return found


def upstream(connection: Connection, commitments: Iterable[int]) -> set[Pair]:
    """Each link from these commitments to those they wait for, directly or indirectly.

    Only deadlines in force count.
    """
    found: set[Pair] = set()
    for group in batches(commitments):
        reach = _begin(group)
        whole = reach.union(_waits(reach))
        links = _waits(whole).add_columns(whole.c.id)
        found |= {(own, other) for other, own in connection.execute(links) if other is not None}
    return found


def hanging_on(events: list[int]) -> Select[int]:
    """The query for all direct and indirect dependants of these events, by deadlines in force."""
    tied = t.event.alias()
    first = select(_D.commitment_id).join_from(t.deadline, t.deadline_anchor)
    reach = first.where(_DA.event_id.in_(events), _in_force()).cte(recursive=True)
    own = reach.c.commitment_id
    step = (
        select(_D.commitment_id)
        .select_from(
            reach.outerjoin(tied, tied.c.commitment_id == own)
            .join(t.deadline_anchor, _hangs_on(own, tied.c.id))
            .join(t.deadline, _D.id == _DA.deadline_id)
        )
        .where(_in_force())
    )
    whole = reach.union(step)
    return select(whole.c.commitment_id)


def _begin(group: list[int]) -> CTE:
    return select(_C.id).where(_C.id.in_(group)).cte("reach", recursive=True)


def _hangs_on(commitment: ColumnElement[int], event: ColumnElement[int]) -> ColumnElement[bool]:
    return or_(_DA.commitment_id == commitment, _DA.event_id == event)


def _waits(reach: CTE) -> Select[int | None]:
    """Direct prerequisites of the commitments in `reach`."""
    other = func.coalesce(_DA.commitment_id, _E.commitment_id)
    return (
        select(other)
        .select_from(
            reach.join(t.deadline, _D.commitment_id == reach.c.id)
            .join(t.deadline_anchor, _DA.deadline_id == _D.id)
            .outerjoin(t.event, _E.id == _DA.event_id)
        )
        .where(other.is_not(None), _in_force())
    )


def _in_force() -> ColumnElement[bool]:
    """Condition that a version of a deadline is the newest of its commitment."""
    last = t.deadline.alias()
    newest = select(func.max(last.c.number)).where(last.c.commitment_id == _D.commitment_id)
    return _D.number == newest.scalar_subquery()
