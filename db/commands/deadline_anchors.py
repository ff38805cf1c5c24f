"""Anchors of a deadline: found in the store, spelt as they are there, without circles."""

from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar

from sqlalchemy import select

from db import tables as t
from db.audit.unit_of_work import UnitOfWork
from db.commands import lookup
from db.domain.deadlines.rules import (
    Anchor,
    CompletionAnchor,
    DueAnchor,
    Earliest,
    EventAnchor,
    Latest,
    Offset,
    Point,
    Recurring,
    Rule,
    Window,
    anchors_of,
)
from db.domain.dependency_graph import way
from db.domain.errors import BadInput
from db.projections.dependencies import dependants, upstream

Values = lookup.Values
MOST_NAMED = 12
"""Commitments of a circle that an error names; it counts the rest of a longer circle."""
P = TypeVar("P", bound=Point)


def spelt_as_kept(rule: Rule) -> Rule:
    """The rule with codes in capitals, as agreements and commitments have them."""
    match rule:
        case Window(opens=opens, ends=ends):
            return Window(_point(opens), _point(ends))
        case Recurring(start=EventAnchor() | CompletionAnchor() | DueAnchor() as anchor):
            return replace(rule, start=_anchor(anchor))
        case Offset() | Earliest() | Latest():
            return _point(rule)
        case _:
            return rule


def _point(point: P) -> P:
    match point:
        case Offset(anchor=anchor):
            return replace(point, anchor=_anchor(anchor))
        case Earliest(bounds=bounds) | Latest(bounds=bounds):
            return replace(point, bounds=tuple(_point(bound) for bound in bounds))
        case _:
            return point


def _anchor(anchor: Anchor) -> Anchor:
    if not isinstance(anchor, EventAnchor):
        return replace(anchor, code=anchor.code.upper())
    return EventAnchor(anchor.key, anchor.agreement.upper() if anchor.agreement else None)


def hang(tx: UnitOfWork, row: Values, deadline_id: int, rule: Rule) -> None:
    """Link a version of a commitment's deadline to everything it counts from.

    Raises:
        BadInput: for an anchor that does not exist, or a rule that would wait for itself.
        NotFound: for a commitment that does not exist.
    """
    for anchor in sorted(anchors_of(rule), key=str):
        tx.insert(t.deadline_anchor, deadline_id=deadline_id, **_link(tx, row, anchor))
    refuse_circles(tx, row)


def _link(tx: UnitOfWork, row: Values, anchor: Anchor) -> dict[str, int]:
    if isinstance(anchor, EventAnchor):
        return {"event_id": _event_id(tx, row, anchor)}
    return {"commitment_id": lookup.commitment(tx.connection, anchor.code)["id"]}


def _event_id(tx: UnitOfWork, row: Values, anchor: EventAnchor) -> int:
    e, a = t.event.c, t.agreement.c
    home = a.code == anchor.agreement if anchor.agreement else a.id == row["agreement_id"]
    events = {
        key: event_id
        for event_id, key in tx.connection.execute(
            select(e.id, e.key).join_from(t.event, t.agreement).where(home)
        )
    }
    if anchor.key in events:
        return events[anchor.key]
    near = get_close_matches(anchor.key, events, 1, cutoff=0.5)
    known = ", ".join(sorted(events)) or "none in that agreement"
    raise BadInput(
        f"There is no event '{anchor!s}'.",
        text=str(anchor),
        hint=f"Did you mean {near[0]}?" if near else f"Events: {known}.",
    )


def refuse_circles(tx: UnitOfWork, row: Values) -> None:
    """Check that a commitment's deadline does not wait for itself, directly or through others.

    Raises:
        BadInput: naming the commitments in the circle.
    """
    start = row["id"]
    if not dependants(tx.connection, commitments=[start]):
        return  # nothing waits for it: no way leads back
    path = way(upstream(tx.connection, [start]), start, start)
    if not path:
        return
    if len(path) > MOST_NAMED:
        left_out = len(path) - MOST_NAMED
        path = [*path[: MOST_NAMED // 2], -left_out, *path[-MOST_NAMED // 2 :]]
    c = t.commitment.c
    found = tx.connection.execute(select(c.id, c.code).where(c.id.in_(path)))
    codes = {each.id: each.code for each in found}
    names = " -> ".join(codes.get(each, f"({-each} more)") for each in path)
    raise BadInput(
        f"{row['code']} would wait for itself: {names}.",
        text=row["code"],
        hint="Let one of them count from an event instead.",
    )
