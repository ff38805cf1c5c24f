"""The fields of a commitment, and their first values."""

from collections.abc import Sequence

from db.domain.parsing.deadline import examples
from db.queries.commitments.detail import CommitmentDetail
from db.queries.lookups import PartyName
from tui.forms.base.form_screen import Values
from tui.forms.parties import role_fields, roles_of
from tui.widgets.fields.date import DateField, Moved
from tui.widgets.fields.field import Field, Live
from tui.widgets.fields.typed import ChoiceField, FlagField, NoteField, NumberField


def commitment_rows(
    agreements: Sequence[str],
    parties: Sequence[PartyName],
    reason: Field,
    *,
    live: Live,
    moved: Moved,
) -> Sequence[Sequence[Field]]:
    """Make all fields, in rows; without agreements to choose from it is an edit, with a reason."""
    roles = role_fields(parties)
    provision = Field("provision", "Provision", explain="Where in the text: Art. 2.1.6.")
    theme = Field("theme", "Theme", explain="One word: security.")
    where = (ChoiceField("agreement", "Agreement", agreements), provision)
    due = DateField(
        "due",
        "Deadline",
        live=live,
        moved=moved,
        explain="A date or a rule; empty: none.",
        examples=examples(),
    )
    return (
        (Field("title", "Title", explain="The duty in a few words: Release 100 prisoners."),),
        where if agreements else (provision, theme),
        (roles["owners"], roles["to"]),
        (roles["verifiers"], theme) if agreements else (roles["verifiers"], *_link_fields()),
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


def _link_fields() -> Sequence[Field]:
    return (
        Field("after", "Follows", explain="Codes of what must come first: WPA-5 WPA-6."),
        Field("parallel", "In tandem", explain="Codes of what goes side by side with it."),
    )


def codes_in(text: str) -> tuple[str, ...]:
    """Split codes at spaces, commas or plus signs."""
    return tuple(text.replace("+", " ").replace(",", " ").upper().split())


def _linked(story: CommitmentDetail, relation: str) -> str:
    return " ".join(link.row.code for link in story.links if link.relation == relation)


def values_of(story: CommitmentDetail) -> Values:
    """Convert a commitment to text, field by field."""
    row = story.row
    return {
        "title": row.title,
        "provision": row.provision,
        **roles_of(story),
        "theme": row.theme,
        "due": "" if row.rule == "none" else row.rule,
        "after": _linked(story, "after"),
        "parallel": _linked(story, "in parallel with"),
        "target": "" if row.target is None else str(row.target),
        "unit": row.unit,
        "critical": "yes" if row.critical else "no",
        "continuing": "yes" if row.continuing else "no",
        "source": story.source,
        "tags": row.tags,
        "words": story.words,
    }
