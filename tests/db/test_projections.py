"""What is derived and kept beside a commitment: its dates, its verification, its words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from db.commands.agreements import AddAgreement, AddParty, EditAgreement
from db.commands.commitments import AddCommitment, EditCommitment, SetParties
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.flags import SetTags
from db.commands.reports import AddReport, Entry, SetStatus
from db.commands.undo import Undo
from db.domain.enums import DeadlineKind, Says, Status, Verification
from db.protocols import Command
from db.queries.history.changes import Changes
from db.store.store import Store
from tests.builders import do_all, duty, row_of

UTC = ZoneInfo("UTC")
DUE, WAITING, STANDING, NONE, UNTOLD = (
    DeadlineKind.DUE, DeadlineKind.WAITING, DeadlineKind.STANDING, DeadlineKind.NONE,
    DeadlineKind.UNDETERMINED,
)  # fmt: skip


def done(on: date | datetime, *codes: str) -> SetStatus:
    return SetStatus(codes, Status.DONE, Entry(source="letter", on=on))


def due_on(store: Store, *codes: str) -> list[str]:
    """The day each is due, or what it waits for."""
    rows = (row_of(store, code) for code in codes)
    return [str(row["due_on"] or row["waiting_on"] or row["deadline_kind"]) for row in rows]


@pytest.mark.parametrize(
    ("rule", "kind", "shown", "band"),
    [
        ("none", NONE, "", 2),
        ("2026-12-01", DUE, "2026-12-01", 0),
        ("2020-01-01", DUE, "2020-01-01", 0),
        ("signing + 30 days", DUE, "2026-12-01", 0),
        ("signing", DUE, "2026-11-01", 0),
        ("start + 1 month", DUE, "2027-01-15", 0),
        ("end - 5 days", WAITING, "end", 1),
        ("DOHA/signing + 5 days", WAITING, "DOHA/signing", 1),
        ("ACC-1 done + 1 day", WAITING, "ACC-1 done", 1),
        ("max(end, signing)", WAITING, "end", 1),
        ("min(end, 2026-12-31)", DUE, "2026-12-31", 0),
        ("2026-11-01 .. 2026-11-30", DUE, "2026-11-30", 0),
        ("2026-11-30 .. 2026-11-01", UNTOLD, "the window ends before it opens", 1),
        ("every month from signing", STANDING, "2026-12-01", 0),
        ("within 48 hours of each breach", STANDING, "within 48 hours of each breach", 2),
        ("signing + 5 working days", UNTOLD, "no calendar of working days", 1),
    ],
)
def test_a_rule_gives_its_kind(
    small: Store, rule: str, kind: DeadlineKind, shown: str, band: int
) -> None:
    do_all(
        small,
        AddAgreement("DOHA", "Doha", "Asia/Qatar"),
        SetEvent("ACC", "start", planned=date(2026, 12, 15)),
        SetEvent("ACC", "end"),
        duty("The first"),
        duty("The second", rule),
    )
    row = row_of(small, "ACC-2")
    assert (row["deadline_kind"], row["band"]) == (kind, band)
    assert shown in due_on(small, "ACC-2")[0] or kind is NONE
    assert row["due_provisional"] == (rule in ("start + 1 month", "min(end, 2026-12-31)"))


@pytest.mark.parametrize(
    ("status", "band"),
    [
        (Status.UNDER_WAY, 0), (Status.STALLED, 0), (Status.BREACHED, 0), (Status.DONE, 3),
        (Status.RELEASED, 3),
    ],
)  # fmt: skip
def test_what_is_done_or_released_is_closed(small: Store, status: Status, band: int) -> None:
    do_all(small, duty("One", "2026-12-01"), SetStatus(("ACC-1",), status, Entry(source="s")))
    assert row_of(small, "ACC-1")["band"] == band


def test_codes_in_rules_may_be_typed_small(small: Store) -> None:
    do_all(
        small,
        duty("One"),
        duty("Two", "acc-1 done + 1 day"),
        duty("Three", "max(acc/signing + 1 day, 2020-01-01)"),
        done(date(2026, 11, 10), "acc-1"),
    )
    assert due_on(small, "ACC-2", "ACC-3") == ["2026-11-11", "2026-11-02"]
    assert row_of(small, "ACC-2")["rule"] == "ACC-1 done + 1 day"


# Moves


def test_an_event_set_moved_and_unset_takes_all_along(small: Store) -> None:
    do_all(
        small,
        SetEvent("ACC", "start"),
        duty("One", "start + 10 days"),
        duty("Two", "start - 1 week"),
        duty("Three", "min(start, 2026-12-31)"),
        duty("Four", "2026-12-24"),
    )
    codes = ("ACC-1", "ACC-2", "ACC-3", "ACC-4")
    assert due_on(small, *codes) == ["start", "start", "2026-12-31", "2026-12-24"]
    small.do(SetEvent("ACC", "start", planned=date(2026, 12, 1)))
    assert due_on(small, *codes) == ["2026-12-11", "2026-11-24", "2026-12-01", "2026-12-24"]
    assert row_of(small, "ACC-1")["due_provisional"]
    small.do(SetEvent("ACC", "start", actual=date(2026, 12, 3)))
    assert due_on(small, *codes) == ["2026-12-13", "2026-11-26", "2026-12-03", "2026-12-24"]
    assert not row_of(small, "ACC-1")["due_provisional"]
    assert small.ask(Changes(limit=1))[0].codes == codes[:3]
    small.do(SetEvent("ACC", "start"))
    assert due_on(small, *codes) == ["start", "start", "2026-12-31", "2026-12-24"]


def test_a_completion_moves_what_hangs_on_it_and_on_events_tied_to_it(small: Store) -> None:
    do_all(
        small,
        duty("Withdraw"),
        SetEvent("ACC", "withdrawn", completes="ACC-1"),
        duty("Verify", "withdrawn + 5 days"),
        SetEvent("ACC", "verified", completes="ACC-2"),
        duty("Resettle", "verified + 1 month"),
        duty("Report", "ACC-2 done + 1 day"),
    )
    codes = ("ACC-2", "ACC-3", "ACC-4")
    assert due_on(small, *codes) == ["withdrawn", "verified", "ACC-2 done"]
    small.do(done(date(2026, 11, 10), "ACC-1"))
    assert due_on(small, *codes) == ["2026-11-15", "verified", "ACC-2 done"]
    small.do(done(date(2026, 11, 14), "ACC-2"))
    assert due_on(small, *codes) == ["2026-11-15", "2026-12-14", "2026-11-15"]
    small.do(SetStatus(("ACC-1",), Status.UNDER_WAY, Entry(text="Not all of them.")))
    assert due_on(small, *codes) == ["withdrawn", "2026-12-14", "2026-11-15"]


def test_a_chain_completed_in_one_step(small: Store) -> None:
    do_all(
        small,
        duty("One"),
        duty("Two", "ACC-1 done + 1 day"),
        duty("Three", "ACC-2 done + 1 day"),
        done(date(2026, 11, 10), "ACC-3", "ACC-2", "ACC-1"),
    )
    assert due_on(small, "ACC-2", "ACC-3") == ["2026-11-11", "2026-11-11"]


def test_an_exact_completion_counts_to_the_hour(small: Store) -> None:
    do_all(
        small,
        duty("One"),
        duty("Two", "ACC-1 done + 72 hours"),
        done(datetime(2026, 11, 10, 22, 30, tzinfo=UTC), "ACC-1"),
    )
    row = row_of(small, "ACC-2")
    assert (row["due_at"].isoformat(), row["due_timed"]) == ("2026-11-13T22:30:00+00:00", True)


def test_an_actual_day_of_an_event_wins_over_the_completion_it_is_tied_to(small: Store) -> None:
    do_all(
        small,
        duty("One"),
        SetEvent("ACC", "over", actual=date(2026, 11, 5), completes="ACC-1"),
        duty("Two", "over + 1 day"),
        done(date(2026, 11, 10), "ACC-1"),
    )
    assert due_on(small, "ACC-2") == ["2026-11-06"]


def test_done_again_puts_the_day_right(small: Store) -> None:
    do_all(
        small,
        duty("One", "2026-11-15"),
        duty("Two", "ACC-1 done"),
        done(date(2026, 11, 20), "ACC-1"),
        SetStatus(("ACC-1",), Status.UNDER_WAY, Entry(text="The day was wrong.")),
        done(date(2026, 11, 12), "ACC-1"),
    )
    assert row_of(small, "ACC-1")["done_on"] == date(2026, 11, 12)
    assert due_on(small, "ACC-2") == ["2026-11-12"]


def test_an_extension_keeps_the_first_due_day(small: Store) -> None:
    do_all(
        small,
        duty("One", "signing + 30 days"),
        SetDeadline(("ACC-1",), "2026-12-15", "floods"),
        SetDeadline(("ACC-1",), "2026-12-31", "more floods"),
    )
    row = row_of(small, "ACC-1")
    assert (row["first_due_on"], row["due_on"]) == (date(2026, 12, 1), date(2026, 12, 31))
    small.do(SetEvent("ACC", "signing", actual=date(2026, 11, 2)))
    row = row_of(small, "ACC-1")
    assert (row["first_due_on"], row["due_on"]) == (date(2026, 12, 2), date(2026, 12, 31))


def test_days_end_in_the_agreements_zone(small: Store) -> None:
    do_all(
        small,
        AddAgreement("AUCK", "Far east", "Pacific/Auckland", signed_on=date(2026, 11, 1)),
        AddCommitment("AUCK", "Own event", rule="signing + 1 day"),
        AddCommitment("AUCK", "Event of another", rule="ACC/signing + 1 day"),
        duty("Fixed", "2026-11-02"),
        duty("Fixed elsewhere", "2026-11-02 12:00 Pacific/Auckland"),
    )
    codes = ("AUCK-1", "AUCK-2", "ACC-1", "ACC-2")
    ends = {code: row_of(small, code)["due_at"].isoformat() for code in codes}
    assert ends == {
        "AUCK-1": "2026-11-02T11:00:00+00:00",
        "AUCK-2": "2026-11-02T11:00:00+00:00",
        "ACC-1": "2026-11-02T23:00:00+00:00",
        "ACC-2": "2026-11-01T23:00:00+00:00",
    }


def test_another_zone_moves_the_ends_of_days(small: Store) -> None:
    do_all(small, duty("One", "2026-12-01"), duty("Two", "2026-12-01 12:00"), duty("Three"))
    small.do(EditAgreement("ACC", zone="Africa/Lubumbashi"))
    ends = [row_of(small, code)["due_at"] for code in ("ACC-1", "ACC-2")]
    assert [end.isoformat() for end in ends] == [
        "2026-12-01T22:00:00+00:00", "2026-12-01T10:00:00+00:00",
    ]  # fmt: skip
    small.do(Undo())
    assert row_of(small, "ACC-1")["due_at"].isoformat() == "2026-12-01T23:00:00+00:00"


# Who says what


def says(speaker: str, what: Says, day: int = 10) -> AddReport:
    return AddReport(("ACC-1",), Entry("", speaker, what, on=date(2026, 11, day)))


@pytest.mark.parametrize(
    ("reports", "result"),
    [
        ([], Verification.NO_REPORT),
        ([says("DRC", Says.DONE)], Verification.CLAIMED),
        ([says("RWA", Says.NOT_DONE)], Verification.REPORTED),
        ([says("DRC", Says.DONE), says("UN", Says.DONE)], Verification.CONFIRMED),
        ([says("DRC", Says.DONE), says("RWA", Says.NOT_DONE)], Verification.DISPUTED),
        ([says("DRC", Says.DONE), says("RWA", Says.DENIES)], Verification.DISPUTED),
        ([says("RWA", Says.NOT_DONE), says("DRC", Says.DENIES)], Verification.DISPUTED),
        ([says("RWA", Says.DENIES)], Verification.NO_REPORT),
        (
            [says("DRC", Says.DONE), says("UN", Says.COULD_NOT_VERIFY)],
            Verification.COULD_NOT_VERIFY,
        ),
        ([says("DRC", Says.DONE), says("M23", Says.NOT_DONE)], Verification.CLAIMED),
        (
            [says("DRC", Says.DONE), says("RWA", Says.NOT_DONE), says("RWA", Says.DONE, 12)],
            Verification.CONFIRMED,
        ),
        (
            [says("DRC", Says.DONE), says("RWA", Says.DONE, 12), says("RWA", Says.NOT_DONE)],
            Verification.CONFIRMED,
        ),
    ],
)  # fmt: skip
def test_verification(small: Store, reports: list[Command], result: Verification) -> None:
    do_all(small, AddParty("M23", "March 23 Movement"), duty("One"), *reports)
    assert row_of(small, "ACC-1")["verification"] is result
    assert row_of(small, "ACC-1")["reports"] == len(reports)


def test_a_change_of_roles_changes_what_a_report_means(small: Store) -> None:
    do_all(small, duty("One"), says("DRC", Says.DONE), says("RWA", Says.NOT_DONE))
    small.do(SetParties(("ACC-1",), owners=("DRC", "RWA"), to=()))
    assert row_of(small, "ACC-1")["verification"] is Verification.DISPUTED
    small.do(SetParties(("ACC-1",), owners=("RWA",)))
    assert row_of(small, "ACC-1")["verification"] is Verification.REPORTED


def test_who_sets_a_status_has_spoken(small: Store) -> None:
    entry = Entry(source="letter", speaker="DRC")
    do_all(small, duty("One"), SetStatus(("ACC-1",), Status.DONE, entry))
    assert row_of(small, "ACC-1")["verification"] is Verification.CLAIMED


# Numbers and words


@pytest.mark.parametrize(
    ("entries", "amount", "level"),
    [
        ([Entry("", "DRC", Says.DONE, quantity=23_760, on=date(2026, 11, 5))], 23_760, None),
        (
            [
                Entry("", "DRC", Says.DONE, quantity=23_760, on=date(2026, 11, 5)),
                Entry("", "UN", Says.NOT_DONE, quantity=20_941, on=date(2026, 11, 6)),
            ],
            23_760,
            None,
        ),
        (
            [
                Entry(quantity=9, level=2, on=date(2026, 11, 6)),
                Entry("Found later in the files.", quantity=4, level=1, on=date(2026, 11, 5)),
            ],
            9,
            2,
        ),
        ([Entry(quantity=9, on=date(2026, 11, 6)), Entry(level=0, on=date(2026, 11, 5))], 9, 0),
        ([Entry(quantity=4, level=1), Entry(quantity=3, level=0)], 3, 0),
    ],
)
def test_progress_is_what_was_reported_last(
    small: Store, entries: list[Entry], amount: int, level: int | None
) -> None:
    do_all(small, duty("One", target=23_760), *(AddReport(("ACC-1",), each) for each in entries))
    row = row_of(small, "ACC-1")
    assert (row["amount"], row["level"]) == (amount, level)


def test_words_to_search_by(small: Store) -> None:
    do_all(
        small,
        duty("Libérer les PRISONNIERS", provision="Art. 5", theme="People", owners=("DRC", "RWA")),
        SetTags(("ACC-1",), "Urgent"),
    )
    row = row_of(small, "ACC-1")
    assert row["owners"] == "DRC+RWA"
    for word in ("acc-1", "libérer les prisonniers", "art. 5", "people", "urgent", "rwa rwanda"):
        assert word in row["search"]
    small.do(EditCommitment("ACC-1", {"title": "Hand over arms"}))
    assert "libérer" not in row_of(small, "ACC-1")["search"]
