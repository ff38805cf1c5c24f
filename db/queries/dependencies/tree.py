"""Dependencies and dependants of a commitment, direct and indirect, to any depth."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CTE, ColumnElement, Connection, Subquery, case, func, literal, select
from sqlalchemy import union_all as all_of

from db import tables as t
from db.domain.dependency_graph import Dependency, DependencyKind
from db.domain.enums import Status
from db.domain.errors import NotFound

_C, _D, _DA, _E = t.commitment.c, t.deadline.c, t.deadline_anchor.c, t.event.c


@dataclass(frozen=True, slots=True)
class Member:
    """A commitment of a chain."""

    code: str
    title: str
    owners: str
    status: Status


@dataclass(frozen=True, slots=True)
class EventNode:
    """An event at the end of a chain: its day, None while unknown, and whether it is planned."""

    node: str
    name: str
    day: date | None
    planned: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """All links by which `code` waits (`up`) and is waited for (`down`), with the linked items.

    `cut`: True if there are more links than the limit.
    """

    code: str
    up: tuple[Dependency, ...]
    down: tuple[Dependency, ...]
    members: dict[str, Member]
    events: dict[str, EventNode]
    cut: bool


@dataclass(frozen=True, slots=True)
class ChainOf:
    """The chain of the commitment with this code, at most `limit` links each way."""

    code: str
    limit: int = 30_000

    def read(self, connection: Connection) -> Chain:
        """The chain, from four queries, however long it is.

        Raises:
            NotFound: when there is no such commitment.
        """
        code = self.code.strip().upper()
        found = connection.execute(
            select(_C.id, _C.title, _C.owners, _C.status).where(_C.code == code)
        ).first()
        if found is None:
            raise NotFound(f"There is no commitment '{self.code}'.", "accord list shows all codes.")
        start, members = found[0], {code: Member(code, found[1], found[2], found[3])}
        events: dict[str, EventNode] = {}
        up = list(self._links(connection, start, members, down=False))
        down = list(self._links(connection, start, members, down=True))
        cut = max(len(up), len(down)) > self.limit
        up = [*self._to_events(connection, start, events), *up[: self.limit]]
        return Chain(code, tuple(up), tuple(down[: self.limit]), members, events, cut)

    def _links(
        self, connection: Connection, start: int, members: dict[str, Member], *, down: bool
    ) -> Iterator[Dependency]:
        links, own, other = _links_between(), t.commitment.alias(), t.commitment.alias()
        reach = _reach(start, links, down=down)
        here, there = (other, own) if down else (own, other)
        side = links.c.other if down else links.c.own
        query = (
            select(
                own.c.code, other.c.code, links.c.how, links.c.event,
                there.c.code, there.c.title, there.c.owners, there.c.status,
            )
            .select_from(
                reach.join(links, side == reach.c.id)
                .join(own, own.c.id == links.c.own)
                .join(other, other.c.id == links.c.other)
            )
            .where(there.c.withdrawn.is_(False))
            .order_by(here.c.id, there.c.id, links.c.event.desc(), links.c.how)
            .limit(self.limit + 1)
        )  # fmt: skip
        last = ("", "")
        for row in connection.execute(query):
            members.setdefault(row[4], Member(*row[4:]))
            if (row[0], row[1]) != last:  # two may hang together in several ways: one is told
                yield Dependency(row[0], row[1], DependencyKind(row[2]), row[3])
            last = (row[0], row[1])

    def _to_events(
        self, connection: Connection, start: int, events: dict[str, EventNode]
    ) -> Iterator[Dependency]:
        """Links to events that do not stand for a duty's completion."""
        reach, a = _reach(start, _links_between(), down=False), t.agreement.c
        query = (
            select(
                _C.code, a.code, a.zone, _E.key, _E.name,
                func.coalesce(_E.actual_at, _E.planned_at), _E.actual_at.is_(None),
            )
            .select_from(
                reach.join(t.commitment, _C.id == reach.c.id)
                .join(t.deadline, _D.commitment_id == _C.id)
                .join(t.deadline_anchor, _DA.deadline_id == _D.id)
                .join(t.event, _E.id == _DA.event_id)
                .join(t.agreement, t.agreement.c.id == _E.agreement_id)
            )
            .where(_in_force(), _E.commitment_id.is_(None))
            .order_by(_C.id, _E.id)
            .limit(self.limit)
        )  # fmt: skip
        for code, agreement, zone, key, name, at, planned in connection.execute(query):
            node = f"@{agreement}/{key}"
            day = at.in_timezone(zone).date() if at is not None else None
            events[node] = EventNode(node, name, day, planned and day is not None)
            yield Dependency(code, node, DependencyKind.EVENT)


def _reach(start: int, links: Subquery, *, down: bool) -> CTE:
    """The commitment with all its dependencies, or all its dependants; without withdrawn ones."""
    here, there = (links.c.other, links.c.own) if down else (links.c.own, links.c.other)
    begin = select(_C.id).where(_C.id == start).cte("reach", recursive=True)
    step = (
        select(_C.id)
        .select_from(begin.join(links, here == begin.c.id).join(t.commitment, _C.id == there))
        .where(_C.withdrawn.is_(False))
    )
    return begin.union(step)


def _links_between() -> Subquery:
    """Every link between two duties, each found by its own index."""
    link = t.dependency.c
    how = case((link.parallel, DependencyKind.BESIDE.value), else_=DependencyKind.AFTER.value)
    nothing, counts = literal(""), literal(DependencyKind.COMPLETION.value)
    follows = select(
        link.commitment_id.label("own"),
        link.on_id.label("other"),
        how.label("how"),
        nothing.label("event"),
    )
    beside = select(link.on_id, link.commitment_id, how, nothing).where(link.parallel.is_(True))
    completion = (
        select(_D.commitment_id, _DA.commitment_id, counts, nothing)
        .join_from(t.deadline_anchor, t.deadline, _D.id == _DA.deadline_id)
        .where(_DA.commitment_id.is_not(None), _in_force())
    )
    event = (
        select(_D.commitment_id, _E.commitment_id, counts, _E.key)
        .select_from(
            t.event.join(t.deadline_anchor, _DA.event_id == _E.id).join(
                t.deadline, _D.id == _DA.deadline_id
            )
        )
        .where(_E.commitment_id.is_not(None), _in_force())
    )
    return all_of(follows, beside, completion, event).subquery("link")


def _in_force() -> ColumnElement[bool]:
    """Condition that a version of a deadline is the newest."""
    last = t.deadline.alias()
    number = select(func.max(last.c.number)).where(last.c.commitment_id == _D.commitment_id)
    return _D.number == number.scalar_subquery()
