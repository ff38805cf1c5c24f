"""A correction takes the place of an entry: in verification, amounts, and the day it was done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.commands.reports import AddReport, Entry, SetStatus
from db.commands.undo import Redo, Undo
from db.domain.enums import ReportKind, Says, Status, Verification
from db.domain.errors import BadInput, NotFound, Refused
from db.queries.commitments.detail import CommitmentDetail, GetCommitment, ReportRow
from db.queries.maintenance.health import Underived
from db.queries.maintenance.verify import Verify
from db.store.store import Store
from tests.builders import NOW, do_all, duty, row_of

LAST_WEEK = date(2026, 11, 16)


@pytest.fixture
def claimed(small: Store) -> Store:
    """DRC declared 100 done last week (#1), the UN counted 80 the day after (#2)."""
    do_all(
        small,
        duty("Free them", "2026-11-20", target=100, unit="prisoners"),
        AddReport(
            ("ACC-1",),
            Entry("All.", "DRC", Says.DONE, quantity=100, source="Letter 1", on=LAST_WEEK),
        ),
        AddReport(
            ("ACC-1",),
            Entry("Not all.", "UN", Says.NOT_DONE, quantity=80, on=LAST_WEEK + timedelta(days=1)),
        ),
    )
    return small


def story(store: Store) -> CommitmentDetail:
    return store.ask(GetCommitment("ACC-1"))


def number(store: Store, wanted: int) -> ReportRow:
    return next(each for each in story(store).reports if each.id == wanted)


def correct(store: Store, corrects: int, entry: Entry) -> None:
    store.do(AddReport(("ACC-1",), replace(entry, corrects=corrects)))


def test_what_is_corrected_no_longer_counts_and_stays(claimed: Store) -> None:
    assert story(claimed).row.verification is Verification.DISPUTED
    correct(claimed, 2, Entry("All, after all.", says=Says.DONE, quantity=100))
    assert story(claimed).row.verification is Verification.CONFIRMED
    assert [each.id for each in story(claimed).reports] == [3, 2, 1]
    old, new = number(claimed, 2), number(claimed, 3)
    assert (old.corrected_by, old.quantity, new.corrected_by) == (3, 80, None)
    assert (new.kind, new.corrects_id, new.speaker) == (ReportKind.CORRECTION, 2, "UN")


def test_what_a_correction_leaves_out_stays_as_it_was(claimed: Store) -> None:
    correct(claimed, 1, Entry(quantity=90))
    old, new = number(claimed, 1), number(claimed, 3)
    kept = ("speaker", "says", "source", "text", "day", "at", "timed")
    assert [getattr(new, name) for name in kept] == [getattr(old, name) for name in kept]
    assert new.quantity == 90


def test_the_amount_follows_the_correction(claimed: Store) -> None:
    assert row_of(claimed, "ACC-1")["amount"] == 100
    correct(claimed, 1, Entry(quantity=90))
    assert row_of(claimed, "ACC-1")["amount"] == 90
    claimed.do(Undo())
    assert row_of(claimed, "ACC-1")["amount"] == 100
    claimed.do(Redo())
    assert row_of(claimed, "ACC-1")["amount"] == 90


def test_an_amount_is_that_of_the_latest_report_that_counts(claimed: Store) -> None:
    claimed.do(AddReport(("ACC-1",), Entry("", "DRC", Says.DONE, quantity=120)))
    correct(claimed, 1, Entry(quantity=90))
    assert row_of(claimed, "ACC-1")["amount"] == 120
    correct(claimed, 3, Entry(says=Says.NOT_DONE, quantity=10))
    assert row_of(claimed, "ACC-1")["amount"] == 90


def test_counts_stand_side_by_side(claimed: Store) -> None:
    correct(claimed, 2, Entry(quantity=81))
    counts = [(each.speaker, each.stance, each.quantity) for each in story(claimed).quantities]
    assert counts == [("DRC", "owner", 100), ("UN", "monitor", 81)]


def test_a_corrected_day_of_completion_is_the_day_it_was_done(claimed: Store) -> None:
    source = Entry(source="Letter 2", on=date(2026, 11, 21))
    claimed.do(SetStatus(("ACC-1",), Status.DONE, source))
    correct(claimed, 3, Entry(on=date(2026, 11, 19)))
    row = row_of(claimed, "ACC-1")
    assert (row["status"], row["status_on"]) == (Status.DONE, date(2026, 11, 19))
    assert row["done_on"] == date(2026, 11, 19)


def test_a_correction_of_an_earlier_status_does_not_bring_it_back(claimed: Store) -> None:
    do_all(
        claimed,
        SetStatus(("ACC-1",), Status.STALLED, Entry("No fuel.", on=LAST_WEEK)),
        SetStatus(("ACC-1",), Status.UNDER_WAY, Entry("Fuel came.")),
    )
    correct(claimed, 3, Entry("No trucks."))
    row = row_of(claimed, "ACC-1")
    assert (row["status"], row["status_on"]) == (Status.UNDER_WAY, NOW.date())
    assert number(claimed, 5).status_to is Status.STALLED


def test_who_corrects_the_status_itself_says_another_thing_too(claimed: Store) -> None:
    claimed.do(SetStatus(("ACC-1",), Status.DONE, Entry(speaker="DRC", source="Letter 2")))
    correct(claimed, 3, Entry("They are still held.", status=Status.BREACHED))
    assert row_of(claimed, "ACC-1")["status"] is Status.BREACHED
    assert number(claimed, 4).says is Says.NOT_DONE


def test_only_the_last_of_a_chain_can_be_corrected(claimed: Store) -> None:
    correct(claimed, 1, Entry(quantity=90))
    with pytest.raises(Refused, match="#1 was put right by #3 already") as refused:
        correct(claimed, 1, Entry(quantity=95))
    assert "Correct #3" in refused.value.hint
    correct(claimed, 3, Entry(quantity=95))
    assert [each.quantity for each in story(claimed).quantities] == [95, 80]


def test_a_correction_of_what_is_not_there_or_with_nothing_in_it(claimed: Store) -> None:
    with pytest.raises(NotFound, match="no report number 9"):
        correct(claimed, 9, Entry(quantity=1))
    with pytest.raises(BadInput, match="The entry is empty"):
        correct(claimed, 1, Entry())


def test_a_correction_to_done_needs_its_source_too(claimed: Store) -> None:
    with pytest.raises(Refused, match="done needs a source"):
        correct(claimed, 2, Entry(status=Status.DONE))
    correct(claimed, 1, Entry(status=Status.DONE))  # its source is taken over


def test_a_source_of_tomorrow_is_refused(claimed: Store) -> None:
    with pytest.raises(BadInput, match="cannot be of 2026-11-24"):
        claimed.do(AddReport(("ACC-1",), Entry("x", source="y", source_on=date(2026, 11, 24))))


def test_corrections_leave_nothing_for_verify_or_doctor_to_find(claimed: Store) -> None:
    correct(claimed, 1, Entry(quantity=90))
    correct(claimed, 2, Entry(says=Says.DONE))
    claimed.do(Undo())
    assert claimed.ask(Verify()).holds
    assert claimed.ask(Underived()) == ()
