"""Form for a new agreement with its parties, saved as one step."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from textual.widget import Widget

from db.calendars import check_calendar
from db.commands.agreements import AddAgreement, AddParty, EditAgreement, check_code
from db.commands.batch import Together
from db.domain.enums import AgreementRole
from db.domain.errors import BadInput
from db.protocols import Command
from db.queries.history.concurrent_edits import FieldEdit, MeanwhileOf
from db.queries.lookups import AgreementOf, Agreements, Parties, PartyName
from db.queries.what_if.simulate import SupposedHome
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.base.form_screen import FormScreen, Values
from tui.forms.common_fields import ZoneSuggester, zone_of
from tui.forms.day_reader import DayReader, day_of
from tui.forms.deadline_preview import Preview
from tui.services.protocol import host
from tui.widgets.fields.date import DateField
from tui.widgets.fields.field import Field, LineInput, unless_wrong
from tui.widgets.fields.typed import NoteField, choice_of

_ROLE = re.compile(r"\(([^()]*)\)\s*$")
_EXAMPLE = "DRC Democratic Republic of the Congo; RWA Rwanda; QAT Qatar (mediator)"


class Signatory(NamedTuple):
    """Party as typed: its code, name and role, and whether it is new."""

    code: str
    name: str
    role: AgreementRole
    new: bool


def read_signatories(text: str, known: Sequence[PartyName]) -> tuple[Signatory, ...]:
    """Parse `CODE Name (role); …`: a code alone is a known party; the default role is signatory.

    Raises:
        BadInput: marks the part that cannot be read.
    """
    names = {party.code: party.name for party in known}
    found: dict[str, Signatory] = {}
    for piece in re.finditer(r"[^;\n]+", text):
        if not piece[0].strip():
            continue
        try:
            one = _signatory(piece[0].strip(), names)
        except BadInput as error:
            start, end = piece.span()
            message, hint = error.message, error.hint
            raise BadInput(message, text=text, start=start, end=end, hint=hint) from error
        found[one.code] = one
    return tuple(found.values())


def _signatory(text: str, names: dict[str, str]) -> Signatory:
    role = AgreementRole.SIGNATORY
    if given := _ROLE.search(text):
        role = AgreementRole(choice_of(given[1], list(AgreementRole), "role"))
        text = text[: given.start()]
    first, _, name = text.strip().partition(" ")
    code, name = check_code(first), name.strip()
    if not name and code not in names:
        raise BadInput(f"{code} is new: it needs a name.", hint=f"As in: {_EXAMPLE}")
    return Signatory(code, name or names[code], role, code not in names)


class AgreementForm(FormScreen):
    """Form for a new agreement."""

    NAME = "new agreement"

    async def load(self) -> Values:
        """Read the existing agreements, processes and parties."""
        app = host(self)
        rows = await app.ask(Agreements(app.now()))
        self._processes = tuple(dict.fromkeys(row.process for row in rows if row.process))
        self._parties: tuple[PartyName, ...] = await app.ask(Parties())
        self._days = DayReader(app.now(), "UTC")
        return {}

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: code, title, zone and process, date, parties, note."""
        days = self._days
        signed = DateField(
            "signed", "Signed", live=days.lines, moved=days.moved, explain="Empty: not yet."
        )
        process = Field(
            "process",
            "Process",
            explain="The track it belongs to: Washington, Doha.",
            suggestions=self._processes,
        )
        return (
            (
                Field(
                    "code",
                    "Code",
                    live=unless_wrong(check_code),
                    explain="Begins all codes: WPA gives WPA-1.",
                ),
                signed,
            ),
            (Field("title", "Title", explain="Its name in full."),),
            (
                ZoneField("zone", "Time zone", explain="Its days end here; a city is enough."),
                process,
            ),
            (
                Field(
                    "parties",
                    "Parties",
                    explain="CODE Name (role); CODE Name. Without a role: signatory.",
                    live=self._named,
                ),
            ),
            (NoteField("note", "Note", explain="What readers should know. Ctrl+O saves."),),
        )

    def _named(self, text: str) -> Sequence[Words]:
        if not text.strip():
            return (Words(f"As in: {_EXAMPLE}", "dim"),)
        found = read_signatories(text, self._parties)
        return [
            Words(f"= {one.code} {safe(one.name)}, {one.role}{', new' * one.new}", "dim")
            for one in found
        ]

    def command(self) -> Together:
        """Add the new parties, then the agreement."""
        if not self.value("code"):
            raise self.missing("code", "An agreement needs a code, as WPA.")
        code = check_code(self.value("code"))
        if not self.value("title"):
            raise self.missing("title", "An agreement needs a title.")
        if not self.value("zone"):
            raise self.missing("zone", "In which time zone do its days end?", "As in: Kinshasa")
        zone = zone_of(self.fields["zone"].value)
        parties = read_signatories(self.fields["parties"].value, self._parties)
        known = {party.code: party.name for party in self._parties}
        agreement = AddAgreement(
            code,
            self.value("title"),
            zone,
            self.value("process"),
            day_of(self._days.read(self.fields["signed"].value), zone),
            note=self.value("note"),
            parties=tuple((one.code, one.role) for one in parties),
        )
        added = [AddParty(one.code, one.name) for one in parties if known.get(one.code) != one.name]
        return Together((*added, agreement), f"Agreement {code} added: {agreement.title}.")


class ZoneField(Field):
    """Field for a time zone, with completion."""

    def __init__(self, key: str, label: str, *, explain: str) -> None:
        super().__init__(key, label, explain=explain, live=_zone_lines)

    def make_editor(self) -> Widget:
        """Make a line that completes zones."""
        line = LineInput("")
        line.suggester = ZoneSuggester()
        return line


def _zone_lines(text: str) -> Sequence[Words]:
    return (Words(f"= {zone_of(text)}", "dim"),) if text.strip() else ()


class AgreementEdit(FormScreen):
    """The `%` form: edits the agreement with this code."""

    NAME = "agreement"

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self._title = ""
        self._version = 0
        self._preview = Preview(self, self._supposed)

    def about(self) -> tuple[str, str]:
        """Title and subject: the agreement."""
        return f"{self.code} > Agreement", self._title

    def draft_key(self) -> str:
        """Key of the draft, one for each agreement."""
        return f"{self.NAME}:{self.code}"

    def opened_on(self) -> tuple[str, ...]:
        """Code of the agreement."""
        return (self.code,)

    async def load(self) -> Values:
        """Read the agreement."""
        row = await host(self).ask(AgreementOf(self.code, host(self).now()))
        self.code, self._title, self._version = row.code, safe(row.title), row.version
        self.zone = row.zone
        return {
            "title": row.title,
            "zone": row.zone,
            "calendar": row.calendar,
            "process": row.process,
            "note": row.note,
        }

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: title, zone and calendar, process, note."""
        return (
            (Field("title", "Title", explain="Its name in full."),),
            (
                ZoneField("zone", "Time zone", explain="Its days end here; a city is enough."),
                Field(
                    "calendar",
                    "Calendar",
                    live=_calendar_lines,
                    explain="Of working days: a country (CD), several (CD+RW), weekdays; or none.",
                ),
            ),
            (Field("process", "Process", explain="The track it belongs to."),),
            (NoteField("note", "Note", explain="What readers should know. Ctrl+O saves."),),
        )

    def standing(self) -> Values:
        """Stored values of all fields."""
        return self.loaded

    def as_saved(self, key: str) -> str:
        """Text as it will be saved; a city becomes its zone."""
        text = super().as_saved(key)
        try:
            return zone_of(text) if key == "zone" else text
        except BadInput:
            return text

    async def touches(self, key: str, known: int) -> Sequence[FieldEdit]:
        """Read others' changes to the agreement."""
        del key
        return await host(self).ask(MeanwhileOf(self.code, known))

    async def typed(self, field: Field) -> None:
        """Update the preview: another zone or calendar moves deadlines."""
        if field.key in ("zone", "calendar"):
            await self._preview.look()

    def _supposed(self) -> SupposedHome | None:
        command = self.command()
        return command.supposed() if command is not None else None

    def said(self) -> list[Words]:
        """Preview of a change of zone or calendar."""
        return self._preview.lines()

    async def question(self, command: Command) -> tuple[str, Sequence[str]]:
        """Show the moved deadlines as a list first, if they do not fit below the fields."""
        del command
        return await self._preview.question()

    def command(self) -> EditAgreement | None:
        """Change the fields that differ."""
        changed = self.changes()
        if not changed:
            return None
        if not self.value("title"):
            raise self.missing("title", "An agreement needs a title.")
        values = {key: self.fields[key].value for key in changed}
        if "zone" in values:
            values["zone"] = zone_of(values["zone"])
        return EditAgreement(
            self.code,
            values.get("title"),
            values.get("zone"),
            values.get("calendar"),
            values.get("process"),
            values.get("note"),
            seen=self._version,
        )


def _calendar_lines(text: str) -> Sequence[Words]:
    name = check_calendar(text)
    return (Words(f"= {name}" if name else "= no working days are counted", "dim"),)
