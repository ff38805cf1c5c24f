"""The forms: everything that asks a person for something before the store is changed."""

from tui.screens.forms.deadline import DeadlineForm
from tui.screens.forms.status import StatusForm

__all__ = ["DeadlineForm", "StatusForm"]
