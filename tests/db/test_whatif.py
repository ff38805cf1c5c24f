"""The preview of a change is the difference between before and after, whatever is moved."""

import itertools
from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from db.calendars import calendar_of
from db.commands.agreements import AddAgreement, EditAgreement
from db.commands.commitments import AddCommitment
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.occurrences import MakeOccurrences, MeetOccurrence
from db.commands.reports import Entry, SetStatus
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.resolution import Due
from db.domain.deadlines.resolver import resolve
from db.domain.deadlines.rules import Window
from db.domain.enums import Status
from db.domain.errors import AccordError
from db.domain.time_state import time_state
from db.protocols import Command
from db.queries.commitments.deadline_anchors import AnchorTimes
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.occurrences import OccurrenceCounts
from db.queries.commitments.row import CommitmentRow
from db.queries.lookups import AgreementOf
from db.queries.maintenance.health import Health
from db.queries.what_if.simulate import Moved, Supposed, SupposedDone, WhatIf
from db.store.store import Store
from tests.builders import NOW, do_all, open_store
from tests.longer import examples

RULES = (
    "signing + 20 days", "start + 10 working days", "signing + 72 hours", "start - 1 month",
    "max(start + 1 week, 2026-12-15)", "min(end, signing + 60 days)", "start .. 2027-06-30",
    "signing + 5 days .. end", "end + 2 days", "{0}-1 done + 30 days", "{0}-1 due + 1 week",
    "every month from signing", "every week from start", "every working day from signing",
    "every 2 weeks on friday from start", "every 36 hours from signing", "every month from end",
    "every week from signing until 2026-12-10", "every 3 working days", "{0}-2 due + 1 day", "none",
    "within 2 days of each complaint", "every week from {0}-1 done",
)  # fmt: skip
DAYS = st.dates(date(2026, 8, 1), date(2027, 2, 1))
PAST = st.dates(date(2026, 8, 1), date(2026, 11, 20))
Shown = tuple[Any, ...]


def shown(store: Store, codes: Iterable[str]) -> dict[str, Shown]:
    """All that anybody sees of these commitments that follows from their deadlines."""
    stories = {code: store.ask(GetCommitment(code)) for code in codes}
    return {
        code: (
            story.row.deadline_kind, story.row.due, story.row.plan, story.row.waiting_on,
            story.row.first_due_on, story.tally(NOW), opens(store, story.row),
            time_state(
                story.row.status, story.row.deadline_kind, story.row.due, story.row.done, NOW
            ),
        )
        for code, story in stories.items()
    }  # fmt: skip


def opens(store: Store, row: CommitmentRow) -> Any:
    """When a window opens, by what the store knows of its anchors."""
    rule = parse_rule(row.rule)
    if not isinstance(rule, Window):
        return None
    home = store.ask(AgreementOf(row.agreement, NOW))
    known = store.ask(AnchorTimes(row.agreement))
    found = resolve(rule, known, home.zone, calendar_of(home.calendar))
    return found.opens if isinstance(found, Due) else None


def told(moved: Iterable[Moved], side: str) -> dict[str, Shown]:
    """The same, as the preview has it `before` and `after`, of those that move."""
    stands = {each.code: getattr(each, side) for each in moved}
    return {
        code: (
            stand.kind, stand.due, stand.plan, stand.why, stand.first,
            stand.instances or OccurrenceCounts(0, 0, 0), stand.opens, stand.state(NOW),
        )
        for code, stand in stands.items()
    }  # fmt: skip


@st.composite
def deeds(draw: st.DrawFn, home: str) -> SetEvent | EditAgreement | SupposedDone:
    """A move of an event, another zone or calendar, or a duty that is done."""
    zones = st.sampled_from(["Africa/Kinshasa", "Asia/Kolkata", "America/New_York"])
    calendars = st.sampled_from(["", "weekdays", "CD", "RW"])
    key = draw(st.sampled_from(["signing", "start", "end"]))
    found: SetEvent | EditAgreement | SupposedDone = draw(
        st.one_of(
            st.builds(SetEvent, st.just(home), st.just(key), actual=PAST),
            st.builds(SetEvent, st.just(home), st.just(key), planned=DAYS),
            st.just(SetEvent(home, key)),
            st.just(SetEvent(home, "end", completes=f"{home}-3")),
            st.builds(EditAgreement, st.just(home), calendar=calendars),
            st.builds(EditAgreement, st.just(home), zone=zones),
            st.builds(SupposedDone, st.just(f"{home}-1"), PAST),
        )
    )
    return found


NAMES = itertools.count()


@settings(max_examples=examples(3))
@given(data=st.data())
def test_the_preview_is_the_difference(store: Store, data: st.DataObject) -> None:
    home = f"X{next(NAMES)}"
    rules = data.draw(st.lists(st.sampled_from(RULES), min_size=4, max_size=9))
    entered = data.draw(st.sampled_from([NOW.subtract(months=2), NOW.subtract(days=3), NOW]))
    calendar = data.draw(st.sampled_from(["", "weekdays", "CD"]))
    codes = [f"{home}-{number}" for number in range(1, len(rules) + 3)]
    earlier = open_store(store.location, entered)
    do_all(
        earlier,
        AddAgreement(
            home, "Tried", "Africa/Kinshasa", signed_on=date(2026, 6, 30), calendar=calendar
        ),
        SetEvent(home, "start", actual=data.draw(PAST)),
        SetEvent(home, "end", planned=date(2027, 3, 1)),
        AddCommitment(home, "Done some day", rule="signing + 30 days"),
        AddCommitment(home, "Extended", rule="start + 30 days"),
        SetDeadline((f"{home}-2",), "2026-12-24", "agreed"),
        *(AddCommitment(home, rule, rule=rule.format(home)) for rule in rules),
    )  # fmt: skip
    earlier.close()
    store.do(MakeOccurrences())
    for code in data.draw(st.sets(st.sampled_from(codes))):
        if any(each.due.ends <= NOW for each in store.ask(GetCommitment(code)).occurrences):
            store.do(MeetOccurrence(code, on=NOW.date(), source="letter"))
    for _ in range(3):
        agrees(store, codes, data.draw(deeds(home)))
    there_and_back(store, codes, home, data.draw(PAST))
    for code in codes:
        unmet = [each for each in store.ask(GetCommitment(code)).occurrences if each.done is None]
        assert all(each.due.ends > entered for each in unmet), "judged before it was entered"
    assert store.ask(Health()).outdated == ()


def there_and_back(store: Store, codes: list[str], home: str, day: date) -> None:
    """Nothing remembers that an event was moved, nor that the agreement had another zone."""
    agrees(store, codes, SetEvent(home, "signing", actual=date(2026, 7, 10)))
    agrees(store, codes, EditAgreement(home, zone="Africa/Kinshasa"))
    before = shown(store, codes)
    agrees(store, codes, SetEvent(home, "signing", actual=day))
    agrees(store, codes, EditAgreement(home, zone="Asia/Kolkata"))
    agrees(store, codes, SetEvent(home, "signing", actual=date(2026, 7, 10)))
    agrees(store, codes, EditAgreement(home, zone="Africa/Kinshasa"))
    assert shown(store, codes) == before


def agrees(store: Store, codes: list[str], deed: SetEvent | EditAgreement | SupposedDone) -> None:
    """What would move is what does."""
    supposed, command = asked(store, deed)
    before = shown(store, codes)
    moved = store.ask(WhatIf((supposed,), NOW))
    try:
        store.do(command)
    except AccordError:
        return  # a circle, or a duty that is done already
    after = shown(store, codes)
    differ = {code for code in codes if before[code] != after[code]}
    assert told(moved, "before") == {code: before[code] for code in differ}
    assert told(moved, "after") == {code: after[code] for code in differ}


def asked(store: Store, deed: SetEvent | EditAgreement | SupposedDone) -> tuple[Supposed, Command]:
    """A deed as it is asked about beforehand, and as it is done."""
    if isinstance(deed, SupposedDone):
        return deed, SetStatus((deed.code,), Status.DONE, Entry(source="x", on=deed.on))
    if isinstance(deed, SetEvent):
        home = store.ask(AgreementOf(deed.agreement, NOW))
        return deed.supposed(home.zone, NOW), deed
    supposed = deed.supposed()
    assert supposed is not None
    return supposed, deed
