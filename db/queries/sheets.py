"""Commitments as sheets, to be edited as text."""

from dataclasses import dataclass

from sqlalchemy import Connection

from db.domain.sheet import Sheet
from db.domain.vocabulary import CommitmentRole
from db.queries.detail import Story, StoryOf


@dataclass(frozen=True, slots=True)
class SheetsOf:
    """The commitments with these codes, in this order, as they can be edited."""

    codes: tuple[str, ...]

    def read(self, connection: Connection) -> tuple[Sheet, ...]:
        """The sheets.

        Raises:
            NotFound: when one of them does not exist.
        """
        wanted = dict.fromkeys(code.strip().upper() for code in self.codes)
        return tuple(sheet_of(StoryOf(code).read(connection)) for code in wanted)


def sheet_of(found: Story) -> Sheet:
    """One commitment as a sheet."""
    row = found.row

    def codes(*roles: CommitmentRole) -> tuple[str, ...]:
        return tuple(party.code for party in found.named(*roles))

    values = {
        "title": row.title,
        "owners": codes(CommitmentRole.LEAD, CommitmentRole.OWNER),
        "to": codes(CommitmentRole.COUNTERPART),
        "verifiers": codes(CommitmentRole.VERIFIER),
        "deadline": row.rule or "none",
        "provision": row.provision,
        "theme": row.theme,
        "tags": row.tags,
        "critical": row.critical,
        "continuing": row.continuing,
        "pinned": row.pinned,
        "target": row.target,
        "unit": row.unit,
        "source": found.source,
        "words": found.words,
    }
    return Sheet(row.code, values, row.version)
