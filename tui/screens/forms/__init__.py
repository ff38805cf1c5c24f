"""The forms: everything that asks a person for something before the store is changed."""

from collections.abc import Callable

from tui.screens.forms import drafts
from tui.screens.forms.add_line import AddLine
from tui.screens.forms.agreement import AgreementForm
from tui.screens.forms.agreement_edit import AgreementEdit
from tui.screens.forms.base import FormScreen
from tui.screens.forms.commitment import CommitmentForm
from tui.screens.forms.confirm import ConfirmScreen
from tui.screens.forms.deadline import DeadlineForm
from tui.screens.forms.event import EventForm
from tui.screens.forms.meet import MeetForm
from tui.screens.forms.progress import ProgressForm
from tui.screens.forms.report import ReportForm
from tui.screens.forms.status import StatusForm
from tui.screens.forms.tags import TagsForm
from tui.screens.forms.who import WhoForm

__all__ = [
    "REOPEN",
    "AddLine",
    "AgreementEdit",
    "AgreementForm",
    "CommitmentForm",
    "ConfirmScreen",
    "DeadlineForm",
    "EventForm",
    "MeetForm",
    "ProgressForm",
    "ReportForm",
    "StatusForm",
    "TagsForm",
    "WhoForm",
    "commitments_of",
    "drafts",
]

REOPEN: dict[str, Callable[[tuple[str, ...]], FormScreen]] = {
    "AddLine": lambda of: AddLine(*of),
    "AgreementEdit": lambda of: AgreementEdit(*of),
    "AgreementForm": lambda _: AgreementForm(),
    "CommitmentForm": lambda of: CommitmentForm(of[0], agreement=of[1]),
    "EventForm": lambda of: EventForm(*of),
    "MeetForm": lambda of: MeetForm(*of),
    **{form.__name__: form for form in (DeadlineForm, ProgressForm, ReportForm)},
    **{form.__name__: form for form in (StatusForm, TagsForm, WhoForm)},
}
"""How to open a form again on what it was opened on, by its name in a draft."""

_OF_NO_COMMITMENT = ("AddLine", "AgreementEdit", "AgreementForm", "EventForm")


def commitments_of(draft: drafts.Draft) -> tuple[str, ...]:
    """Codes of the commitments that a draft is about; of a new one there is none."""
    if draft.form in _OF_NO_COMMITMENT:
        return ()
    # The edit form is opened on a code, which is empty for a new commitment, and an agreement.
    codes = draft.of[:1] if draft.form == "CommitmentForm" else draft.of
    return tuple(filter(None, codes))
