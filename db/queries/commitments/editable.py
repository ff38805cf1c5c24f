"""Commitments as sheets, for editing as text."""

from dataclasses import dataclass, replace

from pendulum import DateTime
from sqlalchemy import Connection

from db.domain.commitment_toml import Sheet, SheetEdit, SheetProblem
from db.domain.deadlines.rules import format_rule
from db.domain.enums import CommitmentRole
from db.domain.errors import BadInput
from db.queries.commitments.detail import CommitmentDetail, GetCommitment
from db.queries.commitments.typed_deadline import TypedRule


@dataclass(frozen=True, slots=True)
class SheetsOf:
    """The commitments with these codes, in this order, in their editable form."""

    codes: tuple[str, ...]

    def read(self, connection: Connection) -> tuple[Sheet, ...]:
        """The sheets.

        Raises:
            NotFound: when one of them does not exist.
        """
        wanted = dict.fromkeys(code.strip().upper() for code in self.codes)
        return tuple(sheet_of(GetCommitment(code).read(connection)) for code in wanted)


def sheet_of(found: CommitmentDetail) -> Sheet:
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


@dataclass(frozen=True, slots=True)
class TypedSheets:
    """Changes from edited sheets, each deadline as the rule that was typed, freely or as a rule."""

    edits: tuple[SheetEdit, ...]
    now: DateTime

    def read(self, connection: Connection) -> tuple[tuple[SheetEdit, ...], tuple[str, ...]]:
        """The changes, and remarks on them.

        Raises:
            SheetProblem: for a deadline that cannot be read.
        """
        remarks: list[str] = []
        return tuple(self._one(connection, edit, remarks) for edit in self.edits), tuple(remarks)

    def _one(self, connection: Connection, edit: SheetEdit, remarks: list[str]) -> SheetEdit:
        if "deadline" not in edit.values:
            return edit
        row, text = GetCommitment(edit.code).read(connection).row, edit.values["deadline"]
        try:
            rule, odd = TypedRule(row.agreement, text, self.now, row.due).read(connection)
        except BadInput as error:
            raise SheetProblem(edit.code, "deadline", error) from error
        remarks += (f"{edit.code}, {text}: {each}." for each in odd)
        return replace(edit, values={**edit.values, "deadline": format_rule(rule)})
