"""The full form of a commitment, and who, tags, progress, reports."""

from datetime import date
from pathlib import Path

import pytest

from db.attachments import StoredFile, folder_of, open_kept
from db.commands.commitments import EditCommitment
from db.commands.undo import Undo
from db.domain.enums import ReportKind, Says
from db.domain.errors import BadInput
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import CommitmentsByCode
from db.queries.history.changes import LastChange
from db.queries.lookups import Parties
from tests.tui.forms_app import NOW, FormsApp, fill, screen_text, settle, show, words, write
from tui.forms import CommitmentForm, PartiesForm, ProgressForm, ReportForm, StatusForm, TagsForm
from tui.forms.day_reader import DayReader, day_of


async def test_an_edit_sends_what_differs_as_one_step(forms_app: FormsApp) -> None:
    before = forms_app.store.ask(GetCommitment("WPA-3"))
    steps = forms_app.store.ask(LastChange())
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, CommitmentForm("WPA-3"))
        assert "WPA-3 > Edit" in screen_text(forms_app)
        await fill(pilot, title="Disengage", owners="RWA, +NF Northern Front", due="+30d")
        text = screen_text(forms_app)
        assert "3 fields changed: title, owners, deadline. Nothing is saved yet." in text
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert "say why" in screen_text(forms_app)
        await fill(pilot, reason="letter 79")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    story = forms_app.store.ask(GetCommitment("WPA-3"))
    assert story.row.title == "Disengage"
    assert story.row.owners == "RWA+NF"
    assert [each.rule for each in story.deadlines][-1] == "2025-10-25"
    assert story.row.theme == before.row.theme
    assert forms_app.store.ask(LastChange()) == steps + 1
    forms_app.store.do(Undo())
    after = forms_app.store.ask(GetCommitment("WPA-3"))
    assert (after.row.title, after.row.owners) == (before.row.title, before.row.owners)
    assert after.deadlines == before.deadlines
    assert "NF" not in {party.code for party in forms_app.store.ask(Parties())}


async def test_nothing_changed_is_nothing_saved(forms_app: FormsApp) -> None:
    steps = forms_app.store.ask(LastChange())
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, CommitmentForm("WPA-3"))
        await pilot.press("enter")
        await settle(pilot)
        assert "Nothing was changed" in screen_text(forms_app)
        await pilot.press("escape")
        await settle(pilot)
        assert forms_app.results == [None]
    assert forms_app.store.ask(LastChange()) == steps


async def test_an_edit_on_top_of_somebody_elses_keeps_both(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, CommitmentForm("WPA-3"))
        await fill(pilot, title="Disengage")
        forms_app.store.do(EditCommitment("WPA-3", {"theme": "forces"}))
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
        assert forms_app.messages[-1] == "Saved. Meanwhile asel changed theme: kept too."
    row = forms_app.store.ask(GetCommitment("WPA-3")).row
    assert (row.title, row.theme) == ("Disengage", "forces")


async def test_an_unknown_party_is_marked_with_the_nearest(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, PartiesForm(("WPA-3",)))
        await write(pilot, "RWA, DRX")
        await pilot.press("enter")
        await settle(pilot)
        text = screen_text(forms_app)
        assert f"\n{' ' * 18}^^^\n" in text
        assert "Did you mean DRC?" in text
        assert not forms_app.results


async def test_of_many_only_the_roles_typed_are_set(forms_app: FormsApp) -> None:
    codes = ("WPA-3", "WPA-4")
    before = [row.owners for row in forms_app.store.ask(CommitmentsByCode(codes))]
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, PartiesForm(codes))
        await fill(pilot, verifiers="AU")
        await pilot.press("enter")
        await settle(pilot)
        assert forms_app.results
    assert [row.owners for row in forms_app.store.ask(CommitmentsByCode(codes))] == before
    for code in codes:
        story = forms_app.store.ask(GetCommitment(code))
        assert "AU" in {party.code for party in story.parties}


async def test_codes_are_completed_and_walked_through(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, PartiesForm(("WPA-3",)))
        await write(pilot, "rw")
        await settle(pilot)
        await pilot.press("right")
        await settle(pilot)
        assert "= Rwanda" in screen_text(forms_app)
        await pilot.press("down")
        await settle(pilot)
        assert "= Rwanda" not in screen_text(forms_app)


async def test_tags_say_what_they_will_be(forms_app: FormsApp) -> None:
    codes = ("WPA-3", "WPA-4")
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, TagsForm(codes))
        await write(pilot, "+urgent")
        await settle(pilot)
        assert "2 will change, 0 will not" in screen_text(forms_app)
        await pilot.press("enter")
        await settle(pilot)
        assert forms_app.results
    assert all("urgent" in row.tags for row in forms_app.store.ask(CommitmentsByCode(codes)))


async def test_the_same_deadline_in_other_words_is_no_change(
    forms_app: FormsApp,
) -> None:
    before = forms_app.store.ask(GetCommitment("WPA-3"))
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, CommitmentForm("WPA-3"))
        await fill(pilot, title="Disengage", due="signing+90d")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    after = forms_app.store.ask(GetCommitment("WPA-3"))
    assert after.row.title == "Disengage"
    assert after.deadlines == before.deadlines


async def test_progress_is_an_amount_or_a_level_in_words(forms_app: FormsApp) -> None:
    forms_app.store.do(EditCommitment("WPA-3", {"target": 20_000}))
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, ProgressForm(("WPA-3",)))
        await fill(pilot, amount="23 76O")
        await pilot.press("enter")
        await settle(pilot)
        assert "is no whole number" in words(forms_app)
        await fill(pilot, amount="20,000")
        assert "more than" not in words(forms_app)
        await fill(pilot, amount="23,760", level="int")
        assert "! more than the 20,000 owed" in words(forms_app)
        await pilot.press("enter")
        await settle(pilot)
        assert "is no level" in words(forms_app)
        await fill(pilot, level="2")
        await pilot.press("enter")
        await settle(pilot)
        assert forms_app.results
    row = forms_app.store.ask(GetCommitment("WPA-3")).row
    assert (row.amount, row.level) == (23760, 2)


@pytest.mark.parametrize(
    ("fields", "said", "kind"),
    [
        ({"text": "two batteries"}, "a note of your own", ReportKind.NOTE),
        (
            {"text": "gone", "speaker": "RWA", "says": "done", "source": "letter"},
            "a report of what a party says",
            ReportKind.REPORT,
        ),
        ({"text": "60 left", "quantity": "40"}, "progress", ReportKind.PROGRESS),
        ({"text": "begun", "status": "under way"}, "a change of status", ReportKind.STATUS),
    ],
)
async def test_a_report_is_what_is_filled_in(
    forms_app: FormsApp, fields: dict[str, str], said: str, kind: ReportKind
) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, ReportForm(("WPA-3",)))
        await fill(pilot, **fields)
        assert f"This is {said}" in screen_text(forms_app)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    newest = forms_app.store.ask(GetCommitment("WPA-3")).reports[0]
    assert (newest.kind, newest.text) == (kind, fields["text"])


async def test_a_report_of_tomorrow_is_refused_and_one_of_last_week_is_not(
    forms_app: FormsApp,
) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, ReportForm(("WPA-3",)))
        await fill(pilot, text="seen", speaker="USA", says="could", on="tomorrow")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert "is still to come" in words(forms_app)
        await fill(pilot, on="2026-11-16")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    newest = forms_app.store.ask(GetCommitment("WPA-3")).reports[0]
    assert newest.says is Says.COULD_NOT_VERIFY
    assert newest.day.isoformat() == "2026-11-16"


async def test_enter_makes_a_line_in_a_note(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, ReportForm(("WPA-3",)))
        await write(pilot, "one\ntwo")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    assert forms_app.store.ask(GetCommitment("WPA-3")).reports[0].text == "one\ntwo"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20 nov", "2026-11-20"),
        ("nov 20", "2026-11-20"),
        ("fri", "2026-11-20"),
        ("24 dec", "2025-12-24"),
        ("today", "2026-11-23"),
        ("yesterday 14:30", "2026-11-22"),
        ("fri 18:00", "2026-11-20"),
        ("mon 18:00", "2026-11-16"),
    ],
)
def test_days_of_reports_lie_behind_us(typed: str, day: str) -> None:
    reader = DayReader(NOW.in_timezone("UTC"), "Africa/Kinshasa")
    found = day_of(reader.read(typed), "Africa/Kinshasa")
    assert found is not None
    assert found.isoformat() == day


@pytest.mark.parametrize("typed", ["tomorrow", "2026-11-24", "eom", "24 dec 2026"])
def test_days_to_come_are_refused_for_reports(typed: str) -> None:
    reader = DayReader(NOW.in_timezone("UTC"), "Africa/Kinshasa")
    with pytest.raises(BadInput, match="still to come"):
        reader.read(typed)


async def test_a_report_takes_the_date_of_its_source_and_a_file(
    forms_app: FormsApp, tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"signed")
    async with forms_app.run_test(size=(120, 36)) as pilot:
        await show(pilot, ReportForm(("WPA-3",)))
        await fill(pilot, file=str(tmp_path / "none.pdf"))
        assert "There is no such file." in words(forms_app)
        await fill(pilot, file="~nobody-here/a.pdf")
        assert "No home folder is known for ~nobody-here." in words(forms_app)
        filled = {"text": "They left.", "source": "Letter 7", "source_on": "20 nov 2026"}
        await fill(pilot, file=str(path), **filled)
        assert "letter.pdf, 6 bytes" in words(forms_app)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    report = forms_app.store.ask(GetCommitment("WPA-3")).reports[0]
    assert (report.source, report.source_on) == ("Letter 7", date(2026, 11, 20))
    kept = StoredFile(report.file_name, report.file_digest)
    assert kept.name == "letter.pdf"
    assert open_kept(folder_of(forms_app.location), kept).read_bytes() == b"signed"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_report_form_says_beforehand_what_needs_a_source(
    forms_app: FormsApp, size: tuple[int, int]
) -> None:
    async with forms_app.run_test(size=size) as pilot:
        await show(pilot, ReportForm(("WPA-3",)))
        forms_app.screen.fields["status"].editor.focus()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "Done, breached and released need a source." in words(forms_app)
        await fill(pilot, status="done")
        assert "! done needs a source: where does it stand?" in words(forms_app)
        await fill(pilot, source="Letter 7")
        assert "! done needs" not in words(forms_app)


@pytest.mark.parametrize("codes", [("WPA-3",), ("WPA-3", "WPA-4")])
async def test_the_status_form_says_beforehand_what_needs_a_source(
    forms_app: FormsApp, codes: tuple[str, ...]
) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, StatusForm(codes))
        assert "Done, breached and released need a source." in words(forms_app)


async def test_a_correction_in_the_form_takes_over_what_is_left_empty(forms_app: FormsApp) -> None:
    [first, *_] = forms_app.store.ask(GetCommitment("WPA-1")).reports
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, ReportForm(("WPA-1",)))
        await fill(pilot, corrects=str(first.id), url="https://example.org/7")
        assert "a correction of an earlier entry" in words(forms_app)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    reports = {each.id: each for each in forms_app.store.ask(GetCommitment("WPA-1")).reports}
    new = reports[max(reports)]
    assert (new.speaker, new.says, new.day) == (first.speaker, first.says, first.day)
    assert (new.url, reports[first.id].corrected_by) == ("https://example.org/7", new.id)
