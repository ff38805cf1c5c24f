"""The `a` prompt: one line with its interpretation below; a pasted list gives one a line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.commands.batch import AddMany
from db.protocols import Command
from db.store.commit_recovery import CommandResult
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.agreement_context import agreements, chosen_agreement, enter, pick
from tui.forms.base.form_chrome import ADD_LINE
from tui.forms.base.form_screen import FormScreen, Values
from tui.forms.commitment import CommitmentForm
from tui.forms.quick_add_reader import LineField, LineReader, line_values
from tui.services.protocol import host
from tui.widgets.fields.field import Field
from tui.widgets.fields.typed import ChoiceField

if TYPE_CHECKING:
    from db.queries.lookups import AgreementRow

MOST_TITLES = 5
"""Titles shown of several lines; of the rest only the number."""
_EXAMPLE = "Release 100 prisoners; owner DRC; to M23; due in 2 weeks"


class AddLine(FormScreen):
    """Adds to `agreement`, until another is chosen; `text` is the start of the line."""

    NAME = "add"
    HINTS = ADD_LINE

    def __init__(self, agreement: str = "", text: str = "") -> None:
        super().__init__()
        self.agreement = agreement.strip().upper()
        self._text = text
        self._agreements: tuple[AgreementRow, ...] = ()
        self.reader: LineReader

    def about(self) -> tuple[str, str]:
        """Title and subject: the agreement."""
        title = pick(self._agreements, self.agreement).title if self._agreements else ""
        return f"Add to {self.agreement}", safe(title)

    def opened_on(self) -> tuple[str, ...]:
        """The agreement."""
        return (self.agreement,)

    async def load(self) -> Values:
        """Read the agreements, and the names of this one."""
        self._agreements = await agreements(host(self))
        await self._enter(self.agreement)
        return {"agreement": self.agreement}

    async def _enter(self, code: str) -> None:
        place = await enter(host(self), pick(self._agreements, code))
        self.agreement, self.zone, self.reader = place.code, place.zone, LineReader(place)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: the line, and the agreement."""
        explain = "Title; owner CODE; to CODE; due when; theme x; art 4; amount 9 km; critical"
        known = [each.code for each in self._agreements]
        return (
            (LineField("line", "Add", explain=explain, live=self._live),),
            (ChoiceField("agreement", "Agreement", known),),
        )

    def filled(self) -> None:
        """Fill in the start of the line."""
        if self._text:
            self.fields["line"].value = self._text

    def _live(self, text: str) -> Sequence[Words]:
        if not text.strip():
            return (Words(f"As in: {_EXAMPLE}", "dim"),)
        return self._several(text) if "\n" in text else self.reader.lines(text)

    def _several(self, text: str) -> Sequence[Words]:
        found = self.reader.each(text)
        lines = [Words(f"  {safe(each.title)}") for each in found[:MOST_TITLES]]
        if len(found) > MOST_TITLES:
            lines.append(Words(f"  and {len(found) - MOST_TITLES} more", "dim"))
        asked = f"Enter adds {len(found)} commitments to {self.agreement}, one a line:"
        return (Words(asked, "strong"), *lines)

    async def typed(self, field: Field) -> None:
        """Update on input: another agreement has other parties, events and dates."""
        code = chosen_agreement(field, self.agreement)
        if code is not None:
            await self._enter(code)
            self.fields["line"].look()
            self.show_all()

    def command(self) -> Command:
        """Add the commitments of the line."""
        text = self.fields["line"].value
        if not text.strip():
            raise self.missing("line", "Type what is to be done.", f"As in: {_EXAMPLE}")
        return AddMany(self.reader.each(text)) if "\n" in text else self.reader.adding(text)

    # -- the full form ------------------------------------------------------------------------

    async def action_save_anywhere(self) -> None:
        """Open the form with all fields on Ctrl+O, filled from the line."""
        if not self._ready or self.notice.asking:
            return
        if "\n" in self.fields["line"].value:
            self.tell("All fields are of one commitment. Enter adds all lines.", "soon", ["line"])
            return
        values = line_values(self.fields["line"].value.strip())
        values["agreement"] = self.value("agreement")
        form = CommitmentForm(agreement=self.agreement, values=values)
        form.stays = "The line stays as it was."
        self.app.push_screen(form, self._from_form)

    def _from_form(self, done: CommandResult | None) -> None:
        if done is not None:
            self.finish(done)
