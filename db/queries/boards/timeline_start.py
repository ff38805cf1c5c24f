"""The first day of a commitment's time: the start of its bar."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from db import tables as t
from db.calendars import calendar_of
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.resolution import Due
from db.domain.deadlines.resolver import resolve
from db.domain.deadlines.rules import Point, Unit, Window, anchors_of
from db.projections.anchor_times import AnchorBook
from db.queries.commitments.row import CommitmentRow


def begins(connection: Connection, rows: Sequence[CommitmentRow]) -> dict[int, date]:
    """The start of each commitment's time, where it is known."""
    a = t.agreement.c
    homes = select(a.code, a.signed_on, a.calendar).where(a.code.in_({r.agreement for r in rows}))
    signed, calendars = {}, {}
    for code, day, calendar in connection.execute(homes):
        signed[code], calendars[code] = day, calendar
    counted = _counted_from(connection, [row.id for row in rows])
    opened = _openings(connection, rows, calendars)
    begun = {}
    for row in rows:
        # What counts back from an election does not begin with it.
        ahead = row.due_on is not None and counted.get(row.id, row.due_on) > row.due_on
        day = opened.get(row.id) or (None if ahead else counted.get(row.id))
        if (day := day or signed.get(row.agreement)) is not None:
            begun[row.id] = day
    return begun


def _counted_from(connection: Connection, ids: Iterable[int]) -> dict[int, date]:
    """The day of the anchor of each deadline in force; of several, the latest."""
    d, da, e, a = t.deadline.c, t.deadline_anchor.c, t.event.c, t.agreement.c
    newer, done, tied = t.deadline.alias(), t.commitment.alias(), t.commitment.alias()
    newest = select(func.max(newer.c.number)).where(newer.c.commitment_id == d.commitment_id)
    rows = connection.execute(
        select(
            d.commitment_id, func.coalesce(e.actual_at, e.planned_at), a.zone,
            func.coalesce(done.c.done_on, tied.c.done_on),
        )
        .select_from(
            t.deadline.join(t.deadline_anchor, da.deadline_id == d.id)
            .outerjoin(t.event, e.id == da.event_id)
            .outerjoin(t.agreement, a.id == e.agreement_id)
            .outerjoin(done, done.c.id == da.commitment_id)
            .outerjoin(tied, tied.c.id == e.commitment_id)
        )
        .where(d.commitment_id.in_(ids), d.number == newest.scalar_subquery())
    )  # fmt: skip
    begun: dict[int, date] = {}
    for commitment_id, at, zone, completed in rows:
        day = at.in_timezone(zone).date() if at is not None else completed
        if day is not None:
            begun[commitment_id] = max(day, begun.get(commitment_id, day))
    return begun


def _openings(
    connection: Connection, rows: Sequence[CommitmentRow], calendars: Mapping[str, str]
) -> dict[int, date]:
    """The opening days of windows, by plan where their anchors have not happened."""
    windows = [(row, opens) for row in rows if (opens := _opens(row.rule)) is not None]
    if not windows:
        return {}
    book = AnchorBook()
    book.load(
        connection, {(row.agreement, each) for row, opens in windows for each in anchors_of(opens)}
    )
    found: dict[int, date] = {}
    for row, opens in windows:
        known = {each: book.plan(row.agreement, each, row.zone) for each in anchors_of(opens)}
        # A calendar is loaded only where working days are counted.
        named = calendars[row.agreement] if Unit.WORKING_DAYS.singular in str(opens) else ""
        opening = resolve(opens, known, row.zone, calendar_of(named))
        if isinstance(opening, Due):
            found[row.id] = opening.day
    return found


def _opens(rule: str) -> Point | None:
    window = parse_rule(rule) if ".." in rule else None
    return window.opens if isinstance(window, Window) else None
