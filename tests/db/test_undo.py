"""Undo and redo: back and forth through everything, to any depth, by anybody, after a restart."""

from datetime import date
from pathlib import Path

import pytest

from db.commands.agreements import AddAgreement, AddParty
from db.commands.commitments import AddCommitment, EditCommitment, SetParties
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.flags import Link, SetTags, Withdraw
from db.commands.reports import AddReport, Entry, SetProgress, SetStatus
from db.commands.undo import Redo, Undo
from db.domain.enums import Status
from db.domain.errors import Refused
from db.packs.loader import find_pack
from db.protocols import Command
from db.queries.history.changes import Changes
from db.queries.maintenance.verify import Verify
from db.store.store import Store
from tests.builders import Dump, changes, do_all, dump, duty, open_store, row_of
from tests.db.cases import steps


def test_each_command_undone_and_redone(small: Store) -> None:
    for case in steps():
        before = dump(small)
        done = small.do(case.command)
        after = dump(small)
        assert after != before, case.name
        undone = small.do(Undo())
        assert dump(small) == before, case.name
        assert undone.summary == f"Undone: {done.summary}"
        assert small.do(Redo()).summary == f"Redone: {done.summary}"
        assert dump(small) == after, case.name


def test_all_the_way_back_and_forth_again(small: Store) -> None:
    states: list[Dump] = []
    for case in steps():
        states.append(dump(small))
        small.do(case.command)
    last = dump(small)
    for state in reversed(states):
        small.do(Undo())
        assert dump(small) == state
    for state in [*states[1:], last]:
        small.do(Redo())
        assert dump(small) == state
    with pytest.raises(Refused, match="nothing of asel's to redo"):
        small.do(Redo())


def test_undo_to_the_empty_store_and_no_further(store: Store) -> None:
    before = dump(store)
    do_all(store, find_pack("WPA"), find_pack("DOHA"), Undo(), Undo())
    assert dump(store) == before
    with pytest.raises(Refused, match="nothing of asel's to undo"):
        store.do(Undo())
    assert len(changes(store)) == 4


def test_undo_and_redo_survive_a_restart(small: Store) -> None:
    small.do(duty("One"))
    kept = dump(small)
    small.do(SetTags(("ACC-1",), "a"))
    tagged = dump(small)
    small.close()
    again = open_store(small.location)
    again.do(Undo())
    again.close()
    third = open_store(small.location)
    assert dump(third) == kept
    third.do(Redo())
    assert dump(third) == tagged
    third.close()


def test_something_new_ends_what_can_be_redone(small: Store) -> None:
    do_all(small, duty("One"), duty("Two"), Undo(), duty("Three"))
    with pytest.raises(Refused, match="nothing of asel's to redo"):
        small.do(Redo())
    small.do(Undo())
    small.do(Redo())
    with pytest.raises(Refused, match="nothing of asel's to redo"):
        small.do(Redo())


def test_undo_and_redo_by_turns(small: Store) -> None:
    do_all(small, duty("One"), SetTags(("ACC-1",), "a"), SetTags(("ACC-1",), "b"))

    def tags(*commands: Command) -> str:
        do_all(small, *commands)
        return str(row_of(small, "ACC-1")["tags"])

    assert tags(Undo()) == "a"
    assert tags(Undo()) == ""
    assert tags(Redo()) == "a"
    assert tags(Undo(), Redo(), Redo()) == "b"
    assert tags(Undo(), Undo(), Redo()) == "a"
    assert tags(Redo()) == "b"


# Two people


@pytest.fixture
def bob(small: Store) -> Store:
    return open_store(small.location, actor="bob")


def refused(store: Store, command: Command, *words: str) -> None:
    before = dump(store)
    with pytest.raises(Refused) as caught:
        store.do(command)
    assert [word for word in words if word not in str(caught.value)] == [], str(caught.value)
    assert dump(store) == before


def test_each_undoes_their_own(small: Store, bob: Store) -> None:
    do_all(small, duty("One"), duty("Two"))
    bob.do(SetTags(("ACC-1",), "bob"))
    small.do(SetTags(("ACC-2",), "asel"))
    bob.do(Undo())
    assert [row_of(small, code)["tags"] for code in ("ACC-1", "ACC-2")] == ["", "asel"]
    refused(bob, Undo(), "nothing of bob's")
    small.do(Undo())
    refused(bob, Undo(), "nothing of bob's to undo")
    bob.do(Redo())
    assert row_of(small, "ACC-1")["tags"] == "bob"
    bob.close()


def test_fields_that_others_left_alone_can_be_undone(small: Store, bob: Store) -> None:
    do_all(small, duty("One"), EditCommitment("ACC-1", {"theme": "arms"}))
    bob.do(EditCommitment("ACC-1", {"provision": "Art. 3"}))
    small.do(Undo())
    row = row_of(small, "ACC-1")
    assert (row["theme"], row["provision"]) == ("", "Art. 3")
    bob.close()


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (SetTags(("ACC-1",), "a"), SetTags(("ACC-1",), "b"), "ACC-1: tags b"),
        (
            SetStatus(("ACC-1",), Status.UNDER_WAY),
            SetStatus(("ACC-1", "ACC-2"), Status.STALLED),
            "status -> stalled",
        ),
        (duty("Three"), SetTags(("ACC-3",), "b"), "ACC-3: tags b"),
        (duty("Three"), AddReport(("ACC-3",), Entry(text="Heard.")), "ACC-3: note added"),
        (duty("Three"), Link("ACC-1", "ACC-3"), "ACC-1: after ACC-3"),
        (duty("Three"), duty("Four", parent="ACC-3"), "ACC-4 added: Four"),
        (duty("Three"), SetDeadline(("ACC-1",), "ACC-3 done"), "deadline none -> ACC-3 done"),
        (duty("Three"), SetEvent("ACC", "three", completes="ACC-3"), "happens when ACC-3 is done"),
        (SetEvent("ACC", "end"), SetDeadline(("ACC-1",), "end"), "deadline none -> end"),
        (AddParty("X", "X"), SetParties(("ACC-1",), to=("X",)), "owed to X"),
        (AddParty("X", "X"), AddReport(("ACC-1",), Entry("Said.", "X")), "ACC-1: X reports"),
        (AddAgreement("B", "B", "UTC"), AddCommitment("B", "b"), "B-1 added: b"),
        (find_pack("LUANDA"), SetTags(("LUANDA-1",), "b"), "LUANDA-1: tags b"),
    ],
)
def test_undo_is_refused_when_somebody_built_on_it(
    small: Store, bob: Store, mine: Command, theirs: Command, said: str
) -> None:
    do_all(small, duty("One"), duty("Two"), mine)
    bob.do(theirs)
    refused(small, Undo(), "bob changed it since (23 Nov 2026 15:20 UTC)", said)
    do_all(bob, Undo())
    small.do(Undo())
    bob.close()


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (SetTags(("ACC-1",), "a"), SetTags(("ACC-1",), "b"), "bob changed it since"),
        (AddParty("X", "X"), AddParty("X", "Another X"), "party X cannot be put back"),
        (AddAgreement("B", "B", "UTC"), AddAgreement("B", "C", "UTC"), "agreement B cannot"),
        (SetEvent("ACC", "end"), SetEvent("ACC", "end"), "event end cannot be put back"),
        (
            SetDeadline(("ACC-1",), "2026-12-01"),
            SetDeadline(("ACC-1",), "2026-12-02"),
            "deadline cannot be put back",
        ),
    ],
)
def test_redo_is_refused_when_somebody_did_otherwise(
    small: Store, bob: Store, mine: Command, theirs: Command, said: str
) -> None:
    do_all(small, duty("One"), mine, Undo())
    bob.do(theirs)
    refused(small, Redo(), said)
    bob.do(Undo())
    small.do(Redo())
    bob.close()


def test_redo_of_what_belonged_to_something_gone(small: Store, bob: Store) -> None:
    small.do(duty("One"))
    do_all(bob, SetTags(("ACC-1",), "b"), AddReport(("ACC-1",), Entry(text="x")), Undo(), Undo())
    small.do(Undo())
    refused(bob, Redo(), "Not redone")
    bob.close()


def test_undo_of_a_certain_change(small: Store, bob: Store) -> None:
    do_all(small, duty("One"), duty("Two"))
    change = small.do(SetTags(("ACC-1",), "a")).change_id
    small.do(SetTags(("ACC-2",), "b"))
    bob.do(Undo(change))
    assert [row_of(small, code)["tags"] for code in ("ACC-1", "ACC-2")] == ["", "b"]
    refused(small, Undo(change), f"Change {change} is undone already", "ACC-1: tags a")
    bob.do(Redo())
    assert row_of(small, "ACC-1")["tags"] == "a"
    bob.close()


@pytest.mark.parametrize("number", [0, -1, 999, 2**31, 2**70])
def test_undo_of_a_change_that_is_none(small: Store, number: int) -> None:
    refused(small, Undo(number), f"no change number {number}", "accord log")


def test_an_undo_is_not_undone_by_number_but_redone(small: Store) -> None:
    small.do(duty("One"))
    undo = small.do(Undo()).change_id
    refused(small, Undo(undo), f"There is no change number {undo} to undo")


# Codes are for ever


def added(store: Store, *commands: Command) -> str:
    do_all(store, *commands)
    return store.ask(Changes(limit=1))[0].codes[0]


def test_a_code_is_never_used_again(small: Store) -> None:
    assert added(small, duty("One")) == "ACC-1"
    assert added(small, Undo(), duty("Two")) == "ACC-2"
    assert added(small, Withdraw(("ACC-2",)), duty("Three")) == "ACC-3"
    do_all(small, Undo(), Undo())
    assert added(small, duty("Four")) == "ACC-4"


def test_not_even_after_the_agreement_was_undone_and_redone(small: Store) -> None:
    do_all(small, AddAgreement("B", "B", "UTC"), AddCommitment("B", "x"), AddCommitment("B", "y"))
    do_all(small, Undo(), Undo(), Undo(), Redo(), Redo())
    assert added(small, AddCommitment("B", "z")) == "B-3"


def test_nor_after_a_pack_was_undone_and_redone(store: Store) -> None:
    do_all(store, find_pack("LUANDA"), Undo(), Redo())
    assert added(store, AddCommitment("LUANDA", "A fourth")) == "LUANDA-4"


def test_versions_only_grow(small: Store) -> None:
    versions = []
    for command in (duty("One"), SetTags(("ACC-1",), "a"), Undo(), Redo(), Undo()):
        small.do(command)
        versions.append(row_of(small, "ACC-1")["version"])
    assert versions == sorted(set(versions))


# What people see after it


def test_projections_follow(small: Store) -> None:
    done = Entry(source="s", on=date(2026, 11, 9))
    do_all(
        small,
        duty("One"),
        duty("Two", "ACC-1 done + 5 days"),
        SetStatus(("ACC-1",), Status.DONE, done),
    )
    assert row_of(small, "ACC-2")["due_on"] == date(2026, 11, 14)
    small.do(Undo())
    assert row_of(small, "ACC-2")["waiting_on"] == "ACC-1 done"
    small.do(Redo())
    assert row_of(small, "ACC-2")["due_on"] == date(2026, 11, 14)


def test_progress_comes_back(small: Store) -> None:
    do_all(small, duty("One", target=9), SetProgress(("ACC-1",), quantity=3, level=1))
    do_all(small, SetProgress(("ACC-1",), quantity=5, level=2), Undo())
    row = row_of(small, "ACC-1")
    assert (row["amount"], row["level"]) == (3, 1)


def progress(store: Store, *commands: Command) -> tuple[object, object]:
    """The level and the amount after these."""
    do_all(store, *commands)
    row = row_of(store, "ACC-1")
    return row["level"], row["amount"]


def test_progress_that_others_reported_too_stays(small: Store, bob: Store) -> None:
    do_all(small, duty("One", target=9), SetProgress(("ACC-1",), level=2, quantity=5))
    assert progress(bob, SetProgress(("ACC-1",), level=2)) == (2, 5)
    assert progress(small, Undo()) == (2, None)
    assert progress(bob, Undo()) == (None, None)
    assert progress(small, Redo()) == (2, 5)
    assert progress(bob, Redo()) == (2, 5)
    assert progress(small, Undo()) == (2, None)
    assert small.ask(Verify()).holds
    bob.close()


def test_progress_is_what_the_latest_report_left_says(small: Store, bob: Store) -> None:
    do_all(small, duty("One"), SetProgress(("ACC-1",), level=1))
    earlier = Entry(on=date(2026, 11, 20))
    assert progress(bob, SetProgress(("ACC-1",), level=3, entry=earlier)) == (1, None)
    assert progress(small, Undo()) == (3, None)
    assert progress(bob, SetProgress(("ACC-1",), level=2)) == (2, None)
    assert progress(small, Redo()) == (2, None)
    assert progress(bob, Undo()) == (1, None)
    assert progress(small, Undo()) == (3, None)
    bob.close()


def test_reason_is_kept(small: Store, tmp_path: Path) -> None:
    do_all(small, duty("One"), Undo(reason="typed in the wrong window"))
    assert small.ask(Changes(limit=1))[0].reason == "typed in the wrong window"


def test_a_long_history_is_still_one_step_away(small: Store) -> None:
    before = dump(small)
    small.do(find_pack("LUANDA"))
    for _ in range(20):
        do_all(small, Undo(), Redo())
    small.do(Undo())
    assert dump(small) == before
