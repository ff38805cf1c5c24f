"""Instances of duties that come round: made as their time comes, and moved with their rule.

Only commands write them, inside their transaction; no reader ever does. Each has its number in
the series, which the database keeps unique, so that no instance can be made twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from pendulum import DateTime
from sqlalchemy import Connection, Select, func, select

from db import tables as t
from db.anchors import AnchorBook
from db.calendars import calendar_of
from db.domain.deadline.days import local_day
from db.domain.deadline.outcome import Due
from db.domain.deadline.parse import parse_rule
from db.domain.deadline.recurrence import Recurrence
from db.domain.deadline.rules import Recurring, Unit
from db.domain.vocabulary import DeadlineKind
from db.facts import WIDE, batches, by_ids
from db.ledger import Ledger

Values = dict[str, Any]
MOST = 500
"""Instances of one duty that are made at a time; the next time goes on from there."""


_C, _O = t.commitment.c, t.occurrence.c
_STANDING = by_ids(select(_C.id).where(_C.deadline_kind == DeadlineKind.STANDING), _C.id)
_LEFT = by_ids(select(_O.commitment_id).distinct(), _O.commitment_id)


@dataclass(frozen=True, slots=True)
class Series:
    """A duty that comes round, as it stands in the store."""

    id: int
    version: int
    rule: Recurring
    zone: str
    calendar: str
    start: date | None
    runs: bool
    """Whether it is open, so that further instances come."""

    @property
    def recurrence(self) -> Recurrence | None:
        """Its dates; None while it has no start, or no calendar for its working days."""
        counts = self.rule.unit is Unit.WORKING_DAYS
        calendar = calendar_of(self.calendar) if counts else None
        if self.start is None or (counts and calendar is None):
            return None
        return Recurrence(self.rule, self.start, self.zone, calendar)


def follow(tx: Ledger, ids: Iterable[int], *, from_start: bool = False) -> set[int]:
    """Make what has come up of these commitments, and move what is not met yet with its rule.

    `from_start`: also what came due before the duty was entered here; else those are not judged.
    Gives the commitments of which an instance was written.
    """
    changed: set[int] = set()
    for group in batches(ids, WIDE):
        for commitment_id in _concerned(tx, [each for each in group if each not in tx.followed]):
            series = _series(tx.connection, commitment_id)
            if _bring_up_to_date(tx, commitment_id, series, from_start=from_start):
                changed.add(commitment_id)
    return changed


def perhaps_due(now: DateTime) -> Select[int]:
    """Which duties may have an instance to be made: those that come round with none to come."""
    some = (_C.band == 2) | ((_C.band == 0) & (_C.due_at <= now))
    comes = select(_O.id).where(
        _O.commitment_id == _C.id, _O.due_at > now, _O.done_at.is_(None), _O.arose_at.is_(None)
    )
    return select(_C.id).where(
        _C.withdrawn.is_(False), some, _C.deadline_kind == DeadlineKind.STANDING, ~comes.exists()
    )


def have_come_up(connection: Connection, now: DateTime) -> bool:
    """Whether an instance is to be made by now; only reads, and so keeps nobody from writing."""
    return any(
        series is not None and _is_to_be_made(series, _rows(connection, series.id), now)
        for each in connection.scalars(perhaps_due(now)).all()
        if (series := _series(connection, each, writes=False))
    )


def _is_to_be_made(series: Series, rows: list[Values], now: DateTime) -> bool:
    return series.runs and any(_new(series, rows, now))


def _concerned(tx: Ledger, group: list[int]) -> list[int]:
    """Those that come round, or of which instances are left from when they did."""
    found = {each for ask in (_STANDING, _LEFT) for each in ask(tx.connection, group).scalars()}
    return sorted(found & set(group))


def _series(connection: Connection, commitment_id: int, *, writes: bool = True) -> Series | None:
    c, a, d = t.commitment.c, t.agreement.c, t.deadline.c
    asked = (
        select(c.rule, c.status, c.withdrawn, a.code, a.zone, a.calendar, a.signed_on)
        .join_from(t.commitment, t.agreement)
        .where(c.id == commitment_id)
    )
    if writes:
        asked = asked.with_for_update()  # two writers at once take turns
    row = connection.execute(asked).one()
    text, status, withdrawn, agreement, zone, calendar, signed = row
    rule = parse_rule(text)
    if not isinstance(rule, Recurring):
        return None
    deadline = connection.execute(
        select(d.number, d.agreed_on)
        .where(d.commitment_id == commitment_id)
        .order_by(d.number.desc())
        .limit(1)
    ).one()
    start = _start(connection, rule, agreement, zone) if rule.start else deadline[1] or signed
    runs = status.is_open and not withdrawn
    return Series(commitment_id, deadline[0], rule, zone, calendar, start, runs)


def _start(connection: Connection, rule: Recurring, agreement: str, zone: str) -> date | None:
    if rule.start is None or isinstance(rule.start, date):
        return rule.start
    book = AnchorBook()
    book.load(connection, [(agreement, rule.start)])
    known = book.time(agreement, rule.start, zone)
    return local_day(known.at, known.zone if known.day_only else zone) if known else None


def _bring_up_to_date(
    tx: Ledger, commitment_id: int, series: Series | None, *, from_start: bool
) -> bool:
    rows = _rows(tx.connection, commitment_id)
    before = len(tx.rows)
    kept = [row for row in rows if not _drop_if_gone(tx, row, series)]
    if series is not None and series.start is not None:
        _write_series(tx, series, kept, from_start=from_start)
    return len(tx.rows) > before


def _rows(connection: Connection, commitment_id: int) -> list[Values]:
    found = select(t.occurrence).where(_O.commitment_id == commitment_id).order_by(_O.number)
    return [dict(row) for row in connection.execute(found).mappings()]


def _drop_if_gone(tx: Ledger, row: Values, series: Series | None) -> bool:
    """Take away an unmet instance that no rule stands for any more; what was met is history."""
    if row["done_at"] is not None or row["arose_at"] is not None:
        return False
    newest = _newest_version(tx, row["commitment_id"]) if series is None else series.version
    superseded = row["deadline_number"] < newest and row["due_at"] > tx.now
    undone = row["deadline_number"] > newest
    nothing = (series is None or series.start is None) and row["due_at"] > tx.now
    if superseded or undone or nothing:
        tx.delete(t.occurrence, row["id"])
        return True
    return False


def _newest_version(tx: Ledger, commitment_id: int) -> int:
    d = t.deadline.c
    newest = select(func.max(d.number)).where(d.commitment_id == commitment_id)
    return tx.connection.scalar(newest) or 0


def _write_series(tx: Ledger, series: Series, rows: list[Values], *, from_start: bool) -> None:
    recurrence = series.recurrence
    last = recurrence.first_after(tx.now) if recurrence is not None else -1
    new = _new(series, rows, tx.now, from_start=from_start)
    for place, row in _own(series, rows).items():
        if row["done_at"] is None:
            _move(tx, row, recurrence.at(place) if recurrence and place <= last else None)
    if series.runs:
        last_number = max((row["number"] for row in rows), default=0)
        for number, (place, due) in enumerate(islice(new, MOST), last_number + 1):
            _make(tx, series, number, place, due)


def _own(series: Series, rows: list[Values]) -> dict[int, Values]:
    """The instances by this version of the rule, by their places."""
    return {row["place"]: row for row in rows if row["deadline_number"] == series.version}


def _new(
    series: Series, rows: list[Values], now: DateTime, *, from_start: bool = False
) -> Iterator[tuple[int, Due]]:
    """The instances that are to be made by now, with the first to come; places and dates."""
    recurrence, own = series.recurrence, _own(series, rows)
    if recurrence is None:
        return
    floor = max(
        (row["due_at"] for row in rows if row["deadline_number"] < series.version), default=None
    )
    if not own and not from_start:
        floor = max(floor, now) if floor is not None else now
    first = 0 if from_start else min(own, default=0)
    if floor is not None:
        first = max(first, recurrence.first_after(floor))
    for place in range(first, recurrence.first_after(now) + 1):
        due = None if place in own else recurrence.at(place)
        if due is not None:
            yield place, due


def _move(tx: Ledger, row: Values, due: Due | None) -> None:
    if due is None:
        tx.delete(t.occurrence, row["id"])
    elif (row["due_at"], row["due_on"], row["due_timed"]) != (due.ends, due.day, due.timed):
        tx.update(t.occurrence, row["id"], due_at=due.ends, due_on=due.day, due_timed=due.timed)


def _make(tx: Ledger, series: Series, number: int, place: int, due: Due) -> None:
    tx.insert(
        t.occurrence,
        commitment_id=series.id,
        number=number,
        deadline_number=series.version,
        place=place,
        due_at=due.ends,
        due_on=due.day,
        due_timed=due.timed,
    )
