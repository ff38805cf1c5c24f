"""What is different between two points of the history: net, complete, and signed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db import tables as t
from db.commands.agreements import AddParty
from db.commands.commitments import EditCommitment, SetParties
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.flags import Withdraw
from db.commands.reports import AddReport, Entry, SetStatus
from db.commands.undo import Redo, Undo
from db.domain.enums import Says, Status
from db.domain.errors import BadInput
from db.domain.filters.parser import parse_filter
from db.domain.history_point import Point
from db.history.diff import FIELDS, Changed, Difference, compare
from db.queries.history.commitment_snapshot import CommitmentSnapshot, Pictures
from db.queries.history.entity_snapshot import EntitySnapshot, Things
from db.store.store import Store
from tests.builders import NOW, Reading, do_all, duty
from tests.db.test_as_of import histories, kept, point
from tests.longer import examples

State = tuple[dict[int, CommitmentSnapshot], dict[tuple[str, int], EntitySnapshot]]


def state(store: Store, at: Point) -> State:
    """Everything that a difference tells of, at a point."""
    then = store.as_of(at)
    keys = then.ask(
        Reading(
            lambda db: frozenset(
                (table.name, row_id)
                for table in (t.event, t.agreement, t.party)
                for row_id in db.scalars(select(table.c.id))
            )
        )
    )
    ids = then.ask(Reading(lambda db: frozenset(db.scalars(select(t.commitment.c.id)))))
    found = then.ask(Pictures(ids)), then.ask(Things(keys))
    then.close()
    return found


def told(pictures: dict[int, CommitmentSnapshot]) -> dict[str, dict[str, object]]:
    """The fields and reports of all commitments, as a difference compares them."""
    return {
        each.row.code: {
            **{name: of(each) for name, of in FIELDS.items()},
            "withdrawn": each.withdrawn,
            "reports": {report.id for report in each.reports},
        }
        for each in pictures.values()
    }


def put_on(earlier: dict[str, dict[str, object]], difference: Difference) -> dict[str, Any]:
    """A state with a difference put onto it, field by field."""
    found = {code: dict(fields) for code, fields in earlier.items()}
    for changed in difference.commitments:
        code, after = changed.picture.row.code, changed.after
        if after is None:
            del found[code]
        elif changed.before is None:
            found |= told({after.row.id: after})
        else:
            found[code] |= {name: FIELDS[name](after) for name in changed.fields}
            found[code]["withdrawn"] = after.withdrawn
            reports: Any = found[code]["reports"]
            reports |= {each.id for each in changed.reports}
            reports -= {each.id for each in changed.reports_gone}
    return found


@given(history=histories, data=st.data())
@settings(max_examples=examples(10))
def test_a_difference_put_onto_the_first_state_gives_the_second(
    small_template: Path, history: list[Any], data: st.DataObject
) -> None:
    with kept(small_template, history) as keeper:
        numbers = st.sampled_from(sorted(keeper.states))
        first, middle, last = (
            Point(NOW, known, max(keeper.states))
            for known in sorted(data.draw(numbers) for _ in range(3))
        )
        store = keeper.store
        whole = compare(store, first, last)
        assert put_on(told(state(store, first)[0]), whole) == told(state(store, last)[0])
        halves = compare(store, first, middle), compare(store, middle, last)
        by_steps = put_on(put_on(told(state(store, first)[0]), halves[0]), halves[1])
        assert by_steps == told(state(store, last)[0])
        things = {each.thing.name for each in whole.things}
        earlier, later = state(store, first)[1], state(store, last)[1]
        differing = {key for key in earlier | later if earlier.get(key) != later.get(key)}
        assert things == {(later.get(key) or earlier[key]).name for key in differing}
        assert len(whole.steps) == len(halves[0].steps) + len(halves[1].steps)


def since(store: Store, known: int) -> Difference:
    return compare(store, point(store, f"#{known}"), point(store, "now"))


def the_one(difference: Difference) -> Changed:
    assert len(difference.commitments) == 1
    return difference.commitments[0]


def test_a_moved_deadline_with_its_reason(small: Store) -> None:
    small.do(duty("Go", "2026-12-01"))
    small.do(SetDeadline(("ACC-1",), "2026-12-24", "snow"))
    changed = the_one(since(small, 5))
    assert changed.fields == ("deadline", "rule")
    assert [(step.actor, step.reason) for step in changed.steps] == [("asel", "snow")]


def test_what_is_undone_leaves_no_difference_but_is_named(small: Store) -> None:
    small.do(duty("Go", "2026-12-01"))
    do_all(small, SetDeadline(("ACC-1",), "2026-12-24", "snow"), Undo())
    found = since(small, 5)
    assert found.commitments == ()
    assert [step.taken_back for step in found.steps] == [True, True]
    small.do(Redo())
    changed = the_one(since(small, 5))
    assert [step.reason for step in changed.steps] == ["snow"]


def test_an_undo_of_something_older_is_a_step_of_its_own(small: Store) -> None:
    do_all(small, duty("Go", "2026-12-01"), EditCommitment("ACC-1", {"title": "Stay"}), Undo())
    changed = the_one(since(small, 6))
    assert changed.fields == ("title",)
    assert [step.summary for step in changed.steps] == ["Undone: ACC-1: title Go -> Stay"]


def test_a_report_that_makes_it_disputed(small: Store) -> None:
    do_all(small, duty("Go"), AddReport(("ACC-1",), Entry("Gone.", "DRC", Says.DONE)))
    small.do(AddReport(("ACC-1",), Entry("Still here.", "UN", Says.NOT_DONE)))
    changed = the_one(since(small, 6))
    assert changed.fields == ("verification",)
    assert [(each.speaker, each.text) for each in changed.reports] == [("UN", "Still here.")]


def test_added_withdrawn_and_gone(small: Store) -> None:
    do_all(small, duty("One"), duty("Two"))
    do_all(small, duty("Three"), Withdraw(("ACC-1",)), Undo(6))
    kinds = {each.picture.row.code: each.kind for each in since(small, 6).commitments}
    assert kinds == {"ACC-1": "withdrawn", "ACC-2": "gone", "ACC-3": "added"}


def test_an_event_with_the_duties_that_it_moved(small: Store) -> None:
    do_all(small, SetEvent("ACC", "start"), duty("Go", "start + 5 days"))
    small.do(SetEvent("ACC", "start", actual=date(2026, 11, 20)))
    found = since(small, 6)
    assert the_one(found).fields == ("deadline",)
    event = found.things[0]
    assert (event.thing.name, event.fields) == (
        "ACC/start",
        (("actual", None, date(2026, 11, 20)),),
    )
    assert [step.id for step in event.steps] == [7]


def test_a_party_and_its_part_in_the_agreement(small: Store) -> None:
    small.do(AddParty("M23", "March 23 Movement"))
    assert [(each.thing.kind, each.thing.name) for each in since(small, 4).things] == [
        ("party", "M23")
    ]


def test_what_time_alone_made_overdue(small: Store) -> None:
    do_all(small, duty("Go", "2026-12-01"), duty("Stay", "2027-12-01"))
    found = compare(small, point(small, "now"), point(small, "+30d"))
    assert (found.commitments, found.steps) == ((), ())
    assert [row.code for row in found.overdue] == ["ACC-1"]


def test_what_was_moved_into_the_past_is_told_as_a_move(small: Store) -> None:
    do_all(small, duty("Go", "2026-12-01"), SetDeadline(("ACC-1",), "2026-11-10", "agreed"))
    found = compare(small, Point(NOW.subtract(days=30), 5, 6), point(small, "now"))
    assert "deadline" in the_one(found).fields
    assert found.overdue == ()


def test_a_filter_leaves_what_passes_before_or_after(small: Store) -> None:
    do_all(small, duty("Go"), duty("Stay"))
    done = Entry(source="letter 7", on=date(2026, 11, 20))
    do_all(
        small,
        SetStatus(("ACC-1",), Status.DONE, done),
        EditCommitment("ACC-2", {"title": "Remain"}),
        SetEvent("ACC", "start"),
    )
    points = point(small, "#6"), point(small, "now")
    passing = {"status:done": ["ACC-1"], "Stay": ["ACC-2"], "open": ["ACC-1", "ACC-2"]}
    for text, codes in passing.items():
        found = compare(small, *points, parse_filter(text))
        assert [each.picture.row.code for each in found.commitments] == codes
        assert len(found.steps) == len(codes)
        assert found.things == ()


def test_a_filter_may_name_what_only_one_of_the_two_knows(small: Store) -> None:
    do_all(small, AddParty("M23", "March 23 Movement"), duty("Go"), duty("Stay"))
    small.do(SetParties(("ACC-1",), owners=("M23",)))
    points = point(small, "#4"), point(small, "now")
    found = compare(small, *points, parse_filter("party:M23"))
    assert [each.picture.row.code for each in found.commitments] == ["ACC-1"]
    with pytest.raises(BadInput, match="no party 'm24'"):
        compare(small, *points, parse_filter("party:M24"))


def test_the_earlier_point_comes_first_however_they_are_given(small: Store) -> None:
    small.do(duty("Go"))
    now, then = point(small, "now"), point(small, "#4")
    assert compare(small, now, then) == compare(small, then, now)
