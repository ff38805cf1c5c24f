"""The status form: what is asked for, what is refused, what is written."""

from db.commands.undo import Undo
from db.domain.enums import Status
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import CommitmentsByCode
from tests.tui.forms_app import FormsApp, fill, screen_text, settle, show, write
from tui.forms import StatusForm


async def test_done_needs_its_source_before_anything_is_written(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, StatusForm(("WPA-3",)))
        assert "WPA-3 > Status" in screen_text(forms_app)
        await write(pilot, "done")
        await pilot.press("enter")
        await settle(pilot)
        assert "done needs a source" in screen_text(forms_app)
        assert forms_app.store.ask(GetCommitment("WPA-3")).row.status is Status.PENDING
        await write(pilot, "OBS note 114")
        await pilot.press("enter")
        await settle(pilot)
        assert forms_app.results
    story = forms_app.store.ask(GetCommitment("WPA-3"))
    assert story.row.status is Status.DONE
    assert story.reports[0].source == "OBS note 114"


async def test_up_and_down_walk_through_what_may_follow(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, StatusForm(("WPA-3",)))
        assert "not pending" not in screen_text(forms_app)
        await pilot.press("down")
        await settle(pilot)
        assert "pending -> under way" in screen_text(forms_app)
        await pilot.press("up")
        await settle(pilot)
        assert "pending -> released" in screen_text(forms_app)


async def test_a_refused_step_says_why(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, StatusForm(("WPA-1",)))
        assert "not stalled: What is done cannot become stalled" in screen_text(forms_app)
        await pilot.press("down", "ctrl+o")
        await settle(pilot)
        assert "needs a note" in screen_text(forms_app)
        assert not forms_app.results


async def test_of_many_only_those_are_sent_that_have_another_status(forms_app: FormsApp) -> None:
    codes = ("WPA-1", "WPA-3", "WPA-4")
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, StatusForm(codes))
        await fill(pilot, status="done", source="minutes 12")
        assert "2 will become done, 1 has it already" in screen_text(forms_app)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    rows = forms_app.store.ask(CommitmentsByCode(codes))
    assert {row.status for row in rows} == {Status.DONE}
    forms_app.store.do(Undo())
    rows = forms_app.store.ask(CommitmentsByCode(codes))
    assert [row.status for row in rows] == [Status.DONE, Status.PENDING, Status.UNDER_WAY]


def test_eight_are_named_and_of_more_it_is_said_that_there_are_more() -> None:
    codes = tuple(f"WPA-{number}" for number in range(1, 10))
    assert StatusForm(codes[:8]).about() == ("8 commitments > Status", ", ".join(codes[:8]))
    assert StatusForm(codes).about()[1] == f"{', '.join(codes[:8])} ..."


async def test_refusals_are_named_and_the_others_can_be_changed(forms_app: FormsApp) -> None:
    codes = ("WPA-1", "WPA-3", "WPA-4")
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, StatusForm(codes))
        await fill(pilot, status="stalled")
        text = screen_text(forms_app)
        assert "2 will become stalled, 0 have it already, 1 cannot:" in text
        assert "WPA-1: What is done cannot become stalled" in text
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert "Change the other 2? y/n" in screen_text(forms_app)
        assert forms_app.store.ask(GetCommitment("WPA-3")).row.status is Status.PENDING
        await pilot.press("y")
        await settle(pilot)
        assert forms_app.results
    rows = forms_app.store.ask(CommitmentsByCode(codes))
    assert [row.status for row in rows] == [Status.DONE, Status.STALLED, Status.STALLED]


async def test_an_empty_choice_is_not_called_wrong_before_it_is_saved(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, StatusForm(("WPA-3",)))
        assert "!" not in screen_text(forms_app)
        await pilot.press("enter")
        await settle(pilot)
        assert "The status is missing." in screen_text(forms_app)
