"""The forms: everything that asks a person for something before the store is changed."""

from tui.screens.forms.add_line import AddLine
from tui.screens.forms.agreement import AgreementForm
from tui.screens.forms.agreement_edit import AgreementEdit
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
]
