"""Form for an event that deadlines depend on: its actual or planned date, and what moves."""

from collections.abc import Sequence
from datetime import date, datetime

from pendulum import DateTime

from db.commands.events import SetEvent
from db.domain.deadlines.day_math import DayOrMoment
from db.domain.enums import UNTIED
from db.domain.errors import NotFound
from db.protocols import Command
from db.queries.history.concurrent_edits import FieldEdit, MeanwhileOf
from db.queries.lookups import AgreementOf, EventRow, Events
from db.queries.what_if.simulate import SupposedEvent
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.base.form_screen import FormScreen, Values
from tui.forms.day_reader import DayReader
from tui.forms.deadline_preview import Preview
from tui.services.protocol import host
from tui.widgets.fields.date import DateField
from tui.widgets.fields.field import Field, LineInput
from tui.widgets.fields.typed import ChoiceField

STATES = ("happened", "planned", "unknown")


class EventForm(FormScreen):
    """Sets an event of an agreement; without a key, any of its events or a new one."""

    NAME = "event"

    def __init__(self, agreement: str, key: str = "") -> None:
        super().__init__()
        self.agreement = agreement.strip().upper()
        self.key = key
        self._agreement_title = ""
        self._events: dict[str, EventRow] = {}
        self._preview = Preview(self, self._supposed)

    def about(self) -> tuple[str, str]:
        """Title and subject: the agreement and the event."""
        return f"{self.agreement} > Event {safe(self.key)}".rstrip(), self._agreement_title

    def draft_key(self) -> str:
        """Key of the draft, one for each event."""
        return f"{self.NAME}:{self.agreement}/{self.key}"

    def opened_on(self) -> tuple[str, ...]:
        """The agreement and the event."""
        return self.agreement, self.key

    async def load(self) -> Values:
        """Read the events of the agreement."""
        app = host(self)
        agreement = await app.ask(AgreementOf(self.agreement, app.now()))
        self.zone, self._agreement_title = agreement.zone, safe(agreement.title)
        rows = await app.ask(Events(self.agreement))
        self._events = {row.key: row for row in rows}
        if self.key and self.key not in self._events:
            raise NotFound(f"{self.agreement} has no event '{self.key}'.", "@ lists its events.")
        self._days = DayReader(app.now(), self.zone, future=True)
        row = self._events.get(self._chosen_key())
        return {"key": self.key, **self._values(row)}

    def _chosen_key(self) -> str:
        return self.key or (self.value("key") if self.fields else "")

    def standing(self) -> Values:
        """Stored values of the event; none for a new one."""
        row = self._events.get(self._chosen_key())
        return self._values(row) if row is not None else {}

    async def touches(self, key: str, known: int) -> Sequence[FieldEdit]:
        """Read others' changes to the event."""
        del key
        return await host(self).ask(MeanwhileOf(self.agreement, known, self._chosen_key()))

    def _values(self, row: EventRow | None) -> Values:
        if row is None:
            return {"state": "planned", "on": "", "name": "", "completes": "", "source": ""}
        known = row.actual or row.planned
        state = "happened" if row.actual else "planned" if known else "unknown"
        on = _text_of(known) if known else ""
        tied = row.completes or ""
        return {"state": state, "on": on, "name": row.name, "completes": tied, "source": row.source}

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: event, state and date, source."""
        days = self._days
        explain = "Up/Down: those there are; any other word, as elections-held, is a new one."
        return (
            (_KeyField("key", "Event", tuple(self._events), explain=explain),),
            (
                ChoiceField("state", "State", STATES),
                DateField(
                    "on",
                    "Date",
                    live=days.lines,
                    moved=days.moved,
                    explain="A day, or a day and time.",
                ),
            ),
            (
                Field("name", "Name", explain="What happens, in words."),
                Field(
                    "completes",
                    "Completes",
                    explain="Code of the duty whose completion it is; empty: of none.",
                ),
            ),
            (Field("source", "Source", explain="Where it stands."),),
        )

    async def typed(self, field: Field) -> None:
        """Update on input: another event has its own date; another date moves other deadlines."""
        if field.key == "key":
            self._show_event(self._events.get(self.value("key")))
        if field.key not in ("key", "state", "on", "completes"):
            return
        await self._preview.look()

    def _supposed(self) -> SupposedEvent | None:
        setting = self._setting()
        return setting.supposed(self.zone, self._days.now) if self.changes() else None

    def _show_event(self, row: EventRow | None) -> None:
        if self.key:
            return
        for key, text in self._values(row).items():
            other = self.fields[key]
            if not other.changed:
                other.value = other.base = text

    def _when(self) -> tuple[str, date | datetime | None]:
        """Give the state, and its date.

        Raises:
            BadInput: when it cannot be read, or an actual date is in the future.
        """
        state = self.fields["state"]
        assert isinstance(state, ChoiceField)  # noqa: S101  built in rows
        chosen = state.read()
        if chosen == "unknown":
            return chosen, None
        text = self.fields["on"].value
        past = DayReader(self._days.now, self.zone)
        return chosen, (past if chosen == "happened" else self._days).read(text)

    def said(self) -> list[Words]:
        """Preview of the moved deadlines, and of those that become overdue."""
        return self._preview.lines() if self.changes() else []

    def command(self) -> SetEvent | None:
        """Set the event."""
        key = self.value("key")
        if not key:
            raise self.missing("key", "Name the event.", "As in signing or elections-held.")
        if not self.changes():
            return None
        state, on = self._when()
        if state != "unknown" and on is None:
            raise self.missing("on", f"Say when it {'is ' * (state == 'planned')}{state}.")
        return self._setting()

    def _setting(self) -> SetEvent:
        key, (state, on) = self.value("key"), self._when()
        row = self._events.get(key)
        tied = self.value("completes")
        return SetEvent(
            self.agreement,
            key,
            self.value("name"),
            actual=on if state == "happened" else None,
            planned=on if state == "planned" else None,
            completes=tied or (UNTIED if row and row.completes else ""),
            source=self.value("source"),
            seen=row.version if row else None,
        )

    async def question(self, command: Command) -> tuple[str, Sequence[str]]:
        """Show the moved deadlines as a list first, if they do not fit below the fields."""
        del command
        return await self._preview.question()


def _text_of(on: DayOrMoment) -> str:
    return f"{on:%Y-%m-%d %H:%M}" if isinstance(on, DateTime) else on.isoformat()


class _KeyField(Field):
    """Key of an event: Up and Down walk through the existing ones."""

    def __init__(self, key: str, label: str, known: tuple[str, ...], *, explain: str) -> None:
        super().__init__(key, label, explain=explain, suggestions=known)
        self._known = known

    def step(self, by: int) -> None:
        """Go to the next or previous event."""
        if not self._known:
            return
        at = self._known.index(self.value) if self.value in self._known else -(by > 0)
        self.value = self._known[(at + by) % len(self._known)]
        self.query_one(LineInput).focus()
