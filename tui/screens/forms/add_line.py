"""The `a` prompt: one line, with what is understood of it below; a pasted list adds all of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.commands.commitments import AddCommitment
from db.commands.many import AddMany
from db.domain.errors import AccordError, BadInput
from db.store import Command, Done
from tui.host import host
from tui.present import Words
from tui.safe import safe
from tui.screens.forms.base import FormScreen, Values
from tui.screens.forms.chrome import ADD_LINE
from tui.screens.forms.commitment import CommitmentForm
from tui.screens.forms.line_reader import LineField, LineReader, line_values
from tui.screens.forms.place import agreements, chosen_agreement, enter, pick
from tui.widgets.fields import Field, LineInput
from tui.widgets.typed_fields import ChoiceField

if TYPE_CHECKING:
    from db.queries.lists import AgreementRow

_EXAMPLE = "Release 100 prisoners; owner DRC; to M23; due in 2 weeks"


class AddLine(FormScreen):
    """Adds to `agreement`, until another is chosen; `text` is what the line begins with."""

    NAME = "add"
    HINTS = ADD_LINE

    def __init__(self, agreement: str = "", text: str = "") -> None:
        super().__init__()
        self.agreement = agreement.strip().upper()
        self._text = text
        self._agreements: tuple[AgreementRow, ...] = ()
        self._pasted: tuple[AddCommitment, ...] = ()
        self.reader: LineReader

    def about(self) -> tuple[str, str]:
        """Where it is added."""
        title = pick(self._agreements, self.agreement).title if self._agreements else ""
        return f"Add to {self.agreement}", safe(title)

    def opened_on(self) -> tuple[str, ...]:
        """The agreement."""
        return (self.agreement,)

    async def load(self) -> Values:
        """The agreements, and what may be named in this one."""
        self._agreements = await agreements(host(self))
        await self._enter(self.agreement)
        return {"agreement": self.agreement}

    async def _enter(self, code: str) -> None:
        place = await enter(host(self), pick(self._agreements, code))
        self.agreement, self.zone, self.reader = place.code, place.zone, LineReader(place)

    def rows(self) -> Sequence[Sequence[Field]]:
        """The line, and the agreement."""
        explain = "Title; owner CODE; to CODE; due when; theme x; art 4; amount 9 km; critical"
        known = [each.code for each in self._agreements]
        return (
            (LineField("line", "Add", explain=explain, live=self._live),),
            (ChoiceField("agreement", "Agreement", known),),
        )

    def filled(self) -> None:
        """Begin the line."""
        if self._text:
            self.fields["line"].value = self._text

    def _live(self, text: str) -> Sequence[Words]:
        if not text.strip():
            return (Words(f"As in: {_EXAMPLE}", "dim"),)
        return self.reader.lines(text)

    async def typed(self, field: Field) -> None:
        """Another agreement has other parties, events and days."""
        code = chosen_agreement(field, self.agreement)
        if code is not None:
            await self._enter(code)
            self.fields["line"].look()
            self.show_all()

    def command(self) -> Command:
        """Add what the line says."""
        text = self.fields["line"].value
        if not text.strip():
            raise self.missing("line", "Type what is to be done.", f"As in: {_EXAMPLE}")
        return self.reader.adding(text)

    # -- a pasted list ------------------------------------------------------------------------

    def on_line_field_pasted(self, event: LineField.Pasted) -> None:
        """Ask before all of it is added; nothing is, when one line cannot be read."""
        event.stop()
        lines = event.lines
        try:
            self._pasted = tuple(self._numbered(place, line) for place, line in enumerate(lines, 1))
        except AccordError as error:
            self._put(lines)
            self.tell(f"Of {len(lines)} pasted lines none was added. {error}", "overdue")
            return
        words = [Words(f"  {each.title}") for each in self._pasted[:5]]
        words = [Words(safe(text), role) for text, role in words]
        if len(lines) > len(words):
            words.append(Words(f"  and {len(lines) - len(words)} more", "dim"))
        question = Words(f"Add {len(lines)} commitments to {self.agreement}? y/n", "soon")

        def put() -> None:
            self._put(lines)

        self.ask([*words, question], {"y": self._add_all, "n": put}, put)

    def _numbered(self, place: int, line: str) -> AddCommitment:
        try:
            return self.reader.adding(line)
        except BadInput as error:
            raise BadInput(
                f"Line {place}, {line[:40]!r}: {error.message}", hint=error.hint
            ) from error

    def _put(self, lines: Sequence[str]) -> None:
        """Keep what was pasted, as one line."""
        self.fields["line"].query_one(LineInput).put(" ".join(lines))

    def _add_all(self) -> None:
        self.run_worker(self.save_as(AddMany(self._pasted)), exclusive=True)

    # -- the full form ------------------------------------------------------------------------

    async def action_save_anywhere(self) -> None:
        """Ctrl+O: all fields, with what the line says in them."""
        if not self._ready or self.notice.asking:
            return
        values = line_values(self.fields["line"].value.strip())
        form = CommitmentForm(agreement=self.agreement, values=values)
        self.app.push_screen(form, self._from_form)

    def _from_form(self, done: Done | None) -> None:
        if done is not None:
            self.finish(done)
