"""The one party that a report is by."""

from db.domain.errors import BadInput
from tui.widgets.fields import Field
from tui.widgets.parties_field import PartiesField


def speaker_of(field: Field) -> str:
    """The one party that speaks; "" for none.

    Raises:
        BadInput: for several, or for one that is not known.
    """
    assert isinstance(field, PartiesField)  # noqa: S101  forms make it so
    chosen = field.read()
    if chosen.new or len(chosen.codes) > 1:
        raise BadInput(
            "One party speaks, and one that is known.",
            text=field.value,
            hint="Down lists them; leave one.",
        )
    return chosen.codes[0] if chosen.codes else ""
