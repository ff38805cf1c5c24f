"""The real packs, played: anchors that move, a withdrawal that never ends, a deadlock."""

from datetime import date

import pytest

from db.commands.events import SetEvent
from db.commands.reports import Entry, SetStatus
from db.commands.undo import Undo
from db.domain.enums import DeadlineKind, Status
from db.packs.loader import find_pack
from db.queries.commitments.detail import GetCommitment
from db.queries.dependencies.conflicts import Deadlocks
from db.queries.lookups import Events
from db.queries.maintenance.health import Health
from db.queries.what_if.simulate import WhatIf
from db.store.store import Store
from tests.builders import NOW, do_all, row_of

STARTS = "transition-starts"
# The limits that the agreement sets, in months after the start of the transition.
MONTHS = {
    0: (29,), 1: (7,), 2: (26, 36), 4: (11, 16, 23, 28, 46), 5: (25,), 7: (17,), 9: (24,),
    3: (10, 22, 27, 30, 31, 37, *range(38, 46)), 6: (13, 32, 33, 47, 48, 49),
    12: (14, 15, 18, 19, 34), 18: (35,), 24: (50,), 26: (51,), 78: (53,), 81: (52,), 84: (8,),
}  # fmt: skip
# Each month counted by hand on a calendar, for each day to which the start was put off: eight
# months after signing, six months later, a hundred days later, and two days more.
COUNTED = {
    date(2019, 5, 12): {
        0: "2019-05-12", 1: "2019-06-12", 2: "2019-07-12", 3: "2019-08-12", 4: "2019-09-12",
        5: "2019-10-12", 6: "2019-11-12", 7: "2019-12-12", 9: "2020-02-12", 12: "2020-05-12",
        18: "2020-11-12", 24: "2021-05-12", 26: "2021-07-12", 36: "2022-05-12",
        78: "2025-11-12", 81: "2026-02-12", 84: "2026-05-12",
    },
    date(2019, 11, 12): {
        0: "2019-11-12", 1: "2019-12-12", 2: "2020-01-12", 3: "2020-02-12", 4: "2020-03-12",
        5: "2020-04-12", 6: "2020-05-12", 7: "2020-06-12", 9: "2020-08-12", 12: "2020-11-12",
        18: "2021-05-12", 24: "2021-11-12", 26: "2022-01-12", 36: "2022-11-12",
        78: "2026-05-12", 81: "2026-08-12", 84: "2026-11-12",
    },
    date(2020, 2, 20): {
        0: "2020-02-20", 1: "2020-03-20", 2: "2020-04-20", 3: "2020-05-20", 4: "2020-06-20",
        5: "2020-07-20", 6: "2020-08-20", 7: "2020-09-20", 9: "2020-11-20", 12: "2021-02-20",
        18: "2021-08-20", 24: "2022-02-20", 26: "2022-04-20", 36: "2023-02-20",
        78: "2026-08-20", 81: "2026-11-20", 84: "2027-02-20",
    },
    date(2020, 2, 22): {
        0: "2020-02-22", 1: "2020-03-22", 2: "2020-04-22", 3: "2020-05-22", 4: "2020-06-22",
        5: "2020-07-22", 6: "2020-08-22", 7: "2020-09-22", 9: "2020-11-22", 12: "2021-02-22",
        18: "2021-08-22", 24: "2022-02-22", 26: "2022-04-22", 36: "2023-02-22",
        78: "2026-08-22", 81: "2026-11-22", 84: "2027-02-22",
    },
}  # fmt: skip
# Three wait for another duty to be done; by plan they follow its own deadline.
PLANNED = {
    date(2019, 5, 12): {12: "2019-09-27", 20: "2019-12-12", 21: "2020-03-12"},
    date(2019, 11, 12): {12: "2020-03-27", 20: "2020-06-12", 21: "2020-09-12"},
    date(2020, 2, 20): {12: "2020-07-05", 20: "2020-09-20", 21: "2020-12-20"},
    date(2020, 2, 22): {12: "2020-07-07", 20: "2020-09-22", 21: "2020-12-22"},
}
HANGING = {f"RARCSS-{n}" for n in (*(n for each in MONTHS.values() for n in each), 12, 20, 21)}


@pytest.fixture
def sudan(store: Store) -> Store:
    """The pack with its start untied and unknown again, as it was when it was signed."""
    do_all(
        store,
        find_pack("RARCSS"),
        SetEvent("RARCSS", STARTS, completes="none"),
        SetEvent("RARCSS", STARTS),
    )
    return store


def test_what_hangs_on_the_start_waits_for_it(sudan: Store) -> None:
    for code in HANGING:
        assert row_of(sudan, code)["deadline_kind"] is DeadlineKind.WAITING, code


def test_the_start_moved_four_times_and_took_its_forty_six_duties_along(sudan: Store) -> None:
    assert len(HANGING) == 46
    for day, counted in COUNTED.items():
        setting = SetEvent("RARCSS", STARTS, planned=day)
        told = {
            each.code for each in sudan.ask(WhatIf((setting.supposed("Africa/Juba", NOW),), NOW))
        }
        assert told == HANGING
        sudan.do(setting)
        expected = {n: counted[months] for months, duties in MONTHS.items() for n in duties}
        rows = {n: row_of(sudan, f"RARCSS-{n}") for n in (*expected, *PLANNED[day])}
        assert {n: str(rows[n]["due_on"]) for n in expected} == expected
        assert {n: str(rows[n]["plan_on"]) for n in PLANNED[day]} == PLANNED[day]
        assert str(rows[8]["first_due_on"]) == counted[36]  # extended twice since
        assert all(rows[n]["due_provisional"] for n in expected)
        assert sudan.ask(Health()).outdated == ()


def test_the_start_came_and_what_hangs_on_it_is_firm(sudan: Store) -> None:
    for day in COUNTED:
        sudan.do(SetEvent("RARCSS", STARTS, planned=day))
    sudan.do(SetEvent("RARCSS", STARTS, actual=date(2020, 2, 22)))
    for months, duties in MONTHS.items():
        for n in duties:
            row = row_of(sudan, f"RARCSS-{n}")
            assert str(row["due_on"]) == COUNTED[date(2020, 2, 22)][months]
            # Number 16 has a second limit, which waits for a law.
            assert row["due_provisional"] is (n == 16), n
    for _ in range(len(COUNTED) + 1):
        sudan.do(Undo())
    assert row_of(sudan, "RARCSS-7")["deadline_kind"] is DeadlineKind.WAITING


def test_minsk_waits_for_the_withdrawal_and_then_counts_five_days(store: Store) -> None:
    store.do(find_pack("MINSK2"))
    row = row_of(store, "MINSK2-5")
    assert (row["deadline_kind"], row["due_on"]) == (DeadlineKind.WAITING, None)
    assert row["plan_on"] == date(2017, 2, 25)  # five days after the extended date, never kept
    assert row["band"] == 1
    done = Entry(source="OSCE", on=date(2026, 11, 20))
    store.do(SetStatus(("MINSK2-3",), Status.DONE, done))
    assert row_of(store, "MINSK2-5")["due_on"] == date(2026, 11, 25)
    store.do(Undo())
    assert row_of(store, "MINSK2-5")["due_on"] is None


def test_washington_at_day_ninety_is_a_deadlock(store: Store) -> None:
    store.do(find_pack("WPA"))
    (found,) = store.ask(Deadlocks())
    assert [(each.code, each.owners) for each in found] == [("WPA-3", "RWA"), ("WPA-4", "DRC")]
    for code in ("WPA-3", "WPA-4"):
        assert row_of(store, code)["due_on"] == date(2025, 9, 25)
        assert store.ask(GetCommitment(code)).deadlock == found
    done = Entry(source="Joint statement", on=date(2026, 11, 20))
    store.do(SetStatus(("WPA-3",), Status.DONE, done))
    assert store.ask(Deadlocks()) == ()


def test_every_event_of_every_pack_can_be_moved_and_moved_back(packed: Store) -> None:
    before = {row.agreement + row.key: (row.planned, row.actual) for row in packed.ask(Events())}
    for row in packed.ask(Events())[:12]:
        packed.do(SetEvent(row.agreement, row.key, planned=date(2030, 1, 1)))
        packed.do(Undo())
    after = {row.agreement + row.key: (row.planned, row.actual) for row in packed.ask(Events())}
    assert after == before
    assert packed.ask(Health()).outdated == ()
