"""Instances of recurring duties: made as their time comes, and moved with their rule.

Only commands write them, inside their transaction; readers never do. Each has its number in the
series, which the database keeps unique, so that no instance can be made twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pendulum import DateTime
from sqlalchemy import Connection, Select, String, cast, func, select

from db import tables as t
from db.audit.unit_of_work import RowChange, UnitOfWork
from db.calendars import calendar_of
from db.domain.deadlines.occurrences import Change, Row, SeriesState, changes
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.recurrence import Recurrence
from db.domain.deadlines.rules import Recurring, Rule, Unit
from db.domain.enums import DeadlineKind, Status
from db.projections.anchor_times import AnchorBook
from db.tables.batching import WIDE, batches, by_ids

_C, _O, _CH, _CI = t.commitment.c, t.occurrence.c, t.change.c, t.change_item.c
_STANDING = by_ids(select(_C.id).where(_C.deadline_kind == DeadlineKind.STANDING), _C.id)
_LEFT = by_ids(select(_O.commitment_id).distinct(), _O.commitment_id)


@dataclass(frozen=True, slots=True)
class Series:
    """A duty that recurs, or used to, as it is in the store."""

    id: int
    version: int
    version_id: int
    """The number of that row in `deadline`."""
    rule: Rule
    status: Status
    withdrawn: bool
    agreement: str
    zone: str
    calendar: str
    begins: date | None
    """The day it counts from, if its rule names none."""

    def changes(
        self,
        connection: Connection,
        rows: Sequence[Row],
        now: DateTime,
        book: AnchorBook,
        *,
        from_start: bool = False,
        turned: int | None = None,
    ) -> list[Change]:
        """Changes that its instances need; entries in `book` count as true.

        `turned`: the change that this step undoes or redoes.
        """
        since = _entered(connection, self.id, self.version_id) or now
        round_ = SeriesState(
            self._dates(connection, book),
            self.version,
            self.status.is_open and not self.withdrawn,
            now,
            since,
            lambda: _asked_from_start(connection, self, since, turned),
            from_start,
        )
        return changes(rows, round_)

    def _dates(self, connection: Connection, book: AnchorBook) -> Recurrence | None:
        rule = self.rule
        if not isinstance(rule, Recurring):
            return None
        start = self._start(connection, rule, book)
        calendar = calendar_of(self.calendar) if rule.unit is Unit.WORKING_DAYS else None
        if start is None or (rule.unit is Unit.WORKING_DAYS and calendar is None):
            return None
        return Recurrence(rule, start, self.zone, calendar)

    def _start(self, connection: Connection, rule: Recurring, book: AnchorBook) -> date | None:
        if rule.start is None or isinstance(rule.start, date):
            return rule.start or self.begins
        book.load(connection, [(self.agreement, rule.start)])
        known = book.time(self.agreement, rule.start, self.zone)
        return known.day_in(self.zone) if known else None


def follow(tx: UnitOfWork, ids: Iterable[int], *, from_start: bool = False) -> set[int]:
    """Make the instances of these commitments that have come up, and move unmet ones with the rule.

    `from_start`: also those that came due before the duty was entered here; otherwise these are not
    judged. Gives the commitments with a written instance.
    """
    changed: set[int] = set()
    for commitment_id in standing(tx.connection, set(ids) - tx.followed):
        series = read_series(tx.connection, commitment_id, writes=True)
        rows = read_rows(tx.connection, commitment_id)
        made = series.changes(
            tx.connection,
            rows,
            tx.now,
            AnchorBook(),
            from_start=from_start,
            turned=tx.target_id,
        )
        for each in made:
            _write(tx, commitment_id, each)
            changed.add(commitment_id)
    return changed


def _write(tx: UnitOfWork, commitment_id: int, change: Change) -> None:
    row, values = change
    if row is None:
        tx.insert(t.occurrence, commitment_id=commitment_id, **(values or {}))
    elif values is None:
        tx.delete(t.occurrence, row["id"])
    else:
        tx.update(t.occurrence, row["id"], **values)


def perhaps_due(now: DateTime) -> Select[int]:
    """Query for duties that may need a new instance: recurring ones with no instance to come."""
    some = (_C.band == 2) | ((_C.band == 0) & (_C.due_at <= now))
    comes = select(_O.id).where(
        _O.commitment_id == _C.id, _O.due_at > now, _O.done_at.is_(None), _O.arose_at.is_(None)
    )
    return select(_C.id).where(
        _C.withdrawn.is_(False), some, _C.deadline_kind == DeadlineKind.STANDING, ~comes.exists()
    )


def have_come_up(connection: Connection, now: DateTime) -> bool:
    """Check whether an instance is to be made by now; it only reads, and so blocks no writer."""
    return any(
        row is None
        for each in connection.scalars(perhaps_due(now)).all()
        for row, _ in read_series(connection, each).changes(
            connection, read_rows(connection, each), now, AnchorBook()
        )
    )


def standing(connection: Connection, ids: Iterable[int]) -> list[int]:
    """Those that recur, or that have instances left from when they did."""
    found: set[int] = set()
    for group in batches(ids, WIDE):
        some = {each for ask in (_STANDING, _LEFT) for each in ask(connection, group).scalars()}
        found |= some & set(group)
    return sorted(found)


def read_series(connection: Connection, commitment_id: int, *, writes: bool = False) -> Series:
    """A duty with the inputs of its instances; two writers take turns."""
    a, d = t.agreement.c, t.deadline.c
    asked = (
        select(_C.rule, _C.status, _C.withdrawn, a.code, a.zone, a.calendar, a.signed_on)
        .join_from(t.commitment, t.agreement)
        .where(_C.id == commitment_id)
    )
    text, status, withdrawn, agreement, zone, calendar, signed = connection.execute(
        asked.with_for_update() if writes else asked
    ).one()
    newest = connection.execute(
        select(d.number, d.id, d.agreed_on)
        .where(d.commitment_id == commitment_id)
        .order_by(d.number.desc())
        .limit(1)
    ).first()
    version, version_id, agreed = newest or (0, 0, None)
    rule = parse_rule(text)
    return Series(
        commitment_id, version, version_id, rule, status, withdrawn, agreement, zone, calendar,
        agreed or signed,
    )  # fmt: skip


def read_rows(connection: Connection, commitment_id: int) -> list[Row]:
    """The instances of a duty."""
    found = select(t.occurrence).where(_O.commitment_id == commitment_id).order_by(_O.number)
    return [dict(row) for row in connection.execute(found).mappings()]


def _entered(connection: Connection, commitment_id: int, version_id: int) -> DateTime | None:
    """Time of a deadline version's entry, by the trail; None in the step that enters it."""
    lines = _lines(commitment_id, "deadline").with_only_columns(_CH.at, _CH.rows)
    entered = ["insert", "deadline", version_id]
    found = connection.execute(lines.order_by(_CI.change_id))
    return next((line.at for line in found if entered in (row[:3] for row in line.rows)), None)


def _asked_from_start(
    connection: Connection, series: Series, since: DateTime, turned: int | None
) -> bool:
    """Check whether a step that still stands made instances due before `since`."""
    turn = t.change.alias().c
    last = select(turn.kind).where(turn.target_id == _CH.id).order_by(turn.id.desc()).limit(1)
    stands = func.coalesce(last.scalar_subquery(), "redo") != "undo"
    making = stands & (_CH.kind == "make occurrences") & (_CH.id != (turned or 0))
    lines = connection.execute(_lines(series.id, "occurrence").add_columns(making)).all()
    found = [(RowChange.read(row), made) for rows, made in lines for row in rows]
    own = {"commitment_id": series.id, "deadline_number": series.version}.items()
    ids = {("occurrence", row.id) for row, _ in found if own <= row.after.items()}
    dates = (
        row.after["due_at"]
        for row, made in found
        if made and (row.table, row.id) in ids and "due_at" in row.after
    )
    return any(due_at <= since for due_at in dates)


def _lines(commitment_id: int, table: str) -> Select[list[object]]:
    """Query for the trail's lines about a commitment and its rows in a table of its parts."""
    return (
        select(_CH.rows)
        .join(t.change_item, _CI.change_id == _CH.id)
        .where(_CI.commitment_id == commitment_id, cast(_CH.rows, String).contains(f'"{table}"'))
    )
