"""Seed packs: what the twelve say, and what is said to those who write one wrongly."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.commands.undo import Redo, Undo
from db.domain.enums import DeadlineKind, Says, Status, TimeState, Verification
from db.domain.errors import AccordError, BadInput, NotFound, Refused
from db.domain.time_state import lateness_days, time_state
from db.packs.loader import LoadPack, available, find_pack, read_pack
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import CommitmentsByCode
from db.queries.commitments.row import CommitmentRow
from db.queries.lookups import AgreementOf
from db.store.store import Store
from tests.builders import ALL_PACKS, NOW, changes, dump, small_agreement

SMALL = """
[agreement]
code = "LAKE"
title = "Lake Agreement"
signed = 2026-01-10
zone = "Africa/Kampala"

[sources]
text = "Text of the agreement"

[[party]]
code = "NOR"
name = "Northern Union"
kind = "state"
role = "signatory"

[[party]]
code = "SOU"
name = "Southern Front"

[[event]]
key = "camps-open"
planned = 2026-02-01

[[commitment]]
number = 1
title = "Open four camps"
owners = ["NOR"]
deadline = "signing + 30 days"
quantity = 4

[[commitment.extension]]
deadline = "2026-02-28"
agreed_on = 2026-02-05

[[commitment.report]]
on = 2026-02-20
speaker = "SOU"
says = "not done"
status = "under way"
text = "Three camps were open."
source = "text"

[[commitment]]
number = 2
title = "Move in"
owners = ["SOU"]
deadline = "camps-open + 14 days"
after = ["LAKE-1"]
"""


# The twelve


def test_there_are_twelve(library: Store) -> None:
    assert tuple(pack.code for pack in available()) == ALL_PACKS


@pytest.mark.file_only("one of them is tried on both")
@pytest.mark.parametrize("code", ALL_PACKS)
def test_a_pack_is_one_step_there_and_back(store: Store, code: str) -> None:
    there_and_back(store, code)


def test_a_pack_with_all_kinds_of_rows_is_one_step_on_both(store: Store) -> None:
    there_and_back(store, "DOHA")


def there_and_back(store: Store, code: str) -> None:
    before = dump(store)
    done = store.do(find_pack(code))
    loaded = dump(store)
    assert done.summary.startswith(f"{code} loaded: {len(loaded['commitment'])} commitments")
    assert len(changes(store)) == 1
    with pytest.raises(Refused, match=f"{code} is already the code of"):
        store.do(find_pack(code.lower()))
    assert len(changes(store)) == 1
    store.do(Undo())
    assert dump(store) == before
    store.do(Redo())
    assert dump(store) == loaded


def state(row: CommitmentRow) -> TimeState:
    return time_state(row.status, row.deadline_kind, row.due, row.done, NOW)


def row(library: Store, code: str) -> CommitmentRow:
    return library.ask(CommitmentsByCode((code,)))[0]


@pytest.mark.parametrize(
    ("code", "due", "done", "late"),
    [
        ("WPA-1", date(2025, 7, 27), date(2025, 8, 7), 11),
        ("WPA-2", date(2025, 8, 11), date(2025, 7, 31), -11),
        ("WPA-8", date(2025, 9, 25), date(2025, 12, 4), 70),
        ("WPA-11", date(2025, 7, 31), date(2025, 12, 4), 126),
    ],
)
def test_what_was_done_in_washington(
    library: Store, code: str, due: date, done: date, late: int
) -> None:
    found = row(library, code)
    assert (found.due_on, found.done_on, found.status) == (due, done, Status.DONE)
    assert found.due
    assert found.done
    assert lateness_days(found.due, found.done) == late
    assert state(found) is (TimeState.MET_LATE if late > 0 else TimeState.MET_ON_TIME)


def test_the_withdrawal_is_disputed_and_overdue(library: Store) -> None:
    found = row(library, "WPA-3")
    assert (found.owners, found.rule, found.due_on) == (
        "RWA", "signing + 90 days", date(2025, 9, 25),
    )  # fmt: skip
    assert state(found) is TimeState.OVERDUE
    assert (date(2026, 11, 23) - date(2025, 9, 25)).days == 424
    assert found.critical
    assert found.verification is Verification.DISPUTED
    relations = [
        (each.relation, each.row.code) for each in library.ask(GetCommitment("WPA-3")).links
    ]
    assert ("in parallel with", "WPA-4") in relations


@pytest.mark.parametrize("code", ["DOHA-1", "DOHA-2", "DOHA-3"])
def test_the_dates_of_doha_were_missed(library: Store, code: str) -> None:
    assert state(row(library, code)) in (TimeState.MET_LATE, TimeState.OVERDUE)


def test_pretoria_was_claimed_by_one_and_counted_by_another(library: Store) -> None:
    assert row(library, "PRET02-1").verification is Verification.DISPUTED
    counts = {
        report.speaker: report.quantity
        for report in library.ask(GetCommitment("PRET02-1")).reports
        if report.quantity is not None
    }
    assert counts == {"RWA": 23_760, "MONUC": 20_941}
    assert row(library, "PRET02-1").amount == 20_941  # what was said last


def test_minsk_waits(library: Store) -> None:
    found = row(library, "MINSK2-5")
    assert (found.deadline_kind, state(found)) == (DeadlineKind.WAITING, TimeState.WAITING)


def test_an_extension_in_south_sudan_keeps_its_first_date(library: Store) -> None:
    codes = tuple(f"RARCSS-{number}" for number in range(1, 10))
    extended = [each for each in library.ask(CommitmentsByCode(codes)) if each.first_due]
    assert extended
    for each in extended:
        assert each.first_due_on
        assert each.due_on
        assert each.first_due_on < each.due_on


def test_a_pack_says_how_far_its_sources_reach(library: Store) -> None:
    assert library.ask(AgreementOf("WPA", NOW)).known_as_of == date(2026, 4, 30)


# One's own


def pack(text: str = SMALL) -> LoadPack:
    return LoadPack(tomllib.loads(text))


def test_a_pack_of_ones_own(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "lake.toml"
    path.write_text(SMALL, "utf-8")
    assert (
        store.do(find_pack(str(path))).summary == "LAKE loaded: 2 commitments of 'Lake Agreement'"
    )
    story = store.ask(GetCommitment("LAKE-1"))
    assert [each.rule for each in story.deadlines] == ["signing + 30 days", "2026-02-28"]
    assert [(each.speaker, each.says, each.source) for each in story.reports] == [
        ("SOU", Says.NOT_DONE, "Text of the agreement")
    ]
    assert store.ask(GetCommitment("LAKE-2")).row.due_on == date(2026, 2, 15)


def test_a_party_another_pack_brought_is_shared(store: Store) -> None:
    small_agreement(store)
    text = SMALL.replace('code = "NOR"\nname = "Northern Union"', 'code = "RWA"\nname = "Rwanda"')
    store.do(pack(text.replace('owners = ["NOR"]', 'owners = ["RWA"]')))
    wrong = SMALL.replace('code = "NOR"', 'code = "UN"').replace("LAKE", "POND")
    with pytest.raises(Refused, match="party UN: UN is already the code of United Nations"):
        store.do(pack(wrong))


WRONG = [
    ('code = "LAKE"', "code = 7", ("[agreement]", "code", "text in quotes", "7")),
    ('code = "LAKE"', 'code = ""', ("[agreement]", "code", "text in quotes")),
    ('code = "LAKE"', 'code = "LA KE"', ("LA KE", "no code")),
    ('title = "Lake Agreement"', "", ("[agreement]", "title is missing")),
    ('zone = "Africa/Kampala"', 'zone = "Kampala"', ("LAKE", "no time zone")),
    ('zone = "Africa/Kampala"', 'zon = "Africa/Kampala"', ("'zon'", "Did you mean zone?")),
    ("signed = 2026-01-10", 'signed = "2026-01-10"', ("signed", "date without quotes")),
    ("signed = 2026-01-10", "signed = 2026-01-10T10:00:00Z", ("signed", "date without quotes")),
    ('kind = "state"', 'kind = "kingdom"', ("party NOR", "kind", "armed group", "'kingdom'")),
    ('role = "signatory"', 'role = "boss"', ("party NOR", "role", "witness")),
    ('name = "Southern Front"', "", ("party SOU", "name is missing")),
    ('code = "SOU"', 'code = "NOR"', ("party NOR stands there twice",)),
    ('code = "SOU"', "", ("party no. 2", "code is missing")),
    ('key = "camps-open"', 'key = "camps open"', ("event camps open", "no name of an event")),
    ("planned = 2026-02-01", 'planned = "soon"', ("event camps-open", "planned", "date")),
    ("planned = 2026-02-01", 'completes = "LAKE-9"', ("event camps-open", "no commitment")),
    ("number = 1", 'number = "1"', ("number", "whole number", "'1'")),
    ("number = 1", "number = true", ("number", "whole number")),
    ("number = 1", "number = 2", ("LAKE-2 stands there twice",)),
    ("number = 1", "number = -1", ("LAKE--1", "-1 is no number")),
    ("number = 1", "", ("commitment no. 1", "number is missing")),
    ('title = "Open four camps"', 'title = " "', ("LAKE-1", "title")),
    ('owners = ["NOR"]', 'owners = "NOR"', ("LAKE-1", "owners", "list of texts", "'NOR'")),
    ('owners = ["NOR"]', 'owners = ["NRO"]', ("LAKE-1", "no party 'NRO'", "Did you mean NOR?")),
    ('owners = ["NOR"]', "owners = [1]", ("LAKE-1", "owners", "list of texts")),
    ('owners = ["NOR"]', 'owner = ["NOR"]', ("LAKE-1", "'owner'", "Did you mean owners?")),
    ("signing + 30 days", "signing + 30 dayz", ("LAKE-1",)),
    ("signing + 30 days", "singing + 30 days", ("LAKE-1", "no event 'singing'")),
    ("camps-open + 14 days", "LAKE-2 done", ("LAKE-2", "wait for itself")),
    ("quantity = 4", 'quantity = "four"', ("LAKE-1", "quantity", "whole number")),
    ("quantity = 4", "quantity = -4", ("LAKE-1", "-4 is no quantity")),
    ("quantity = 4", "critical = 1", ("LAKE-1", "critical", "true or false")),
    ("[[commitment.extension]]", "[commitment.extension]", ("LAKE-1", "extension", "brackets")),
    ("agreed_on = 2026-02-05", 'agreed_on = "5 Feb"', ("LAKE-1, extension 1", "agreed_on")),
    ('deadline = "2026-02-28"', "", ("LAKE-1, extension 1", "deadline is missing")),
    ("on = 2026-02-20", 'on = "2026-02-20"', ("LAKE-1, report 1", "on", "date without quotes")),
    ("on = 2026-02-20", "", ("LAKE-1, report 1", "on is missing")),
    ("on = 2026-02-20", "on = 2027-02-20", ("LAKE-1", "still to come")),
    ('speaker = "SOU"', 'speaker = "SUO"', ("LAKE-1", "no party 'SUO'")),
    ('says = "not done"', 'says = "maybe"', ("LAKE-1, report 1", "says", "could not verify")),
    ('status = "under way"', 'status = "started"', ("LAKE-1, report 1", "status", "under way")),
    ('status = "under way"', 'status = "pending"', ("LAKE-1", "already pending")),
    ('status = "under way"', "level = 5", ("LAKE-1", "no level 5")),
    ('source = "text"', "source = 3", ("LAKE-1, report 1", "source", "text in quotes")),
    ('text = "Text of the agreement"', "text = 1", ("[sources]", "text", "text in quotes")),
    ('after = ["LAKE-1"]', 'after = ["LAKE-3"]', ("LAKE-2", "no commitment 'LAKE-3'")),
    ('after = ["LAKE-1"]', 'after = ["LAKE-2"]', ("LAKE-2", "cannot follow itself")),
    ("[sources]", "[sauces]", ("the pack", "'sauces'", "Did you mean sources?")),
]


@pytest.mark.parametrize(("right", "wrong", "words"), WRONG)
def test_a_slip_is_named_by_its_place(
    store: Store, right: str, wrong: str, words: tuple[str, ...]
) -> None:
    assert right in SMALL
    text = SMALL.replace(right, wrong, 1)
    with pytest.raises(AccordError) as caught:
        store.do(pack(text))
    assert [word for word in words if word not in str(caught.value)] == [], str(caught.value)
    assert changes(store) == []
    assert dump(store)["party"] == []


@pytest.mark.parametrize("part", ["party", "event", "commitment"])
def test_a_single_table_where_several_may_stand(store: Store, part: str) -> None:
    read = tomllib.loads(SMALL)
    with pytest.raises(BadInput, match=f"{part} must be a table in double brackets"):
        store.do(LoadPack({**read, part: read[part][0]}))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ("[agreement]",)),
        (b'agreement = "x"', ("[agreement]",)),
        (b"[agreement\n", ("is not TOML", "line 1")),
        (b'[agreement]\ncode = "\xff"', ("is not saved as UTF-8: see line 2",)),
        (b"a = 1\na = 2", ("is not TOML",)),
    ],
)
def test_a_file_that_is_no_pack(tmp_path: Path, content: bytes, words: tuple[str, ...]) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read_pack(path)
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize("name", ["NATO", "../wpa", "", "wpa.toml", "/tmp.toml", "x/"])
def test_a_pack_that_is_not_there(name: str) -> None:
    with pytest.raises(NotFound):
        find_pack(name)


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.dates(), st.floats()
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


def places(table: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a nested structure."""
    steps = table.items() if isinstance(table, dict) else enumerate(table)
    found = []
    for key, value in steps:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += places(value, (*path, key))
    return found


@given(st.sampled_from(places(tomllib.loads(SMALL))), values)
def test_anything_anywhere_is_taken_or_refused(
    store: Store, place: tuple[Any, ...], value: object
) -> None:
    read = tomllib.loads(SMALL)
    inner: Any = read
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    try:
        store.do(LoadPack(read))
    except AccordError:
        return
    store.do(Undo())
