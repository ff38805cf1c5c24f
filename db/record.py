"""Carrying out a command, with all that hangs on it and its line in the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from db import instances, projection
from db import tables as t
from db.bulk import add_many, adding
from db.clock import SLACK
from db.domain.bounds import LONG, LONGEST_LINE, LONGEST_TEXT
from db.domain.digest import FIRST, Line, digest, stamp
from db.domain.errors import BadInput
from db.outcome import Written

if TYPE_CHECKING:
    from db.ledger import Ledger
    from db.store import Command

_CH = t.change.c
_LAST = select(_CH.id, _CH.digest, _CH.at).order_by(_CH.id.desc()).limit(1)
_LINE = ("id", "at", "actor", "kind", "summary", "reason", "target_id", "rows", "digest")


def carry_out(command: Command, tx: Ledger) -> tuple[str, Written | None]:
    """Do it in the ledger's transaction: what was done, and the line of the trail, if there is one.

    Raises:
        AccordError: when a rule refuses it; the transaction must be taken back then.
    """
    summary = command.write(tx, tx.now)
    if not tx.rows:
        return summary, None
    _refuse_too_long(tx, command.reason)
    tx.raise_versions()
    reached = projection.refresh(tx)
    made = instances.follow(tx, reached)
    if made:
        projection.date_again(tx.connection, made)
    return summary, _record(tx, command, summary)


def _refuse_too_long(tx: Ledger, reason: str) -> None:
    """Every text has its bound, whatever it came by; what is only brought back was kept before.

    Raises:
        BadInput: for a longer one.
    """
    texts = [("reason", reason), *(each for row in tx.rows for each in row.after.items())]
    for name, text in texts if tx.target_id is None else ():
        most = LONGEST_TEXT if name in LONG else LONGEST_LINE
        if isinstance(text, str) and len(text) > most:
            words = f"{name.replace('_', ' ').capitalize()} has {len(text):,} characters"
            raise BadInput(f"{words}: at most {most:,} are kept.", hint="Shorten it.")


def _record(tx: Ledger, command: Command, summary: str) -> Written:
    last = tx.connection.execute(_LAST).first()
    # Writers come one after the other, so the next number is known, and its digest covers it.
    number, previous = (last.id + 1, last.digest) if last else (1, FIRST)
    line = Line(
        number, stamp(tx.now), tx.actor, kind_of(command), summary, command.reason,
        tx.target_id, [row.plain() for row in tx.rows], tuple(sorted(tx.touched)),
    )  # fmt: skip
    values = {
        "id": number, "at": tx.now, "actor": line.actor, "kind": line.kind, "summary": summary,
        "reason": line.reason, "target_id": line.target_id, "rows": line.rows,
        "digest": (sealed := digest(line, previous)),
    }  # fmt: skip
    tx.connection.execute(adding(t.change, _LINE), values)
    if line.items:
        items = [(number, each) for each in line.items]
        add_many(tx.connection, t.change_item, ("change_id", "commitment_id"), items)
    behind = last is not None and (last.at - tx.now).total_seconds() > SLACK
    return Written(command, number, sealed, summary, last.at if last and behind else None)


def kind_of(command: object) -> str:
    """A command's name in the trail: `SetStatus` is `set status`."""
    name = type(command).__name__
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
