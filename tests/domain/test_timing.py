"""Where a duty stands against its deadline, at each edge of it."""

import datetime as dt

import pytest
from pendulum import DateTime

from db.domain.deadlines.day_math import to_utc
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.resolver import Due, resolve
from db.domain.enums import DeadlineKind, Status, TimeState
from db.domain.time_state import CompletionTime, is_late, lateness_days, time_state, two_clocks


def due(text: str, zone: str = "Africa/Kinshasa") -> Due:
    found = resolve(parse_rule(text), {}, zone)
    assert isinstance(found, Due)
    return found


def at(text: str) -> DateTime:
    return to_utc(dt.datetime.fromisoformat(text))


def on(day: str) -> CompletionTime:
    return CompletionTime(at(f"{day}T00:00:00+01:00"), dt.date.fromisoformat(day), timed=False)


def instant(text: str) -> CompletionTime:
    return CompletionTime(at(text), dt.date.fromisoformat(text[:10]), timed=True)


NOON = at("2026-11-23T12:00:00+01:00")


@pytest.mark.parametrize(
    ("deadline", "now", "state"),
    [
        ("2025-09-25", "2025-09-10T23:59:59+01:00", TimeState.DUE),
        ("2025-09-25", "2025-09-11T00:00:00+01:00", TimeState.DUE_SOON),
        ("2025-09-25", "2025-09-24T23:59:59+01:00", TimeState.DUE_SOON),
        ("2025-09-25", "2025-09-25T00:00:00+01:00", TimeState.DUE_TODAY),
        ("2025-09-25", "2025-09-25T23:59:59+01:00", TimeState.DUE_TODAY),
        ("2025-09-25", "2025-09-26T00:00:00+01:00", TimeState.OVERDUE),
        ("2025-09-25 12:00", "2025-09-25T11:59:59+01:00", TimeState.DUE_TODAY),
        ("2025-09-25 12:00", "2025-09-25T12:00:00+01:00", TimeState.OVERDUE),
        ("2025-09-25 Africa/Juba", "2025-09-25T23:00:00+01:00", TimeState.OVERDUE),
    ],
)
@pytest.mark.parametrize(
    "status", [Status.PENDING, Status.UNDER_WAY, Status.STALLED, Status.BREACHED]
)
def test_an_open_duty_is_due_until_its_end(
    status: Status, deadline: str, now: str, state: TimeState
) -> None:
    assert time_state(status, DeadlineKind.DUE, due(deadline), None, at(now)) is state


def test_how_soon_is_soon_can_be_set() -> None:
    deadline = due("2026-12-01")
    state = time_state(Status.PENDING, DeadlineKind.DUE, deadline, None, NOON, soon_days=7)
    assert state is TimeState.DUE
    state = time_state(Status.PENDING, DeadlineKind.DUE, deadline, None, NOON, soon_days=8)
    assert state is TimeState.DUE_SOON


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (DeadlineKind.NONE, TimeState.NO_DEADLINE),
        (DeadlineKind.WAITING, TimeState.WAITING),
        (DeadlineKind.STANDING, TimeState.STANDING),
        (DeadlineKind.UNDETERMINED, TimeState.UNDETERMINED),
        (DeadlineKind.DUE, TimeState.UNDETERMINED),
    ],
)
def test_without_a_date_nothing_is_overdue(kind: DeadlineKind, state: TimeState) -> None:
    assert time_state(Status.PENDING, kind, None, None, NOON) is state
    assert time_state(Status.DONE, kind, None, on("2020-01-01"), NOON) is TimeState.CLOSED
    assert time_state(Status.RELEASED, kind, None, None, NOON) is TimeState.LAPSED


@pytest.mark.parametrize(
    ("deadline", "done", "state", "days"),
    [
        ("2025-07-27", on("2025-08-07"), TimeState.MET_LATE, 11),
        ("2025-08-11", on("2025-07-31"), TimeState.MET_ON_TIME, -11),
        ("2025-09-25", on("2025-12-04"), TimeState.MET_LATE, 70),
        ("2025-07-31", on("2025-12-04"), TimeState.MET_LATE, 126),
        ("2025-09-25", on("2025-09-25"), TimeState.MET_ON_TIME, 0),
        ("2025-09-25", instant("2025-09-25T23:59:59+01:00"), TimeState.MET_ON_TIME, 0),
        ("2025-09-25", instant("2025-09-26T00:00:00+01:00"), TimeState.MET_LATE, 1),
        ("2025-10-13 12:00", instant("2025-10-13T12:00:00+01:00"), TimeState.MET_ON_TIME, 0),
        ("2025-10-13 12:00", instant("2025-10-13T12:00:01+01:00"), TimeState.MET_LATE, 0),
        ("2025-10-13 12:00", on("2025-10-13"), TimeState.MET_ON_TIME, 0),
        ("2025-10-13 12:00", on("2025-10-14"), TimeState.MET_LATE, 1),
    ],
)
def test_what_is_done_was_in_time_or_late(
    deadline: str, done: CompletionTime, state: TimeState, days: int
) -> None:
    assert time_state(Status.DONE, DeadlineKind.DUE, due(deadline), done, NOON) is state
    assert lateness_days(due(deadline), done) == days
    assert is_late(due(deadline), done) == (state is TimeState.MET_LATE)


def test_done_on_an_unknown_day_is_closed() -> None:
    state = time_state(Status.DONE, DeadlineKind.DUE, due("2025-09-25"), None, NOON)
    assert state is TimeState.CLOSED


@pytest.mark.parametrize(
    ("current", "first", "when", "words"),
    [
        (
            "2025-10-25",
            "2025-09-25",
            on("2025-10-31"),
            "6 d late, 36 d after the first date",
        ),
        ("2025-10-25", "2025-09-25", on("2025-10-20"), "5 d early, 25 d after the first date"),
        ("2025-10-25", "2025-09-25", on("2025-10-25"), "on time, 30 d after the first date"),
        ("2025-10-25", "2025-09-25", on("2025-09-25"), "30 d early, on the first date"),
        ("2025-10-25", "2025-09-25", on("2025-09-24"), "31 d early, 1 d before the first date"),
        ("2025-10-25", "2025-10-25", on("2025-10-31"), "6 d late"),
        ("2025-10-25", None, on("2025-10-31"), "6 d late"),
        ("2025-10-25 12:00", None, instant("2025-10-25T12:20:00+01:00"), "late the same day"),
        ("2026-11-28", "2026-11-03", NOON, "5 d left, 20 d after the first date"),
        ("2026-11-23", None, NOON, "due today"),
        ("2026-11-20", "2026-11-01", NOON, "3 d late, 22 d after the first date"),
        ("2026-11-23 12:00", None, NOON, "late the same day"),
    ],
)
def test_after_an_extension_two_clocks_run(
    current: str, first: str | None, when: CompletionTime | DateTime, words: str
) -> None:
    assert two_clocks(due(current), due(first) if first else None, when) == words
