"""Two people at one thing: the second sees both versions and chooses; nothing is lost unseen."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from db.commands.agreements import EditAgreement
from db.commands.commitments import EditCommitment, SetParties
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.flags import SetTags
from db.commands.reports import AddReport, Entry, SetProgress, SetStatus
from db.domain.enums import Says, Status
from db.protocols import Command
from db.queries.commitments.detail import GetCommitment
from db.queries.lookups import AgreementOf, Events
from db.store.store import Store
from tests.tui.forms_app import FormsApp, fill, open_store, screen_text, settle, show, words
from tui.forms import (
    AgreementEdit,
    CommitmentForm,
    DeadlineForm,
    EventForm,
    PartiesForm,
    ProgressForm,
    ReportForm,
    StatusForm,
    TagsForm,
)
from tui.forms.base import drafts
from tui.forms.base.form_screen import FormScreen
from tui.forms.merge_conflict import ConflictScreen


@pytest.fixture
def bob(forms_store: Store) -> Iterator[Store]:
    """Somebody else at the same file."""
    store = open_store(Path(forms_store.location), actor="bob", packs=())
    yield store
    store.close()


async def save_after(
    pilot: Pilot[None], form: FormScreen, bob: Store, *theirs: Command, **mine: str
) -> None:
    """Open a form, let others write, type, and save."""
    await show(pilot, form)
    for command in theirs:
        bob.do(command)
    await fill(pilot, **mine)
    await press(pilot, "ctrl+o")


def shown_screen(app: FormsApp) -> object:
    """What is on top now."""
    return app.screen


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def test_both_versions_stand_side_by_side_with_who_and_when(
    forms_app: FormsApp, bob: Store
) -> None:
    before = forms_app.store.ask(GetCommitment("WPA-3"))
    async with forms_app.run_test(size=(80, 24)) as pilot:
        theirs = EditCommitment("WPA-3", {"title": "Withdraw all", "theme": "forces"})
        await save_after(
            pilot, CommitmentForm("WPA-3"), bob, theirs, title="Disengage", provision="Art. 9"
        )
        assert isinstance(shown_screen(forms_app), ConflictScreen)
        text = words(forms_app)
        for said in (
            "WPA-3 > Edit bob changed it too. Whose shall stand?",
            "? Title ( ) Disengage ( ) Withdraw all",
            "Theme ( ) security (*) forces",
            "Provision (*) Art. 9",
            "Title: both of you changed it. Choose",
            "Theirs, by bob, Mon 23 Nov 2026 16:20",
            "1 still to choose (?)",
        ):
            assert said in text, text
        assert "Owners" not in text
        await press(pilot, "enter")
        assert "Choose mine or theirs first: Title." in words(forms_app)
        await press(pilot, "left", "enter")
        assert forms_app.results
    after = forms_app.store.ask(GetCommitment("WPA-3")).row
    assert (after.title, after.theme, after.provision) == ("Disengage", "forces", "Art. 9")
    assert after.version == before.row.version + 2


async def test_when_it_was_is_told_by_the_clock_of_whoever_reads(
    forms_app: FormsApp, bob: Store
) -> None:
    forms_app.reading_zone = "Asia/Tokyo"
    async with forms_app.run_test(size=(80, 24)) as pilot:
        theirs = EditCommitment("WPA-3", {"title": "Withdraw all"})
        await save_after(pilot, CommitmentForm("WPA-3"), bob, theirs, title="Disengage")
        assert "Theirs, by bob, Tue 24 Nov 2026 00:20" in words(forms_app)


@pytest.mark.parametrize(
    ("keys", "title", "theme"),
    [
        (("m", "enter"), "Disengage", "security"),
        (("t", "enter"), "Withdraw all", "forces"),
        (("space", "enter"), "Disengage", "forces"),
        (("right", "down", "left", "enter"), "Withdraw all", "security"),
    ],
)
async def test_field_by_field_or_all_at_once(
    forms_app: FormsApp, bob: Store, keys: tuple[str, ...], title: str, theme: str
) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        theirs = EditCommitment("WPA-3", {"title": "Withdraw all", "theme": "forces"})
        await save_after(pilot, CommitmentForm("WPA-3"), bob, theirs, title="Disengage", unit="km")
        await press(pilot, *keys)
    row = forms_app.store.ask(GetCommitment("WPA-3")).row
    # The list begins with the title; the theme stands below it.
    assert (row.title, row.theme) == (title, theme)
    assert row.unit == ("" if keys[0] == "t" else "km")


async def test_leaving_keeps_what_was_typed_and_writes_nothing(
    forms_app: FormsApp, bob: Store
) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        form = CommitmentForm("WPA-3")
        theirs = EditCommitment("WPA-3", {"title": "Withdraw all"})
        await save_after(pilot, form, bob, theirs, title="Disengage")
        await press(pilot, "escape")
        assert shown_screen(forms_app) is form
        assert "[Disengage" in screen_text(forms_app)
        kept = drafts.find(forms_app, form.draft_key())
        assert kept is not None
        assert kept.values == {"title": "Disengage"}
        assert forms_app.store.ask(GetCommitment("WPA-3")).row.title == "Withdraw all"
        await press(pilot, "ctrl+o")
        assert isinstance(shown_screen(forms_app), ConflictScreen), "it is asked again"
        await press(pilot, "m", "enter")
    assert forms_app.store.ask(GetCommitment("WPA-3")).row.title == "Disengage"


async def test_somebody_who_is_faster_again_is_shown_again(forms_app: FormsApp, bob: Store) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        theirs = EditCommitment("WPA-3", {"title": "Withdraw all"})
        await save_after(pilot, CommitmentForm("WPA-3"), bob, theirs, title="Disengage")
        bob.do(EditCommitment("WPA-3", {"title": "Withdraw some"}))
        await press(pilot, "m", "enter")
        assert isinstance(shown_screen(forms_app), ConflictScreen)
        assert "( ) Withdraw some" in words(forms_app)
        await press(pilot, "m", "enter")
    assert forms_app.store.ask(GetCommitment("WPA-3")).row.title == "Disengage"


async def test_a_draft_does_not_write_over_what_came_after_it(
    forms_app: FormsApp, bob: Store
) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, CommitmentForm("WPA-3"))
        await fill(pilot, title="Disengage")
        await press(pilot, "escape", "y")
        bob.do(EditCommitment("WPA-3", {"title": "Withdraw all"}))
        await show(pilot, CommitmentForm("WPA-3"))
        assert "Others changed something since: saving shows both." in words(forms_app)
        await press(pilot, "ctrl+o")
        assert "( ) Disengage ( ) Withdraw all" in words(forms_app)
        await press(pilot, "t", "enter")
        assert "Theirs stands, and nothing of yours is left to save" in words(forms_app)
    assert forms_app.store.ask(GetCommitment("WPA-3")).row.title == "Withdraw all"


# What is asked and what is not


FORMS: dict[str, tuple[Callable[[], FormScreen], dict[str, str], Command]] = {
    "status": (
        lambda: StatusForm(("WPA-3",)),
        {"status": "stalled", "note": "no money"},
        SetStatus(("WPA-3",), Status.UNDER_WAY),
    ),
    "a finding under a status": (
        lambda: StatusForm(("WPA-7",)),
        {"status": "done", "source": "letter"},
        AddReport(("WPA-7",), Entry("Not yet.", "DRC", Says.NOT_DONE)),
    ),
    "deadline": (
        lambda: DeadlineForm(("WPA-3",)),
        {"due": "2027-01-05", "reason": "letter 79"},
        SetDeadline(("WPA-3",), "2026-12-24", "agreed"),
    ),
    "amount": (
        lambda: ProgressForm(("WPA-3",)),
        {"amount": "5"},
        SetProgress(("WPA-3",), quantity=7),
    ),
    "who": (
        lambda: PartiesForm(("WPA-3",)),
        {"owners": "DRC"},
        SetParties(("WPA-3",), owners=("DRC", "RWA")),
    ),
    "tags": (lambda: TagsForm(("WPA-3",)), {"tags": "a"}, SetTags(("WPA-3",), "b")),
    "a report with a status": (
        lambda: ReportForm(("WPA-3",)),
        {"status": "stalled", "text": "no money"},
        SetStatus(("WPA-3",), Status.UNDER_WAY),
    ),
    "agreement": (
        lambda: AgreementEdit("WPA"),
        {"title": "Mine"},
        EditAgreement("WPA", title="Theirs"),
    ),
    "event": (
        lambda: EventForm("WPA", "signing"),
        {"on": "2025-06-20"},
        SetEvent("WPA", "signing", actual=date(2025, 6, 21)),
    ),
    "an event that is chosen in the form": (
        lambda: EventForm("WPA"),
        {"key": "signing", "on": "2025-06-20"},
        SetEvent("WPA", "signing", actual=date(2025, 6, 21)),
    ),
    "the same parties for several": (
        lambda: PartiesForm(("WPA-3", "WPA-4")),
        {"verifiers": "AU"},
        SetParties(("WPA-4",), verifiers=("MONUSCO",)),
    ),
    "the same for several": (
        lambda: DeadlineForm(("WPA-3", "WPA-4")),
        {"due": "2027-01-05", "reason": "letter 79"},
        SetDeadline(("WPA-4",), "2026-12-24", "agreed"),
    ),
}


@pytest.mark.parametrize("name", FORMS)
async def test_every_form_asks_when_both_changed_the_same(
    forms_app: FormsApp, bob: Store, name: str
) -> None:
    make, mine, theirs = FORMS[name]
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await save_after(pilot, make(), bob, theirs, **mine)
        newest = bob.ask(GetCommitment("WPA-3")), bob.ask(Events("WPA"))
        assert isinstance(shown_screen(forms_app), ConflictScreen), screen_text(forms_app)
        assert "by bob, Mon 23 Nov 2026 1" in words(forms_app), screen_text(forms_app)
        assert (bob.ask(GetCommitment("WPA-3")), bob.ask(Events("WPA"))) == newest
        await press(pilot, "m", "enter")
        if not forms_app.results and "y yes" in words(forms_app):
            await press(pilot, "y")  # more deadlines move than the form has lines for
        assert forms_app.results, screen_text(forms_app)


async def test_of_several_those_that_others_changed_can_stay(
    forms_app: FormsApp, bob: Store
) -> None:
    make, mine, theirs = FORMS["the same for several"]
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await save_after(pilot, make(), bob, theirs, **mine)
        assert "? WPA-4 ( ) 2027-01-05 ( ) 2026-12-24" in words(forms_app)
        await press(pilot, "t", "enter")
    rules = [forms_app.store.ask(GetCommitment(code)).row.rule for code in ("WPA-3", "WPA-4")]
    assert rules == ["2027-01-05", "2026-12-24"]


BESIDE: dict[str, tuple[Callable[[], FormScreen], dict[str, str], Command, str]] = {
    "other fields": (
        lambda: CommitmentForm("WPA-3"),
        {"title": "Disengage"},
        SetStatus(("WPA-3",), Status.UNDER_WAY),
        "changed finding, status",
    ),
    "a deadline beside a title": (
        lambda: DeadlineForm(("WPA-3",)),
        {"due": "2027-01-05", "reason": "letter 79"},
        EditCommitment("WPA-3", {"title": "Withdraw all"}),
        "changed title",
    ),
    "a note beside anything": (
        lambda: ReportForm(("WPA-3",)),
        {"text": "seen"},
        SetStatus(("WPA-3",), Status.UNDER_WAY),
        "changed finding, status",
    ),
    "tags that are added": (
        lambda: TagsForm(("WPA-3", "WPA-4")),
        {"tags": "+mine"},
        SetTags(("WPA-3",), "+theirs"),
        "",
    ),
    "a note of an agreement": (
        lambda: AgreementEdit("WPA"),
        {"note": "mine"},
        EditAgreement("WPA", process="Luanda"),
        "changed process",
    ),
}


@pytest.mark.parametrize("name", BESIDE)
async def test_nothing_is_asked_when_each_changed_something_else(
    forms_app: FormsApp, bob: Store, name: str
) -> None:
    make, mine, theirs, said = BESIDE[name]
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await save_after(pilot, make(), bob, theirs, **mine)
        assert forms_app.results, screen_text(forms_app)
        if said:
            assert forms_app.messages[-1] == f"Saved. Meanwhile bob {said}: kept too."
    if name == "tags that are added":
        tags = forms_app.store.ask(GetCommitment("WPA-3")).row.tags.split()
        assert {"mine", "theirs"} <= set(tags)
    if name == "a note of an agreement":
        row = forms_app.store.ask(AgreementOf("WPA", forms_app.now()))
        assert (row.note, row.process) == ("mine", "Luanda")
    if name == "other fields":
        row_of = forms_app.store.ask(GetCommitment("WPA-3")).row
        assert (row_of.title, row_of.status) == ("Disengage", Status.UNDER_WAY)


async def test_what_was_typed_as_days_later_stays_the_date_it_meant(
    forms_app: FormsApp, bob: Store
) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await fill(pilot, due="+30d", reason="letter 79")
        meant = "2025-10-25"
        bob.do(SetDeadline(("WPA-3",), "2027-05-01", "agreed"))
        await press(pilot, "ctrl+o")
        assert f"( ) {meant} ( ) 2027-05-01" in words(forms_app)
        await press(pilot, "m", "enter")
    assert forms_app.store.ask(GetCommitment("WPA-3")).row.rule == meant


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 10)])
async def test_long_texts_can_be_read_to_their_end(
    forms_app: FormsApp, bob: Store, size: tuple[int, int]
) -> None:
    long = " ".join(f"word{number}" for number in range(120))
    async with forms_app.run_test(size=size) as pilot:
        theirs = EditCommitment("WPA-3", {"words": f"{long} theirs-ends"})
        await save_after(pilot, CommitmentForm("WPA-3"), bob, theirs, words=f"{long} mine-ends")
        seen = screen_text(forms_app)
        for _ in range(60):
            await press(pilot, "pagedown")
            seen += screen_text(forms_app)
        assert "mine-ends" in seen
        assert "theirs-ends" in seen
