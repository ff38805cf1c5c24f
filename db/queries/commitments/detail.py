"""One commitment with its whole history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection, or_, select

from db import tables as t
from db.calendars import calendar_of
from db.domain.deadlines.day_math import DayOrMoment
from db.domain.deadlines.resolution import day_remarks
from db.domain.enums import CommitmentRole, ReportKind, Says, Status
from db.domain.errors import NotFound
from db.domain.verification import Stance, stance_of
from db.projections.inputs import WATCHING
from db.queries.commitments.occurrences import (
    OccurrenceCounts,
    OccurrenceRow,
    occurrences_of,
    tally_of,
)
from db.queries.commitments.row import EVENT_TIMES, CommitmentRow, event_times, select_rows
from db.queries.dependencies.conflicts import Deadlock, find

_C = t.commitment.c


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party in its role to the commitment."""

    role: CommitmentRole
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A version of the deadline; the last one is in force."""

    number: int
    rule: str
    agreed_on: date | None
    agreed_by: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report: speaker, statement, time and source."""

    id: int
    at: DateTime
    day: date
    timed: bool
    speaker: str | None
    author: str
    kind: ReportKind
    says: Says | None
    status_to: Status | None
    level: int | None
    quantity: int | None
    text: str
    source: str
    url: str
    grade: str
    corrects_id: int | None
    source_on: date | None
    file_name: str
    file_digest: str
    speaker_name: str | None
    stance: Stance
    """Stance of the speaker on the commitment."""
    corrected_by: int | None
    """The report that corrects this one, which then no longer counts."""

    @property
    def has_file(self) -> bool:
        """True if a file is attached to it."""
        return bool(self.file_digest)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Another commitment that this one follows, runs in parallel with, or precedes."""

    relation: str  # "after", "in parallel with", "before", "waits for it"
    row: CommitmentRow


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """An event that the deadline depends on, and its time."""

    agreement: str
    key: str
    name: str
    planned: DayOrMoment | None
    actual: DayOrMoment | None
    zone: str


@dataclass(frozen=True, slots=True)
class CommitmentDetail:
    """The whole commitment; reports newest first."""

    row: CommitmentRow
    agreement_title: str
    words: str
    source: str
    withdrawn: bool
    parties: tuple[PartyRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    anchors: tuple[AnchorRow, ...]
    reports: tuple[ReportRow, ...]
    links: tuple[LinkRow, ...]
    deadlock: Deadlock
    remarks: tuple[str, ...] = ()
    """Remarks about the due day: a weekend, a holiday."""
    occurrences: tuple[OccurrenceRow, ...] = ()
    """Instances of a standing duty, by number."""

    def tally(self, now: DateTime) -> OccurrenceCounts:
        """Record of its instances at `now`: met and missed."""
        return tally_of(self.occurrences, now)

    def named(self, *roles: CommitmentRole) -> tuple[PartyRow, ...]:
        """Its parties in these roles, in order."""
        return tuple(party for party in self.parties if party.role in roles)

    @property
    def owners(self) -> tuple[PartyRow, ...]:
        """Owners, the lead first."""
        return self.named(CommitmentRole.LEAD, CommitmentRole.OWNER)

    @property
    def standing(self) -> tuple[ReportRow, ...]:
        """The reports that count, newest first."""
        return tuple(report for report in self.reports if report.corrected_by is None)

    @property
    def latest(self) -> tuple[ReportRow, ...]:
        """The present statement of each speaker, the latest speaker first."""
        return _first_by_speaker(report for report in self.standing if report.says)

    @property
    def quantities(self) -> tuple[ReportRow, ...]:
        """The latest count of each speaker: owners first, then by their first reports."""
        counts = _first_by_speaker(each for each in self.standing if each.quantity is not None)
        return tuple(sorted(counts, key=lambda each: (each.stance != "owner", each.at)))


def _first_by_speaker(reports: Iterable[ReportRow]) -> tuple[ReportRow, ...]:
    found: dict[str, ReportRow] = {}
    for report in reports:
        if report.speaker:
            found.setdefault(report.speaker, report)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class GetCommitment:
    """The story of the commitment with this code."""

    code: str

    def read(self, connection: Connection) -> CommitmentDetail:
        """The story.

        Raises:
            NotFound: when there is no such commitment.
        """
        code = self.code.strip().upper()
        found = connection.execute(select_rows().where(_C.code == code)).first()
        if found is None:
            raise NotFound(f"There is no commitment '{self.code}'.", "accord list shows all codes.")
        row = CommitmentRow(*found)
        a = t.agreement.c
        more = select(a.title, _C.words, _C.source, _C.withdrawn, a.calendar)
        title, words, source, withdrawn, calendar = connection.execute(
            more.join_from(t.commitment, t.agreement).where(_C.id == row.id)
        ).one()
        parties = _parties(connection, row.id)
        return CommitmentDetail(
            row,
            title,
            words,
            source,
            withdrawn,
            parties,
            _deadlines(connection, row.id),
            _anchors(connection, row.id),
            _reports(connection, row, parties),
            _links(connection, row.id),
            _deadlock(connection, row.id),
            day_remarks(row.due, calendar_of(calendar)) if row.due else (),
            occurrences_of(connection, row),
        )


def _parties(connection: Connection, commitment_id: int) -> tuple[PartyRow, ...]:
    cp, p = t.commitment_party.c, t.party.c
    rows = connection.execute(
        select(cp.role, p.code, p.name)
        .join_from(t.commitment_party, t.party)
        .where(cp.commitment_id == commitment_id)
        .order_by(cp.place, cp.id)
    )
    return tuple(PartyRow(*row) for row in rows)


def _deadlines(connection: Connection, commitment_id: int) -> tuple[DeadlineRow, ...]:
    d = t.deadline.c
    rows = connection.execute(
        select(d.number, d.rule, d.agreed_on, d.agreed_by, d.reason, d.source)
        .where(d.commitment_id == commitment_id)
        .order_by(d.number)
    )
    return tuple(DeadlineRow(*row) for row in rows)


def _anchors(connection: Connection, commitment_id: int) -> tuple[AnchorRow, ...]:
    a, e, d, da = t.agreement.c, t.event.c, t.deadline.c, t.deadline_anchor.c
    current = select(d.id).where(d.commitment_id == commitment_id).order_by(d.number.desc())
    rows = connection.execute(
        select(a.code, e.key, e.name, *EVENT_TIMES, a.zone)
        .select_from(t.deadline_anchor.join(t.event, da.event_id == e.id).join(t.agreement))
        .where(da.deadline_id == current.limit(1).scalar_subquery())
        .order_by(e.id)
    )
    return tuple(AnchorRow(*row[:3], *event_times(*row[3:]), row[6]) for row in rows)


def _reports(
    connection: Connection, row: CommitmentRow, parties: Iterable[PartyRow]
) -> tuple[ReportRow, ...]:
    r, p = t.report.c, t.party.c
    rows = connection.execute(
        select(
            r.id, r.at, r.day, r.timed, p.code, r.author, r.kind, r.says, r.status_to, r.level,
            r.quantity, r.text, r.source, r.url, r.grade, r.corrects_id, r.source_on, r.file_name,
            r.file_digest, p.name,
        )
        .select_from(t.report.outerjoin(t.party, r.speaker_id == p.id))
        .where(r.commitment_id == row.id)
        .order_by(r.at.desc(), r.id.desc())
    ).all()  # fmt: skip
    watchers = _watchers(connection, row.agreement) if rows else frozenset()
    corrected = {found.corrects_id: found.id for found in rows}
    roles: dict[str, list[CommitmentRole]] = {}
    for party in parties:
        roles.setdefault(party.code, []).append(party.role)

    told = []
    for found in rows:
        stance = stance_of(roles.get(found.code, ()), watches=found.code in watchers)
        fields: list[Any] = [*found, stance, corrected.get(found.id)]
        told.append(ReportRow(*fields))
    return tuple(told)


def _watchers(connection: Connection, agreement: str) -> frozenset[str]:
    """The parties that monitor the agreement."""
    a, ap, p = t.agreement.c, t.agreement_party.c, t.party.c
    watching = select(p.code).select_from(t.agreement_party.join(t.party).join(t.agreement))
    found = watching.where(a.code == agreement, ap.role.in_(WATCHING))
    return frozenset(connection.scalars(found))


def _deadlock(connection: Connection, commitment_id: int) -> Deadlock:
    """The group of duties waiting for each other that includes this one; otherwise empty."""
    found = find(connection, [_C.id == commitment_id])
    return found[0] if found else ()


def _links(connection: Connection, commitment_id: int) -> tuple[LinkRow, ...]:
    d = t.dependency.c
    pairs = connection.execute(
        select(d.commitment_id, d.on_id, d.parallel).where(
            or_(d.commitment_id == commitment_id, d.on_id == commitment_id)
        )
    ).all()
    relations: dict[int, str] = {}
    for own, on, parallel in pairs:
        other = on if own == commitment_id else own
        word = "after" if own == commitment_id else "before"
        relations[other] = "in parallel with" if parallel else word
    if not relations:
        return ()  # SQLite would look for none of them in all rows
    rows = select_rows().where(_C.id.in_(relations), _C.withdrawn.is_(False)).order_by(_C.id)
    found = (CommitmentRow(*row) for row in connection.execute(rows))
    return tuple(LinkRow(relations[row.id], row) for row in found)
