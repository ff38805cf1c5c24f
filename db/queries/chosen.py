"""The commitments that were marked, as rows."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from db import tables as t
from db.domain.errors import NotFound
from db.domain.vocabulary import CommitmentRole
from db.facts import BATCH, batches
from db.queries.rows import CommitmentRow, each_as, select_rows


@dataclass(frozen=True, slots=True)
class Chosen:
    """The commitments with these codes, in this order."""

    codes: tuple[str, ...]

    def read(self, connection: Connection) -> tuple[CommitmentRow, ...]:
        """The rows.

        Raises:
            NotFound: when one of them does not exist.
        """
        wanted = tuple(dict.fromkeys(code.strip().upper() for code in self.codes))
        found: dict[str, CommitmentRow] = {}
        for start in range(0, len(wanted), BATCH):
            some = select_rows().where(t.commitment.c.code.in_(wanted[start : start + BATCH]))
            rows = each_as(CommitmentRow, connection.execute(some))
            found |= {row.code: row for row in rows}
        missing = [code for code in wanted if code not in found]
        if missing:
            raise NotFound(
                f"There is no commitment '{missing[0]}'.", "accord list shows all codes."
            )
        return tuple(found[code] for code in wanted)


@dataclass(frozen=True, slots=True)
class StillThere:
    """Which of these codes are of commitments that are there and not withdrawn."""

    codes: tuple[str, ...]

    def read(self, connection: Connection) -> frozenset[str]:
        """The codes."""
        c = t.commitment.c
        found: set[str] = set()
        for some in batches(self.codes):
            there = select(c.code).where(c.code.in_(some), c.withdrawn.is_(False))
            found |= set(connection.scalars(there))
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class PartiesOfEach:
    """The parties of the commitments with these codes, in their roles."""

    codes: tuple[str, ...]

    def read(self, connection: Connection) -> dict[str, dict[CommitmentRole, tuple[str, ...]]]:
        """Codes of parties by role, by code of the commitment; the lead first among the owners."""
        c, cp, p = t.commitment.c, t.commitment_party.c, t.party.c
        found: dict[str, dict[CommitmentRole, tuple[str, ...]]] = {}
        for start in range(0, len(self.codes), BATCH):
            rows = connection.execute(
                select(c.code, cp.role, p.code)
                .select_from(t.commitment.join(t.commitment_party).join(t.party))
                .where(c.code.in_(self.codes[start : start + BATCH]))
                .order_by(c.id, cp.place, cp.id)
            )
            for code, role, party in rows:
                owner = CommitmentRole.OWNER
                as_role = owner if role is CommitmentRole.LEAD else role
                roles = found.setdefault(code, {})
                roles[as_role] = (*roles.get(as_role, ()), party)
        return found
