"""Adding: one line with its preview, a pasted list, the full form."""

from textual import events

from db.commands.undo import Undo
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import Total
from tests.tui.forms_app import NOW, FormsApp, fill, screen_text, settle, show, words, write
from tui.forms import AddLine, CommitmentForm


def count(app: FormsApp) -> int:
    return app.store.ask(Total(NOW))[1]


async def test_a_line_is_understood_below_and_saved(forms_app: FormsApp) -> None:
    before = count(forms_app)
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AddLine("WPA"))
        await write(pilot, "Release 100 prisoners; owner DRC; to rwa; due in 2 weeks; critical")
        await settle(pilot)
        text = screen_text(forms_app)
        assert "Owners    DRC Democratic Republic of the Congo" in text
        assert "Owed to   RWA Rwanda" in text
        assert "Deadline  Mon 7 Dec 2026, in 14d" in text
        await pilot.press("enter")
        await settle(pilot)
        assert forms_app.results
    story = forms_app.store.ask(GetCommitment("WPA-12"))
    assert (story.row.title, story.row.owners) == ("Release 100 prisoners", "DRC")
    assert story.row.critical
    assert story.row.rule == "2026-12-07"
    forms_app.store.do(Undo())
    assert count(forms_app) == before


async def test_the_wrong_part_of_a_line_is_marked(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AddLine("WPA"))
        await write(pilot, "Release; owner DRX; due 31 feb")
        await pilot.press("enter")
        await settle(pilot)
        text = screen_text(forms_app)
        assert f"\n{' ' * 28}^^^\n" in text
        assert "There is no party 'DRX'. Did you mean DRC?" in text
        assert not forms_app.results


async def test_the_agreement_can_be_another(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AddLine("WPA"))
        await write(pilot, "Open the banks; owner M23")
        await fill(pilot, agreement="DOHA")
        await settle(pilot)
        assert "Add to DOHA" in screen_text(forms_app)
        await pilot.press("enter")
        await settle(pilot)
        assert forms_app.results
    assert forms_app.store.ask(GetCommitment("DOHA-13")).row.title == "Open the banks"


async def test_a_pasted_list_is_added_in_one_step(forms_app: FormsApp) -> None:
    before = count(forms_app)
    lines = "\n".join(f"Clear field {number}; owner RWA; due eom" for number in range(1, 13))
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AddLine("WPA"))
        forms_app.screen.focused.post_message(events.Paste(lines))  # type: ignore[union-attr]
        await settle(pilot)
        text = screen_text(forms_app)
        assert "Enter adds 12 commitments to WPA, one a line:" in text
        assert "[Clear field 1; owner RWA; due eom\xb6Clear field 2" in text
        assert "and 7 more" in text
        assert count(forms_app) == before
        await pilot.press("enter")
        await settle(pilot)
        assert forms_app.results
    assert count(forms_app) == before + 12
    forms_app.store.do(Undo())
    assert count(forms_app) == before


async def test_a_pasted_list_with_one_bad_line_adds_none(forms_app: FormsApp) -> None:
    before = count(forms_app)
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AddLine("WPA"))
        pasted = events.Paste("Clear field 1\nClear field 2; due 31 feb\n")
        forms_app.screen.focused.post_message(pasted)  # type: ignore[union-attr]
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        text = screen_text(forms_app)
        assert "[Clear field 1\xb6Clear field 2; due 31 feb" in text
        assert "Line 2, 'Clear field 2; due 31 feb':" in words(forms_app)
        assert count(forms_app) == before
        await pilot.press(*(["backspace"] * len("31 feb")), "e", "o", "m", "enter")
        await settle(pilot)
    assert count(forms_app) == before + 2


async def test_the_full_form_takes_one_line_and_never_another_agreement(
    forms_app: FormsApp,
) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AddLine("WPA"))
        await fill(pilot, line="one\ntwo")
        await pilot.press("ctrl+o")
        assert "All fields are of one commitment. Enter adds all lines." in words(forms_app)
        await fill(pilot, line="Open the banks", agreement="NEWAG")
        assert "All fields are" not in words(forms_app)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert isinstance(forms_app.screen, CommitmentForm)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert "see Agreement." in words(forms_app)
        assert "'NEWAG' is no agreement." in words(forms_app)


async def test_ctrl_o_opens_all_fields_with_what_was_typed(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AddLine("WPA"))
        await write(pilot, "Open the road; owner DRC; due 2026-12-24; amount 12 km")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert isinstance(forms_app.screen, CommitmentForm)
        text = screen_text(forms_app)
        assert "[Open the road" in text
        assert "= Thu 24 Dec 2026, in 31d" in text
        await fill(pilot, provision="Art. 9")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert len(forms_app.results) == 1
    row = forms_app.store.ask(GetCommitment("WPA-12")).row
    assert (row.provision, row.target, row.unit) == ("Art. 9", 12, "km")


async def test_leaving_all_fields_leads_back_to_the_line_and_says_so(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AddLine("WPA"))
        await write(pilot, "Open the road")
        await pilot.press("ctrl+o")
        await fill(pilot, provision="Art. 9")
        await pilot.press("escape")
        assert "d discards them, n stays. The line stays as it was." in words(forms_app)
        await pilot.press("d")
        await settle(pilot)
        assert isinstance(forms_app.screen, AddLine)
        assert "What you typed is discarded. The line stays as it was." in words(forms_app)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert "[Open the road" in screen_text(forms_app)
        assert "Art. 9 " not in screen_text(forms_app)


async def test_without_agreements_it_says_what_to_do_first(forms_app_empty: FormsApp) -> None:
    async with forms_app_empty.run_test(size=(80, 24)) as pilot:
        await show(pilot, AddLine())
        assert forms_app_empty.results == [None]
    assert "There is no agreement yet" in forms_app_empty.messages[0]
