"""Derives a commitment's projections again whenever what they hang on has changed.

Runs at the end of every command, in its transaction: due instants follow rules, events and
completions to any depth; verification follows reports. Nothing else writes these columns.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from db import tables as t
from db.domain.deadline.parse import parse_rule
from db.domain.deadline.resolve import Due, Resolution, Standing, Undetermined, Waiting, resolve
from db.domain.deadline.rules import Anchor, anchors_of
from db.domain.verification import Stance, Statement, stance_of, verify
from db.domain.vocabulary import CommitmentRole, DeadlineKind, Status
from db.facts import Facts, anchor_time, batches, gather, names_of
from db.ledger import Ledger

Values = dict[str, Any]
AnchorTimes = dict[tuple[str, str, Anchor], Any]

_parsed = lru_cache(maxsize=4096)(parse_rule)  # thousands of duties share a few rules
_OWNERS = (CommitmentRole.LEAD, CommitmentRole.OWNER)


def refresh(tx: Ledger) -> set[int]:
    """Bring all projections up to date with the ledger's rows; gives the commitments re-dated.

    A commitment re-dated from elsewhere (an event moved) is added to `tx.touched`, so that the
    move stands in its own history.
    """
    redated: set[int] = set()
    dirty = tx.touched | _reached_by(tx)
    # Those that wait for a completion are derived again even if they were in the same batch:
    # they read the other's old state. Completions hang on nothing, so this comes to an end.
    while dirty:
        completed: set[int] = set()
        for group in batches(dirty):
            _derive_group(tx.connection, group, redated, completed)
        dirty = dependants(tx.connection, commitments=completed)
    tx.touched |= redated
    return redated


def derive(connection: Connection, ids: Iterable[int]) -> dict[int, Values]:
    """What the projections of these commitments should be, without writing them."""
    times: AnchorTimes = {}
    return {
        facts.id: _values(connection, facts, times)
        for group in batches(ids)
        for facts in gather(connection, group)
    }


def _reached_by(tx: Ledger) -> set[int]:
    events = {row.id for row in tx.rows if row.table == "event"}
    agreements = {row.id for row in tx.rows if row.table == "agreement" and "zone" in row.after}
    agreements |= {
        int((row.after or row.before)["agreement_id"])
        for row in tx.rows
        if row.table == "agreement_party" and row.operation != "update"
    }
    parties = {row.id for row in tx.rows if row.table == "party" and row.operation == "update"}
    reached = dependants(tx.connection, events=events)
    c, cp = t.commitment.c, t.commitment_party.c
    for group in batches(agreements):
        reached |= set(tx.connection.scalars(select(c.id).where(c.agreement_id.in_(group))))
    for group in batches(parties):
        reached |= set(
            tx.connection.scalars(select(cp.commitment_id).where(cp.party_id.in_(group)))
        )
    return reached


def dependants(
    connection: Connection, *, events: Iterable[int] = (), commitments: Iterable[int] = ()
) -> set[int]:
    """Commitments whose deadline hangs on these events, or on these commitments' completion."""
    found: set[int] = set()
    hanging_on = set(events)
    done = set(commitments)
    e, d, da = t.event.c, t.deadline.c, t.deadline_anchor.c
    for group in batches(done):
        hanging_on |= set(connection.scalars(select(e.id).where(e.commitment_id.in_(group))))
    source = select(d.commitment_id).join_from(t.deadline_anchor, t.deadline)
    for group in batches(hanging_on):
        found |= set(connection.scalars(source.where(da.event_id.in_(group))))
    for group in batches(done):
        found |= set(connection.scalars(source.where(da.commitment_id.in_(group))))
    return found


def _derive_group(
    connection: Connection, group: list[int], redated: set[int], completed: set[int]
) -> None:
    c = t.commitment.c
    columns = [t.commitment.c[name] for name in sorted(t.PROJECTIONS)]
    old = {
        row["id"]: row
        for row in connection.execute(select(c.id, *columns).where(c.id.in_(group))).mappings()
    }
    changed: dict[int, Values] = {}
    names: set[str] = set()
    for commitment_id, new in derive(connection, group).items():
        before = old[commitment_id]
        differing = {key for key, value in new.items() if before[key] != value}
        if not differing:
            continue
        names |= differing
        changed[commitment_id] = new
        if before["due_at"] != new["due_at"]:
            redated.add(commitment_id)
        if before["done_at"] != new["done_at"] or before["done_on"] != new["done_on"]:
            completed.add(commitment_id)
    if changed:
        _write(connection, changed, names)


def _write(connection: Connection, changed: dict[int, Values], names: set[str]) -> None:
    # Only what changed in some of them: each further column costs an index its upkeep.
    statement = update(t.commitment).where(t.commitment.c.id == bindparam("this"))
    assigned: Values = {name: bindparam(name) for name in sorted(names)}
    rows = [{"this": each, **{name: new[name] for name in names}} for each, new in changed.items()]
    connection.execute(statement.values(assigned), rows)


def _values(connection: Connection, facts: Facts, times: AnchorTimes) -> Values:
    values = _deadline(connection, facts, times)
    values |= _completion(facts)
    values["verification"] = verify(_statements(facts))
    values["reports"] = len(facts.reports)
    values["last_report_id"] = facts.reports[-1].id if facts.reports else None
    owners = [party for party in facts.parties if party[0] in _OWNERS]
    values["owners"] = "+".join(code for _, _, code, _ in owners)
    names = [f"{code} {name}" for _, _, code, name in owners]
    values["search"] = " ".join([*facts.words, *names]).casefold()
    values["band"] = _band(facts.status, values["deadline_kind"])
    return values


def _band(status: Status, kind: DeadlineKind) -> int:
    if not status.is_open:
        return 3
    if kind is DeadlineKind.DUE:
        return 0
    return 1 if kind in (DeadlineKind.WAITING, DeadlineKind.UNDETERMINED) else 2


def _deadline(connection: Connection, facts: Facts, times: AnchorTimes) -> Values:
    current = _resolve(connection, facts, facts.rules[-1] if facts.rules else "none", times)
    first = _resolve(connection, facts, facts.rules[0], times) if len(facts.rules) > 1 else current
    due = current if isinstance(current, Due) else None
    first_due = first if isinstance(first, Due) else None
    return {
        "deadline_kind": _kind(current),
        "rule": facts.rules[-1] if facts.rules else "",
        "waiting_on": _why(current),
        "due_at": due and due.ends,
        "due_on": due and due.day,
        "due_timed": bool(due and due.timed),
        "due_provisional": bool(due and due.provisional),
        "first_due_at": first_due and first_due.ends,
        "first_due_on": first_due and first_due.day,
    }


def _resolve(
    connection: Connection, facts: Facts, rule_text: str, times: AnchorTimes
) -> Resolution:
    rule = _parsed(rule_text)
    known = {}
    for anchor in anchors_of(rule):
        key = (facts.agreement, facts.zone, anchor)
        if key not in times:
            times[key] = anchor_time(connection, anchor, facts.agreement, facts.zone)
        known[anchor] = times[key]
    return resolve(rule, known, facts.zone)


def _kind(resolution: Resolution) -> DeadlineKind:
    match resolution:
        case Due():
            return DeadlineKind.DUE
        case Waiting():
            return DeadlineKind.WAITING
        case Standing():
            return DeadlineKind.STANDING
        case Undetermined():
            return DeadlineKind.UNDETERMINED
        case _:
            return DeadlineKind.NONE


def _why(resolution: Resolution) -> str:
    match resolution:
        case Waiting():
            return names_of(resolution.on)
        case Standing():
            return resolution.words
        case Undetermined():
            return resolution.because
        case _:
            return ""


def _completion(facts: Facts) -> Values:
    done = [report for report in facts.reports if report.status_to is Status.DONE]
    if facts.status is not Status.DONE or not done:
        return {"done_at": None, "done_on": None, "done_timed": False}
    # The one entered last: done, reopened and done again may put the first day right.
    last = max(done, key=lambda report: report.id)
    return {"done_at": last.at, "done_on": last.day, "done_timed": last.timed}


def _statements(facts: Facts) -> list[Statement]:
    return [
        Statement(str(report.speaker_id), _stance(facts, report.speaker_id), report.says, report.at)
        for report in facts.reports
        if report.says is not None and report.speaker_id is not None
    ]


def _stance(facts: Facts, speaker: int | None) -> Stance:
    roles = [role for role, party_id, _, _ in facts.parties if party_id == speaker]
    stance = stance_of(roles)
    return "monitor" if stance == "other" and speaker in facts.monitors else stance
