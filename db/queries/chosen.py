"""The commitments that were marked, as rows."""

from dataclasses import dataclass

from sqlalchemy import Connection

from db import tables as t
from db.domain.errors import NotFound
from db.facts import BATCH
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
                f"There is no commitment {missing[0]!r}.", "accord list shows all codes."
            )
        return tuple(found[code] for code in wanted)
