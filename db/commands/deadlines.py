"""Deadlines: rules in versions, each depending on events and completions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pendulum import DateTime
from sqlalchemy import func, select

from db import tables as t
from db.audit.unit_of_work import UnitOfWork
from db.commands import lookup
from db.commands.deadline_anchors import hang, spelt_as_kept
from db.domain.deadlines.parser import check_years, parse_rule
from db.domain.deadlines.rules import format_rule
from db.domain.errors import Refusal

Values = lookup.Values

_WHY = 'Such as: reason="joint letter of 24 November".'


@dataclass(frozen=True, slots=True)
class SetDeadline:
    """Give commitments a deadline, or a new version of it: an extension.

    A change of a deadline in force needs a reason. `seen` maps codes to the versions that the
    person looked at.
    """

    codes: tuple[str, ...]
    rule: str
    reason: str = ""
    agreed_on: date | None = None
    agreed_by: str = ""
    source: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Add the version to each; nothing is overwritten."""
        del now
        canonical = format_rule(spelt_as_kept(parse_rule(self.rule)))
        rows = lookup.load_for_update(tx, self.codes, self.seen)
        unexplained = [
            Refusal(row["code"], "a deadline in force is changed: say why (reason)", _WHY)
            for row in rows
            if row["rule"] not in ("", "none", canonical) and not self.reason.strip()
        ]
        lookup.refuse(unexplained, len(rows))
        changed = [row for row in rows if row["rule"] != canonical]
        tx.stirred |= {row["id"] for row in rows}  # their dates are worked out again in any case
        for row in changed:
            self._add(tx, row, canonical)
        said = lookup.counted([row["code"] for row in changed or rows])
        if not changed:
            return f"{said}: nothing to change, the deadline is {canonical} already"
        return f"{said}: deadline {changed[0]['rule'] or 'none'} -> {canonical}"

    def _add(self, tx: UnitOfWork, row: Values, canonical: str) -> None:
        add_version(
            tx,
            row,
            canonical,
            agreed_on=self.agreed_on,
            agreed_by=self.agreed_by.strip(),
            reason=self.reason.strip(),
            source=self.source.strip(),
        )


def add_version(tx: UnitOfWork, row: Values, rule: str, **fields: object) -> None:
    """Add the next version of a commitment's deadline, with links to its anchors.

    Raises:
        BadInput: for an anchor that does not exist, or a rule that would wait for itself.
    """
    parsed = spelt_as_kept(parse_rule(rule))
    check_years(parsed)
    deadline_id = tx.insert(
        t.deadline,
        commitment_id=row["id"],
        number=_next_number(tx, row["id"]),
        rule=format_rule(parsed),
        **fields,
    )
    hang(tx, row, deadline_id, parsed)


def _next_number(tx: UnitOfWork, commitment_id: int) -> int:
    """A number above all existing versions, and above undone ones of which an instance was met."""
    parts = ((t.deadline, t.deadline.c.number), (t.occurrence, t.occurrence.c.deadline_number))
    found = [
        tx.connection.scalar(select(func.max(number)).where(table.c.commitment_id == commitment_id))
        for table, number in parts
    ]
    return max(each or 0 for each in found) + 1
