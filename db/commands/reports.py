"""Reports: dated entries of who says what. Status, progress and notes are set through them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from pendulum import DateTime
from sqlalchemy import ColumnElement, and_, select

from db import tables as t
from db.commands import lookup
from db.commands.commitments import check_amount
from db.commands.moments import Moment, moment
from db.domain.errors import BadInput, NotFound, Refusal
from db.domain.status import needs_note, needs_source, refusal
from db.domain.vocabulary import LEVELS, ReportKind, Says, Status
from db.ledger import Ledger

Values = lookup.Values
_GRADE = re.compile(r"^[A-F][1-6]$")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a report says. `on`: a day, a moment, or None for now; `speaker`: a party's code."""

    text: str = ""
    speaker: str = ""
    says: Says | None = None
    status: Status | None = None
    level: int | None = None
    quantity: int | None = None
    source: str = ""
    url: str = ""
    grade: str = ""
    on: date | datetime | None = None
    corrects: int | None = None

    @property
    def kind(self) -> ReportKind:
        """What sort of entry this is, told by what it sets."""
        if self.corrects is not None:
            return ReportKind.CORRECTION
        if self.status is not None:
            return ReportKind.STATUS
        if self.level is not None or (self.quantity is not None and not self.speaker):
            return ReportKind.PROGRESS
        return ReportKind.REPORT if self.speaker else ReportKind.NOTE


@dataclass(frozen=True, slots=True)
class AddReport:
    """Add the same entry to commitments: a report, a note, a status, progress, or all at once."""

    codes: tuple[str, ...]
    entry: Entry
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: Ledger, now: DateTime) -> str:
        """Check all, then write all."""
        _check(self.entry)
        rows = lookup.chosen(tx, self.codes, self.seen)
        found = [(row["code"], _refusal(row, self.entry)) for row in rows]
        lookup.refuse([Refusal(code, why) for code, why in found if why], len(rows))
        words = [_write(tx, row, self.entry, now) for row in rows]
        if len(rows) == 1:
            return f"{rows[0]['code']}: {words[0]}"
        return f"{len(rows)} commitments: {_alike(words, self.entry)}"


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Set the status of commitments, with the note and source that the step asks for."""

    codes: tuple[str, ...]
    status: Status
    entry: Entry = Entry()
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: Ledger, now: DateTime) -> str:
        """The entry, with the status in it."""
        entry = replace(self.entry, status=self.status)
        return AddReport(self.codes, entry, self.reason, self.seen).write(tx, now)


@dataclass(frozen=True, slots=True)
class SetProgress:
    """Set the level (0 to 3) or the quantity reached."""

    codes: tuple[str, ...]
    level: int | None = None
    quantity: int | None = None
    entry: Entry = Entry()
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: Ledger, now: DateTime) -> str:
        """The entry, with level and quantity in it."""
        if self.level is None and self.quantity is None:
            raise BadInput("Progress is a level or a quantity.", examples=("level=2", "amount=40"))
        entry = replace(self.entry, level=self.level, quantity=self.quantity)
        return AddReport(self.codes, entry, self.reason, self.seen).write(tx, now)


def _check(entry: Entry) -> None:
    if entry.level is not None and not 0 <= entry.level < len(LEVELS):
        raise BadInput(f"There is no level {entry.level}.", hint="Levels are 0, 1, 2 and 3.")
    if entry.grade and not _GRADE.match(entry.grade.upper()):
        raise BadInput(
            f"{entry.grade!r} is no grade of a source.", text=entry.grade, examples=("B2", "A1")
        )
    check_amount(entry.quantity)
    if entry.says is not None and not entry.speaker:
        raise BadInput("Say who says so: a report needs a speaker.", examples=("speaker=RWA",))
    measured = entry.level is not None or entry.quantity is not None
    if not (measured or entry.text.strip() or entry.says or entry.status or entry.source.strip()):
        raise BadInput("The entry is empty.", hint="Write what is reported.")


def _refusal(row: Values, entry: Entry) -> str | None:
    """Why this commitment cannot take the entry; None when it can."""
    new = entry.status
    if new is None:
        return None
    forbidden = refusal(row["status"], new)
    if forbidden:
        return forbidden
    if needs_note(row["status"], new) and not entry.text.strip():
        return f"going from {row['status']} to {new} needs a note that says why"
    if needs_source(new) and not (entry.source.strip() or entry.url.strip()):
        return f"{new} needs a source: where does it stand?"
    return None


def _write(tx: Ledger, row: Values, entry: Entry, now: DateTime) -> str:
    zone = tx.fetch(t.agreement, row["agreement_id"])["zone"]
    when = moment(entry.on, zone, now)
    if when.at > now:
        raise BadInput(
            f"{when.day.isoformat()} is still to come; a report is of what was said or done.",
            hint="Give today or an earlier day.",
        )
    speaker = lookup.party(tx.connection, entry.speaker)["id"] if entry.speaker else None
    _check_corrected(tx, row, entry.corrects)
    values = _sets(tx, row, entry, when)
    tx.insert(
        t.report,
        commitment_id=row["id"],
        at=when.at,
        day=when.day,
        timed=when.timed,
        recorded_at=now,
        speaker_id=speaker,
        author=tx.actor,
        kind=entry.kind,
        says=entry.says or _says_by_status(entry),
        status_to=entry.status,
        level=entry.level,
        quantity=entry.quantity,
        text=entry.text.strip(),
        source=entry.source.strip(),
        url=entry.url.strip(),
        grade=entry.grade.upper(),
        corrects_id=entry.corrects,
    )
    tx.update(t.commitment, row["id"], **values)
    return _words(row, entry)


def _check_corrected(tx: Ledger, row: Values, corrects: int | None) -> None:
    if corrects is None:
        return
    r = t.report.c
    own = select(r.id).where(r.commitment_id == row["id"], r.id == min(corrects, 2**31))
    if tx.connection.scalar(own) is None:
        raise NotFound(f"{row['code']} has no report number {corrects} to put right.")


def _sets(tx: Ledger, row: Values, entry: Entry, when: Moment) -> Values:
    """Fields of the commitment that the entry sets; an older level or quantity sets nothing."""
    values: Values = {}
    if entry.status is not None:
        values |= {"status": entry.status, "status_on": when.day}
    r = t.report.c
    if entry.level is not None and not _later(tx, row, r.level.is_not(None), when):
        values["level"] = entry.level
    # Who says that a duty is not done gives a count to compare with, not the progress reached.
    counts = and_(r.quantity.is_not(None), r.says.is_distinct_from(Says.NOT_DONE))
    reached = entry.quantity is not None and entry.says is not Says.NOT_DONE
    if reached and not _later(tx, row, counts, when):
        values["amount"] = entry.quantity
    return values


def _later(tx: Ledger, row: Values, which: ColumnElement[bool], when: Moment) -> bool:
    r = t.report.c
    later = select(r.id).where(r.commitment_id == row["id"], r.at > when.at, which).limit(1)
    return tx.connection.scalar(later) is not None


def _says_by_status(entry: Entry) -> Says | None:
    # A speaker who declares a duty done, or broken, has thereby spoken about it.
    if not entry.speaker or entry.status is None:
        return None
    return {Status.DONE: Says.DONE, Status.BREACHED: Says.NOT_DONE}.get(entry.status)


def _words(row: Values, entry: Entry) -> str:
    words = []
    if entry.status is not None:
        words.append(f"{row['status']} -> {entry.status}")
    if entry.level is not None:
        words.append(f"level {'-' if row['level'] is None else row['level']} -> {entry.level}")
    if entry.quantity is not None:
        owed = f" of {row['target']}" if row["target"] is not None else ""
        words.append(f"{entry.quantity}{owed} {row['unit']}".rstrip())
    if entry.speaker:
        said = f" says {entry.says}" if entry.says else " reports"
        words.append(f"{entry.speaker.upper()}{said}")
    return ", ".join(words) or "note added"


def _alike(words: list[str], entry: Entry) -> str:
    if len(set(words)) == 1:
        return words[0]
    return f"status -> {entry.status}" if entry.status is not None else "report added"
