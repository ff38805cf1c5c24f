"""Putting an agreement right: its title, zone, calendar of working days, process and note."""

from collections.abc import Sequence

from db.calendars import check_calendar
from db.commands.agreements import EditAgreement
from db.domain.errors import BadInput
from db.queries.lists import AgreementOf
from db.queries.meanwhile import MeanwhileOf, Touch
from db.queries.whatif import SupposedHome
from db.store import Command
from tui.host import host
from tui.present import Words
from tui.safe import safe
from tui.screens.forms.agreement import ZoneField
from tui.screens.forms.base import FormScreen, Values
from tui.screens.forms.preview import Preview
from tui.screens.forms.zones import zone_of
from tui.widgets.fields import Field
from tui.widgets.typed_fields import NoteField


class AgreementEdit(FormScreen):
    """The `%` form of the agreement with this code."""

    NAME = "agreement"

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self._title = ""
        self._version = 0
        self._preview = Preview(self, self._supposed)

    def about(self) -> tuple[str, str]:
        """Which one."""
        return f"{self.code} > Agreement", self._title

    def draft_key(self) -> str:
        """One for each agreement."""
        return f"{self.NAME}:{self.code}"

    def opened_on(self) -> tuple[str, ...]:
        """The code."""
        return (self.code,)

    async def load(self) -> Values:
        """What stands in it."""
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
        """Title, zone and calendar, process, note."""
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
        """All of it."""
        return self.loaded

    def as_saved(self, key: str) -> str:
        """A city as the zone it is in."""
        text = super().as_saved(key)
        try:
            return zone_of(text) if key == "zone" else text
        except BadInput:
            return text

    async def touches(self, key: str, known: int) -> Sequence[Touch]:
        """What others changed of the agreement."""
        del key
        return await host(self).ask(MeanwhileOf(self.code, known))

    async def typed(self, field: Field) -> None:
        """Another zone or calendar moves deadlines."""
        if field.key in ("zone", "calendar"):
            await self._preview.look()

    def _supposed(self) -> SupposedHome | None:
        command = self.command()
        return command.supposed() if command is not None else None

    def said(self) -> list[Words]:
        """What follows from a change of zone or calendar."""
        return self._preview.lines()

    async def question(self, command: Command) -> tuple[str, Sequence[str]]:
        """More than fit below the fields are shown as a list first."""
        del command
        return await self._preview.question()

    def command(self) -> EditAgreement | None:
        """Change what differs."""
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
