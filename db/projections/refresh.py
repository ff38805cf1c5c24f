"""Derivation of a commitment's projections after every change of their inputs.

It runs at the end of every command, in its transaction: verification and completion follow reports,
due dates follow rules, events and other duties to any depth. Nothing else writes these columns.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pendulum import UTC, DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.audit.unit_of_work import UnitOfWork, searched
from db.domain.enums import CommitmentRole, Status
from db.domain.verification import Stance, Statement, stance_of, verify
from db.projections.dependencies import dependants
from db.projections.due_dates import DATED, DueDateCalculator
from db.projections.inputs import ProjectionInputs, gather
from db.tables.batching import batches, by_ids
from db.tables.bulk import no_cycles, set_many

Values = dict[str, Any]

_OWNERS = (CommitmentRole.LEAD, CommitmentRole.OWNER)
_OWN = tuple(sorted(t.PROJECTIONS - set(DATED)))
"""Projections that depend on the commitment's own rows alone."""
_C = t.commitment.c
_FIRST = DateTime(1, 1, 1, tzinfo=UTC)
_KEPT = by_ids(select(_C.id, *(_C[name] for name in _OWN)), _C.id)


def refresh(tx: UnitOfWork) -> set[int]:
    """Bring all projections up to date with the ledger's rows; gives all derived commitments.

    A commitment that gets a new date from elsewhere (an event moved) is added to `tx.touched`, so
    that its own history shows the move.
    """
    own = tx.stirred | _of_agreements(tx) | _of_parties(tx)
    own |= _worded_otherwise(tx, tx.touched - own)
    closed = {row.id for row in tx.rows if row.table == "commitment" and "status" in row.after}
    if own:
        # Two who are dated in one step may wait for each other's completion: that comes first.
        closed |= _refresh_own(tx.connection, own)
    events = {row.id for row in tx.rows if row.table == "event"}
    seeds = own | (dependants(tx.connection, events=events) if events else set())
    if not seeds:
        return set()
    dating = DueDateCalculator(tx.connection)
    with no_cycles():
        dating.along(seeds, closed)
        tx.touched |= _write_dates(dating)
    return set(dating.found)


def derive(connection: Connection, ids: Iterable[int]) -> dict[int, Values]:
    """Correct projections of these commitments, without writing them."""
    asked = set(ids)
    dating = DueDateCalculator(connection)
    dating.along(asked)
    return {
        facts.id: {**own_values(facts), **dating.found[facts.id]}
        for group in batches(asked)
        for facts in gather(connection, group)
    }


def date_again(connection: Connection, ids: Iterable[int]) -> None:
    """Derive and write the dates of these commitments, and of all their dependants."""
    dating = DueDateCalculator(connection)
    dating.along(ids)
    _write_dates(dating)


def _worded_otherwise(tx: UnitOfWork, ids: set[int]) -> set[int]:
    """Commitments with outdated words to search by, which the ledger could not derive."""
    rows = {row.id for row in tx.rows if row.table == "commitment" and row.id in ids}
    now = {each: tx.fetch(t.commitment, each) for each in rows}
    return {each for each in rows if not now[each]["search"].startswith(searched(now[each]))}


def _of_agreements(tx: UnitOfWork) -> set[int]:
    changed = {
        row.id
        for row in tx.rows
        if row.table == "agreement" and {"zone", "calendar"} & row.after.keys()
    } | {
        int((row.after or row.before)["agreement_id"])
        for row in tx.rows
        if row.table == "agreement_party" and row.operation != "update"
    }
    c, found = t.commitment.c, set()
    for group in batches(changed):
        found |= set(tx.connection.scalars(select(c.id).where(c.agreement_id.in_(group))))
    return found


def _of_parties(tx: UnitOfWork) -> set[int]:
    parties = {row.id for row in tx.rows if row.table == "party" and row.operation == "update"}
    cp, found = t.commitment_party.c, set()
    for group in batches(parties):
        found |= set(tx.connection.scalars(select(cp.commitment_id).where(cp.party_id.in_(group))))
    return found


def _refresh_own(connection: Connection, ids: set[int]) -> set[int]:
    """Write projections from own rows alone; gives those whose completion changed."""
    completed: set[int] = set()
    for group in batches(ids):
        old = {row["id"]: row for row in _KEPT(connection, group).mappings()}
        new = {facts.id: own_values(facts) for facts in gather(connection, group)}
        changed = _differing(old, new)
        completed |= {
            each for each, values in changed.items() if {"done_at", "done_on"} & values.keys()
        }
        _write(connection, new, changed)
    return completed


def _write_dates(dating: DueDateCalculator) -> set[int]:
    """Write the dates that differ; gives the commitments with a changed due instant."""
    old = {each: dating.duties[each].kept for each in dating.found}
    changed = _differing(old, dating.found)
    _write(dating.connection, dating.found, changed)
    return {each for each, values in changed.items() if "due_at" in values}


def _differing(
    old: Mapping[int, Mapping[Any, Any]], new: Mapping[int, Values]
) -> dict[int, Values]:
    """Changed values of each commitment; commitments without any are left out."""
    found = {
        each: {name: value for name, value in values.items() if old[each][name] != value}
        for each, values in new.items()
    }
    return {each: values for each, values in found.items() if values}


def _write(
    connection: Connection, new: Mapping[int, Values], changed: Mapping[int, Values]
) -> None:
    alike: dict[tuple[str, ...], list[int]] = {}
    for each, values in changed.items():
        alike.setdefault(tuple(sorted(values)), []).append(each)
    # Only what changed in each: every further column costs an index its upkeep.
    for names, ids in alike.items():
        if "due_at" in names:
            # The order of most indexes: to walk them from end to end costs a sixth less.
            ids.sort(key=lambda each: new[each]["due_at"] or _FIRST)
        rows = [(each, *(new[each][name] for name in names)) for each in ids]
        set_many(connection, t.commitment, names, rows)


def own_values(facts: ProjectionInputs) -> Values:
    """Completion, verification, owners and the words to search by."""
    owners = [party for party in facts.parties if party[0] in _OWNERS]
    names = [f"{code} {name}" for _, _, code, name in owners]
    return {
        **_completion(facts),
        "verification": verify(_statements(facts)),
        "reports": len(facts.reports),
        "last_report_id": facts.standing[-1].id if facts.reports else None,
        "owners": "+".join(code for _, _, code, _ in owners),
        "search": " ".join([*facts.words, *names]).casefold(),
    }


def _completion(facts: ProjectionInputs) -> Values:
    done = [report for report in facts.reports if report.status_to is Status.DONE]
    if facts.status is not Status.DONE or not done:
        return {"done_at": None, "done_on": None, "done_timed": False}
    # The one entered last: done, reopened and done again may put the first day right.
    last = max(done, key=lambda report: report.id)
    return {"done_at": last.at, "done_on": last.day, "done_timed": last.timed}


def _statements(facts: ProjectionInputs) -> list[Statement]:
    return [
        Statement(str(report.speaker_id), _stance(facts, report.speaker_id), report.says, report.at)
        for report in facts.standing
        if report.says is not None and report.speaker_id is not None
    ]


def _stance(facts: ProjectionInputs, speaker: int | None) -> Stance:
    roles = [role for role, party_id, _, _ in facts.parties if party_id == speaker]
    return stance_of(roles, watches=speaker in facts.monitors)
