"""Chains of deadlines: dates by plan, moved along to any depth, and what if."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.commands.agreements import AddAgreement
from db.commands.batch import AddMany
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.reports import Entry, SetStatus
from db.commands.undo import Redo, Undo
from db.domain.enums import Status
from db.domain.errors import BadInput, NotFound
from db.domain.filters.parser import parse_filter
from db.queries.commitments.list import CodesOf
from db.queries.history.changes import Changes, LastChange
from db.queries.maintenance.health import Health
from db.queries.what_if.assumptions import ParseAssumptions
from db.queries.what_if.simulate import Moved, SupposedDone, SupposedEvent, WhatIf, late_ones
from db.store.store import Store
from tests.builders import NOW, do_all, dump, duty, open_store, row_of
from tests.longer import examples


def done(on: date, *codes: str) -> SetStatus:
    return SetStatus(codes, Status.DONE, Entry(source="letter", on=on))


def stands(store: Store, *codes: str) -> list[str]:
    """The due day, or the day by plan in brackets, or what it waits for."""
    rows = [row_of(store, code) for code in codes]
    return [
        str(row["due_on"] or (f"({row['plan_on']})" if row["plan_on"] else row["waiting_on"]))
        for row in rows
    ]


@pytest.fixture
def chain(small: Store) -> Store:
    """Four duties after each other, the first of which hangs on an event."""
    do_all(
        small,
        SetEvent("ACC", "start"),
        duty("One", "start + 10 days"),
        duty("Two", "ACC-1 done + 5 days"),
        SetEvent("ACC", "two-over", completes="ACC-2"),
        duty("Three", "two-over + 1 week"),
        duty("Four", "ACC-3 due + 2 days"),
    )
    return small


CODES = ("ACC-1", "ACC-2", "ACC-3", "ACC-4")


def test_a_date_by_plan_follows_along_the_chain_and_is_never_a_deadline(chain: Store) -> None:
    assert stands(chain, *CODES) == ["start", "ACC-1 done", "two-over", "ACC-3 due"]
    chain.do(SetEvent("ACC", "start", planned=date(2026, 11, 1)))
    assert stands(chain, *CODES) == ["2026-11-11", "(2026-11-16)", "(2026-11-23)", "(2026-11-25)"]
    assert row_of(chain, "ACC-2")["band"] == 1  # long past by plan, and still waiting: not overdue
    chain.do(done(date(2026, 11, 15), "ACC-1"))
    assert stands(chain, *CODES) == ["2026-11-11", "2026-11-20", "(2026-11-27)", "(2026-11-29)"]
    chain.do(done(date(2026, 11, 18), "ACC-2"))
    assert stands(chain, *CODES) == ["2026-11-11", "2026-11-20", "2026-11-25", "2026-11-27"]
    do_all(chain, Undo(), Undo(), Undo())
    assert stands(chain, *CODES) == ["start", "ACC-1 done", "two-over", "ACC-3 due"]
    do_all(chain, Redo(), Redo(), Redo())
    assert stands(chain, *CODES) == ["2026-11-11", "2026-11-20", "2026-11-25", "2026-11-27"]
    assert chain.ask(Health()).outdated == ()


def test_what_is_released_promises_nothing(chain: Store) -> None:
    chain.do(SetEvent("ACC", "start", planned=date(2026, 11, 1)))
    chain.do(SetStatus(("ACC-1",), Status.RELEASED, Entry(source="letter")))
    assert stands(chain, "ACC-2", "ACC-3") == ["ACC-1 done", "two-over"]


def test_a_deadline_on_a_deadline_is_firm(small: Store) -> None:
    do_all(small, duty("One", "2026-12-01"), duty("Two", "acc-1 due + 1 month"))
    assert stands(small, "ACC-2") == ["2027-01-01"]
    assert row_of(small, "ACC-2")["band"] == 0
    small.do(SetDeadline(("ACC-1",), "2026-12-15", "floods"))
    assert stands(small, "ACC-2") == ["2027-01-15"]
    with pytest.raises(BadInput, match="ACC-1 -> ACC-2 -> ACC-1"):
        small.do(SetDeadline(("ACC-1",), "ACC-2 due - 1 day", "round"))


def test_an_event_is_untied_again(chain: Store) -> None:
    chain.do(SetEvent("ACC", "start", planned=date(2026, 11, 1)))
    before = chain.ask(
        WhatIf((SetEvent("ACC", "two-over", completes="none").supposed("UTC", NOW),), NOW)
    )
    assert [each.code for each in before] == ["ACC-3", "ACC-4"]
    chain.do(SetEvent("ACC", "two-over", completes="none"))
    assert stands(chain, "ACC-3", "ACC-4") == ["two-over", "ACC-3 due"]
    chain.do(SetDeadline(("ACC-2",), "ACC-3 done", "turned round"))  # no circle any more
    with pytest.raises(BadInput, match="ACC-2 -> ACC-3 -> ACC-2"):
        chain.do(SetEvent("ACC", "two-over", completes="ACC-2"))
    chain.do(Undo())
    chain.do(Undo())
    assert stands(chain, "ACC-3", "ACC-4") == ["(2026-11-23)", "(2026-11-25)"]


def test_untying_keeps_the_date_of_the_event(small: Store) -> None:
    do_all(
        small,
        duty("One"),
        SetEvent("ACC", "over", planned=date(2026, 12, 1), completes="ACC-1"),
        duty("Two", "over + 1 day"),
        SetEvent("ACC", "over", completes="none"),
    )
    assert stands(small, "ACC-2") == ["2026-12-02"]


# What if


def told(moved: tuple[Moved, ...]) -> dict[str, str]:
    """To when each moves."""
    return {each.code: _day(each) for each in moved}


def _day(each: Moved) -> str:
    due = each.after.due or each.after.plan
    return str(due.day) if due else each.after.why


def asked(store: Store, *texts: str) -> tuple[Moved, ...]:
    return store.ask(WhatIf(store.ask(ParseAssumptions(texts, NOW)), NOW))


@pytest.mark.parametrize(
    ("texts", "result"),
    [
        (
            ("start 2026-12-01",),
            {
                "ACC-1": "2026-12-11", "ACC-2": "2026-12-16", "ACC-3": "2026-12-23",
                "ACC-4": "2026-12-25",
            },
        ),
        (("start unknown",), {}),
        (("ACC-1 done 2026-11-20",), {
            "ACC-1": "start", "ACC-2": "2026-11-25", "ACC-3": "2026-12-02", "ACC-4": "2026-12-04",
        }),
        (("ACC-2 done yesterday", "ACC:start 2026-12-01"), {
            "ACC-1": "2026-12-11", "ACC-2": "2026-12-16", "ACC-3": "2026-11-29",
            "ACC-4": "2026-12-01",
        }),
    ],
)  # fmt: skip
def test_what_would_move(chain: Store, texts: tuple[str, ...], result: dict[str, str]) -> None:
    last = chain.ask(LastChange())
    assert told(asked(chain, *texts)) == result
    assert chain.ask(LastChange()) == last


def test_a_shift_counts_from_the_date_there_is(chain: Store) -> None:
    chain.do(SetEvent("ACC", "start", planned=date(2026, 12, 1)))
    moved = asked(chain, "start +2 days")
    assert told(moved)["ACC-4"] == "2026-12-27"
    assert told(asked(chain, "two-over -1 week"))["ACC-3"] == "2026-12-16"
    assert told(asked(chain, "start +1 month"))["ACC-1"] == "2027-01-11"
    assert told(asked(chain, "ACC-1 done -1 day"))["ACC-2"] == "2026-12-15"


def test_what_becomes_overdue_and_what_stops_being_so(chain: Store) -> None:
    become, stop = late_ones(asked(chain, "start 2026-10-01"), NOW)
    assert ([each.code for each in become], stop) == (["ACC-1"], [])
    chain.do(SetEvent("ACC", "start", actual=date(2026, 10, 1)))
    become, stop = late_ones(asked(chain, "ACC-1 done 2026-11-20"), NOW)
    assert (become, [each.code for each in stop]) == ([], ["ACC-1"])


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("strat 2026-12-01", NotFound, "Did you mean start?"),
        ("NO:start 2026-12-01", NotFound, "no event 'start' in NO"),
        ("ACC-9 done today", NotFound, "no commitment"),
        ("start +3 days", BadInput, "no date yet"),
        ("signing +3 working days", BadInput, "by days"),
        ("signing none", BadInput, "“none” is no day"),
        ("signing fri 25:00", BadInput, "no time 25:00"),
        ("ACC-1 done unknown", BadInput, "Say when"),
        ("signing +999999 years", BadInput, "the years 1000 to 9000"),
    ],
)
def test_what_cannot_be_supposed(
    chain: Store, text: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        chain.ask(ParseAssumptions((text,), NOW))


def test_the_same_event_in_two_agreements_has_to_be_told_apart(packed: Store) -> None:
    with pytest.raises(BadInput, match="WPA:signing"):
        packed.ask(ParseAssumptions(("signing +3 days",), NOW))
    assert packed.ask(ParseAssumptions(("signing +3 days",), NOW, "wpa"))


def test_a_moment_of_an_event_keeps_its_hour(chain: Store) -> None:
    (found,) = chain.ask(ParseAssumptions(("signing 2026-11-02 10:00",), NOW))
    assert isinstance(found, SupposedEvent)
    assert str(found.on) == "2026-11-02 10:00:00+01:00"
    (exact,) = chain.ask(ParseAssumptions(("ACC-1 done 2026-11-02 10:00",), NOW))
    assert isinstance(exact, SupposedDone)
    assert str(exact.on) == "2026-11-02 10:00:00+01:00"


def test_the_filter_finds_all_that_hang_on_an_event(chain: Store) -> None:
    """Directly, on a deadline, on a completion, and on an event that is a completion."""
    do_all(chain, duty("Apart", "signing + 2 days"), duty("Undated"))
    found = {
        text: chain.ask(CodesOf(NOW, parse_filter(text)))
        for text in ("event:start", "event:two-over", "event:start -event:two-over", "-event:start")
    }
    assert found == {
        "event:start": CODES,
        "event:two-over": ("ACC-3", "ACC-4"),
        "event:start -event:two-over": ("ACC-1", "ACC-2"),
        "-event:start": ("ACC-5", "ACC-6"),
    }
    chain.do(
        SetDeadline(("ACC-2",), "2027-01-15", "agreed")
    )  # it hangs on nothing any more, nor what follows
    assert chain.ask(CodesOf(NOW, parse_filter("event:start"))) == ("ACC-1",)


def test_a_chain_of_many_needs_no_recursion(small: Store) -> None:
    do_all(small, SetEvent("ACC", "start"), duty("First", "start"))
    do_all(small, *(duty(f"No. {n}", f"ACC-{n} done + 1 day") for n in range(1, 300)))
    moved = asked(small, "start 2026-12-01")
    assert (len(moved), told(moved)["ACC-300"]) == (300, "2027-09-26")


def test_an_event_moves_its_many_duties_and_none_that_were_entered_between_them(
    small: Store,
) -> None:
    do_all(small, AddAgreement("OTHER", "Another one", "Africa/Juba"))
    rules = {"ACC": "signing + 10 days", "OTHER": "signing + 1 day"}
    mine, other = (
        duty("Duty", rule, agreement=code, owners=(), to=()) for code, rule in rules.items()
    )
    small.do(AddMany([*[mine] * 10, other] * 52))
    before = dump(small)["commitment"]
    small.do(SetEvent("ACC", "signing", actual=date(2026, 12, 1)))
    after = dump(small)["commitment"]
    moved = {
        now["code"]: now["due_on"] for was, now in zip(before, after, strict=True) if was != now
    }
    assert moved == {f"ACC-{n}": date(2026, 12, 11) for n in range(1, 521)}
    assert len(small.ask(Changes(limit=1))[0].codes) == 520
    assert small.ask(Health()).outdated == ()


# Laws

days = st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
waits = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["done", "due"]), st.integers(0, 30)),
    min_size=1, max_size=6,
)  # fmt: skip


@given(waits, days, days)
@settings(max_examples=examples(10))
def test_the_preview_is_what_happens(
    small_template: Path, links: list[tuple[int, str, int]], first: date, second: date
) -> None:
    """Any tree of deadlines: what is foretold of a move is what the store then keeps."""
    with TemporaryDirectory() as folder:
        store = open_store(shutil.copy(small_template, Path(folder) / "accord.db"))
        check_a_move(store, links, first, second)
        store.close()


def check_a_move(
    store: Store, links: list[tuple[int, str, int]], first: date, second: date
) -> None:
    store.do(SetEvent("ACC", "start", planned=first))
    store.do(duty("Root", "start + 1 day"))
    for place, (on, kind, days_after) in enumerate(links, start=1):
        store.do(duty("Leaf", f"ACC-{min(on, place - 1) + 1} {kind} + {days_after} days"))
    codes = [f"ACC-{n}" for n in range(1, len(links) + 2)]
    before = dict(zip(codes, stands(store, *codes), strict=True))
    moved = told(asked(store, f"start {second}"))
    store.do(SetEvent("ACC", "start", planned=second))
    after = dict(zip(codes, stands(store, *codes), strict=True))
    assert set(moved) == {code for code in codes if before[code] != after[code]}
    assert all(after[code].strip("()") == day for code, day in moved.items())
    shift = second - first
    for code in codes:  # days alone: the whole tree moves by as much as its root
        was, is_now = (date.fromisoformat(each[code].strip("()")) for each in (before, after))
        assert is_now - was == shift
    assert store.ask(Health()).outdated == ()
