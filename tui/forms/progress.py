"""Form for progress: the level in words, or the quantity reached of the quantity owed."""

from collections.abc import Sequence

from db.commands.reports import Entry, SetProgress
from db.domain.enums import LEVELS
from db.domain.errors import BadInput
from db.queries.commitments.row import CommitmentRow
from db.queries.lookups import Parties, PartyName
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.base.bulk_form import BulkForm
from tui.forms.base.form_screen import Values
from tui.forms.common_fields import speaker_of
from tui.forms.day_reader import DayReader
from tui.services.protocol import host
from tui.widgets.fields.date import DateField
from tui.widgets.fields.field import Field
from tui.widgets.fields.parties import PartiesField
from tui.widgets.fields.typed import ChoiceField, NoteField, NumberField

LEVEL_WORDS = tuple(f"{number} {level}" for number, level in enumerate(LEVELS))
"""Choices of the level field: `2 intermediate`."""


def level_of(field: Field) -> int | None:
    """Parse a choice among LEVEL_WORDS as a level; None for none.

    Raises:
        BadInput: when it is none of them.
    """
    assert isinstance(field, ChoiceField)  # noqa: S101  forms make it so
    return int(field.read()[0]) if field.value.strip() else None


def reached(row: CommitmentRow) -> str:
    """Describe amount and level of a commitment; empty if nothing is reported."""
    amount = "" if row.amount is None else f"amount {row.amount}"
    level = "" if row.level is None else f"level {LEVEL_WORDS[row.level]}"
    return ", ".join(each for each in (amount, level) if each)


class ProgressForm(BulkForm):
    """The `P` form."""

    NAME = "progress"

    async def load(self) -> Values:
        """Read the progress so far."""
        first = await self.load_chosen()
        self._parties: tuple[PartyName, ...] = await host(self).ask(Parties(first.agreement))
        self._days = DayReader(host(self).now(), self.zone)
        row = self.one
        if row is None:
            return {}
        level = "" if row.level is None else LEVEL_WORDS[row.level]
        return {"level": level, "amount": "" if row.amount is None else str(row.amount)}

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: amount and level, then speaker, source and date."""
        days = self._days
        unit = f", in {safe(self.chosen[0].unit)}" if self.chosen[0].unit else ""
        return (
            (
                NumberField("amount", "Amount", explain=f"Reached so far{unit}."),
                ChoiceField("level", "Level", ("", *LEVEL_WORDS)),
            ),
            (
                PartiesField("speaker", "Speaker", self._parties, explain="Who says so."),
                DateField(
                    "on", "Date", live=days.lines, moved=days.moved, explain="When; empty: now."
                ),
            ),
            (Field("source", "Source", explain="Where it stands."),),
            (NoteField("note", "Note", explain="What was reached, in a sentence."),),
        )

    def standing_of_one(self) -> Values:
        """Stored amount and level."""
        return self.loaded

    def stands(self, row: CommitmentRow) -> str:
        """Stored amount and level of one of several commitments."""
        return reached(row)

    def puts(self, row: CommitmentRow) -> str:
        """Amount and level typed, for all."""
        del row
        typed = [f"{key} {self.as_saved(key)}" for key in ("amount", "level") if self.value(key)]
        return ", ".join(typed)

    def said(self) -> list[Words]:
        """Amount of the quantity owed, and the previous amount."""
        row = self.one
        if row is None:
            return [Words(f"{len(self.chosen)} commitments get the same progress.")]
        was = "nothing reported" if row.amount is None else f"{row.amount:,}"
        owed = "" if row.target is None else f" of {row.target:,}"
        lines = [Words(f"So far {was}{owed} {safe(row.unit)}".rstrip(), "dim")]
        try:
            amount = self._number("amount")
        except BadInput:
            return lines
        if amount is not None and row.target is not None and amount > row.target:
            lines.append(Words(f"! more than the {row.target:,} owed", "soon"))
        return lines

    def _number(self, key: str) -> int | None:
        field = self.fields[key]
        assert isinstance(field, NumberField)  # noqa: S101  built in rows
        return field.read()

    def command(self) -> SetProgress | None:
        """Report the typed values; unchanged ones are not reported again."""
        changed = self.changes()
        amount = self._number("amount") if "amount" in changed else None
        level = level_of(self.fields["level"]) if "level" in changed else None
        entry = Entry(
            text=self.value("note"),
            speaker=speaker_of(self.fields["speaker"]),
            source=self.value("source"),
            on=self._days.read(self.fields["on"].value),
        )
        if amount is None and level is None:
            if not changed:
                return None
            raise self.missing("amount", "Give an amount or a level.", "A takes notes without.")
        codes = tuple(row.code for row in self.taking_part)
        return SetProgress(codes, level, amount, entry, seen=self.seen)
