"""The forms: every screen that asks for input before the store is changed."""

from collections.abc import Callable

from tui.forms.agreement import AgreementEdit, AgreementForm
from tui.forms.base import drafts
from tui.forms.base.form_screen import FormScreen
from tui.forms.commitment import CommitmentForm
from tui.forms.confirm import ConfirmScreen
from tui.forms.deadline import DeadlineForm
from tui.forms.event import EventForm
from tui.forms.occurrence import OccurrenceForm
from tui.forms.parties import PartiesForm
from tui.forms.progress import ProgressForm
from tui.forms.quick_add import AddLine
from tui.forms.report import ReportForm
from tui.forms.status import StatusForm
from tui.forms.tags import TagsForm

__all__ = [
    "REOPEN",
    "AddLine",
    "AgreementEdit",
    "AgreementForm",
    "CommitmentForm",
    "ConfirmScreen",
    "DeadlineForm",
    "EventForm",
    "OccurrenceForm",
    "PartiesForm",
    "ProgressForm",
    "ReportForm",
    "StatusForm",
    "TagsForm",
    "commitments_of",
    "drafts",
]

REOPEN: dict[str, Callable[[tuple[str, ...]], FormScreen]] = {
    "AddLine": lambda of: AddLine(*of),
    "AgreementEdit": lambda of: AgreementEdit(*of),
    "AgreementForm": lambda _: AgreementForm(),
    "CommitmentForm": lambda of: CommitmentForm(of[0], agreement=of[1]),
    "EventForm": lambda of: EventForm(*of),
    "OccurrenceForm": lambda of: OccurrenceForm(*of),
    **{form.__name__: form for form in (DeadlineForm, ProgressForm, ReportForm)},
    **{form.__name__: form for form in (StatusForm, TagsForm, PartiesForm)},
}
"""Functions that reopen a form on its subject, by the form's name in a draft."""

_OF_NO_COMMITMENT = ("AddLine", "AgreementEdit", "AgreementForm", "EventForm")


def commitments_of(draft: drafts.Draft) -> tuple[str, ...]:
    """Codes of the commitments of a draft; a new commitment has none."""
    if draft.form in _OF_NO_COMMITMENT:
        return ()
    # The edit form is opened on a code, which is empty for a new commitment, and an agreement.
    codes = draft.of[:1] if draft.form == "CommitmentForm" else draft.of
    return tuple(filter(None, codes))
