"""Form for an occurrence of a recurring duty: it was met, or its trigger occurred."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.commands.occurrences import Arise, MeetOccurrence
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.rules import PerOccurrence
from db.domain.errors import BadInput, NotFound
from db.queries.commitments.detail import GetCommitment
from db.queries.history.concurrent_edits import FieldEdit, Meanwhile
from tui.formatting import occurrences
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.base.form_screen import FormScreen, Values
from tui.forms.day_reader import DayReader
from tui.services.protocol import host
from tui.widgets.fields.date import DateField
from tui.widgets.fields.field import Field
from tui.widgets.fields.typed import ChoiceField, NumberField

if TYPE_CHECKING:
    from db.queries.commitments.occurrences import OccurrenceRow

MET, AROSE = "met", "arose"


def _met(instance: "OccurrenceRow") -> str:
    return f"met {instance.done_on.isoformat()}" if instance.done_on is not None else ""


class OccurrenceForm(FormScreen):
    """The `_` form of the commitment with this code."""

    NAME = "instance"

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self._title = ""
        self._version = 0
        self._instances: tuple[OccurrenceRow, ...] = ()
        self._arises = False

    def about(self) -> tuple[str, str]:
        """Title and subject: the duty."""
        return f"{self.code} > Instance", self._title

    def draft_key(self) -> str:
        """Key of the draft, one for each commitment."""
        return f"{self.NAME}:{self.code}"

    def opened_on(self) -> tuple[str, ...]:
        """Code of the commitment."""
        return (self.code,)

    async def load(self) -> Values:
        """Read the occurrences.

        Raises:
            NotFound: when the duty neither recurs nor is owed on each occurrence of an event.
        """
        story = await host(self).ask(GetCommitment(self.code))
        self.zone, self._version = story.row.zone, story.row.version
        self._title = safe(story.row.title)
        self._instances = story.occurrences
        self._arises = isinstance(parse_rule(story.row.rule or "none"), PerOccurrence)
        if not (self._instances or self._arises):
            raise NotFound(
                f"{self.code} has no instances: it does not come round.", "s sets its status."
            )
        self._days = DayReader(host(self).now(), self.zone)
        unmet = [each.number for each in self._instances if each.done is None]
        first = str(unmet[0]) if unmet else ""
        return {"what": AROSE if self._arises and not unmet else MET, "number": first}

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: what happened, the occurrence, the date, the source."""
        days = self._days
        what = ChoiceField("what", "What", (MET, AROSE) if self._arises else (MET,))
        return (
            (
                what,
                NumberField("number", "Instance", explain="Its number; of what arose, empty."),
            ),
            (
                DateField(
                    "on",
                    "Date",
                    live=days.lines,
                    moved=days.moved,
                    explain="When it was met, or arose; empty: now.",
                ),
            ),
            (Field("source", "Source", explain="Where it stands."),),
            (Field("note", "Note", explain="A remark, or what arose."),),
        )

    def standing(self) -> Values:
        """Stored dates on which each occurrence was met."""
        return {f"no. {each.number}": _met(each) for each in self._instances}

    def mine(self) -> Values:
        """New date of the chosen occurrence; a trigger only adds one, so it overwrites nothing."""
        if self._what() == AROSE or not self.value("number"):
            return {}
        return {f"no. {self.value('number')}": self.value("on") or "now"}

    async def touches(self, key: str, known: int) -> Sequence[FieldEdit]:
        """Read others' changes to the duty."""
        del key
        return await host(self).ask(Meanwhile(self.code, known))

    def give_up(self, keys: Sequence[str]) -> None:
        """Clear the date of the chosen occurrence, since theirs stays."""
        if f"no. {self.value('number')}" in keys:
            self.fields["number"].value = self.fields["source"].value = ""

    def said(self) -> list[Words]:
        """Description of the chosen occurrence."""
        if not self.fields or self._what() == AROSE:
            return []
        now = self._days.now
        return [
            Words(
                f"No. {each.number}, due {each.due_on.isoformat()}:"
                f" {occurrences.state(each, now).text}"
            )
            for each in self._instances
            if str(each.number) == self.value("number")
        ]

    def _what(self) -> str:
        field = self.fields["what"]
        assert isinstance(field, ChoiceField)  # noqa: S101  built in rows
        try:
            return field.read()
        except BadInput:
            return ""

    def command(self) -> MeetOccurrence | Arise:
        """Record it."""
        seen = {self.code: self._version}
        on, note = self._days.read(self.fields["on"].value), self.value("note")
        if self._what() == AROSE:
            return Arise(self.code, on, note, self.value("source"), seen=seen)
        number = self.fields["number"]
        assert isinstance(number, NumberField)  # noqa: S101  built in rows
        if not self.value("source"):
            raise self.missing("source", "That it was met needs a source: where does it stand?")
        return MeetOccurrence(self.code, number.read(), on, self.value("source"), note, seen=seen)
