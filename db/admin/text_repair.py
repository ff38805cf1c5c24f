"""Repair of texts that no store takes any more, in a copy of the store that holds them.

The rows of the audit trail keep what people did, and one more line tells what was repaired. Only
the trail's own sentences have to be repaired in place: all digests from the first of those on are
new.
"""

from dataclasses import dataclass, field
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection, Table

from db import tables as t
from db.audit.log_reader import StoredChange, iter_changes
from db.audit.normalize import tracked
from db.audit.unit_of_work import RowChange, UnitOfWork
from db.domain.audit_hash import FIRST, digest
from db.domain.errors import Refused
from db.domain.text_files import mended
from db.queries.maintenance.verify import Verify
from db.store import executor
from db.tables.bulk import set_many
from db.tables.text_rules import TEXTS


@dataclass(slots=True)
class MendTexts:
    """Author and time of the repair of a copy, and its name in the audit trail."""

    actor: str
    now: DateTime
    reason: str = ""
    rows: list[tuple[RowChange, dict[str, Any]]] = field(default_factory=list)
    """Repaired rows, each with its earlier values."""

    def check(self, reading: Connection) -> None:
        """Refuse to repair an altered store: new digests would hide the alteration.

        Raises:
            Refused: when somebody altered the store.
        """
        if not Verify().read(reading).fits:
            raise Refused(
                "The store is not as its trail left it, so its texts are not mended.",
                "accord verify says what does not fit.",
            )

    def mend(self, table: Table, row: dict[str, Any]) -> dict[str, Any]:
        """The row with its texts repaired."""
        texts = TEXTS[table.name]
        good = {
            name: mended(value, texts[name])
            for name, value in row.items()
            if name in texts and isinstance(value, str)
        }
        new = {name: value for name, value in good.items() if value != row[name]}
        if table.name in t.TRACKED and (noted := new.keys() & tracked(table).keys()):
            before, after = ({name: each[name] for name in noted} for each in (row, new))
            self.rows.append((RowChange("update", table.name, row["id"], before, after), row))
        return {**row, **new}

    def record(self, connection: Connection) -> None:
        """Give the copy's lines their new digests, and add a line that says why."""
        tx = UnitOfWork(connection, self.actor, self.now)
        for each, row in self.rows:
            tx.remember(t.TRACKED[each.table], {**row, **each.after})
            tx.note(each, row)
        head = _chain_again(connection)
        which = ", ".join(f"{each.table} {each.id}".replace("_", " ") for each, _ in self.rows[:8])
        of = f" of {which}{'' if len(self.rows) <= 8 else ' and others'}" if which else ""
        was = f"; before that the last digest was {head}" if head else ""
        executor.record(tx, self, f"Mended texts that cannot be kept{of}{was}")


def _chain_again(connection: Connection) -> str:
    """Chain the digests again; gives the last one as it was, or an empty text if unchanged."""
    new: list[tuple[int, str]] = []
    head, was = FIRST, ""
    for each in iter_changes(connection):
        if isinstance(each, StoredChange):
            head, was = digest(each.line, head), each.digest
            if head != was:
                new.append((each.line.id, head))
    if new:
        set_many(connection, t.change, ("digest",), new)
    return was if new else ""
