"""Corrections: an entry replaces an earlier one, which stays in the store and no longer counts."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from db import tables as t
from db.attachments import StoredFile
from db.audit.unit_of_work import UnitOfWork
from db.commands import lookup
from db.commands.report_entry import Entry
from db.domain.bounds import LARGEST_NUMBER
from db.domain.enums import Says, Status
from db.domain.errors import NotFound, Refused

Values = lookup.Values


def corrected(tx: UnitOfWork, row: Values, number: int) -> Values:
    """The report with this number, to be corrected.

    Raises:
        NotFound: when the commitment has no such report.
        Refused: when it was corrected already.
    """
    r = t.report.c
    own = select(t.report).where(r.commitment_id == row["id"], r.id == min(number, LARGEST_NUMBER))
    found = tx.connection.execute(own).mappings().first()
    if found is None:
        raise NotFound(
            f"{row['code']} has no report number {number} to put right.",
            f"accord show {row['code']} lists its reports with their numbers.",
        )
    by = tx.connection.scalar(select(r.id).where(r.corrects_id == number))
    if by is not None:
        raise Refused(f"#{number} was put right by #{by} already.", f"Correct #{by} instead.")
    return dict(found)


def taken_over(tx: UnitOfWork, entry: Entry, old: Values) -> Entry:
    """The entry, with everything it leaves out taken from the report that it corrects."""
    speaker = old["speaker_id"] and tx.fetch(t.party, old["speaker_id"])["code"]
    kept: dict[str, Any] = {
        "text": old["text"],
        "speaker": speaker or "",
        "says": _says(entry, old),
        "status": old["status_to"],
        "level": old["level"],
        "quantity": old["quantity"],
        "source": old["source"],
        "source_on": old["source_on"],
        "url": old["url"],
        "grade": old["grade"],
        "file": StoredFile(old["file_name"], old["file_digest"]),
    }
    empty = Entry()
    left_out = {key: kept[key] for key in kept if getattr(entry, key) == getattr(empty, key)}
    return replace(entry, **left_out)


def _says(entry: Entry, old: Values) -> Says | None:
    """The new statement of the entry: another declared status is another statement, too."""
    by_status = {Status.DONE: Says.DONE, Status.BREACHED: Says.NOT_DONE}
    if entry.status is None or entry.status is old["status_to"]:
        says: Says | None = old["says"]
        return says
    return by_status.get(entry.status)


def measured(tx: UnitOfWork, commitment_id: int) -> Values:
    """The level and the amount of a commitment by its latest reports that count."""
    r = t.report.c
    own = select(r.id, r.level, r.quantity, r.says, r.corrects_id)
    rows = tx.connection.execute(
        own.where(r.commitment_id == commitment_id).order_by(r.at, r.id)
    ).all()
    gone = {row.corrects_id for row in rows}
    said = [row for row in rows if row.id not in gone]
    levels = [row.level for row in said if row.level is not None]
    # Who says that a duty is not done gives a count to compare with, not the progress reached.
    counts = [
        row.quantity for row in said if row.quantity is not None and row.says is not Says.NOT_DONE
    ]
    return {"level": levels[-1] if levels else None, "amount": counts[-1] if counts else None}
