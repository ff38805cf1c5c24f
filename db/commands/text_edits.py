"""Commitments edited in one text: one step for all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pendulum import DateTime

from db.audit.unit_of_work import UnitOfWork
from db.commands import lookup
from db.commands.commitments import EditCommitment, SetParties
from db.commands.deadlines import SetDeadline
from db.commands.flags import SetMark
from db.domain.commitment_toml import PARTIES, SheetEdit, SheetProblem
from db.domain.errors import AccordError


@dataclass(frozen=True, slots=True)
class EditSheets:
    """Set all changes of each commitment, or nothing when anything is refused."""

    edits: Sequence[SheetEdit]
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Check first that nobody changed one of them since, then write all."""
        edits = [edit for edit in self.edits if edit.values]
        for edit in edits:
            seen = {} if edit.seen is None else {edit.code: edit.seen}
            lookup.load_for_update(tx, [edit.code], seen)
        said = [line for edit in edits for line in self._one(tx, now, edit)]
        if len(edits) > 1:
            return f"{len(edits)} commitments edited: {', '.join(edit.code for edit in edits)}"
        return "; ".join(said) or "Nothing was changed"

    def _one(self, tx: UnitOfWork, now: DateTime, edit: SheetEdit) -> Iterator[str]:
        for key, value in edit.values.items():
            try:
                yield _step(edit, key, value).write(tx, now)
            except AccordError as error:
                raise SheetProblem(edit.code, key, error) from error


def _step(
    edit: SheetEdit, key: str, value: Any
) -> EditCommitment | SetParties | SetDeadline | SetMark:
    codes = (edit.code,)
    if key in PARTIES:
        return SetParties(codes, **{key: value})
    if key == "deadline":
        return SetDeadline(codes, value, edit.reason)
    if key == "pinned":
        return SetMark(codes, key, value)
    return EditCommitment(edit.code, {key: value})
