"""The table of transitions, cell by cell."""

import pytest

from db.domain.enums import Status
from db.domain.status import TRANSITIONS, allowed, needs_note, needs_source, refusal

# Rows and columns as people read them: y yes, n yes with a note, . no.
TABLE = {
    #                   pending under stalled done breached released
    Status.PENDING: ". y y y y y",
    Status.UNDER_WAY: ". . y y y y",
    Status.STALLED: ". y . y y y",
    Status.DONE: ". n . . y .",
    Status.BREACHED: ". y y y . y",
    Status.RELEASED: ". n . . . .",
}
CELLS = [
    (old, new, mark)
    for old, row in TABLE.items()
    for new, mark in zip(Status, row.split(), strict=True)
]


@pytest.mark.parametrize(("old", "new", "mark"), CELLS)
def test_each_cell_of_the_table(old: Status, new: Status, mark: str) -> None:
    assert (refusal(old, new) is None) == (mark != ".")
    assert (new in allowed(old)) == (mark != ".")
    assert needs_note(old, new) == (mark == "n")


def test_choices_come_in_the_order_of_the_statuses() -> None:
    order = list(Status)
    assert all(list(allowed(old)) == sorted(allowed(old), key=order.index) for old in Status)


def test_a_refusal_says_what_is_possible() -> None:
    assert refusal(Status.DONE, Status.DONE) == "It is already done."
    assert refusal(Status.DONE, Status.PENDING) == "Nothing goes back to pending, except by undo."
    assert refusal(Status.DONE, Status.STALLED) == (
        "What is done cannot become stalled: it can become under way or breached."
    )


def test_only_what_ends_a_matter_needs_a_source() -> None:
    assert [status for status in Status if needs_source(status)] == [
        Status.DONE,
        Status.BREACHED,
        Status.RELEASED,
    ]


def test_steps_have_names() -> None:
    assert TRANSITIONS[Status.DONE][Status.BREACHED].called == "undone"
    assert TRANSITIONS[Status.BREACHED][Status.UNDER_WAY].called == "re-committed"
