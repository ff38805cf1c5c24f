"""Inputs of the projections of a batch of commitments, read in few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pendulum
from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.domain.deadlines.rules import Anchor, EventAnchor
from db.domain.enums import CommitmentRole, ReportKind, Says, Status
from db.tables.batching import by_ids

WATCHING = ("witness", "mediator", "guarantor", "monitor", "observer")
"""Roles in an agreement that make a party a monitor of every commitment in it."""


@dataclass(frozen=True, slots=True)
class ReportInput:
    """The part of a report that projections use."""

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
class ProjectionInputs:
    """One commitment with all inputs of its projections, except its deadline."""

    id: int
    agreement_id: int
    agreement: str
    code: str
    zone: str
    status: Status
    words: tuple[str, ...]
    parties: list[tuple[CommitmentRole, int, str, str]] = field(default_factory=list)
    monitors: set[int] = field(default_factory=set)  # parties with a watching role
    reports: list[ReportInput] = field(default_factory=list)  # by time

    @property
    def standing(self) -> list[ReportInput]:
        """The reports that count: those without a correction."""
        corrected = {report.corrects_id for report in self.reports}
        return [report for report in self.reports if report.id not in corrected]


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


def gather(connection: Connection, ids: list[int]) -> list[ProjectionInputs]:
    """The inputs of some commitments (at most one batch)."""
    rows = _COMMITMENTS(connection, ids)
    facts = {row[0]: ProjectionInputs(*row[:6], words=(row[3], *row[6:])) for row in rows}
    for commitment_id, role, party_id, code, name in _PARTIES(connection, ids):
        facts[commitment_id].parties.append((role, party_id, code, name))
    watching: dict[int, set[int]] = defaultdict(set)
    for agreement_id, party_id in _MONITORS(connection, {f.agreement_id for f in facts.values()}):
        watching[agreement_id].add(party_id)
    for each in facts.values():
        each.monitors = watching[each.agreement_id]
    for commitment_id, *report in _REPORTS(connection, ids):
        facts[commitment_id].reports.append(ReportInput(*report))
    return list(facts.values())


def start_of(day: date, zone: str) -> DateTime:
    """The first moment of a local day, in UTC."""
    return pendulum.datetime(day.year, day.month, day.day, tz=zone).in_timezone("UTC")


def names_of(anchors: Iterable[Anchor]) -> str:
    """Anchors in words for people."""
    return ", ".join(
        each.key if isinstance(each, EventAnchor) and not each.agreement else str(each)
        for each in anchors
    )
