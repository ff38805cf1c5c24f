"""The real packs, played: anchors that move, a withdrawal that never ends, a deadlock."""

from datetime import date, timedelta

import pytest

from db.commands.commitments import AddCommitment
from db.commands.events import SetEvent
from db.commands.many import AddMany
from db.commands.reports import Entry, SetStatus
from db.commands.undo import Undo
from db.domain.vocabulary import DeadlineKind, Status
from db.packs import find_pack
from db.queries.detail import StoryOf
from db.queries.health import Health
from db.queries.lists import Events
from db.queries.sequence import Deadlocks
from db.queries.whatif import WhatIf
from db.store import Store
from tests.builders import NOW, do_all, row_of

STARTS = "transition-starts"
DATES = {
    # By signing + 8 months, after the first and the second extension, and as it came; by hand.
    date(2019, 5, 12): ("2019-06-12", "2019-08-12", "2019-09-12", "2019-11-12", "2022-05-12"),
    date(2019, 11, 12): ("2019-12-12", "2020-02-12", "2020-03-12", "2020-05-12", "2022-11-12"),
    date(2020, 2, 22): ("2020-03-22", "2020-05-22", "2020-06-22", "2020-08-22", "2023-02-22"),
}
CODES = ("RARCSS-7", "RARCSS-10", "RARCSS-11", "RARCSS-13")


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
    for code in (*CODES, "RARCSS-12"):
        assert row_of(sudan, code)["deadline_kind"] is DeadlineKind.WAITING, code


def test_the_start_moved_again_and_again_and_took_all_along(sudan: Store) -> None:
    moved_by_hand = 0
    for day, dues in DATES.items():
        setting = SetEvent("RARCSS", STARTS, planned=day)
        told = {each.code for each in sudan.ask(WhatIf((setting.supposed("Africa/Juba", NOW),)))}
        sudan.do(setting)
        moved_by_hand += 1
        assert told == {*CODES, "RARCSS-8", "RARCSS-12"}
        found = [str(row_of(sudan, code)["due_on"]) for code in CODES]
        assert (*found, str(row_of(sudan, "RARCSS-8")["first_due_on"])) == dues
        assert row_of(sudan, "RARCSS-7")["due_provisional"]
        assert sudan.ask(Health()).outdated == ()
    sudan.do(SetEvent("RARCSS", STARTS, actual=date(2020, 2, 22)))  # the fourth: it began
    assert not row_of(sudan, "RARCSS-7")["due_provisional"]
    assert str(row_of(sudan, "RARCSS-8")["due_on"]) == "2027-02-22"  # 84 months, extended twice
    # By plan the files follow fifteen days after the commission's own deadline.
    assert str(row_of(sudan, "RARCSS-12")["plan_on"]) == "2020-07-07"
    for _ in range(moved_by_hand + 1):
        sudan.do(Undo())
    assert row_of(sudan, "RARCSS-7")["deadline_kind"] is DeadlineKind.WAITING


def test_forty_two_that_hang_on_the_start_move_with_it_each_time(sudan: Store) -> None:
    """The pack names six of them with their sources; the others are made up, to be as many."""
    weeks = range(1, 37)
    new = [AddCommitment("RARCSS", f"Made up {n}", rule=f"{STARTS} + {n} weeks") for n in weeks]
    sudan.do(AddMany(tuple(new)))
    made = {f"RARCSS-{13 + n}": n for n in weeks}
    for day in DATES:
        setting = SetEvent("RARCSS", STARTS, planned=day)
        told = {each.code for each in sudan.ask(WhatIf((setting.supposed("Africa/Juba", NOW),)))}
        assert told == {*CODES, "RARCSS-8", "RARCSS-12", *made}
        assert len(told) == 42
        sudan.do(setting)
        dues = {code: row_of(sudan, code)["due_on"] for code in made}
        assert dues == {code: day + timedelta(weeks=n) for code, n in made.items()}
    sudan.do(SetEvent("RARCSS", STARTS, actual=date(2020, 2, 22)))
    assert not any(row_of(sudan, code)["due_provisional"] for code in made)


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
        assert store.ask(StoryOf(code)).deadlock == found
    done = Entry(source="Joint statement", on=date(2026, 11, 20))
    store.do(SetStatus(("WPA-3",), Status.DONE, done))
    assert store.ask(Deadlocks()) == ()


def test_every_event_of_every_pack_can_be_moved_and_moved_back(packed: Store) -> None:
    before = {
        row.agreement + row.key: (row.planned_at, row.actual_at) for row in packed.ask(Events())
    }
    for row in packed.ask(Events())[:12]:
        packed.do(SetEvent(row.agreement, row.key, planned=date(2030, 1, 1)))
        packed.do(Undo())
    after = {
        row.agreement + row.key: (row.planned_at, row.actual_at) for row in packed.ask(Events())
    }
    assert after == before
    assert packed.ask(Health()).outdated == ()
