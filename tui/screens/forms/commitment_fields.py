"""The fields of a commitment, and what stands in them at first."""

from collections.abc import Sequence

from db.queries.detail import Story
from db.queries.lists import PartyName
from tui.screens.forms.base import Values
from tui.screens.forms.who import role_fields, roles_of
from tui.widgets.date_field import DateField, Moved
from tui.widgets.fields import Field, Live
from tui.widgets.typed_fields import ChoiceField, FlagField, NoteField, NumberField


def commitment_rows(
    agreements: Sequence[str],
    parties: Sequence[PartyName],
    reason: Field,
    *,
    live: Live,
    moved: Moved,
) -> Sequence[Sequence[Field]]:
    """All fields, in rows; without agreements to choose from it is an edit, with its reason."""
    roles = role_fields(parties)
    provision = Field("provision", "Provision", explain="Where in the text: Art. 2.1.6.")
    where = (ChoiceField("agreement", "Agreement", agreements), provision)
    due = DateField(
        "due", "Deadline", live=live, moved=moved, explain="A date or a rule; empty: none."
    )
    return (
        (Field("title", "Title", explain="The duty in a few words: Release 100 prisoners."),),
        where if agreements else (provision,),
        (roles["owners"], roles["to"]),
        (roles["verifiers"], Field("theme", "Theme", explain="One word: security.")),
        (due,),
        *(() if agreements else ((reason,),)),
        (
            NumberField("target", "Quantity", explain="How much is owed, if it can be counted."),
            Field("unit", "Unit", explain="Of what: prisoners, soldiers, km."),
        ),
        (
            FlagField("critical", "Critical", explain="The agreement stands or falls with it."),
            FlagField("continuing", "Continuing", explain="Kept up for good, as a ceasefire is."),
        ),
        (
            Field("source", "Source", explain="Where the duty stands."),
            Field("tags", "Tags", explain="Words with blanks between."),
        ),
        (NoteField("words", "Words", explain="The agreement's own words. Ctrl+O saves."),),
    )


def values_of(story: Story) -> Values:
    """A commitment as text, field by field."""
    row = story.row
    return {
        "title": row.title,
        "provision": row.provision,
        **roles_of(story),
        "theme": row.theme,
        "due": "" if row.rule == "none" else row.rule,
        "target": "" if row.target is None else str(row.target),
        "unit": row.unit,
        "critical": "yes" if row.critical else "no",
        "continuing": "yes" if row.continuing else "no",
        "source": story.source,
        "tags": row.tags,
        "words": story.words,
    }
