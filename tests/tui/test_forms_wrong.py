"""No form saves while one of its fields is wrong, whichever field and whichever key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from textual import events
from textual.widgets import Static

from db.commands.commitments import AddCommitment
from db.commands.saved_views import SaveView
from db.queries.history.changes import LastChange
from db.queries.saved_views import SavedViews
from tests.tui.driving import drive
from tests.tui.forms_app import FormsApp, settle, show, words
from tests.tui.settling import answered
from tui.forms import (
    AddLine,
    AgreementEdit,
    AgreementForm,
    CommitmentForm,
    DeadlineForm,
    EventForm,
    OccurrenceForm,
    PartiesForm,
    ProgressForm,
    ReportForm,
    StatusForm,
    TagsForm,
)
from tui.forms.base.form_screen import FormScreen
from tui.forms.saved_view import RenameForm, SaveViewForm
from tui.services.protocol import ViewState

DAY, PARTY, NUMBER, FLAG = "31 feb", "DRX", "a few", ""
WAYS = ("ctrl+o", "enter", "ctrl+s")


@dataclass(frozen=True)
class Case:
    """A form, what makes it one that saves, and what is wrong in each of its fields."""

    make: Callable[[FormsApp], FormScreen]
    good: Mapping[str, str]
    wrong: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    free: str = ""
    """Fields in which nothing that is typed is wrong."""
    ways: tuple[str, ...] = WAYS


CASES = {
    "add": Case(
        lambda _: AddLine("DOHA"),
        {"line": "Do Y; owner DRC"},
        {"line": ("", "Do Y; owner DRX", "A\nB; due 31 feb"), "agreement": ("NEWAG", "")},
        ways=("enter", "ctrl+s"),  # Ctrl+O opens the full form
    ),
    "new": Case(
        lambda _: CommitmentForm(agreement="DOHA"),
        {"title": "Do Z"},
        {
            "agreement": ("NEWAG", ""),
            "title": ("",),
            **dict.fromkeys(("owners", "to", "verifiers"), (PARTY,)),
            "due": (DAY,),
            "target": (NUMBER,),
            **dict.fromkeys(("critical", "continuing"), (FLAG, "perhaps")),
        },
        "provision theme unit source tags words",
    ),
    "edit": Case(
        lambda _: CommitmentForm("WPA-3"),
        {"title": "Disengage"},
        {
            "title": ("",),
            **dict.fromkeys(("owners", "to", "verifiers"), (PARTY,)),
            **dict.fromkeys(("after", "parallel"), ("WPA-99",)),
            "due": (DAY, "2027-01-01"),  # which needs a reason
            "target": (NUMBER,),
            **dict.fromkeys(("critical", "continuing"), (FLAG, "perhaps")),
        },
        "provision theme unit source tags words reason",
    ),
    "agreement": Case(
        lambda _: AgreementForm(),
        {"code": "NEW", "title": "A new one", "zone": "Kinshasa", "parties": "DRC; RWA"},
        {
            "code": ("", "7", "WPA"),
            "title": ("",),
            "zone": ("", "Atlantis"),
            "parties": ("DRX",),
            "signed": (DAY, "2099-01-01"),
        },
        "process note",
    ),
    "agreement's edit": Case(
        lambda _: AgreementEdit("WPA"),
        {"note": "Known."},
        {"title": ("",), "zone": ("", "Atlantis"), "calendar": ("XX",)},
        "process note",
    ),
    "deadline": Case(
        lambda _: DeadlineForm(["WPA-3"]),
        {"due": "2027-01-01", "reason": "agreed"},
        {"due": (DAY,), "reason": ("",), "on": (DAY, "2099-01-01")},
        "by source",
    ),
    "event": Case(
        lambda _: EventForm("WPA"),
        {"key": "elections-held", "state": "planned", "on": "2027-01-01"},
        {
            "key": ("", "two words"),
            "state": ("", "perhaps"),
            "on": ("", DAY),
            "completes": ("WPA-99",),
        },
        "name source",
    ),
    "event that is unknown": Case(
        lambda _: EventForm("WPA"),
        {"key": "elections-held", "state": "unknown", "name": "Elections"},
        {"on": (DAY,)},
        "key state completes name source",
    ),
    "instance": Case(
        lambda _: OccurrenceForm("WPA-12"),
        {"source": "letter"},
        {
            "what": ("", "perhaps"),
            "number": (NUMBER, "99"),
            "on": (DAY, "2099-01-01"),
            "source": ("",),
        },
        "note",
    ),
    "instance that arose": Case(
        lambda _: OccurrenceForm("WPA-13"),
        {"what": "arose"},
        {"number": (NUMBER,)},
        "what on source note",
    ),
    "progress": Case(
        lambda _: ProgressForm(["WPA-3"]),
        {"amount": "7"},
        {"amount": (NUMBER,), "level": ("9",), "speaker": (PARTY, "DRC, RWA"), "on": (DAY,)},
        "source note",
    ),
    "report": Case(
        lambda _: ReportForm(["WPA-3"]),
        {"text": "Seen."},
        {
            "says": ("perhaps",),
            "speaker": (PARTY, "DRC, RWA"),
            **dict.fromkeys(("on", "source_on"), (DAY, "2099-01-01")),
            "status": ("perhaps", "done"),  # which needs a source
            "quantity": (NUMBER,),
            "level": ("9",),
            "grade": ("Z9",),
            "corrects": (NUMBER, "99999"),
            "file": ("/nowhere/7.pdf",),
        },
        "text source url",
    ),
    "status": Case(
        lambda _: StatusForm(["WPA-3"]),
        {"status": "done", "source": "letter"},
        {
            "status": ("", "perhaps"),
            "on": (DAY, "2099-01-01"),
            "source": ("",),
            "speaker": (PARTY, "DRC, RWA"),
        },
        "url note",
    ),
    "tags": Case(lambda _: TagsForm(["WPA-3"]), {"tags": "late"}, free="tags"),
    "who": Case(
        lambda _: PartiesForm(["WPA-3"]),
        {"to": "M23"},
        dict.fromkeys(("owners", "to", "verifiers"), (PARTY,)),
    ),
    "view": Case(
        lambda _: SaveViewForm(ViewState(), "list"), {"name": "Mine"}, {"name": ("", "x" * 500)}
    ),
    "view's name": Case(
        lambda app: RenameForm(app.store.ask(SavedViews())[0]),
        {"name": "Ours"},
        {"name": ("", "x" * 500)},
    ),
}


def said(form: FormScreen) -> list[str]:
    """What stands above the keys of a form, and below its fields."""
    below = [each.query_one(".remark", Static) for each in form.fields.values()]
    return [str(form.notice.content), *(str(each.content) for each in below)]


def says_why(form: FormScreen) -> bool:
    """Whether it says what is wrong: above the keys, or else at the field that is named there."""
    notice, *below = said(form)
    return bool(notice) and ("yet: see" not in notice or any("! " in text for text in below))


async def test_no_form_saves_while_a_field_is_wrong(forms_app: FormsApp) -> None:
    store = forms_app.store
    store.do(AddCommitment("WPA", "Report", owners=("DRC",), rule="every month from 2026-01-31"))
    store.do(AddCommitment("WPA", "Answer", rule="within 48 hours of each violation-report"))
    store.do(SaveView("week", "due:<7d"))
    async with forms_app.run_test(size=(80, 24)) as pilot:
        for name, case in CASES.items():
            form = case.make(forms_app)
            await show(pilot, form)
            assert {*form.fields} == {*case.wrong, *case.free.split()}, name
            for key, text in case.good.items():
                form.fields[key].value = text
            await pilot.pause()
            before = store.ask(LastChange())
            for key, text in ((key, text) for key, texts in case.wrong.items() for text in texts):
                wrong = form.fields[key]
                right, wrong.value = wrong.value, text
                for way in case.ways:
                    forms_app.post_message(events.Key(way, None))
                    await answered(forms_app, pilot)  # nothing has to be drawn meanwhile
                    where = f"{name}: {key} {text!r}, {way}"
                    assert forms_app.screen is form, where
                    assert store.ask(LastChange()) == before, where
                    assert says_why(form), f"{where}: {said(form)}"
                wrong.value = right
                await answered(forms_app, pilot)
                assert not form.notice.has_class("-shown"), f"{name}: {key} is right: {said(form)}"
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert forms_app.screen is not form, f"{name} is not saved\n{words(forms_app)}"
            assert store.ask(LastChange()) == before + 1, name


async def test_what_is_typed_for_one_agreement_never_lands_in_another(pair: Path) -> None:
    async with drive(pair) as user:
        before = await user.app.ask(LastChange())
        await user.press("a", *"Do Y; owner DRC", "tab", "ctrl+u", *"NEWAG", "enter")
        user.sees("'NEWAG' is no agreement.", "Nothing is saved yet: see Agreement.")
        assert await user.app.ask(LastChange()) == before
        await user.press("ctrl+u", *"WPA", "enter")
        user.does_not_see("Nothing is saved yet")
        assert await user.app.ask(LastChange()) == before + 1
