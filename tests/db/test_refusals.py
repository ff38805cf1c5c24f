"""What commands refuse, and how they say it."""

import re
from datetime import date

import pytest

from db.commands.agreements import AddAgreement, AddParty, EditAgreement
from db.commands.commitments import AddCommitment, EditCommitment, SetParties
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.flags import Link, SetMark, SetTags, Withdraw
from db.commands.reports import AddReport, Entry, SetProgress, SetStatus
from db.domain.enums import AgreementRole, Says, Status
from db.domain.errors import AccordError, BadInput, NotFound, Refused, SomeRefused, Stale
from db.protocols import Command
from db.store.store import Store
from tests.builders import changes, do_all, dump, duty, open_store, row_of


def refused(store: Store, command: Command, kind: type[AccordError], *words: str) -> AccordError:
    """The command is refused so, in these words, and nothing has changed."""
    before, count = dump(store), len(changes(store))
    with pytest.raises(kind) as caught:
        store.do(command)
    assert [word for word in words if word not in str(caught.value)] == [], str(caught.value)
    assert (dump(store), len(changes(store))) == (before, count)
    return caught.value


# Somebody else was faster


@pytest.mark.parametrize(
    "mine",
    [
        SetTags(("ACC-1",), "a", seen={"ACC-1": 1}),
        SetStatus(("ACC-1",), Status.STALLED, seen={"ACC-1": 1}),
        SetDeadline(("ACC-1",), "2026-12-24", "agreed", seen={"ACC-1": 1}),
        SetParties(("ACC-1",), owners=("RWA",), seen={"ACC-1": 1}),
        AddReport(("ACC-1",), Entry("Seen."), seen={"ACC-1": 1}),
        SetProgress(("ACC-1",), level=1, seen={"ACC-1": 1}),
        SetMark(("ACC-1",), "pinned", True, seen={"ACC-1": 1}),
        EditCommitment("acc-1", {"title": "Mine"}, seen=1),
        Withdraw(("ACC-2", "ACC-1"), seen={"ACC-1": 1, "ACC-2": 1}),
    ],
)
@pytest.mark.parametrize(
    ("theirs", "what"),
    [
        (SetTags(("ACC-1",), "b"), "ACC-1: tags b"),
        (SetDeadline(("ACC-1",), "2026-12-01", "agreed"), "ACC-1: deadline signing + 30 days -> "),
        (SetParties(("ACC-1",), owners=("RWA",)), "ACC-1: owners RWA"),
        (AddReport(("ACC-1",), Entry("Heard.", "UN")), "ACC-1: UN reports"),
        (Link("ACC-1", "ACC-2"), "ACC-1: after ACC-2"),
    ],
)
def test_what_somebody_changed_since_is_not_overwritten(
    two: Store, mine: Command, theirs: Command, what: str
) -> None:
    assert row_of(two, "ACC-1")["version"] == 1
    bob = open_store(two.location, actor="bob")
    bob.do(theirs)
    refused(two, mine, Stale, "ACC-1 was changed since", "bob on 23 Nov 15:20 UTC", what)
    bob.close()


def test_a_version_that_is_still_the_one_seen_is_fine(two: Store) -> None:
    bob = open_store(two.location, actor="bob")
    bob.do(SetTags(("ACC-2",), "b"))
    two.do(SetTags(("ACC-1",), "a", seen={"ACC-1": 1, "ACC-2": 1}))
    assert [row_of(two, code)["version"] for code in ("ACC-1", "ACC-2")] == [2, 2]
    bob.close()


def test_a_version_is_raised_once_a_step_and_only_where_something_changed(two: Store) -> None:
    both = ("ACC-1", "ACC-2")
    two.do(SetParties(both, owners=("RWA", "DRC"), to=(), verifiers=("UN",)))
    two.do(SetTags(("ACC-1",), "a"))
    two.do(SetTags(both, "+a"))
    assert [row_of(two, code)["version"] for code in both] == [3, 3]


def test_an_event_that_somebody_moved_since(two: Store) -> None:
    bob = open_store(two.location, actor="bob")
    bob.do(SetEvent("ACC", "signing", actual=date(2026, 11, 2)))
    refused(two, SetEvent("ACC", "signing", seen=1), Stale, "ACC signing was changed")
    bob.close()


# One of several


def test_all_that_cannot_be_changed_are_listed(two: Store) -> None:
    do_all(
        two,
        duty("Three"),
        SetStatus(("ACC-1",), Status.UNDER_WAY),
        SetStatus(("ACC-2",), Status.DONE, Entry(source="letter")),
    )
    said = refused(two, SetStatus(("ACC-1", "ACC-2", "ACC-3"), Status.UNDER_WAY), SomeRefused)
    assert isinstance(said, SomeRefused)
    assert [(each.code, each.reason) for each in said.refusals] == [
        ("ACC-1", "It is already under way."),
        ("ACC-2", "going from done to under way needs a note that says why"),
    ]
    assert said.message.startswith("2 of 3 cannot be changed, so nothing was changed:\n  ACC-1: ")


def test_extensions_of_several_need_a_reason(two: Store) -> None:
    both = ("ACC-1", "ACC-2")
    refused(two, SetDeadline(both, "2026-12-24"), SomeRefused, "1 of 2", "ACC-1: ", "reason")
    refused(two, SetDeadline(("ACC-1",), "2026-12-24"), Refused, "ACC-1: ", "reason")
    two.do(SetDeadline(both, "2026-12-24", "agreed"))


def test_withdrawn_ones_are_listed(two: Store) -> None:
    two.do(Withdraw(("ACC-1",)))
    refused(two, Withdraw(("ACC-2", "ACC-1")), SomeRefused, "1 of 2", "ACC-1: was withdrawn before")


@pytest.mark.parametrize(
    "command",
    [
        SetTags((), "a"), SetDeadline((), "none"), AddReport((), Entry("x")), Withdraw(()),
        SetStatus((), Status.DONE, Entry(source="s")), SetParties(()), SetMark((), "pinned", True),
    ],
)  # fmt: skip
def test_nothing_chosen(two: Store, command: Command) -> None:
    refused(two, command, BadInput, "No commitment is chosen")


def test_a_code_given_twice_counts_once(two: Store) -> None:
    done = two.do(AddReport(("ACC-1", "acc-1", " ACC-1 "), Entry("Once.")))
    assert done.summary == "ACC-1: note added"
    assert row_of(two, "ACC-1")["reports"] == 1


# Statuses


@pytest.mark.parametrize(
    ("status", "entry", "words"),
    [
        (Status.DONE, Entry(), ("done needs a source",)),
        (Status.BREACHED, Entry(text="x"), ("breached needs a source",)),
        (Status.RELEASED, Entry(text="x"), ("released needs a source",)),
        (Status.PENDING, Entry(text="x"), ("already pending",)),
        (Status.UNDER_WAY, Entry(on=date(2026, 11, 24)), ("2026-11-24 is still to come",)),
    ],
)
def test_a_status_that_cannot_be_set(
    two: Store, status: Status, entry: Entry, words: tuple[str, ...]
) -> None:
    refused(two, SetStatus(("ACC-2",), status, entry), AccordError, *words)


def test_a_url_is_a_source_too(two: Store) -> None:
    two.do(SetStatus(("ACC-1",), Status.DONE, Entry(url="https://example.org/letter")))


@pytest.mark.parametrize(
    ("entry", "kind", "words"),
    [
        (Entry(), BadInput, ("The entry is empty",)),
        (Entry("  \n"), BadInput, ("The entry is empty",)),
        (Entry(says=Says.DONE), BadInput, ("needs a speaker",)),
        (Entry("x", "UNO"), NotFound, ("no party 'UNO'", "Did you mean UN?")),
        (Entry("x", level=4), BadInput, ("no level 4",)),
        (Entry("x", level=-1), BadInput, ("no level -1",)),
        (Entry("x", quantity=-1), BadInput, ("-1 is no quantity",)),
        (Entry("x", quantity=2**63), BadInput, ("is no quantity",)),
        (Entry("x", grade="G7"), BadInput, ("'G7' is no grade",)),
        (Entry("x", corrects=99), NotFound, ("ACC-1 has no report number 99",)),
        (Entry("x", corrects=2**80), NotFound, ("ACC-1 has no report number",)),
        (Entry("x", on=date(2026, 12, 1)), BadInput, ("still to come",)),
    ],
)
def test_a_report_that_cannot_be(
    two: Store, entry: Entry, kind: type[AccordError], words: tuple[str, ...]
) -> None:
    refused(two, AddReport(("ACC-1",), entry), kind, *words)


def test_a_report_corrects_one_of_the_same_commitment(two: Store) -> None:
    do_all(two, AddReport(("ACC-2",), Entry("x")))
    refused(two, AddReport(("ACC-1",), Entry("y", corrects=1)), NotFound, "ACC-1 has no report")
    two.do(AddReport(("ACC-2",), Entry("y", corrects=1)))


# Names


@pytest.mark.parametrize(
    ("command", "kind", "words"),
    [
        (SetTags(("ACC-11",), "a"), NotFound, ("no commitment 'ACC-11'", "Did you mean ACC-1?")),
        (SetTags(("ZZZ",), "a"), NotFound, ("no commitment 'ZZZ'", "There are: ACC-1, ACC-2.")),
        (AddCommitment("ACD", "x"), NotFound, ("no agreement 'ACD'", "Did you mean ACC?")),
        (SetParties(("ACC-1",), owners=("RWANDA",)), NotFound, ("no party", "Did you mean RWA?")),
        (duty("x", "singing + 3 days"), BadInput, ("no event 'singing'", "Did you mean signing?")),
        (duty("x", "zzz"), BadInput, ("no event 'zzz'", "Events: signing.")),
        (duty("x", "DOHA/signing"), BadInput, ("no event 'DOHA/signing'", "none in that")),
        (duty("x", "ACC-7 done"), NotFound, ("no commitment 'ACC-7'",)),
        (duty("x", "in a fortnight"), BadInput, ()),
        (duty("x", parent="ACC-7"), NotFound, ("no commitment 'ACC-7'",)),
        (Link("ACC-1", "ACC-7"), NotFound, ("no commitment 'ACC-7'",)),
        (Link("ACC-1", "acc-1"), BadInput, ("cannot follow itself",)),
        (duty(" \n "), BadInput, ("needs a title",)),
        (duty("x", target=-4), BadInput, ("-4 is no quantity",)),
        (duty("x", number=1), Refused, ("ACC-1 is there already: One",)),
        (duty("x", number=0), BadInput, ("0 is no number",)),
        (duty("x", number=-3), BadInput, ("-3 is no number",)),
        (duty("x", number=2**64), BadInput, ("is no number",)),
        (AddParty("2X", "x"), BadInput, ("'2X' is no code",)),
        (AddParty("DRC", "Denmark"), Refused, ("DRC is already the code of Democratic",)),
        (AddParty("X", " "), BadInput, ("needs a name",)),
        (AddAgreement("ACC", "x", "UTC"), Refused, ("ACC is already the code of 'Accord of",)),
        (AddAgreement("B", "", "UTC"), BadInput, ("needs a title",)),
        (AddAgreement("B", "B", "Kinshasa"), BadInput, ("'Kinshasa' is no time zone",)),
        (AddAgreement("B", "B", ""), BadInput, ("'' is no time zone",)),
        (AddAgreement("B", "B", "Africa"), BadInput, ("'Africa' is no time zone",)),
        (AddAgreement("B", "B", "../etc/passwd"), BadInput, ("is no time zone",)),
        (
            AddAgreement("B", "B", "UTC", parties=(("DRC", AgreementRole.NONE),) * 2),
            BadInput,
            ("DRC is named twice",),
        ),
        (SetEvent("ACC", "two words"), BadInput, ("'two words' is no name of an event",)),
        (SetEvent("ACC", "none"), BadInput, ("'none' is no name of an event",)),
        (SetEvent("ACC", "x" * 61), BadInput, ("is no name of an event",)),
        (SetEvent("ACC", "x", completes="ACC-9"), NotFound, ("no commitment 'ACC-9'",)),
        (SetMark(("ACC-1",), "loud", True), BadInput, ("no mark 'loud'",)),
        (EditCommitment("ACC-1", {"titel": "x"}), BadInput, ("no field 'titel'", "title")),
        (EditCommitment("ACC-1", {"title": " "}), BadInput, ("needs a title",)),
        (EditCommitment("ACC-1", {"critical": "yes"}), BadInput, ("critical is yes or no",)),
        (EditCommitment("ACC-1", {"target": "many"}), BadInput, ("'many' is no quantity",)),
        (
            EditCommitment("ACC-1", {"target": "\N{FULLWIDTH DIGIT NINE}"}),
            BadInput,
            ("is no quantity",),
        ),
        (SetProgress(("ACC-1",)), BadInput, ("a level or a quantity",)),
        (duty("x" * 2_001), BadInput, ("Title has 2,001 characters: at most 2,000 are kept",)),
        (duty("x", "0999-12-31"), BadInput, ("reads the years 1000 to 9000",)),
        (duty("x", words="y" * 100_001), BadInput, ("Words has 100,001 characters",)),
        (EditAgreement("ACC", process="x" * 201), BadInput, ("Name has 201 characters",)),
        (AddParty("P2", "x" * 2_001), BadInput, ("Name has 2,001 characters",)),
        (EditCommitment("ACC-1", {"tags": "t " * 1_001}), BadInput, ("Tags has 2,001",)),
        (
            SetDeadline(("ACC-1",), "2026-12-31", "y" * 2_001),
            BadInput,
            ("Reason has 2,001 characters",),
        ),
    ],
)
def test_a_name_or_value_that_will_not_do(
    two: Store, command: Command, kind: type[AccordError], words: tuple[str, ...]
) -> None:
    refused(two, command, kind, *words)


# Waiting for oneself


def test_a_deadline_never_waits_for_itself(two: Store) -> None:
    do_all(
        two,
        duty("Three", "ACC-2 done + 1 day"),
        duty("Four", "max(ACC-3 done, signing)"),
        SetEvent("ACC", "over", completes="ACC-4"),
        duty("Five", "over + 1 week"),
    )
    for rule, path in {
        "ACC-2 done": "ACC-2 -> ACC-2",
        "ACC-3 done + 1 day": "ACC-2 -> ACC-3 -> ACC-2",
        "min(ACC-4 done, 2026-12-31)": "ACC-2 -> ACC-4 -> ACC-3 -> ACC-2",
        "over - 2 days": "ACC-2 -> ACC-4 -> ACC-3 -> ACC-2",
        "ACC-5 done": "ACC-2 -> ACC-5 -> ACC-4 -> ACC-3 -> ACC-2",
    }.items():
        refused(two, SetDeadline(("ACC-2",), rule), BadInput, f"would wait for itself: {path}.")


def test_an_event_never_completes_what_waits_for_it(two: Store) -> None:
    do_all(two, SetEvent("ACC", "over"), duty("Three", "over"), duty("Four", "ACC-3 done"))
    for code, path in {"ACC-3": "ACC-3 -> ACC-3", "ACC-4": "ACC-4 -> ACC-3 -> ACC-4"}.items():
        refused(two, SetEvent("ACC", "over", completes=code), BadInput, path)
    two.do(SetEvent("ACC", "over", completes="ACC-1"))


def test_a_circle_of_the_past_is_none(two: Store) -> None:
    do_all(two, SetDeadline(("ACC-2",), "ACC-1 done"), SetDeadline(("ACC-2",), "none", "dropped"))
    two.do(SetDeadline(("ACC-1",), "ACC-2 done", "turned round"))


def test_a_long_chain_is_followed_to_its_end(two: Store) -> None:
    two.do(duty("Three", "ACC-2 done"))
    for number in range(3, 60):
        two.do(duty(f"No. {number + 1}", f"max(ACC-{number} done, ACC-{number - 1} done)"))
    said = refused(two, SetDeadline(("ACC-2",), "ACC-60 done"), BadInput, "wait for itself")
    assert re.search(r"ACC-2 -> ACC-60 -> .* -> ACC-2\.", said.message)
