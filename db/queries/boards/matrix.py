"""One agreement on one screen: counts by provision or theme, and by party or status."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from db import tables as t
from db.domain.enums import CommitmentRole, Status, Verification
from db.queries.filters.sql import flag
from db.queries.lookups import AgreementOf

_C = t.commitment.c


class RowKind(StrEnum):
    """Choice of the rows of a matrix."""

    PROVISIONS = "provisions"
    THEMES = "themes"


class ColumnKind(StrEnum):
    """Choice of its columns."""

    PARTIES = "parties"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class CellCount:
    """Counts of one cell; withdrawn commitments are left out."""

    count: int
    still_open: int
    overdue: int
    today: int
    disputed: int
    waiting: int

    @property
    def worst(self) -> str:
        """The sign of the most pressing one: as in lists, `!` before `*` before `?`."""
        if self.overdue:
            return "!"
        if self.today:
            return "*"
        if self.disputed:
            return "?"
        if not self.still_open:
            return "="
        return "-" if self.waiting == self.still_open else " "


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cells by the keys of their row and column; the key "" means the whole row or column.

    A joint duty counts in the column of each of its owners, and once in the row. A commitment
    without provision, theme or owner is under `NONE`.
    """

    agreement: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], CellCount]


NONE = "none"
"""The key for commitments without a provision, theme or owner."""


@dataclass(frozen=True, slots=True)
class MatrixOf:
    """The matrix of the agreement with this code."""

    agreement: str
    now: DateTime
    by: RowKind = RowKind.PROVISIONS
    across: ColumnKind = ColumnKind.PARTIES

    def read(self, connection: Connection) -> Matrix:
        """The matrix.

        Raises:
            NotFound: when there is no such agreement.
        """
        found = AgreementOf(self.agreement, self.now).read(connection)
        rows = _C.provision if self.by is RowKind.PROVISIONS else _C.theme
        columns = self._columns()
        cells: dict[tuple[str, str], CellCount] = {}
        order: dict[str, int] = {}
        for keys in ((rows, columns), (rows,), (columns,), ()):
            for row, column, first, tally in self._counted(connection, found.id, keys, columns):
                cells[row, column] = tally
                order.setdefault(row, first)
        names = {row for row, _ in cells if row}
        by_entry = sorted(names, key=lambda name: (name == NONE, order[name]))
        by_name = sorted(names, key=lambda name: (name == NONE, name))
        return Matrix(
            found.code,
            found.title,
            tuple(by_entry if self.by is RowKind.PROVISIONS else by_name),
            self._in_order({column for _, column in cells if column}),
            cells,
        )

    def _columns(self) -> ColumnElement[Any]:
        return _C.status if self.across is ColumnKind.STATUS else t.party.c.code

    def _in_order(self, names: set[str]) -> tuple[str, ...]:
        if self.across is ColumnKind.STATUS:
            return tuple(status.value for status in Status)
        return tuple(sorted(names, key=lambda name: (name == NONE, name)))

    def _counted(
        self,
        connection: Connection,
        agreement_id: int,
        keys: tuple[ColumnElement[Any], ...],
        columns: ColumnElement[Any],
    ) -> "list[tuple[str, str, int, CellCount]]":
        """Row key, column key, the first number of the row, and the counts of the cell."""
        source: Any = t.commitment
        if columns in keys and self.across is ColumnKind.PARTIES:
            cp = t.commitment_party.c
            owner = and_(
                cp.commitment_id == _C.id,
                cp.role.in_((CommitmentRole.LEAD, CommitmentRole.OWNER)),
            )
            source = source.outerjoin(t.commitment_party, owner).outerjoin(t.party)
        found = connection.execute(
            select(func.min(_C.number), *self._sums(connection), *keys)
            .select_from(source)
            .where(_C.agreement_id == agreement_id, _C.withdrawn.is_(False))
            .group_by(*keys)
        )
        counted = []
        for first, *numbers in found:
            names = [str(name or NONE) for name in numbers[6:]]
            row = names[0] if keys and keys[0] is not columns else ""
            column = names[-1] if columns in keys else ""
            counted.append((row, column, first or 0, CellCount(*numbers[:6])))
        return counted

    def _sums(self, connection: Connection) -> tuple[ColumnElement[int], ...]:
        held = (
            _C.band < 3,
            flag(connection, "overdue", self.now),
            flag(connection, "today", self.now),
            _C.verification == Verification.DISPUTED,
            _C.band == 1,
        )
        sums = (func.coalesce(func.sum(case((each, 1), else_=0)), 0) for each in held)
        return func.count(), *sums
