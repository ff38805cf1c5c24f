"""Verification that the audit trail, and the rows it led to, are as they were written."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection

from db.audit.log_reader import StrayItem, iter_changes
from db.audit.replay import Mismatch, Replay, RowChecksums, can_be_read, take_all
from db.audit.schema_objects import SchemaDifference, oddities
from db.domain.audit_hash import FIRST, ChangeRecord, digest

MOST = 20
"""Greatest number of wrong fields and rows that are named."""


@dataclass(frozen=True, slots=True)
class Break:
    """The first line of the trail that does not fit; `should` is empty for a line too many."""

    change_id: int
    line: ChangeRecord | None
    says: str
    should: str
    because: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Findings. Rows are compared only when the trail itself fits."""

    changes: int
    head: str
    head_id: int | None
    head_at: str
    since: ChangeRecord | None
    """The line with the requested digest."""
    after: int
    """Number of lines after it."""
    broken: Break | None
    rows: int
    misfits: tuple[Mismatch, ...]
    oddities: tuple[SchemaDifference, ...]
    """Differences of the database from the schema: objects that may alter or hide rows."""

    @property
    def fits(self) -> bool:
        """True if trail and rows are as they were written."""
        return not (self.broken or self.misfits)

    @property
    def holds(self) -> bool:
        """True if they are, and no object in the database could alter them."""
        return self.fits and not self.oddities


@dataclass(frozen=True, slots=True)
class Verify:
    """Check the whole audit trail and all rows. `since`: a digest, or its first digits.

    `rows`: True to compare the rows with the trail too.
    """

    since: str = ""
    rows: bool = True

    def read(self, connection: Connection) -> Verdict:
        """The verdict; takes time by the size of trail and store."""
        walk = _Walk(self.since.casefold(), RowChecksums() if self.rows else None)
        walk.through(connection)
        count = 0
        misfits: tuple[Mismatch, ...] = ()
        if walk.sums is not None and walk.broken is None:
            count = take_all(connection, walk.sums)
            misfits = tuple(islice(_misfits(connection, walk.sums), MOST))
        last = walk.last
        return Verdict(
            walk.count, walk.head, last.id if last else None, last.at if last else "", walk.since,
            walk.count - walk.since_count, walk.broken, count, misfits,
            oddities(connection),
        )  # fmt: skip


class _Walk:
    """Walk along the trail, as far as it fits."""

    def __init__(self, since: str, sums: RowChecksums | None) -> None:
        self.sums = sums
        self.count, self.head = 0, FIRST
        self.last: ChangeRecord | None = None
        self.since: ChangeRecord | None = None
        self.since_count = 0
        self.broken: Break | None = None
        self._wanted = since

    def through(self, connection: Connection) -> None:
        for each in iter_changes(connection):
            if isinstance(each, StrayItem):
                why = "a commitment is listed under it, but there is no such change"
                self.broken = Break(each.change_id, None, "", "", why)
                return
            self._step(each.line, each.digest)
            if self.broken is not None:
                return

    def _step(self, line: ChangeRecord, kept: str) -> None:
        should = digest(line, self.head)
        if kept != should or not can_be_read(line.rows):
            wrong = "digest is not that of what it says" if kept != should else "rows are no rows"
            self.broken = Break(line.id, line, kept, should, f"its {wrong}")
            return
        self.count, self.head, self.last = self.count + 1, should, line
        if self._wanted and should.startswith(self._wanted):
            self.since, self.since_count = line, self.count
        if self.sums is not None:
            self.sums.apply(line.rows)


def _misfits(connection: Connection, sums: RowChecksums) -> Iterator[Mismatch]:
    wanted = list(sums.left())  # some may fit again by now: who altered them was written over
    if not wanted:
        return
    replay = Replay(wanted)
    for each in iter_changes(connection):
        if not isinstance(each, StrayItem):
            replay.apply(each.line.id, each.line.rows)
    yield from replay.misfits(connection)
