"""What the projections of a batch of commitments are derived from, read in a few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar

import pendulum
from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, select

from db import tables as t
from db.domain.deadline.rules import Anchor, EventAnchor
from db.domain.vocabulary import CommitmentRole, ReportKind, Says, Status

K = TypeVar("K", int, str)
BATCH = 500
"""How many ids go into one IN (…): every database takes so many parameters."""
WIDE = 5_000
"""Ids in one question that is about nothing else: every database takes so many."""


WATCHING = ("witness", "mediator", "guarantor", "monitor", "observer")
"""Roles in an agreement whose parties speak as monitors of every commitment in it."""


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
    corrects_id: int | None


@dataclass(slots=True)
class Facts:
    """One commitment with all that its projections hang on, but for its deadline."""

    id: int
    agreement_id: int
    agreement: str
    code: str
    zone: str
    status: Status
    words: tuple[str, ...]
    parties: list[tuple[CommitmentRole, int, str, str]] = field(default_factory=list)
    monitors: set[int] = field(default_factory=set)  # parties with a watching role
    reports: list[ReportFact] = field(default_factory=list)  # by time

    @property
    def standing(self) -> list[ReportFact]:
        """The reports that count: those that no other takes the place of."""
        corrected = {report.corrects_id for report in self.reports}
        return [report for report in self.reports if report.id not in corrected]


def batches(ids: Iterable[K], size: int = BATCH) -> Iterator[list[K]]:
    """The ids or codes in groups that fit one query."""
    rest = iter(sorted(set(ids)))
    while group := list(islice(rest, size)):
        yield group


def about(column: ColumnElement[Any], ids: Collection[int]) -> ColumnElement[bool]:
    """What the rows of all these ids meet, and perhaps as many others, to be passed over.

    Of many ids that lie close together only the ends are given to the database: a long IN (…)
    takes longer to write down than to answer.
    """
    if len(ids) > BATCH and max(ids) - min(ids) < 2 * len(ids):
        return column.between(min(ids), max(ids))
    return column.in_(ids)


def gather(connection: Connection, ids: list[int]) -> list[Facts]:
    """The facts of some commitments (at most a batch of them)."""
    facts = _commitments(connection, ids)
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
            ap.role.in_(WATCHING),
        )
    ):
        watching[agreement_id].add(party_id)
    for each in facts.values():
        each.monitors = watching[each.agreement_id]


def _reports(connection: Connection, facts: dict[int, Facts]) -> None:
    r = t.report.c
    rows = connection.execute(
        select(
            r.commitment_id,
            r.id,
            r.at,
            r.day,
            r.timed,
            r.speaker_id,
            r.kind,
            r.says,
            r.status_to,
            r.corrects_id,
        )
        .where(r.commitment_id.in_(facts))
        .order_by(r.commitment_id, r.at, r.id)
    )
    for row in rows:
        commitment_id, *report = row
        facts[commitment_id].reports.append(ReportFact(*report))


def start_of(day: date, zone: str) -> DateTime:
    """The first moment of a local day, in UTC."""
    return pendulum.datetime(day.year, day.month, day.day, tz=zone).in_timezone("UTC")


def names_of(anchors: Iterable[Anchor]) -> str:
    """Anchors as people read them."""
    return ", ".join(
        each.key if isinstance(each, EventAnchor) and not each.agreement else str(each)
        for each in anchors
    )
