"""Changes from the command line: done, answered, taken back, refused."""

import json

import pytest

from tests.cli.conftest import Run


def test_add_prints_what_was_understood(washington: Run) -> None:
    line = "Release 100 prisoners; owner DRC; to M23; due in 2 weeks; amount 100 persons; critical"
    said = washington("add", line, "--agreement", "DOHA")
    assert said.code == 0
    assert "DOHA-13 added: Release 100 prisoners" in said.out
    assert "Mon 7 Dec 2026" in said.out
    assert "in 14d" in said.out
    row = json.loads(washington("list", "DOHA-13", "--json").out)[0]
    assert (row["owners"], row["target"], row["unit"]) == (["DRC"], 100, "persons")
    assert row["critical"] is True


def test_add_asks_which_agreement(washington: Run) -> None:
    said = washington("add", "Something")
    assert said.code == 2
    assert "--agreement: DOHA, WPA" in said.err


def test_set_changes_several_fields_in_one_step(washington: Run) -> None:
    fields = ("title=Set up the JSCM", "deadline=signing + 45 days", "reason=annex", "tags=+annex")
    assert washington("set", "WPA-1", *fields).code == 0
    row = json.loads(washington("list", "WPA-1", "--json").out)[0]
    assert (row["title"], row["rule"]) == ("Set up the JSCM", "signing + 45 days")
    assert (row["due_on"], row["first_due_on"]) == ("2025-08-11", "2025-07-27")
    assert washington("undo").code == 0
    row = json.loads(washington("list", "WPA-1", "--json").out)[0]
    assert (row["rule"], row["tags"]) == ("signing + 30 days", [])


def test_a_deadline_that_is_so_already_is_said_to_be_no_change(washington: Run) -> None:
    said = washington("set", "WPA-1", "deadline=signing + 30 days", "reason=annex")
    assert said.code == 0
    assert "WPA-1: nothing to change, the deadline is signing + 30 days already" in said.out
    assert len(json.loads(washington("log", "WPA-1", "--json").out)) == 1  # loaded, nothing since


def test_of_several_deadlines_only_those_that_change_are_told(washington: Run) -> None:
    said = washington("set", "WPA-1", "WPA-3", "deadline=signing + 30 days", "reason=annex")
    assert "WPA-3: deadline signing + 90 days -> signing + 30 days" in said.out


def test_a_deadline_in_force_needs_a_reason(washington: Run) -> None:
    said = washington("set", "WPA-3", "deadline=eom")
    assert said.code == 3
    assert "say why (reason)" in said.err


def test_undo_and_redo_survive_the_end_of_the_program(washington: Run) -> None:
    washington("set", "WPA-7", "status=stalled", "note=No word for a year")
    assert "stalled" in washington("show", "WPA-7").out
    assert washington("undo").out.startswith("Undone: WPA-7: pending -> stalled")
    assert washington("redo").out.startswith("Redone: WPA-7: pending -> stalled")
    *log, foot = washington("log", "WPA-7").out.splitlines()
    assert foot == "4 of 5, as of Mon 23 Nov 2026 16:20 Africa/Kinshasa"
    assert len(log) == 4  # loaded, set, undone, redone


def test_nothing_to_undo_is_a_refusal(accord: Run) -> None:
    accord("store", "create")
    said = accord("undo")
    assert (said.code, said.out) == (3, "")
    assert "nothing of asel's to undo" in said.err


def test_done_needs_a_source(washington: Run) -> None:
    said = washington("set", "WPA-3", "status=done")
    assert said.code == 3
    assert "done needs a source" in said.err
    assert washington("set", "WPA-3", "status=done", "source=Note 7", "on=yesterday").code == 0


def test_a_report_makes_a_dispute(washington: Run) -> None:
    washington("report", "WPA-4", "--by", "DRC", "--says", "done", "--source", "Communique 9")
    said = washington("show", "WPA-4")
    assert "disputed" in said.out
    assert "Communique 9" in said.out


def test_a_note_may_come_through_a_pipe(washington: Run) -> None:
    assert washington("note", "WPA-3", "-", typed="Seen at the border.\n").code == 0
    assert "Seen at the border." in washington("show", "WPA-3").out


def test_setting_an_event_says_what_moved(washington: Run) -> None:
    said = washington("event", "set", "WPA", "signing", "--on", "2025-07-04")
    assert said.code == 0
    assert "WPA-1  Sun 27 Jul 2025 -> Sun 3 Aug 2025" in said.out
    assert washington("undo").code == 0
    assert "Sun 27 Jul 2025" in washington("list", "WPA-1").out


def test_a_dry_run_only_says_what_would_move(washington: Run) -> None:
    said = washington("event", "set", "WPA", "signing", "--on", "2025-07-04", "--dry-run")
    assert "Nothing was changed." in said.out
    assert "WPA-3  Thu 25 Sep 2025 -> Thu 2 Oct 2025" in said.out
    assert json.loads(washington("list", "WPA-3", "--json").out)[0]["due_on"] == "2025-09-25"
    args = ("event", "set", "WPA", "signing", "--planned", "+30d", "--dry-run", "--json")
    told = json.loads(washington(*args).out)
    moved = {each["code"]: each for each in told["moved"]}
    assert (told["dry_run"], moved["WPA-3"]["stops_overdue"]) == (True, True)
    assert (moved["WPA-3"]["from"], moved["WPA-3"]["to"]) == ("2025-09-25", "2027-03-23")


def test_an_event_is_tied_and_untied(washington: Run) -> None:
    tied = washington("event", "set", "WPA", "withdrawal", "--completes", "wpa-3")
    assert "happens when WPA-3 is done" in tied.out
    washington("set", "WPA-6", "deadline=withdrawal + 5 days", "reason=agreed")
    assert "waiting for withdrawal (by plan Tue 30 Sep 2025)" in washington("show", "WPA-6").out
    untied = washington("event", "set", "WPA", "withdrawal", "--completes", "none")
    assert "WPA-6  waiting for withdrawal (by plan Tue 30 Sep 2025) -> waiting for" in untied.out
    assert "not yet known" in washington("event", "list", "WPA").out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("set",), "the agreement and the event"),
        (("set", "WPA", "signing"), "--on, --planned and --unknown"),
        (("set", "WPA", "signing", "--on", "today", "--unknown"), "--on, --planned and --unknown"),
    ],
)
def test_an_event_needs_to_be_told_when(washington: Run, args: tuple[str, ...], words: str) -> None:
    said = washington("event", *args)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_hours_from_a_day_end_with_their_last_day(washington: Run) -> None:
    washington("add", "Cease fire; owner DRC; due signing + 72 hours", "--agreement", "WPA")
    assert "Deadline    Mon 30 Jun 2025 " in washington("show", "WPA-12").out
    done = ("set", "WPA-12", "status=done", "source=Note 7")
    washington(*done, "on=2025-07-01")
    assert "WPA-12" in washington("list", "late").out
    washington("undo")
    washington(*done, "on=2025-06-30")
    assert "WPA-12" in washington("list", "on-time").out


def test_what_if_saves_nothing(washington: Run) -> None:
    said = washington("what-if", "WPA:signing +600 days", "WPA-6 done 2026-01-05")
    assert "What if WPA signing is on Wed 17 Feb 2027" in said.out
    assert "What if WPA-6 is done on Mon 5 Jan 2026" in said.out
    assert "WPA-3  Thu 25 Sep 2025 -> Tue 18 May 2027  no longer overdue" in said.out
    assert "WPA-6  Wed 15 Oct 2025, done  ! becomes met late" in said.out
    assert said.out.endswith("Nothing was changed.\n")
    assert len(json.loads(washington("log", "--json").out)) == 2
    told = json.loads(washington("what-if", "WPA:signing unknown", "--json").out)
    assert told["what_if"] == ["WPA:signing unknown"]
    moved = {each["code"]: each for each in told["moved"]}
    assert (moved["WPA-3"]["to"], moved["WPA-3"]["waiting_for"]) == (None, "signing")


@pytest.mark.parametrize(
    ("supposed", "odd"),
    [
        ("WPA:signing 1825-06-27", "1825 is before 1900."),
        ("WPA:signing +150 years", "2175 is 149 years ahead."),
        ("WPA-3 done 2226-01-05", "2226 is 200 years ahead."),
        ("WPA:signing 20 nov", "3 days ago would be 2026-11-20."),
        ("WPA:signing 2027-03-28 02:30 Europe/Berlin", "02:30 does not exist that day"),
        ("WPA:signing +3d", ""),
    ],
)
def test_what_if_points_out_odd_dates_and_asks_nothing(
    washington: Run, supposed: str, odd: str
) -> None:
    said = washington("what-if", supposed)
    assert said.code == 0
    assert (odd in said.err) if odd else not said.err


def test_what_if_counts_what_becomes_overdue_and_what_stops(washington: Run) -> None:
    told = (("2025-09-20", "-30", "2 become"), ("2025-10-05", "+30", "2 stop being"))
    for day, days, words in told:
        said = washington("what-if", f"WPA:signing {days} days", now=f"{day} 12:00 UTC")
        assert f"6 deadlines move; {words} overdue:" in said.out


def test_what_if_marks_what_it_cannot_read(washington: Run) -> None:
    said = washington("what-if", "WPA:signing +30 dayz")
    assert (said.code, said.out) == (2, "")
    assert "Did you mean days?" in said.err
    assert "^^^^" in said.err


def test_one_refusal_of_several_keeps_all_as_they_were(washington: Run) -> None:
    said = washington("set", "WPA-3", "WPA-1", "status=stalled", "note=x")
    assert said.code == 3
    assert "WPA-1" in said.err
    assert "stalled" not in washington("list", "WPA-3").out


def test_a_withdrawn_commitment_leaves_the_lists(washington: Run) -> None:
    assert washington("withdraw", "WPA-10", "--reason", "entered twice").code == 0
    assert "WPA-10" not in washington("list").out
    washington("undo")
    assert "WPA-10" in washington("list").out


def test_an_agreement_of_ones_own(accord: Run) -> None:
    assert accord("party", "add", "GOV", "Government of Kessar", "--kind", "state").code == 0
    made = ("--zone", "Africa/Kinshasa", "--signed", "1 nov 2026", "--party", "GOV:signatory")
    assert accord("agreement", "add", "ACC", "The", "accord", *made).code == 0
    assert accord("add", "Pay the teachers; owner GOV; due signing + 30 days").code == 0
    assert "Tue 1 Dec 2026" in accord("list").out


REFUSALS = {
    "no such commitment": (("show", "WPA-99"), 4, "no commitment 'WPA-99'"),
    "no such agreement": (("add", "x", "--agreement", "WPB"), 4, "no agreement 'WPB'"),
    "no such party": (("set", "WPA-3", "owners=DRK"), 4, "Did you mean DRC?"),
    "no such pack": (("seed", "load", "NOPE"), 4, "no pack 'NOPE'"),
    "no such key": (("set", "WPA-3", "titel=x"), 2, "Did you mean title?"),
    "no such status": (("set", "WPA-3", "status=finished"), 2, "Known: pending"),
    "no such filter": (("list", "partey:RWA"), 2, "Did you mean party:?"),
    "no such order": (("list", "--sort", "size"), 2, "Orders: left"),
    "no code": (("show",), 2, "CODE"),
    "no plain digits": (("list", "--limit", "\u00b2"), 2, "is no number of things"),
    "no such verb option": (("list", "--frob"), 2, "accord --help"),
    "no such clock": (("status", "--now", "noon"), 2, "is no moment"),
    "no such event": (("set", "WPA-3", "deadline=signning + 3 days", "reason=x"), 2, "signing"),
    "a day that is none": (("set", "WPA-3", "deadline=30 feb 2027", "reason=x"), 2, "^"),
    "twice the same pack": (("seed", "load", "WPA"), 3, "already"),
    "a report of tomorrow": (("report", "WPA-3", "--text", "x", "--on", "tomorrow"), 2, "to come"),
    "who says so": (("report", "WPA-3", "--says", "done"), 2, "speaker"),
    "read only": (("set", "WPA-3", "pinned=yes", "--read-only"), 5, "reading only"),
    "a folder": (("status", "--store", "/"), 5, "is a folder"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_says_what_to_type_and_its_code(washington: Run, case: str) -> None:
    argv, code, words = REFUSALS[case]
    before = washington("log", "--json").out
    said = washington(*argv)
    assert said.code == code, said.err
    assert said.out == ""
    assert words in said.err
    assert "Traceback" not in said.err
    assert washington("log", "--json").out == before


def test_the_wrong_part_of_a_date_is_marked(washington: Run) -> None:
    said = washington("set", "WPA-3", "deadline=signing + 90 dayz", "reason=x")
    shown, marks = said.err.splitlines()[1:3]
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "dayz"


def test_a_deadlock_is_named_with_all_owners(washington: Run) -> None:
    sentence = "Each waits for the other: WPA-3 (RWA) and WPA-4 (DRC)."
    assert sentence in washington("status").out
    assert sentence in washington("show", "WPA-4").out
    (found,) = json.loads(washington("status", "in:WPA", "--json").out)["deadlocks"]
    assert [(each["code"], each["owners"]) for each in found] == [
        ("WPA-3", ["RWA"]),
        ("WPA-4", ["DRC"]),
    ]
    assert json.loads(washington("show", "WPA-3", "--json").out)["deadlock"] == found
    washington("set", "WPA-3", "parallel=")
    assert sentence not in washington("status").out
    assert json.loads(washington("status", "--json").out)["deadlocks"] == []


def test_a_date_before_what_it_must_follow_is_pointed_out(washington: Run) -> None:
    washington("set", "WPA-10", "deadline=2026-11-25", "after=WPA-9", "reason=agreed")
    washington("set", "WPA-9", "deadline=2026-11-27", "reason=agreed")
    words = "before what it must follow: WPA-9, Fri 27 Nov"
    assert f"! due Wed 25 Nov, {words}" in washington("show", "WPA-10").out
    assert "after what must follow it: WPA-10, Wed 25 Nov" in washington("show", "WPA-9").out
    assert json.loads(washington("show", "WPA-10", "--json").out)["conflicts"] == [words]
    assert f"WPA-10 due Wed 25 Nov, {words}" in washington("doctor").out
