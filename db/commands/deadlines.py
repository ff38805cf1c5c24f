"""Deadlines: rules in versions, each hanging on events and completions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from pendulum import DateTime
from sqlalchemy import func, select

from db import tables as t
from db.commands import lookup
from db.domain.deadline.parse import parse_rule
from db.domain.deadline.rules import Anchor, EventAnchor, anchors_of, format_rule
from db.domain.errors import BadInput, Refusal
from db.ledger import Ledger

Values = lookup.Values


@dataclass(frozen=True, slots=True)
class SetDeadline:
    """Give commitments a deadline, or a new version of it: an extension.

    Changing one that is in force needs a reason. `seen` maps codes to the versions looked at.
    """

    codes: tuple[str, ...]
    rule: str
    reason: str = ""
    agreed_on: date | None = None
    agreed_by: str = ""
    source: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: Ledger, now: DateTime) -> str:
        """Add the version to each; nothing is overwritten."""
        del now
        canonical = format_rule(parse_rule(self.rule))
        rows = lookup.chosen(tx, self.codes, self.seen)
        unexplained = [
            Refusal(row["code"], "a deadline in force is changed: say why (reason)")
            for row in rows
            if row["rule"] not in ("", "none", canonical) and not self.reason.strip()
        ]
        lookup.refuse(unexplained, len(rows))
        for row in rows:
            if row["rule"] != canonical:
                self._add(tx, row, canonical)
        before = rows[0]["rule"] or "none"
        return f"{lookup.counted([row['code'] for row in rows])}: deadline {before} -> {canonical}"

    def _add(self, tx: Ledger, row: Values, canonical: str) -> None:
        add_version(
            tx,
            row,
            canonical,
            agreed_on=self.agreed_on,
            agreed_by=self.agreed_by.strip(),
            reason=self.reason.strip(),
            source=self.source.strip(),
        )


def add_version(tx: Ledger, row: Values, rule: str, **fields: object) -> None:
    """The next version of a commitment's deadline, with links to what it hangs on.

    Raises:
        BadInput: for an anchor that does not exist, or a rule that would wait for itself.
    """
    parsed = parse_rule(rule)
    d = t.deadline.c
    last = tx.connection.scalar(select(func.max(d.number)).where(d.commitment_id == row["id"]))
    deadline_id = tx.insert(
        t.deadline,
        commitment_id=row["id"],
        number=(last or 0) + 1,
        rule=format_rule(parsed),
        **fields,
    )
    for anchor in sorted(anchors_of(parsed), key=str):
        tx.insert(t.deadline_anchor, deadline_id=deadline_id, **_link(tx, row, anchor))


def _link(tx: Ledger, row: Values, anchor: Anchor) -> dict[str, int]:
    if isinstance(anchor, EventAnchor):
        return {"event_id": _event_id(tx, row, anchor)}
    other = lookup.commitment(tx.connection, anchor.code)
    path = _path(tx, other["id"], row["id"], frozenset())
    if path:
        names = " -> ".join([row["code"], *path])
        raise BadInput(
            f"{row['code']} would wait for itself: {names}.",
            text=str(anchor),
            hint="Let one of them count from an event instead.",
        )
    return {"commitment_id": other["id"]}


def _event_id(tx: Ledger, row: Values, anchor: EventAnchor) -> int:
    e, a = t.event.c, t.agreement.c
    home = a.code == anchor.agreement.upper() if anchor.agreement else a.id == row["agreement_id"]
    events = {
        key: event_id
        for event_id, key in tx.connection.execute(
            select(e.id, e.key).join_from(t.event, t.agreement).where(home)
        )
    }
    if anchor.key in events:
        return events[anchor.key]
    near = get_close_matches(anchor.key, events, 1)
    raise BadInput(
        f"There is no event {str(anchor)!r}.",
        text=str(anchor),
        hint=f"Did you mean {near[0]}?" if near else f"Events: {', '.join(sorted(events))}.",
    )


def _path(tx: Ledger, start: int, goal: int, been: frozenset[int]) -> list[str]:
    """Codes along which `start` waits for `goal`; empty when it does not."""
    code = tx.connection.scalar(select(t.commitment.c.code).where(t.commitment.c.id == start))
    if start == goal:
        return [str(code)]
    for step in _waits_for(tx, start) - been:
        rest = _path(tx, step, goal, been | {start})
        if rest:
            return [str(code), *rest]
    return []


def _waits_for(tx: Ledger, commitment_id: int) -> set[int]:
    d, da, e = t.deadline.c, t.deadline_anchor.c, t.event.c
    current = (
        select(d.id).where(d.commitment_id == commitment_id).order_by(d.number.desc()).limit(1)
    )
    links = tx.connection.execute(
        select(da.commitment_id, e.commitment_id)
        .select_from(t.deadline_anchor.outerjoin(t.event, e.id == da.event_id))
        .where(da.deadline_id == current.scalar_subquery())
    )
    return {each for pair in links for each in pair if each is not None}
