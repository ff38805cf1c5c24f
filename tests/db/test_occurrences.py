"""Instances of standing duties: made once, moved with their rule, met on time, late or missed."""

import threading
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pendulum
import pytest
from pendulum import DateTime
from sqlalchemy.exc import IntegrityError

from db.commands.agreements import EditAgreement
from db.commands.commitments import EditCommitment
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.occurrences import Arise, MakeOccurrences, MeetOccurrence
from db.commands.reports import AddReport, Entry, SetStatus
from db.commands.undo import Redo, Undo
from db.domain.deadlines.occurrences import MOST
from db.domain.enums import DeadlineKind, Status
from db.domain.errors import AccordError, BadInput, NotFound, Refused
from db.queries.boards.overview import Count
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.occurrences import CameUp
from db.queries.history.changes import Changes, LastChange
from db.queries.maintenance.health import Health
from db.store.store import Store
from tests.builders import NOW, do_all, dump, duty, open_store, row_of
from tests.fuzz.guard import never_hangs

MONTHLY = "every month from signing"  # signed on 1 November 2026; now is the 23rd


def series(store: Store, code: str = "ACC-1") -> list[str]:
    """Each instance: its due day and, if it is met, the day of that."""
    return [
        f"{each.number} {each.due_on}" + (f" met {each.done_on}" if each.done_on else "")
        for each in store.ask(GetCommitment(code)).occurrences
    ]


def at(location: str, year: int, month: int, day: int) -> Store:
    """The same store at noon of another day, as another person."""
    return open_store(
        location, pendulum.datetime(year, month, day, 12, tz="Africa/Kinshasa"), "bob"
    )


@pytest.fixture
def monthly(small: Store) -> Store:
    small.do(duty("Report", MONTHLY, continuing=True))
    return small


def test_the_next_instance_is_there_at_once_and_gives_the_date(monthly: Store) -> None:
    assert series(monthly) == ["1 2026-12-01"]
    row = row_of(monthly, "ACC-1")
    assert (row["deadline_kind"], row["due_on"], row["band"]) == (
        DeadlineKind.STANDING, date(2026, 12, 1), 0,
    )  # fmt: skip
    assert monthly.ask(Health()).outdated == ()


def test_instances_come_up_with_time_and_none_twice(monthly: Store) -> None:
    later = at(monthly.location, 2027, 3, 15)
    assert row_of(later, "ACC-1")["due_on"] == date(2026, 12, 1)  # a reader makes none
    done = later.do(MakeOccurrences())
    assert done.summary == "4 instances of 1 standing duty came up"
    assert series(later) == ["1 2026-12-01", "2 2027-01-01", "3 2027-02-01", "4 2027-03-01",
                             "5 2027-04-01"]  # fmt: skip
    assert later.do(MakeOccurrences()).change_id is None
    assert later.ask(Changes(limit=1))[0].actor == "accord"
    with pytest.raises(Refused, match="nothing of bob's"):
        later.do(Undo())
    assert later.ask(Count(later.clock())).overdue == 1
    later.close()


def test_whether_any_came_up_can_be_told_without_writing(monthly: Store) -> None:
    def told(store: Store) -> bool:
        """The same as would be made, which is tried."""
        came_up = store.ask(CameUp(store.clock()))
        made = store.do(MakeOccurrences()).change_id is not None
        assert came_up is made
        return came_up

    do_all(
        monthly,
        SetEvent("ACC", "start"),
        duty("Not begun", "every month from start"),
        duty("Ends", "every week from signing until 2026-11-30"),
        duty("On each", "within 2 days of each report"),
        Arise("ACC-4", date(2026, 11, 1)),
        duty("Moved", "every week from signing"),
        SetDeadline(("ACC-5",), "every month from signing", "too often"),
    )
    assert not told(monthly)
    later = at(monthly.location, 2026, 12, 15)
    assert told(later)
    assert not told(later)
    later.do(MeetOccurrence("ACC-1", 2, on=date(2026, 12, 15), source="Report, early"))
    assert not told(later)
    later.close()
    much_later = at(monthly.location, 2027, 1, 15)
    assert told(much_later)
    much_later.do(SetStatus(("ACC-1", "ACC-5"), Status.RELEASED, Entry(source="letter")))
    much_later.close()
    last = at(monthly.location, 2028, 1, 15)
    assert not told(last)
    last.close()


def test_on_time_late_and_missed_are_counted(monthly: Store) -> None:
    later = at(monthly.location, 2027, 3, 15)
    later.do(MakeOccurrences())
    later.do(MeetOccurrence("ACC-1", on=date(2026, 11, 30), source="Report 1"))
    later.do(MeetOccurrence("acc-1", 2, on=date(2027, 1, 9), source="Report 2"))
    tally = later.ask(GetCommitment("ACC-1")).tally(later.clock())
    assert (tally.on_time, tally.late, tally.missed, tally.came_up) == (1, 1, 2, 4)
    row = row_of(later, "ACC-1")
    assert row["due_on"] == date(2027, 2, 1)
    later.do(MeetOccurrence("ACC-1", on=date(2027, 2, 2), source="Report 3"))
    assert row_of(later, "ACC-1")["due_on"] == date(2027, 3, 1)
    do_all(later, Undo(), Redo(), Undo())
    assert row_of(later, "ACC-1")["due_on"] == date(2027, 2, 1)
    assert later.ask(Health()).outdated == ()
    later.close()


def test_two_writers_at_once_make_each_instance_once(monthly: Store) -> None:
    stores = [at(monthly.location, 2027, 6, 15) for _ in range(4)]
    threads = [threading.Thread(target=each.do, args=[MakeOccurrences()]) for each in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(series(stores[0])) == 8
    assert stores[0].ask(LastChange()) == monthly.ask(LastChange())
    for each in stores:
        each.close()


def test_the_database_itself_keeps_numbers_apart(monthly: Store) -> None:
    from db import tables as t

    class Twice:
        reason = ""

        def write(self, tx, now: DateTime) -> str:  # type: ignore[no-untyped-def]
            row = tx.fetch(t.occurrence, 1)
            row.pop("id")
            tx.insert(t.occurrence, **row)
            return ""

    with pytest.raises(IntegrityError):
        monthly.do(Twice())


def test_what_came_due_before_it_was_entered_is_judged_only_if_asked(small: Store) -> None:
    small.do(duty("Meet", "every week from 2026-10-01"))
    assert series(small) == ["1 2026-11-26"]
    small.do(Undo())
    small.do(duty("Meet", "every week from 2026-10-01"))
    small.do(MakeOccurrences(("ACC-2",), from_start=True))
    assert len(series(small, "ACC-2")) == 8
    assert small.ask(GetCommitment("ACC-2")).tally(NOW).missed == 7
    small.do(Undo())
    assert len(series(small, "ACC-2")) == 1


@pytest.mark.parametrize(
    ("rule", "comes"),
    [
        ("every hour from 1000-01-01", "2026-11-23"),
        ("every hour from 1900-01-01", "2026-11-23"),
        ("every working day from 1900-01-01", "2026-11-23"),
        ("every day from 1000-01-01", "2026-11-23"),
        ("every month from 1000-01-31", "2026-11-30"),
        ("every 2 weeks on friday from 1000-01-01", "2026-12-04"),
        ("every hour from 1000-01-01 until 1900-01-01", None),
    ],
)
def test_what_came_before_costs_nothing(small: Store, rule: str, comes: str | None) -> None:
    small.do(EditAgreement("ACC", calendar="CD+RW"))
    with never_hangs():
        small.do(duty("Meet", rule))
        small.do(AddReport(("ACC-1",), Entry("Asked.")))
        small.do(EditCommitment("ACC-1", {"title": "Meet again"}))
        assert small.do(MakeOccurrences(("ACC-1",))).change_id is None
        assert [each.split()[1] for each in series(small)] == ([comes] if comes else [])
        small.do(SetDeadline(("ACC-1",), f"every 36 hours {rule[rule.index('from') :]}", "other"))
        small.do(AddReport(("ACC-1",), Entry("Asked again.")))
        assert len(series(small)) == (1 if comes else 0)


def test_what_is_asked_for_from_the_start_is_made_in_parts(small: Store) -> None:
    small.do(duty("Meet", "every hour from 1000-01-01"))
    with never_hangs():
        for made in (1, 2):
            small.do(MakeOccurrences(("ACC-1",), from_start=True))
            assert len(series(small)) == made * MOST + 1


def test_what_was_missed_is_missed_again_when_an_event_is_moved_back(monthly: Store) -> None:
    rules = ("every week from signing", "every 7 weeks from signing")
    do_all(monthly, *(duty("Meet", rule, continuing=True) for rule in rules))
    later = at(monthly.location, 2027, 1, 3)
    do_all(
        later,
        MakeOccurrences(("ACC-1",)),
        MeetOccurrence("ACC-1", 1, on=date(2026, 12, 1), source="Report 1"),
        MakeOccurrences(("ACC-2", "ACC-3"), from_start=True),
    )

    def seen() -> list[object]:
        tallies = [later.ask(GetCommitment(code)).tally(later.clock()) for code in codes]
        return [*(series(later, code) for code in codes), *tallies]

    codes = ("ACC-1", "ACC-2", "ACC-3")
    before = seen()
    for there in (date(2026, 11, 6), date(2027, 6, 1)):
        later.do(SetEvent("ACC", "signing", actual=there))
        assert seen() != before
        later.do(EditAgreement("ACC", zone="Asia/Kolkata"))
        later.do(SetEvent("ACC", "signing", actual=date(2026, 11, 1)))
        assert seen() == before
        later.do(EditAgreement("ACC", zone="Africa/Kinshasa"))
        assert seen() == before
        do_all(later, Undo(), Undo(), Undo(), Undo(), AddReport(codes, Entry("Asked.")))
        assert seen() == before
    assert later.ask(Health()).outdated == ()
    later.close()


def test_what_was_asked_for_from_the_start_and_undone_is_not_judged_again(small: Store) -> None:
    small.do(duty("Report", "every 3 weeks from signing"))
    small.do(MakeOccurrences(("ACC-1",), from_start=True))
    do_all(small, Undo(), SetEvent("ACC", "signing", actual=date(2026, 11, 6)))
    small.do(SetEvent("ACC", "signing", actual=date(2026, 11, 1)))
    assert series(small) == ["1 2026-12-13"]


def test_what_is_over_has_nothing_to_come_and_stays_what_it_was(monthly: Store) -> None:
    later = at(monthly.location, 2027, 1, 3)
    later.do(MakeOccurrences())
    later.do(SetStatus(("ACC-1",), Status.RELEASED, Entry(source="letter")))
    assert series(later) == ["1 2026-12-01", "2 2027-01-01"]
    later.do(SetEvent("ACC", "signing", actual=date(2026, 11, 11)))
    assert series(later) == ["1 2026-12-01", "2 2027-01-01"]
    do_all(later, Undo(), Undo())
    assert series(later) == ["1 2026-12-01", "2 2027-01-01", "3 2027-02-01"]
    later.close()


def test_a_moved_start_moves_what_is_not_met(monthly: Store) -> None:
    later = at(monthly.location, 2027, 1, 15)
    later.do(MakeOccurrences())
    later.do(MeetOccurrence("ACC-1", on=date(2026, 12, 1), source="Report 1"))
    later.do(SetEvent("ACC", "signing", actual=date(2026, 11, 11)))
    assert series(later) == ["1 2026-12-01 met 2026-12-01", "2 2027-01-11", "3 2027-02-11"]
    later.do(Undo())
    assert series(later) == ["1 2026-12-01 met 2026-12-01", "2 2027-01-01", "3 2027-02-01"]
    later.do(SetEvent("ACC", "signing"))
    assert series(later) == ["1 2026-12-01 met 2026-12-01", "2 2027-01-01"]
    later.close()


def test_another_rule_goes_on_where_the_old_one_ended(monthly: Store) -> None:
    later = at(monthly.location, 2027, 1, 15)
    later.do(MakeOccurrences())
    later.do(SetDeadline(("ACC-1",), "every 2 weeks from 2027-01-08", "more often"))
    assert series(later) == ["1 2026-12-01", "2 2027-01-01", "3 2027-01-22"]
    later.do(SetDeadline(("ACC-1",), "2027-02-28", "once"))
    assert series(later) == ["1 2026-12-01", "2 2027-01-01"]
    assert row_of(later, "ACC-1")["due_on"] == date(2027, 2, 28)
    do_all(later, Undo(), Undo())
    assert series(later) == ["1 2026-12-01", "2 2027-01-01", "3 2027-02-01"]
    later.close()


def test_a_series_ends(small: Store) -> None:
    small.do(duty("Report", "every week from signing until 2026-11-30"))
    later = at(small.location, 2027, 1, 15)
    later.do(MakeOccurrences())
    assert series(later) == ["1 2026-11-29"]
    later.close()


def test_what_is_done_or_waits_has_no_further_instances(small: Store) -> None:
    do_all(small, SetEvent("ACC", "start"), duty("Report", "every month from start"))
    assert series(small) == []
    assert row_of(small, "ACC-1")["band"] == 2
    small.do(SetEvent("ACC", "start", actual=date(2026, 11, 20)))
    assert series(small) == ["1 2026-12-20"]
    small.do(SetStatus(("ACC-1",), Status.RELEASED, Entry(source="letter")))
    later = at(small.location, 2027, 3, 15)
    assert later.do(MakeOccurrences()).change_id is None
    later.close()


def test_a_duty_on_each_occurrence(small: Store) -> None:
    small.do(duty("Answer", "within 48 hours of each violation-report"))
    assert row_of(small, "ACC-1")["band"] == 2
    moment = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("Africa/Kinshasa"))
    small.do(Arise("ACC-1", moment, "Shelling at the ford", "Letter 3"))
    small.do(Arise("ACC-1", date(2026, 11, 1)))
    row = row_of(small, "ACC-1")
    assert (row["due_on"], row["due_timed"], row["band"]) == (date(2026, 11, 3), False, 0)
    small.do(MeetOccurrence("ACC-1", 2, on=date(2026, 11, 10), source="Letter 4"))
    assert row_of(small, "ACC-1")["due_at"].isoformat() == "2026-11-24T08:00:00+00:00"
    tally = small.ask(GetCommitment("ACC-1")).tally(NOW)
    assert (tally.on_time, tally.late, tally.missed, tally.came_up) == (0, 1, 0, 1)
    do_all(small, Undo(), Undo(), Undo())
    assert series(small) == []


@pytest.mark.parametrize(
    ("command", "error", "words"),
    [
        (MeetOccurrence("ACC-1"), Refused, "needs a source"),
        (MeetOccurrence("ACC-1", 9, source="x"), NotFound, "no instance number 9"),
        (MeetOccurrence("ACC-2", source="x"), NotFound, "no instance that is not met"),
        (MeetOccurrence("ACC-1", on=date(2027, 1, 1), source="x"), BadInput, "still to come"),
        (Arise("ACC-1"), Refused, "not owed on each"),
        (Arise("ACC-3", date(2027, 1, 1)), BadInput, "still to come"),
        (MakeOccurrences(("ACC-9",)), NotFound, "no commitment"),
    ],
)
def test_what_cannot_be(
    monthly: Store, command: MeetOccurrence, error: type[AccordError], words: str
) -> None:
    do_all(monthly, duty("Once"), duty("Answer", "within 2 days of each report"))
    before = dump(monthly)
    with pytest.raises(error, match=words):
        monthly.do(command)
    assert dump(monthly) == before


def test_a_rule_in_place_of_an_undone_one_begins_afresh(monthly: Store) -> None:
    soon = at(monthly.location, 2027, 1, 15)
    change = soon.do(SetDeadline(("ACC-1",), "every 2 weeks from 2027-01-01", "more often"))
    later = at(monthly.location, 2027, 2, 15)
    do_all(later, MakeOccurrences(), MeetOccurrence("ACC-1", 4, source="Report, in time"))
    later.do(Undo(change.change_id))
    later.do(SetDeadline(("ACC-1",), "every month from 2026-12-20", "less often"))
    assert series(later)[1:] == [
        "4 2027-02-12 met 2027-02-15", "5 2027-01-01", "6 2027-02-01", "7 2027-02-20",
    ]  # fmt: skip
    assert row_of(later, "ACC-1")["due_on"] == date(2026, 12, 1)
    soon.close()
    later.close()
