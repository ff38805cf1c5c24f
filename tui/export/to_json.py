"""Answers as JSON: stable keys (docs/command-line.md), ISO 8601, complete. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from db.history.diff import FIELDS
from tui.formatting import commitment as present
from tui.formatting import order_conflicts, sentence, time_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pendulum import DateTime

    from db.domain.history_point import Point
    from db.history.diff import Changed, Difference
    from db.queries.boards.overview import Board
    from db.queries.boards.scoreboard import Score
    from db.queries.commitments.detail import CommitmentDetail, ReportRow
    from db.queries.commitments.occurrences import OccurrenceRow
    from db.queries.commitments.row import CommitmentRow
    from db.queries.dependencies.conflicts import Deadlock
    from db.queries.history.changes import ChangeRow
    from db.queries.history.commitment_snapshot import CommitmentSnapshot

Json = dict[str, Any]


def plain(row: Any) -> Json:
    """Convert a row, without its number in the database."""
    return {key: value for key, value in asdict(row).items() if key != "id"}


def commitment(row: CommitmentRow, now: DateTime) -> Json:
    """Convert one commitment; `due_at` is the first instant that is too late."""
    due_at = row.due_at.in_timezone(row.zone) if row.due_at else None
    return {
        "code": row.code,
        "agreement": row.agreement,
        "title": row.title,
        "owners": row.owners.split("+") if row.owners else [],
        "provision": row.provision,
        "theme": row.theme,
        "tags": row.tags.split(),
        "status": row.status,
        "status_on": row.status_on,
        "time": present.state_of(row, now),
        "left": present.left(row, now).text,
        "days_after_first": time_left.after_first(row, now),
        "verification": row.verification,
        "rule": row.rule or "none",
        "deadline": row.deadline_kind,
        "waiting_for": row.waiting_on,
        "due_on": row.due_on,
        "due_at": due_at,
        "first_due_on": row.first_due_on,
        "plan_on": row.plan_on,
        "provisional": row.due_provisional,
        "zone": row.zone,
        "done_on": row.done_on,
        "critical": row.critical,
        "continuing": row.continuing,
        "pinned": row.pinned,
        "amount": row.amount,
        "target": row.target,
        "unit": row.unit,
        "level": row.level,
        "reports": row.reports,
        "version": row.version,
    }


def board(found: Board) -> Json:
    """Convert the Overview."""
    return {
        "as_of": found.now,
        "counts": asdict(found.counts),
        "deadlocks": [deadlock(each) for each in found.deadlocks],
        "groups": [
            {
                "group": group.group,
                "count": group.count,
                "commitments": [commitment(row, found.now) for row in group.rows],
            }
            for group in found.groups
        ],
    }


def deadlock(found: Deadlock) -> list[Json]:
    """Convert a deadlock: the duties that wait for each other."""
    return [
        {"code": each.code, "owners": each.owners.split("+"), "title": each.title} for each in found
    ]


def score(row: Score, *, by_theme: bool) -> Json:
    """Convert the numbers of a party, or of a theme (empty if there is none)."""
    numbers = plain(row)
    if by_theme:
        del numbers["name"], numbers["kind"]
        return {"theme": numbers.pop("code"), **numbers}
    return numbers


def change(row: ChangeRow) -> Json:
    """Convert one change of the trail."""
    return asdict(row)


def difference(found: Difference) -> Json:
    """Convert the difference between two moments; fields as {"from": …, "to": …}."""
    return {
        "from": _point(found.before),
        "to": _point(found.after),
        "changes": [asdict(step) for step in found.steps],
        "people": list(found.people),
        "commitments": [
            {
                "code": each.picture.row.code,
                "title": each.picture.row.title,
                "kind": each.kind,
                "fields": _fields(found, each),
                "reports": [asdict(report) for report in each.reports],
                "reports_gone": [report.id for report in each.reports_gone],
                "changes": [step.id for step in each.steps],
            }
            for each in found.commitments
        ],
        "became_overdue": [commitment(row, found.after.at) for row in found.overdue],
        "others": [
            {
                "kind": each.thing.kind,
                "name": each.thing.name,
                "added": each.before is None,
                "fields": {name: {"from": old, "to": new} for name, old, new in each.fields},
            }
            for each in found.things
        ],
    }


def _point(point: Point) -> Json:
    return {"at": point.at, "change": point.known}


def _fields(found: Difference, changed: Changed) -> Json:
    before, after = changed.before, changed.after
    if before is None or after is None:
        return {}
    return {
        name: {
            "from": _field(name, before, found.before.at),
            "to": _field(name, after, found.after.at),
        }
        for name in changed.fields
    }


def _field(name: str, picture: CommitmentSnapshot, at: DateTime) -> object:
    row = picture.row
    if name == "deadline":
        return {
            "kind": row.deadline_kind,
            "due_on": row.due_on,
            "waiting_for": row.waiting_on,
            "left": present.left(row, at).text,
            "first_due_on": row.first_due_on,
            "days_after_first": time_left.after_first(row, at),
        }
    return FIELDS[name](picture)


def _conflicts(found: CommitmentDetail, now: DateTime) -> list[str]:
    due = found.row.due
    open_still = due is not None and found.row.status.is_open
    return list(order_conflicts.conflicts(due, found.links, now)) if due and open_still else []


def _instance(each: OccurrenceRow, now: DateTime) -> Json:
    state = "late" if each.late else "on time" if each.done else "open"
    return {
        "number": each.number,
        "due_on": each.due_on,
        "due_at": each.due.ends.in_timezone(each.due.zone),
        "arose_at": each.arose_at,
        "met_on": each.done_on,
        "state": "missed" if each.missed(now) else state,
        "note": each.note,
        "source": each.source,
    }


def whole(found: CommitmentDetail, trail: Sequence[ChangeRow], now: DateTime) -> Json:
    """Convert one commitment with everything about it."""
    return {
        **commitment(found.row, now),
        "agreement_title": found.agreement_title,
        "words": found.words,
        "source": found.source,
        "withdrawn": found.withdrawn,
        "sentence": sentence.sentence(found, now),
        "parties": [plain(party) for party in found.parties],
        "deadlines": [plain(version) for version in found.deadlines],
        "events": [plain(anchor) for anchor in found.anchors],
        "quantities": [_quantity(each, found.row.unit) for each in found.quantities],
        "report_entries": [asdict(report) for report in found.reports],
        "links": [
            {"relation": link.relation, "code": link.row.code, "title": link.row.title}
            for link in found.links
        ],
        "deadlock": deadlock(found.deadlock),
        "conflicts": _conflicts(found, now),
        "remarks": list(found.remarks),
        "instances": [_instance(each, now) for each in found.occurrences],
        "instance_counts": {**asdict(found.tally(now)), "came_up": found.tally(now).came_up},
        "history": [change(row) for row in trail],
    }


def _quantity(count: ReportRow, unit: str) -> Json:
    """Convert a speaker's latest count."""
    return {
        "speaker": count.speaker,
        "role": count.stance,
        "quantity": count.quantity,
        "unit": unit,
        "on": count.day,
        "report": count.id,
    }
