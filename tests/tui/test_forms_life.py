"""What all forms have in common: nothing typed is lost, everything fits, nothing harmful shows."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from db.commands.commitments import EditCommitment
from db.domain.errors import Refused
from db.queries.commitments.detail import GetCommitment
from tests.tui.forms_app import FormsApp, fill, open_store, screen_text, settle, show, words, write
from tui.forms import (
    AddLine,
    AgreementForm,
    CommitmentForm,
    DeadlineForm,
    EventForm,
    PartiesForm,
    ProgressForm,
    ReportForm,
    StatusForm,
    TagsForm,
)
from tui.forms.base.form_chrome import SAVE_LINE, fit_keys
from tui.forms.base.form_screen import FormScreen
from tui.terminal.appearance import Appearance
from tui.terminal.external_editor import edit_text, editor_command

FORMS: dict[str, Callable[[], FormScreen]] = {
    "add": lambda: AddLine("WPA"),
    "agreement": AgreementForm,
    "edit": lambda: CommitmentForm("WPA-3"),
    "new": lambda: CommitmentForm(agreement="WPA"),
    "deadline": lambda: DeadlineForm(("WPA-3",)),
    "event": lambda: EventForm("WPA", "signing"),
    "progress": lambda: ProgressForm(("WPA-3", "WPA-4")),
    "report": lambda: ReportForm(("WPA-3",)),
    "status": lambda: StatusForm(("WPA-3",)),
    "tags": lambda: TagsForm(("WPA-3",)),
    "who": lambda: PartiesForm(("WPA-3",)),
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("size", [(40, 10), (80, 24)])
async def test_every_field_is_in_sight_when_it_has_the_focus(
    forms_app: FormsApp, name: str, size: tuple[int, int]
) -> None:
    async with forms_app.run_test(size=size) as pilot:
        form = FORMS[name]()
        await show(pilot, form)
        for field in form.fields.values():
            await settle(pilot)
            assert field.editor.has_focus
            place = field.editor.region
            fields = form.query_one("#fields").region
            assert fields.contains_region(place.intersection(fields))
            assert fields.y <= place.y < fields.bottom
            await pilot.press("tab")
        last = screen_text(forms_app).splitlines()[-1]
        assert "Esc cancel" in last
        assert "Enter" in last or "Ctrl+O" in last


async def test_escape_asks_when_something_was_typed(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, CommitmentForm("WPA-3"))
        await fill(pilot, title="Other", theme="other")
        await pilot.press("escape")
        await settle(pilot)
        assert "Leave with 2 changes unsaved? y keeps a draft, d discards them, n stays." in (
            words(forms_app)
        )
        await pilot.press("n")
        await settle(pilot)
        assert "[other" in screen_text(forms_app)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert not forms_app.results
        await pilot.press("escape", "y")
        await settle(pilot)
    assert forms_app.results == [None]
    assert forms_app.store.ask(GetCommitment("WPA-3")).row.theme == "security"


async def test_who_stays_goes_on_typing_where_the_cursor_was(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        form = CommitmentForm("WPA-3")
        await show(pilot, form)
        before = form.fields["title"].value
        await pilot.press("end", *" amended", "escape", "n", *" in May")
        await settle(pilot)
        assert form.fields["title"].value == f"{before} amended in May"


async def test_what_was_discarded_is_gone_and_that_is_said(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, TagsForm(("WPA-3",)))
        await write(pilot, "late")
        await pilot.press("escape", "d")
        await settle(pilot)
        assert forms_app.messages[-1] == "What you typed is discarded."
        await show(pilot, TagsForm(("WPA-3",)))
        assert "[late" not in screen_text(forms_app)


async def test_what_was_left_is_offered_again(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await write(pilot, "fri 18:00")
        await pilot.press("escape", "y")
        await settle(pilot)
        assert forms_app.messages[-1].startswith("What you typed is kept")
        await show(pilot, DeadlineForm(("WPA-4",)))
        assert "Draft" not in screen_text(forms_app)
        await pilot.press("escape")
        await show(pilot, DeadlineForm(("WPA-3",)))
        text = screen_text(forms_app)
        assert "Draft of 23 Nov 2026 16:20 restored. Ctrl+T drops it." in text
        assert "[fri 18:00" in text
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert "[signing + 90 days" in screen_text(forms_app)
        await pilot.press("escape")
        await settle(pilot)
        assert forms_app.results[-1] is None


async def test_a_draft_tells_its_time_by_the_clock_of_whoever_typed_it(
    forms_app: FormsApp,
) -> None:
    forms_app.reading_zone = "Asia/Tokyo"
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await write(pilot, "fri 18:00")
        await pilot.press("escape", "y")
        await settle(pilot)
        await show(pilot, DeadlineForm(("WPA-3",)))
        text = words(forms_app)
        assert "Draft of 24 Nov 2026 00:20 restored." in text
        # What was typed is still read where the agreement is.
        assert "Fri 27 Nov 2026 18:00" in text


async def test_a_form_torn_down_leaves_its_draft(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AddLine("WPA"))
        await write(pilot, "Half a sentence")
        await settle(pilot)
        await forms_app.pop_screen()
        await show(pilot, AddLine("WPA"))
        assert "[Half a sentence" in screen_text(forms_app)


async def test_saving_forgets_the_draft(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, TagsForm(("WPA-3",)))
        await write(pilot, "late")
        await pilot.press("enter")
        await settle(pilot)
        await show(pilot, TagsForm(("WPA-3",)))
        assert "Draft" not in screen_text(forms_app)


async def test_focus_selects_so_that_typing_replaces(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, CommitmentForm("WPA-3"))
        await write(pilot, "New title")
        await settle(pilot)
        assert "[New title " in screen_text(forms_app)


async def test_a_paste_of_many_lines_loses_nothing(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, TagsForm(("WPA-3",)))
        pasted = events.Paste("one\n two \r\n\nthree")
        forms_app.screen.focused.post_message(pasted)  # type: ignore[union-attr]
        await settle(pilot)
        assert "[one two three" in screen_text(forms_app)


async def test_letters_and_question_marks_are_text(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, CommitmentForm("WPA-3"))
        await pilot.press("q", "question_mark", "u")
        await settle(pilot)
        assert "[q?u" in screen_text(forms_app)


async def test_hostile_text_is_drawn_as_signs_and_kept_as_it_is(forms_app: FormsApp) -> None:
    title = "Free \x1b]0;owned\x07 \x1b[2J\u202eevil\u200b [bold]all[/bold]"
    forms_app.store.do(EditCommitment("WPA-3", {"title": title, "words": f"a\nb {title}"}))
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, CommitmentForm("WPA-3"))
        text = screen_text(forms_app)
        assert not any(sign in text for sign in "\x1b\x07\u202e\u200b")
        assert "[bold]all[/bold]" in text
        await fill(pilot, theme="other")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert forms_app.results
    story = forms_app.store.ask(GetCommitment("WPA-3"))
    assert (story.row.title, story.row.theme) == (title, "other")
    assert story.words.endswith(title)


async def test_without_colour_and_in_ascii_it_says_the_same(tmp_path: Path) -> None:
    store = open_store(tmp_path / "plain.db")
    app = FormsApp(store, Appearance(no_color=True, ascii=True), theme="terminal")
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, DeadlineForm(("WPA-3",)))
        await write(pilot, "31 feb")
        await pilot.press("enter")
        await settle(pilot)
        text = screen_text(app)
    store.close()
    assert text.isascii()
    assert "^^^^^^" in text


async def test_read_only_refuses_and_keeps_what_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "ro.db"
    open_store(path).close()
    store = open_store(path, packs=(), read_only=True)
    app = FormsApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, TagsForm(("WPA-3",)))
        await write(pilot, "late")
        await pilot.press("enter")
        await settle(pilot)
        assert "open for reading only" in words(app)
        assert "[late" in screen_text(app)
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert "READ-ONLY" in words(app)
    store.close()


async def test_a_form_on_what_is_not_there_closes_and_says_so(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, StatusForm(("WPA-99",)))
        assert forms_app.results == [None]
    assert "There is no commitment 'WPA-99'" in forms_app.messages[0]


async def test_no_editor_is_said(forms_app: FormsApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with forms_app.run_test(size=(80, 24)) as pilot:
        await show(pilot, TagsForm(("WPA-3",)))
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert "No editor is set" in words(forms_app)
        monkeypatch.setenv("EDITOR", "true")
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert "cannot be handed to an editor" in words(forms_app)


def test_an_editor_gets_the_text_and_gives_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import sys,pathlib as p; f=p.Path(sys.argv[1]); f.write_text(f.read_text()+' more\\n')"
    )
    monkeypatch.setenv("VISUAL", f'{sys.executable} -c "{script}"')
    assert edit_text("some", editor_command()) == "some more"


def test_an_editor_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", 'vi "unbalanced')
    assert editor_command() == []
    with pytest.raises(Refused, match="cannot be started"):
        edit_text("some", ["/no/such/editor"])
    with pytest.raises(Refused, match="failed"):
        edit_text("some", [sys.executable, "-c", "raise SystemExit(1)"])


@pytest.mark.parametrize("width", [20, 30, 40, 80, 200])
def test_the_keys_that_save_and_leave_stay_longest(width: int) -> None:
    shown = fit_keys(SAVE_LINE, width)
    assert len(shown) <= max(width, len(" Enter save"))
    assert "Enter save" in shown


async def test_a_long_refusal_on_a_small_screen_leaves_the_keys(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(40, 10)) as pilot:
        await show(pilot, StatusForm(tuple(f"WPA-{number}" for number in range(1, 12))))
        await fill(pilot, status="stalled")
        await pilot.press("ctrl+o")
        await settle(pilot)
        lines = screen_text(forms_app).splitlines()
        assert "cannot be changed" in words(forms_app)
        assert "Esc cancel" in lines[-1]
        await pilot.press("escape")
        await settle(pilot)
        assert "[stalled" in screen_text(forms_app)


async def test_the_label_of_the_field_with_the_focus_stands_out(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(80, 24)) as pilot:
        form = DeadlineForm(("WPA-3",))
        await show(pilot, form)
        await pilot.press("tab")
        await settle(pilot)
        active = [field.key for field in form.fields.values() if field.has_class("-active")]
        assert active == ["reason"]


async def test_what_is_said_of_a_field_scrolls_into_sight(forms_app: FormsApp) -> None:
    async with forms_app.run_test(size=(40, 10)) as pilot:
        form = CommitmentForm("WPA-3")
        await show(pilot, form)
        form.fields["due"].editor.focus()
        await settle(pilot)
        await write(pilot, "31 feb")
        await settle(pilot)
        text = screen_text(forms_app)
        assert "[31 feb" in text
        assert "^^^^^^" in text
        assert "February has at most 29" in text
