"""What the projections of a batch of commitments are derived from, read in a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

import pendulum
from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, select

from db import tables as t
from db.domain.deadline.resolve import AnchorTime
from db.domain.deadline.rules import Anchor, CompletionAnchor, EventAnchor
from db.domain.vocabulary import CommitmentRole, ReportKind, Says, Status

BATCH = 500
"""How many ids go into one IN (…): every database takes so many parameters."""


@dataclass(frozen=True, slots=True)
class ReportFact:
    """The part of a report that a projection looks at."""

    id: int
    at: DateTime
    day: date
    timed: bool
    speaker_id: int | None
    kind: ReportKind
    says: Says | None
    status_to: Status | None


@dataclass(slots=True)
class Facts:
    """One commitment with all that its projections hang on."""

    id: int
    agreement_id: int
    agreement: str
    code: str
    zone: str
    status: Status
    words: tuple[str, ...]
    rules: list[str] = field(default_factory=list)  # by version, first to current
    parties: list[tuple[CommitmentRole, int, str, str]] = field(default_factory=list)
    monitors: set[int] = field(default_factory=set)  # parties with a watching role
    reports: list[ReportFact] = field(default_factory=list)  # by time


def batches(ids: Iterable[int], size: int = BATCH) -> Iterator[list[int]]:
    """The ids in groups that fit one query."""
    rest = iter(sorted(set(ids)))
    while group := list(islice(rest, size)):
        yield group


def gather(connection: Connection, ids: list[int]) -> list[Facts]:
    """The facts of some commitments (at most a batch of them)."""
    facts = _commitments(connection, ids)
    _rules(connection, facts)
    _parties(connection, facts)
    _reports(connection, facts)
    return list(facts.values())


def _commitments(connection: Connection, ids: list[int]) -> dict[int, Facts]:
    c, a = t.commitment.c, t.agreement.c
    rows = connection.execute(
        select(
            c.id, c.agreement_id, a.code, c.code, a.zone, c.status,
            c.title, c.provision, c.theme, c.tags,
        )
        .join_from(t.commitment, t.agreement)
        .where(c.id.in_(ids))
    )  # fmt: skip
    return {row[0]: Facts(*row[:6], words=(row[3], *row[6:])) for row in rows}


def _rules(connection: Connection, facts: dict[int, Facts]) -> None:
    d = t.deadline.c
    for commitment_id, rule in connection.execute(
        select(d.commitment_id, d.rule)
        .where(d.commitment_id.in_(facts))
        .order_by(d.commitment_id, d.number)
    ):
        facts[commitment_id].rules.append(rule)


def _parties(connection: Connection, facts: dict[int, Facts]) -> None:
    cp, p, ap = t.commitment_party.c, t.party.c, t.agreement_party.c
    for commitment_id, role, party_id, code, name in connection.execute(
        select(cp.commitment_id, cp.role, p.id, p.code, p.name)
        .join_from(t.commitment_party, t.party)
        .where(cp.commitment_id.in_(facts))
        .order_by(cp.commitment_id, cp.place, cp.id)
    ):
        facts[commitment_id].parties.append((role, party_id, code, name))
    watching: dict[int, set[int]] = defaultdict(set)
    for agreement_id, party_id in connection.execute(
        select(ap.agreement_id, ap.party_id).where(
            ap.agreement_id.in_({each.agreement_id for each in facts.values()}),
            ap.role.in_(("witness", "mediator", "guarantor", "monitor", "observer")),
        )
    ):
        watching[agreement_id].add(party_id)
    for each in facts.values():
        each.monitors = watching[each.agreement_id]


def _reports(connection: Connection, facts: dict[int, Facts]) -> None:
    r = t.report.c
    rows = connection.execute(
        select(
            r.commitment_id, r.id, r.at, r.day, r.timed, r.speaker_id, r.kind, r.says, r.status_to
        )
        .where(r.commitment_id.in_(facts))
        .order_by(r.commitment_id, r.at, r.id)
    )
    for row in rows:
        facts[row[0]].reports.append(
            ReportFact(row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8])
        )


def anchor_time(
    connection: Connection, anchor: Anchor, agreement: str, zone: str
) -> AnchorTime | None:
    """When an anchor happened or is planned, with its day read in `zone`; None while unknown."""
    if isinstance(anchor, CompletionAnchor):
        return _completion(connection, t.commitment.c.code == anchor.code, zone)
    e, a = t.event.c, t.agreement.c
    row = connection.execute(
        select(e.planned_at, e.actual_at, e.day_only, e.commitment_id, a.zone)
        .join_from(t.event, t.agreement)
        .where(a.code == (anchor.agreement or agreement), e.key == anchor.key)
    ).first()
    if row is None:
        return None
    planned, actual, day_only, commitment_id, own_zone = row
    if actual is None and commitment_id is not None:
        done = _completion(connection, t.commitment.c.id == commitment_id, zone)
        if done is not None:
            return done
    at = actual or planned
    if at is None:
        return None
    return AnchorTime(_same_day(at, own_zone, zone) if day_only else at, day_only, zone, not actual)


def _completion(connection: Connection, which: ColumnElement[bool], zone: str) -> AnchorTime | None:
    c = t.commitment.c
    row = connection.execute(select(c.done_at, c.done_on, c.done_timed).where(which)).first()
    if row is None:
        return None
    at, day, timed = row
    if at is None or day is None:
        return None
    return AnchorTime(at if timed else start_of(day, zone), not timed, zone)


def _same_day(at: DateTime, own_zone: str, zone: str) -> DateTime:
    return start_of(at.in_timezone(own_zone).date(), zone)


def start_of(day: date, zone: str) -> DateTime:
    """The first moment of a local day, in UTC."""
    return pendulum.datetime(day.year, day.month, day.day, tz=zone).in_timezone("UTC")


def names_of(anchors: Iterable[Anchor]) -> str:
    """Anchors as people read them."""
    return ", ".join(
        each.key if isinstance(each, EventAnchor) and not each.agreement else str(each)
        for each in anchors
    )
