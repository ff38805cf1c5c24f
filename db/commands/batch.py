"""Several commands as one step: one line in the audit trail, one undo, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pendulum import DateTime

from db.audit.unit_of_work import UnitOfWork
from db.commands.commitments import AddCommitment
from db.domain.errors import BadInput

if TYPE_CHECKING:
    from db.protocols import Command


@dataclass(frozen=True, slots=True)
class AddMany:
    """Enter several commitments, as from a pasted list."""

    commitments: Sequence[AddCommitment]
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Add all, or none when one is refused."""
        if not self.commitments:
            raise BadInput("There is nothing to add.", hint="Type one commitment a line.")
        said = [each.write(tx, now) for each in self.commitments]
        if len(said) == 1:
            return said[0]
        first, last = (line.partition(" ")[0] for line in (said[0], said[-1]))
        return f"{len(said)} commitments added: {first} to {last}"


@dataclass(frozen=True, slots=True)
class Together:
    """All changes of one form as one step. `summary` replaces the commands' own summaries."""

    commands: Sequence["Command"]
    summary: str = ""
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Do each in turn, or none when one is refused."""
        said = [each.write(tx, now) for each in self.commands]
        return self.summary or "; ".join(said)
