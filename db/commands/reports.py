"""Reports: dated statements of a speaker. They set status, progress and notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pendulum import DateTime

from db import tables as t
from db.attachments import StoredFile
from db.audit.unit_of_work import UnitOfWork
from db.commands import lookup
from db.commands.corrections import corrected, measured, taken_over
from db.commands.lookup import Moment, moment
from db.commands.report_entry import Entry, check
from db.domain.enums import Says, Status
from db.domain.errors import BadInput, Refusal
from db.domain.status import needs_note, needs_source, refusal

__all__ = ["AddReport", "Entry", "SetProgress", "SetStatus"]

Values = lookup.Values


@dataclass(frozen=True, slots=True)
class AddReport:
    """Add the same entry to commitments: a report, a note, a status, progress, or all at once."""

    codes: tuple[str, ...]
    entry: Entry
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Check all, then write all."""
        check(self.entry)
        rows = lookup.load_for_update(tx, self.codes, self.seen)
        plans = [_plan(tx, row, self.entry, now) for row in rows]
        found = [why for plan in plans if (why := _refusal(plan))]
        lookup.refuse(found, len(rows))
        kept = self.entry.file.keep()
        words = [_write(tx, plan, kept, now) for plan in plans]
        if len(rows) == 1:
            return f"{rows[0]['code']}: {words[0]}"
        return f"{len(rows)} commitments: {_alike(words, self.entry)}"


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Set the status of commitments, with the note and source that the change requires."""

    codes: tuple[str, ...]
    status: Status
    entry: Entry = field(default_factory=Entry)
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """The entry, with the status in it."""
        entry = replace(self.entry, status=self.status)
        return AddReport(self.codes, entry, self.reason, self.seen).write(tx, now)


@dataclass(frozen=True, slots=True)
class SetProgress:
    """Set the level (0 to 3) or the quantity reached."""

    codes: tuple[str, ...]
    level: int | None = None
    quantity: int | None = None
    entry: Entry = field(default_factory=Entry)
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """The entry, with level and quantity in it."""
        if self.level is None and self.quantity is None:
            raise BadInput("Progress is a level or a quantity.", examples=("level=2", "amount=40"))
        entry = replace(self.entry, level=self.level, quantity=self.quantity)
        return AddReport(self.codes, entry, self.reason, self.seen).write(tx, now)


@dataclass(frozen=True, slots=True)
class _Plan:
    """An entry about one commitment: `old` is the report that it corrects."""

    row: Values
    entry: Entry
    old: Values | None
    when: Moment
    speaker_id: int | None

    @property
    def sets_status(self) -> bool:
        """True if it changes the status, beyond correcting the status of an earlier entry."""
        new = self.entry.status
        return new is not None and (self.old is None or self.old["status_to"] is not new)


def _plan(tx: UnitOfWork, row: Values, entry: Entry, now: DateTime) -> _Plan:
    zone = tx.fetch(t.agreement, row["agreement_id"])["zone"]
    when, old = moment(entry.on, zone, now), None
    if entry.corrects is not None:
        old = corrected(tx, row, entry.corrects)
        entry = taken_over(tx, entry, old)
        check(replace(entry, corrects=None))
        if entry.on is None:
            when = Moment(old["at"], old["day"], old["timed"])
    if when.at > now:
        raise BadInput(
            f"{when.day.isoformat()} is still to come; a report is of what was said or done.",
            hint="Give today or an earlier day.",
        )
    if entry.source_on is not None and entry.source_on > now.in_timezone(zone).date():
        raise BadInput(
            f"The source cannot be of {entry.source_on.isoformat()}, which is still to come.",
            hint="Give the date that stands on it.",
        )
    speaker = lookup.party(tx.connection, entry.speaker)["id"] if entry.speaker else None
    return _Plan(row, entry, old, when, speaker)


def _refusal(plan: _Plan) -> Refusal | None:
    """The reason why this commitment cannot take the entry; None when it can."""
    old, new, entry = plan.row["status"], plan.entry.status, plan.entry
    code: str = plan.row["code"]
    if new is None:
        return None
    if plan.sets_status:
        forbidden = refusal(old, new)
        if forbidden:
            return Refusal(code, forbidden, "A note or a report can be added as it stands.")
        if needs_note(old, new) and not entry.text.strip():
            why = f"going from {old} to {new} needs a note that says why"
            return Refusal(code, why, 'Such as: note="the town was retaken".')
    if needs_source(new) and not (entry.source.strip() or entry.url.strip()):
        why = f"{new} needs a source: where does it stand?"
        return Refusal(code, why, 'Such as: source="letter of 24 November".')
    return None


def _write(tx: UnitOfWork, plan: _Plan, kept: StoredFile, now: DateTime) -> str:
    row, entry, when = plan.row, plan.entry, plan.when
    file = kept if kept.digest else entry.file.keep()
    tx.insert(
        t.report,
        commitment_id=row["id"],
        at=when.at,
        day=when.day,
        timed=when.timed,
        recorded_at=now,
        speaker_id=plan.speaker_id,
        author=tx.actor,
        kind=entry.kind,
        says=entry.says or _says_by_status(entry),
        status_to=entry.status,
        level=entry.level,
        quantity=entry.quantity,
        text=entry.text.strip(),
        source=entry.source.strip(),
        source_on=entry.source_on,
        url=entry.url.strip(),
        grade=entry.grade.upper(),
        file_name=file.name,
        file_digest=file.digest,
        corrects_id=entry.corrects,
    )
    tx.update(t.commitment, row["id"], **_sets(tx, plan))
    return _words(plan, file)


def _sets(tx: UnitOfWork, plan: _Plan) -> Values:
    """The commitment's fields that the written entry sets."""
    row, entry, when, old = plan.row, plan.entry, plan.when, plan.old
    values: Values = {}
    if plan.sets_status:
        values |= {"status": entry.status, "status_on": when.day}
    elif old and (entry.status, old["day"]) == (row["status"], row["status_on"]):
        values["status_on"] = when.day
    given = (entry.level, entry.quantity, old and old["level"], old and old["quantity"])
    if any(each is not None for each in given):
        values |= measured(tx, row["id"])
    return values


def _says_by_status(entry: Entry) -> Says | None:
    # A speaker who declares a duty done, or broken, has thereby spoken about it.
    if not entry.speaker or entry.status is None:
        return None
    return {Status.DONE: Says.DONE, Status.BREACHED: Says.NOT_DONE}.get(entry.status)


def _words(plan: _Plan, file: StoredFile) -> str:
    row, entry = plan.row, plan.entry
    words = [] if entry.corrects is None else [f"#{entry.corrects} put right"]
    if plan.sets_status:
        words.append(f"{row['status']} -> {entry.status}")
    if entry.level is not None:
        words.append(f"level {'-' if row['level'] is None else row['level']} -> {entry.level}")
    if entry.quantity is not None:
        owed = f" of {row['target']}" if row["target"] is not None else ""
        words.append(f"{entry.quantity}{owed} {row['unit']}".rstrip())
    if entry.speaker:
        said = f" says {entry.says}" if entry.says else " reports"
        words.append(f"{entry.speaker.upper()}{said}")
    if file.digest:
        words.append(f"file {file.name}")
    return ", ".join(words) or "note added"


def _alike(words: list[str], entry: Entry) -> str:
    if len(set(words)) == 1:
        return words[0]
    return f"status -> {entry.status}" if entry.status is not None else "report added"
