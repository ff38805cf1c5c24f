"""Execution of a command, with its side effects and its line in the audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from db import tables as t
from db.audit.readback import check_written
from db.clock import SLACK
from db.domain.audit_hash import FIRST, ChangeRecord, digest, stamp
from db.domain.text_files import mended
from db.projections import occurrences, refresh
from db.store.commit_recovery import Written
from db.tables.bulk import add_many, insert_statement
from db.tables.text_rules import check_texts

if TYPE_CHECKING:
    from db.audit.unit_of_work import UnitOfWork
    from db.protocols import Command

_CH = t.change.c
_LAST = select(_CH.id, _CH.digest, _CH.at).order_by(_CH.id.desc()).limit(1)
_LINE = ("id", "at", "actor", "kind", "summary", "reason", "target_id", "rows", "digest")


class Reasoned(Protocol):
    """Subject of a line of the audit trail; its class name gives the line's kind."""

    @property
    def reason(self) -> str:
        """The reason; may be empty."""
        ...


def execute_command(command: Command, tx: UnitOfWork) -> tuple[str, Written | None]:
    """Execute in the ledger's transaction; gives the summary and the line of the trail, if any.

    Raises:
        AccordError: when a rule refuses it; the transaction must be rolled back then.
    """
    summary = mended(command.write(tx, tx.now))  # it may say what an older store holds
    if not (tx.rows or tx.target_id):  # an undo stands though it found nothing to put back
        refresh.refresh(tx)
        return summary, None
    tx.raise_versions()
    reached = refresh.refresh(tx)
    made = occurrences.follow(tx, reached)
    if made:
        refresh.date_again(tx.connection, made)
    return summary, record(tx, command, summary)


def record(tx: UnitOfWork, command: Reasoned, summary: str) -> Written:
    """Write the line of the audit trail about the ledger's rows, in one's turn to write.

    Raises:
        BadInput: for a name or reason that cannot be kept.
        StoreProblem: when a written row reads back differently.
    """
    last = tx.connection.execute(_LAST).first()
    # Writers come one after the other, so the next number is known, and its digest covers it.
    number, previous = (last.id + 1, last.digest) if last else (1, FIRST)
    line = ChangeRecord(
        number, stamp(tx.now), tx.actor, kind_of(command), summary, command.reason,
        tx.target_id, [row.plain() for row in tx.rows], tuple(sorted(tx.touched)),
    )  # fmt: skip
    values = {
        "id": number, "at": tx.now, "actor": line.actor, "kind": line.kind, "summary": summary,
        "reason": line.reason, "target_id": line.target_id, "rows": line.rows,
        "digest": (sealed := digest(line, previous)),
    }  # fmt: skip
    check_texts(t.change, values, bounded=tx.target_id is None)
    tx.connection.execute(insert_statement(t.change, _LINE), values)
    if line.items:
        items = [(number, each) for each in line.items]
        add_many(tx.connection, t.change_item, ("change_id", "commitment_id"), items)
    check_written(tx, line, sealed)
    behind = last is not None and (last.at - tx.now).total_seconds() > SLACK
    return Written(command, number, sealed, summary, last.at if last and behind else None)


def kind_of(command: object) -> str:
    """A command's name in the audit trail: `SetStatus` is `set status`."""
    name = type(command).__name__
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
