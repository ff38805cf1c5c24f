"""What the projections of a batch of commitments are derived from, read in a few queries."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar, TypeVarTuple

import pendulum
from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, Result, Select, bindparam, select

from db import tables as t
from db.domain.deadlines.rules import Anchor, EventAnchor
from db.domain.enums import CommitmentRole, ReportKind, Says, Status

K = TypeVar("K", int, str)
Ts = TypeVarTuple("Ts")
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


def by_ids(
    query: Select[*Ts], column: ColumnElement[Any]
) -> Callable[[Connection, Collection[int]], Result[*Ts]]:
    """The query, made once, to be asked of some ids; of more than a batch, others may come too.

    Of many ids that lie close together only the ends are given to the database: a long IN (…)
    takes longer to write down than to answer.
    """
    these = query.where(column.in_(bindparam("ids", expanding=True)))
    between = query.where(column.between(bindparam("first"), bindparam("last")))

    def ask(connection: Connection, ids: Collection[int]) -> Result[*Ts]:
        if len(ids) > BATCH and max(ids) - min(ids) < 2 * len(ids):
            return connection.execute(between, {"first": min(ids), "last": max(ids)})
        return connection.execute(these, {"ids": ids})

    return ask


_C, _A, _P, _R = t.commitment.c, t.agreement.c, t.party.c, t.report.c
_CP, _AP = t.commitment_party.c, t.agreement_party.c

_COMMITMENTS = by_ids(
    select(
        _C.id, _C.agreement_id, _A.code, _C.code, _A.zone, _C.status,
        _C.title, _C.provision, _C.theme, _C.tags,
    ).join_from(t.commitment, t.agreement),
    _C.id,
)  # fmt: skip
_PARTIES = by_ids(
    select(_CP.commitment_id, _CP.role, _P.id, _P.code, _P.name)
    .join_from(t.commitment_party, t.party)
    .order_by(_CP.commitment_id, _CP.place, _CP.id),
    _CP.commitment_id,
)
_MONITORS = by_ids(
    select(_AP.agreement_id, _AP.party_id).where(_AP.role.in_(WATCHING)), _AP.agreement_id
)
_REPORTS = by_ids(
    select(
        _R.commitment_id, _R.id, _R.at, _R.day, _R.timed, _R.speaker_id, _R.kind, _R.says,
        _R.status_to, _R.corrects_id,
    ).order_by(_R.commitment_id, _R.at, _R.id),
    _R.commitment_id,
)  # fmt: skip


def gather(connection: Connection, ids: list[int]) -> list[Facts]:
    """The facts of some commitments (at most a batch of them)."""
    rows = _COMMITMENTS(connection, ids)
    facts = {row[0]: Facts(*row[:6], words=(row[3], *row[6:])) for row in rows}
    for commitment_id, role, party_id, code, name in _PARTIES(connection, ids):
        facts[commitment_id].parties.append((role, party_id, code, name))
    watching: dict[int, set[int]] = defaultdict(set)
    for agreement_id, party_id in _MONITORS(connection, {f.agreement_id for f in facts.values()}):
        watching[agreement_id].add(party_id)
    for each in facts.values():
        each.monitors = watching[each.agreement_id]
    for commitment_id, *report in _REPORTS(connection, ids):
        facts[commitment_id].reports.append(ReportFact(*report))
    return list(facts.values())


def start_of(day: date, zone: str) -> DateTime:
    """The first moment of a local day, in UTC."""
    return pendulum.datetime(day.year, day.month, day.day, tz=zone).in_timezone("UTC")


def names_of(anchors: Iterable[Anchor]) -> str:
    """Anchors as people read them."""
    return ", ".join(
        each.key if isinstance(each, EventAnchor) and not each.agreement else str(each)
        for each in anchors
    )
