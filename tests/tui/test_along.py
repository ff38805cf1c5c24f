"""Bars of the timeline, sign by sign."""

from dataclasses import replace
from datetime import date
from typing import Any

import pendulum
import pytest

from db.domain.enums import DeadlineKind, Status, Verification
from db.queries.boards.timeline import BarRow, OccurrenceBar
from db.queries.commitments.row import CommitmentRow
from tui.formatting.timeline_bar import TimelineDays, bar, legend, to_unicode
from tui.formatting.timeline_scale import scale

NOW = pendulum.datetime(2026, 11, 20, 12)
FIRST = date(2026, 11, 10)
DAYS = TimelineDays(FIRST, 1, 24)
"""Of `____`: from 10 November on; today, the 20th, is the eleventh cell."""


def at(day: int) -> date:
    return date(2026, 11, day)


def row(due: int | None = None, **fields: Any) -> CommitmentRow:
    """A commitment due on a day of November, its time running since the 12th."""
    given: dict[str, Any] = dict.fromkeys(CommitmentRow.__dataclass_fields__)
    given |= {
        "code": "ACC-1", "zone": "UTC", "title": "T", "rule": "", "waiting_on": "start",
        "status": Status.UNDER_WAY, "verification": Verification.NO_REPORT,
        "due_timed": False, "due_provisional": False, "plan_timed": False, "done_timed": False,
        "deadline_kind": DeadlineKind.DUE if due else DeadlineKind.WAITING, "continuing": False,
    }  # fmt: skip
    if due is not None:
        given |= {"due_on": at(due), "due_at": pendulum.datetime(2026, 11, due).add(days=1)}
    return CommitmentRow(**(given | fields))


def first(day: int) -> dict[str, Any]:
    return {"first_due_on": at(day), "first_due_at": pendulum.datetime(2026, 11, day).add(days=1)}


def done(day: int) -> dict[str, Any]:
    at_ = pendulum.datetime(2026, 11, day).add(days=1)
    return {"status": Status.DONE, "done_on": at(day), "done_at": at_}


OFF = {"status": Status.RELEASED, "status_on": at(15)}
DISPUTED = {"verification": Verification.DISPUTED}
BARS = {
    "under way": (row(24), "  ========|===D         "),
    "pending": (row(24, status=Status.PENDING), "  ........|...D         "),
    "stalled": (row(24, status=Status.STALLED), "  --------|---D         "),
    "due today": (row(20), "  ========D             "),
    "late": (row(16), "  ====D!!!|             "),
    "late and disputed": (row(16, **DISPUTED), "  ====D???|             "),
    "extended": (row(24, **first(18)), "  ======d>|>>>D         "),
    "extended and late": (row(18, **first(15)), "  ===d>>D!|             "),
    "planned": (row(24, due_provisional=True), "  ========|===P         "),
    "done early": (row(24, **done(17)), "  =====o  |   D         "),
    "done late": (row(16, **done(19)), "  ====D!!o|             "),
    "done on the day": (row(16, **done(16)), "  ====o   |             "),
    "released": (row(24, **OFF), "     x    |   D         "),
    "due far ahead": (row(30, due_on=date(2027, 3, 1)), "  ========|============>"),
    "waiting": (row(), "waiting ~ |             "),
}


@pytest.mark.parametrize("name", BARS)
def test_the_bar_says(name: str) -> None:
    commitment, signs = BARS[name]
    assert bar(BarRow(commitment, at(12)), DAYS, NOW).text == signs


def test_what_must_wait_for_open_duties_is_blocked() -> None:
    assert bar(BarRow(row(24), at(12), ("ACC-9",)), DAYS, NOW).text == "  ========|###D         "


def test_what_waits_shows_its_date_by_plan() -> None:
    waits = row(plan_on=at(24), plan_at=pendulum.datetime(2026, 11, 25), status=Status.PENDING)
    assert bar(BarRow(waits, at(12)), DAYS, NOW).text == "  ........|###P         "


def test_instances_of_a_standing_duty_are_told_one_by_one() -> None:
    rounds = (
        OccurrenceBar(at(12), at(12)),
        OccurrenceBar(at(16), None),
        OccurrenceBar(at(26), None),
    )
    standing = replace(row(), deadline_kind=DeadlineKind.STANDING)
    assert bar(BarRow(standing, None, (), rounds), DAYS, NOW).text == "  o   !   |     D       "


def test_a_mark_beyond_the_edge_is_named() -> None:
    days = TimelineDays(date(2027, 1, 1), 1, 40)
    assert bar(BarRow(row(24), at(12)), days, NOW).text.startswith("< D 24 Nov ")
    days = TimelineDays(date(2026, 10, 1), 1, 40)
    assert bar(BarRow(row(24), at(12)), days, NOW).text.endswith(" D 24 Nov >")


def test_a_narrow_bar_has_the_sign_of_the_edge_alone() -> None:
    assert (
        bar(BarRow(row(24), at(12)), TimelineDays(date(2027, 1, 1), 1, 12), NOW).text
        == "<           "
    )


def test_words_of_a_commitment_are_left_as_they_are() -> None:
    words = bar(
        BarRow(row(waiting_on="a-b"), None), TimelineDays(FIRST, 1, 40, ascii_only=False), NOW
    ).text
    assert "│ waiting for a-b" in words
    assert to_unicode("=.-#>|D!") == "━·╌▒»│D!"


@pytest.mark.parametrize(("width", "lines"), [(40, 1), (80, 2), (120, 2)])
def test_the_legend_fits(width: int, lines: int) -> None:
    shown = legend(width, lines, ascii_only=True)
    assert len(shown) <= lines
    assert max(map(len, shown)) < width
    assert " | today  D due" in shown[0]


@pytest.mark.parametrize(
    ("days", "names", "marks"),
    [
        (1, "Nov 2026             Dec      ", "      16  |  23     30     7  "),
        (7, "   Dec Jan 2027     Apr May   ", " |                            "),
        (90, "Nov 2026    2030    2032      ", "|                             "),
    ],
)
def test_the_scale(days: int, names: str, marks: str) -> None:
    assert scale(FIRST, days, 30, NOW.date()) == (names, marks)


@pytest.mark.parametrize(
    ("first", "days", "names"),
    [
        (date(2026, 10, 29), 1, "   Nov 2026                   "),
        (date(2026, 10, 12), 1, "Oct 2026            Nov       "),
        (date(2026, 12, 28), 2, "  Jan 2027       Feb          "),
        (date(9999, 12, 20), 1, "Dec 9999                      "),
    ],
)
def test_no_monday_stands_under_the_month_before(first: date, days: int, names: str) -> None:
    assert scale(first, days, 30, first)[0] == names
