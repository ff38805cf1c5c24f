"""Texts that no store takes any more, mended in a copy of the store that holds them.

What people did stays as it is in the rows of the trail, and one more line says what was mended.
Only its sentences have to be mended themselves: all digests from the first of those on are new.
"""

from dataclasses import dataclass, field
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection, Table

from db import tables as t
from db.audit.log_reader import Kept, lines
from db.audit.normalize import tracked
from db.audit.unit_of_work import Ledger, RowChange
from db.domain.audit_hash import FIRST, digest
from db.domain.errors import Refused
from db.domain.text_files import mended
from db.queries.maintenance.verify import Verify
from db.store import executor
from db.tables.bulk import set_many
from db.tables.text_rules import TEXTS


@dataclass(slots=True)
class MendTexts:
    """As whom and when a copy is mended; what it is called in the trail."""

    actor: str
    now: DateTime
    reason: str = ""
    rows: list[tuple[RowChange, dict[str, Any]]] = field(default_factory=list)
    """What was mended, each row with how it was before."""

    def check(self, reading: Connection) -> None:
        """Mend no store that somebody altered: with new digests nobody would see it any more.

        Raises:
            Refused: saying so.
        """
        if not Verify().read(reading).fits:
            raise Refused(
                "The store is not as its trail left it, so its texts are not mended.",
                "accord verify says what does not fit.",
            )

    def mend(self, table: Table, row: dict[str, Any]) -> dict[str, Any]:
        """The row as it is kept in the copy."""
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
        """Give the lines of the copy the digests that they have now, and say why in one more."""
        tx = Ledger(connection, self.actor, self.now)
        for each, row in self.rows:
            tx.remember(t.TRACKED[each.table], {**row, **each.after})
            tx.note(each, row)
        head = _chain_again(connection)
        which = ", ".join(f"{each.table} {each.id}".replace("_", " ") for each, _ in self.rows[:8])
        of = f" of {which}{'' if len(self.rows) <= 8 else ' and others'}" if which else ""
        was = f"; before that the last digest was {head}" if head else ""
        executor.record(tx, self, f"Mended texts that cannot be kept{of}{was}")


def _chain_again(connection: Connection) -> str:
    """Let each digest fit the one before; gives the last as it was, or nothing if it still is."""
    new: list[tuple[int, str]] = []
    head, was = FIRST, ""
    for each in lines(connection):
        if isinstance(each, Kept):
            head, was = digest(each.line, head), each.digest
            if head != was:
                new.append((each.line.id, head))
    if new:
        set_many(connection, t.change, ("digest",), new)
    return was if new else ""
