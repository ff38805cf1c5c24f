"""Commitments read aloud: party, duty, date, days, finding, and by whose word."""

from datetime import date

import pytest
from pendulum import datetime

from db.commands.deadlines import SetDeadline
from db.commands.reports import AddReport, Entry, SetStatus
from db.domain.enums import Says, Status
from db.queries.commitments.detail import GetCommitment
from db.store.store import Store
from tests.builders import NOW, do_all, duty
from tui.formatting.sentence import sentence

OCTOBER_2002 = datetime(2002, 11, 1, tz="Africa/Kinshasa")


def test_the_troop_withdrawal_of_2025(library: Store) -> None:
    said = sentence(library.ask(GetCommitment("WPA-3")), NOW)
    assert said.startswith(
        "Rwanda was to disengage forces and lift defensive measures (troop withdrawal) by "
        "25 September 2025; 424 days later this is disputed: "
        "Democratic Republic of the Congo says not done (25 September 2025; XtrAfrica"
    )
    assert "Rwanda denies it (2 March 2026; Government of Rwanda" in said
    assert (said.count(". "), said[-1]) == (0, ".")


def test_the_withdrawal_of_2002_with_both_counts(library: Store) -> None:
    said = sentence(library.ask(GetCommitment("PRET02-1")), OCTOBER_2002)
    assert said.startswith(
        "Rwanda was to withdraw all Rwandan troops by 28 October 2002; it was done on "
        "5 October 2002, 23 days early, and this is disputed: "
        "Rwanda says done (5 October 2002; 23,760 soldiers; IRIN"
    )
    assert "UN Organization Mission in the DR Congo says done (5 October 2002; 20,941 sold" in said


def test_both_clocks_after_an_extension(library: Store) -> None:
    said = sentence(
        library.ask(GetCommitment("PRET02-2")), datetime(2004, 12, 1, tz="Africa/Kinshasa")
    )
    assert said == (
        "Democratic Republic of the Congo was to disarm and repatriate the ex-FAR and Interahamwe "
        "by 27 November 2004 (at first by 28 October 2002); 4 days later, 765 days after the first "
        "date, it is under way, and nobody has reported on it."
    )


def test_done_late_by_both_clocks(small: Store) -> None:
    do_all(
        small,
        duty("Hand over the lists", "2026-10-01", owners=("DRC", "RWA")),
        SetDeadline(("ACC-1",), "2026-11-01", "floods"),
        SetStatus(("ACC-1",), Status.DONE, Entry(source="Letter", on=date(2026, 11, 7))),
        AddReport(("ACC-1",), Entry(speaker="UN", says=Says.DONE, on=date(2026, 11, 9))),
    )
    assert sentence(small.ask(GetCommitment("ACC-1")), NOW) == (
        "Democratic Republic of the Congo and Rwanda were to hand over the lists by 1 November "
        "2026 (at first by 1 October 2026); it was done on 7 November 2026, 6 days late, 37 days "
        "after the first date, and this is confirmed: United Nations says done (9 November 2026)."
    )


CASES = [
    (
        duty("Pay the teachers", "2026-11-30 18:00"),
        (
            "Democratic Republic of the Congo is to pay the teachers by 18:00 on 30 November 2026 "
            "in Africa/Kinshasa; 7 days are left, and it is pending, and nobody has reported on it."
        ),
    ),
    (
        duty("Pay the teachers", "2026-11-23"),
        (
            "Democratic Republic of the Congo is to pay the teachers by 23 November 2026; "
            "it is due today, and it is pending, and nobody has reported on it."
        ),
    ),
    (
        duty("Return of the vehicles", "2026-11-22", owners=()),
        (
            "Nobody named was to do this by 22 November 2026: Return of the vehicles; "
            "1 day later it is pending, and nobody has reported on it."
        ),
    ),
    (
        duty("Open the road.", "none"),
        (
            "Democratic Republic of the Congo is to open the road; no deadline; it is pending, and "
            "nobody has reported on it."
        ),
    ),
]


@pytest.mark.parametrize(("command", "words"), CASES, ids=lambda value: str(value)[:40])
def test_each_kind_of_date(small: Store, command: object, words: str) -> None:
    small.do(command)  # type: ignore[arg-type]
    assert sentence(small.ask(GetCommitment("ACC-1")), NOW) == words


def test_a_corrected_word_is_not_read_out(small: Store) -> None:
    do_all(
        small,
        duty("Open the road", "2026-11-20"),
        AddReport(("ACC-1",), Entry(speaker="DRC", says=Says.DONE, source="Radio")),
        AddReport(("ACC-1",), Entry(says=Says.NOT_DONE, source="Letter", corrects=1)),
    )
    said = sentence(small.ask(GetCommitment("ACC-1")), NOW)
    assert "says not done (23 November 2026; Letter)" in said
    assert "Radio" not in said


def test_what_others_typed_is_harmless(small: Store) -> None:
    do_all(
        small,
        duty("Open \x1b[31mthe road"),
        AddReport(("ACC-1",), Entry("x", "UN", Says.DONE, source="\x07a")),
    )
    read = sentence(small.ask(GetCommitment("ACC-1")), NOW)
    assert "\x1b" not in read
    assert "\x07" not in read
