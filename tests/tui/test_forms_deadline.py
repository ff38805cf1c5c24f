"""The deadline form: live result, marks, reasons, conflicts."""

import pytest

from db.commands.flags import Link
from db.commands.undo import Undo
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import CommitmentsByCode
from db.queries.history.changes import LastChange
from tests.tui.forms_app import FormsApp, fill, screen_text, settle, show, write
from tui.forms import DeadlineForm


async def test_the_result_is_said_while_typing(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await write(pilot, "fri 18:00")
        await settle(pilot)
        text = screen_text(forms_app)
    assert "= Fri 27 Nov 2026 18:00 +01:00, in 4d 01h  (was Thu 25 Sep 2025)" in text
    assert "rule: 2026-11-27 18:00" in text
    assert "the deadline in force is changed: a reason is needed" in text


async def test_a_deadline_in_force_is_not_changed_without_a_reason(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await write(pilot, "+3d")
        await pilot.press("enter")
        await settle(pilot)
        assert "The deadline in force is changed: say why." in screen_text(forms_app)
        await write(pilot, "letter 77")
        await pilot.press("enter")
        await settle(pilot)
        assert forms_app.results
    story = forms_app.store.ask(GetCommitment("WPA-3"))
    assert [(each.rule, each.reason) for each in story.deadlines] == [
        ("signing + 90 days", ""),
        ("2025-09-28", "letter 77"),
    ]
    forms_app.store.do(Undo())
    assert forms_app.store.ask(GetCommitment("WPA-3")).row.rule == "signing + 90 days"


async def test_a_bad_date_is_marked_and_nothing_is_saved(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await write(pilot, "fri 25:00")
        await pilot.press("enter")
        await settle(pilot)
        text = screen_text(forms_app)
        assert "[fri 25:00" in text
        assert f"\n{' ' * 17}^^^^^\n" in text
        assert "There is no time 25:00" in text
        assert "Nothing is saved yet: see Deadline." in text
        assert not forms_app.results
    assert len(forms_app.store.ask(GetCommitment("WPA-3")).deadlines) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-11-29", "falls on a Sunday"),
        ("WPA-4 done + 30 days", "= waiting for WPA-4 done"),
        ("WPA-1 done + 30 days", "= Sat 6 Sep 2025, 443 days ago"),
        ("every month from signing", "(no single date)"),
        ("none", "= no deadline"),
        ("sining + 3 days", "Did you mean signing?"),
    ],
)
async def test_everything_odd_is_pointed_out(forms_app: FormsApp, typed: str, said: str) -> None:
    async with forms_app.run_test(size=(100, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await fill(pilot, due=typed)
        await settle(pilot)
        assert said.replace("443 days", "443d") in screen_text(forms_app)


async def test_a_date_later_than_what_depends_on_it_is_a_conflict(forms_app: FormsApp) -> None:
    forms_app.store.do(Link("WPA-7", "WPA-3"))
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await write(pilot, "2027-01-04")
        await settle(pilot)
        assert "! after what must follow it: WPA-7, Fri 31 Oct 2025" in screen_text(forms_app)


async def test_f1_lists_what_can_be_typed(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await pilot.press("f1")
        await settle(pilot)
        text = screen_text(forms_app)
        assert "Try: 2026-11-27, 27 nov, fri 18:00" in text
        assert "[signing + 90 days" in text


async def test_up_and_down_move_a_day(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await pilot.press("down")
        await settle(pilot)
        assert "[2025-09-26" in screen_text(forms_app)
        await pilot.press("up", "up")
        await settle(pilot)
        assert "[2025-09-24" in screen_text(forms_app)


async def test_many_get_one_deadline_in_one_step(forms_app: FormsApp) -> None:
    codes = ("WPA-3", "WPA-4", "WPA-5")
    before = [row.rule for row in forms_app.store.ask(CommitmentsByCode(codes))]
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(codes))
        await fill(pilot, due="2026-12-31", reason="both sides agreed")
        assert "3 will change, 0 have it already" in screen_text(forms_app)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    assert {row.rule for row in forms_app.store.ask(CommitmentsByCode(codes))} == {"2026-12-31"}
    forms_app.store.do(Undo())
    assert [row.rule for row in forms_app.store.ask(CommitmentsByCode(codes))] == before


async def test_the_last_reason_is_offered_again(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await fill(pilot, due="2026-12-01", reason="letter 77")
        await pilot.press("enter")
        await settle(pilot)
        await show(pilot, DeadlineForm(("WPA-4",)))
        await write(pilot, "2026-12-01")
        await pilot.press("tab", "up")
        await settle(pilot)
        assert "Up: the last one given." in screen_text(forms_app)
        await pilot.press("enter")
        await settle(pilot)
        assert len(forms_app.results) == 2
    assert forms_app.store.ask(GetCommitment("WPA-4")).deadlines[-1].reason == "letter 77"


async def test_what_is_odd_about_a_date_is_pointed_out_and_its_year_asked_about(
    forms_app: FormsApp,
) -> None:
    steps = forms_app.store.ask(LastChange())
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-7",)))
        await fill(pilot, due="20 nov")
        await settle(pilot)
        assert "! 3 days ago would be 2026-11-20" in screen_text(forms_app)
        assert "a reason is needed" in screen_text(forms_app)
        await fill(pilot, due="1825-09-25", reason="letter")
        await settle(pilot)
        assert "a reason is needed" not in screen_text(forms_app)
        for answer in ("enter", "n"):
            await pilot.press("enter")
            await settle(pilot)
            assert "1825 is before 1900. Save it?" in screen_text(forms_app)
            await pilot.press(answer)
            await settle(pilot)
            assert "Nothing is saved yet." in screen_text(forms_app)
        assert forms_app.store.ask(LastChange()) == steps
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert forms_app.store.ask(LastChange()) == steps + 1
