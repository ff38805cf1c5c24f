"""Events with what moves, new agreements, and the question before something big."""

from datetime import date

import pytest

from db.commands.undo import Undo
from db.domain.errors import BadInput, NotFound
from db.queries.commitments.deadline_anchors import AnchorTimes
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import CommitmentsByCode
from db.queries.history.changes import LastChange
from db.queries.lookups import AgreementOf, Events, Parties
from db.queries.what_if.simulate import SupposedEvent, WhatIf
from db.store.store import Store
from tests.tui.forms_app import NOW, FormsApp, fill, screen_text, settle, show, words
from tui.forms import AgreementForm, ConfirmScreen, EventForm
from tui.forms.common_fields import zone_of


async def test_moving_an_event_shows_what_moves_before_it_is_saved(forms_app: FormsApp) -> None:
    steps = forms_app.store.ask(LastChange())
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, EventForm("WPA", "signing"))
        await fill(pilot, on="2025-07-27")
        text = words(forms_app)
        assert "6 deadlines move; none becomes overdue:" in text
        assert "WPA-3 Thu 25 Sep 2025 -> Sat 25 Oct 2025 Disengage forces" in text
        assert forms_app.store.ask(LastChange()) == steps
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    row = forms_app.store.ask(GetCommitment("WPA-3")).row
    assert row.due_on is not None
    assert row.due_on.isoformat() == "2025-10-25"
    forms_app.store.do(Undo())
    assert forms_app.store.ask(GetCommitment("WPA-3")).row.due_on != row.due_on


async def test_a_new_event_moves_nothing_and_needs_its_date(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, EventForm("WPA"))
        await fill(pilot, key="elections-held")
        assert "No deadline moves." in screen_text(forms_app)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert "Say when it is planned" in words(forms_app)
        await fill(pilot, state="happened", on="tomorrow")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert "is still to come" in words(forms_app)
        await fill(pilot, state="planned")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    event = forms_app.store.ask(Events("WPA"))[-1]
    assert event.key == "elections-held"
    assert event.planned is not None
    assert event.actual is None


async def test_choosing_an_event_shows_its_own_date(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, EventForm("WPA"))
        await pilot.press("down")
        await settle(pilot)
        assert "[2025-06-27" in screen_text(forms_app)
        await pilot.press("escape")
        await settle(pilot)


def test_what_if_agrees_with_the_store_and_leaves_no_trace(forms_store: Store) -> None:
    at = date(2025, 7, 27)
    moved = forms_store.ask(WhatIf((SupposedEvent("WPA", "signing", at),), NOW))
    assert {each.code for each in moved} == {f"WPA-{number}" for number in (1, 2, 3, 4, 8, 9)}
    for each, row in zip(
        moved, forms_store.ask(CommitmentsByCode(tuple(m.code for m in moved))), strict=True
    ):
        assert each.before.due == row.due
        assert each.title == row.title
    assert forms_store.ask(WhatIf((SupposedEvent("WPA", "nothing-of-the-sort", at),), NOW)) == ()
    unknown = forms_store.ask(WhatIf((SupposedEvent("WPA", "signing", None),), NOW))
    assert len(unknown) == len(moved)


def test_anchor_times_name_events_of_all_agreements_and_completions(forms_store: Store) -> None:
    times = {str(anchor): time for anchor, time in forms_store.ask(AnchorTimes("wpa")).items()}
    assert times["signing"] is not None
    assert "DOHA/ceasefire-mechanism" in times
    assert times["WPA-1 done"] is not None
    assert "WPA-3 done" not in times
    with pytest.raises(NotFound):
        forms_store.ask(AnchorTimes("NONE"))


async def test_an_agreement_comes_with_its_parties_in_one_step(forms_app: FormsApp) -> None:
    steps = forms_app.store.ask(LastChange())
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AgreementForm())
        await fill(
            pilot,
            code="npa",
            title="Nairobi Process Agreement",
            zone="nairobi",
            process="Nairobi",
            signed="2026-11-20",
            parties="DRC; NF Northern Front; QAT Qatar (mediator)",
        )
        assert "= NF Northern Front, signatory, new" in screen_text(forms_app)
        await pilot.press("enter")
        await settle(pilot)
        assert forms_app.results
    assert forms_app.store.ask(LastChange()) == steps + 1
    agreement = forms_app.store.ask(AgreementOf("NPA", NOW))
    assert (agreement.zone, agreement.process) == ("Africa/Nairobi", "Nairobi")
    roles = {party.code: party.role for party in forms_app.store.ask(Parties("NPA")) if party.role}
    assert roles == {"DRC": "signatory", "NF": "signatory", "QAT": "mediator"}
    forms_app.store.do(Undo())
    assert "NF" not in {party.code for party in forms_app.store.ask(Parties())}


async def test_an_agreement_that_cannot_be_is_refused_with_what_to_type(
    forms_app: FormsApp,
) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AgreementForm())
        await fill(pilot, code="WPA", title="Again", zone="Kinshaza", parties="XY")
        await pilot.press("enter")
        await settle(pilot)
        assert "Try: Africa/Kinshasa" in words(forms_app)
        await fill(pilot, zone="kinshasa")
        await pilot.press("enter")
        await settle(pilot)
        assert "XY is new: it needs a name." in words(forms_app)
        await fill(pilot, parties="")
        await pilot.press("enter")
        await settle(pilot)
        assert "WPA is already the code of" in words(forms_app)
        assert not forms_app.results


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Africa/Juba", "Africa/Juba"),
        ("juba", "Africa/Juba"),
        ("utc", "UTC"),
        ("new york", "America/New_York"),
    ],
)
def test_a_city_is_enough_for_a_zone(typed: str, zone: str) -> None:
    assert zone_of(typed) == zone


def test_an_unknown_zone_names_near_ones() -> None:
    with pytest.raises(BadInput, match="no time zone"):
        zone_of("Atlantis")


@pytest.mark.parametrize(
    ("key", "answer"), [("y", True), ("n", False), ("enter", False), ("escape", False)]
)
async def test_only_y_confirms(forms_app: FormsApp, key: str, answer: bool) -> None:
    async with forms_app.run_test(size=(40, 10)) as pilot:
        lines = [f"WPA-{number} \x1b[31mred" for number in range(1, 31)]
        await show(pilot, ConfirmScreen("Withdraw 30 commitments?", lines))
        text = screen_text(forms_app)
        assert "Withdraw 30 commitments?" in text
        assert "y yes" in text
        assert "\x1b" not in text
        await pilot.press("down", key)
        await settle(pilot)
    assert forms_app.results == [answer]
