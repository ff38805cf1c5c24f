"""Form for the status of one commitment or many, with the note and source that it needs."""

from collections.abc import Sequence

from db.commands.reports import Entry, SetStatus
from db.domain.enums import Status
from db.domain.errors import BadInput
from db.domain.status import allowed, needs_note, needs_source, refusal
from db.queries.commitments.row import CommitmentRow
from db.queries.lookups import Parties, PartyName
from tui.formatting.commitment import Words
from tui.forms.base.bulk_form import BulkForm, refusal_lines
from tui.forms.base.form_screen import Values
from tui.forms.common_fields import speaker_of
from tui.forms.day_reader import DayReader
from tui.services.protocol import host
from tui.widgets.fields.date import DateField
from tui.widgets.fields.field import Field
from tui.widgets.fields.parties import PartiesField
from tui.widgets.fields.typed import ChoiceField, NoteField

_NEEDY = [status.value for status in Status if needs_source(status)]
NEED_SOURCE = f"{', '.join(_NEEDY[:-1]).capitalize()} and {_NEEDY[-1]} need a source."


class StatusForm(BulkForm):
    """The `s` form. `status`: the choice made in the menu."""

    NAME = "status"

    def __init__(self, codes: Sequence[str], status: Status | None = None) -> None:
        super().__init__(codes)
        self._wanted = status
        self._parties: tuple[PartyName, ...] = ()

    async def load(self) -> Values:
        """Read the commitments and the parties that may speak."""
        first = await self.load_chosen()
        self._parties = await host(self).ask(Parties(first.agreement))
        return {"status": self._wanted.value if self._wanted else ""}

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: status and date, note, source, speaker."""
        known = {step for row in self.chosen for step in allowed(row.status)}
        choices = [status.value for status in Status if status in known]
        days = DayReader(host(self).now(), self.zone)
        day = DateField(
            "on", "Date", live=days.lines, moved=days.moved, explain="When it happened; empty: now."
        )
        self._days = days
        return (
            (ChoiceField("status", "Status", choices), day),
            (Field("source", "Source", explain=f"A document, a statement. {NEED_SOURCE}"),),
            (
                PartiesField("speaker", "Speaker", self._parties, explain="Who says so."),
                Field("url", "Link", explain="Where it can be read."),
            ),
            (NoteField("note", "Note", explain="What happened, in a sentence or two."),),
        )

    def standing_of_one(self) -> Values:
        """Stored status and finding, which belong together."""
        row = self.chosen[0]
        return {"status": row.status.value, "finding": row.verification.value}

    def mine(self) -> Values:
        """New status, even if chosen in the menu before."""
        if self.one is None:
            return super().mine()
        return {"status": self.puts(self.one)}

    def stands(self, row: CommitmentRow) -> str:
        """Stored status and finding."""
        return f"{row.status}, {row.verification}"

    def puts(self, row: CommitmentRow) -> str:
        """Status chosen."""
        try:
            return (self._new() or row.status).value
        except BadInput:
            return row.status.value

    def give_up(self, keys: Sequence[str]) -> None:
        """Clear the status, since theirs stays."""
        super().give_up(keys)
        if "status" in keys:
            self.fields["status"].value = ""

    def said(self) -> list[Words]:
        """Number of changes, commitments that cannot change, and what is still needed."""
        try:
            new = self._new()
        except BadInput:
            new = None
        if new is None:
            return self._possible()
        lines = self._effect(new)
        if needs_source(new) and not (self.value("source") or self.value("url")):
            lines.append(Words(f"! {new} needs a source: where does it stand?", "soon"))
        if self._needs_note(new) and not self.value("note"):
            lines.append(Words("! reopening needs a note that says why", "soon"))
        return lines

    def _effect(self, new: Status) -> list[Words]:
        row = self.one
        if row is not None:
            why = refusal(row.status, new)
            return [Words(f"! {why}", "overdue") if why else Words(f"{row.status} -> {new}")]
        same = [row.code for row in self.chosen if row.status is new]
        reasons = [(row.code, refusal(row.status, new)) for row in self.chosen]
        refused = [(code, why) for code, why in reasons if why and code not in same]
        change = len(self.chosen) - len(same) - len(refused)
        have = "has it" if len(same) == 1 else "have it"
        counted = f"{change} will become {new}, {len(same)} {have} already"
        lines = [Words(f"{counted}, {len(refused)} cannot:" if refused else counted, "strong")]
        return lines + refusal_lines(refused)

    def _possible(self) -> list[Words]:
        row = self.one
        if row is None:
            said = f"{len(self.chosen)} commitments. Choose what they become."
            return [Words(said, "dim"), Words(NEED_SOURCE, "dim")]
        cannot = [
            Words(f"not {new}: {why}", "dim")
            for new in Status
            if new is not row.status and (why := refusal(row.status, new))
        ]
        return [Words(f"Now {row.status}. {NEED_SOURCE}"), *cannot]

    def _new(self) -> Status | None:
        field = self.fields["status"]
        if not field.value.strip():
            return None
        assert isinstance(field, ChoiceField)  # noqa: S101  built in rows
        return Status(field.read())

    def _needs_note(self, new: Status) -> bool:
        return any(needs_note(row.status, new) for row in self.taking_part)

    def command(self) -> SetStatus | None:
        """Set the status where it differs."""
        new = self._new()
        if new is None:
            return None
        if needs_source(new) and not (self.value("source") or self.value("url")):
            raise self.missing("source", f"{new} needs a source: where does it stand?")
        if self._needs_note(new) and not self.value("note"):
            raise self.missing("note", "Reopening needs a note that says why.")
        codes = tuple(row.code for row in self.taking_part if row.status is not new)
        if not codes:
            return None
        entry = Entry(
            text=self.value("note"),
            speaker=speaker_of(self.fields["speaker"]),
            source=self.value("source"),
            url=self.value("url"),
            on=self._days.read(self.fields["on"].value),
        )
        return SetStatus(codes, new, entry, seen=self.seen)
