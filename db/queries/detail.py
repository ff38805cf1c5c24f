"""One commitment with its whole story."""

from dataclasses import dataclass
from datetime import date

from pendulum import DateTime
from sqlalchemy import Connection, or_, select

from db import tables as t
from db.domain.errors import NotFound
from db.domain.vocabulary import CommitmentRole, ReportKind, Says, Status
from db.queries.rows import CommitmentRow, each_as, select_rows
from db.queries.sequence import Deadlock, find

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
    """Who said what, when, on which source."""

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


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Another commitment this one follows, runs beside, or is followed by."""

    relation: str  # "after", "in parallel with", "before", "waits for it"
    row: CommitmentRow


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """An event the deadline hangs on, and when it is."""

    agreement: str
    key: str
    name: str
    planned_at: DateTime | None
    actual_at: DateTime | None
    day_only: bool
    zone: str


@dataclass(frozen=True, slots=True)
class Story:
    """All of it; reports newest first."""

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

    def named(self, *roles: CommitmentRole) -> tuple[PartyRow, ...]:
        """Its parties in these roles, in order."""
        return tuple(party for party in self.parties if party.role in roles)

    @property
    def owners(self) -> tuple[PartyRow, ...]:
        """Who must act, the lead first."""
        return self.named(CommitmentRole.LEAD, CommitmentRole.OWNER)


@dataclass(frozen=True, slots=True)
class StoryOf:
    """The story of the commitment with this code."""

    code: str

    def read(self, connection: Connection) -> Story:
        """The story.

        Raises:
            NotFound: when there is no such commitment.
        """
        code = self.code.strip().upper()
        found = connection.execute(select_rows().where(_C.code == code)).first()
        if found is None:
            raise NotFound(f"There is no commitment {self.code!r}.", "accord list shows all codes.")
        row = CommitmentRow(*found)
        more = select(t.agreement.c.title, _C.words, _C.source, _C.withdrawn)
        title, words, source, withdrawn = connection.execute(
            more.join_from(t.commitment, t.agreement).where(_C.id == row.id)
        ).one()
        return Story(
            row,
            title,
            words,
            source,
            withdrawn,
            _parties(connection, row.id),
            _deadlines(connection, row.id),
            _anchors(connection, row.id),
            _reports(connection, row.id),
            _links(connection, row.id),
            _deadlock(connection, row.id),
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
        select(a.code, e.key, e.name, e.planned_at, e.actual_at, e.day_only, a.zone)
        .select_from(t.deadline_anchor.join(t.event, da.event_id == e.id).join(t.agreement))
        .where(da.deadline_id == current.limit(1).scalar_subquery())
        .order_by(e.id)
    )
    return tuple(AnchorRow(*row) for row in rows)


def _reports(connection: Connection, commitment_id: int) -> tuple[ReportRow, ...]:
    r, p = t.report.c, t.party.c
    rows = connection.execute(
        select(
            r.id, r.at, r.day, r.timed, p.code, r.author, r.kind, r.says, r.status_to, r.level,
            r.quantity, r.text, r.source, r.url, r.grade, r.corrects_id,
        )
        .select_from(t.report.outerjoin(t.party, r.speaker_id == p.id))
        .where(r.commitment_id == commitment_id)
        .order_by(r.at.desc(), r.id.desc())
    )  # fmt: skip
    return each_as(ReportRow, rows)


def _deadlock(connection: Connection, commitment_id: int) -> Deadlock:
    """The group in which each waits for the others and it is one of them; else nobody."""
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
