"""Form for a dated report with speaker and source, or for the editor's own note."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from db.attachments import NewFile, StoredFile, folder_of
from db.commands.report_entry import check_grade
from db.commands.reports import AddReport, Entry
from db.domain.enums import ReportKind, Says, Status
from db.domain.errors import BadInput
from db.domain.parsing.path import typed_path
from db.domain.status import needs_source
from db.queries.commitments.row import CommitmentRow
from db.queries.lookups import Parties, PartyName
from tui.formatting.commitment import Words
from tui.forms.base.bulk_form import BulkForm
from tui.forms.base.form_screen import Values
from tui.forms.common_fields import speaker_of
from tui.forms.day_reader import DayReader
from tui.forms.progress import LEVEL_WORDS, level_of, reached
from tui.forms.status import NEED_SOURCE
from tui.services.protocol import host
from tui.widgets.fields.date import DateField
from tui.widgets.fields.field import Field, unless_wrong
from tui.widgets.fields.parties import PartiesField
from tui.widgets.fields.typed import ChoiceField, NoteField, NumberField

_STATUSES = tuple(each.value for each in Status if each is not Status.PENDING)
_SETTING = ("status", "quantity", "level")
"""Fields that overwrite stored values; all others only add to them."""
_KINDS = {
    ReportKind.REPORT: "a report of what a party says",
    ReportKind.NOTE: "a note of your own: no speaker is named",
    ReportKind.STATUS: "a change of status",
    ReportKind.PROGRESS: "progress",
    ReportKind.CORRECTION: "a correction of an earlier entry, which stays in the history",
}


class ReportForm(BulkForm):
    """The `A` form. `corrects`: number of the earlier report that this one corrects."""

    NAME = "report"

    def __init__(self, codes: Sequence[str], corrects: int | None = None) -> None:
        super().__init__(codes)
        self._corrects = corrects

    async def load(self) -> Values:
        """Read the commitments and the parties that may speak."""
        first = await self.load_chosen()
        self._parties: tuple[PartyName, ...] = await host(self).ask(Parties(first.agreement))
        self._days = DayReader(host(self).now(), self.zone)
        return {"corrects": "" if self._corrects is None else str(self._corrects)}

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields, text first, since most entries have no more."""
        days = self._days
        return (
            (NoteField("text", "Text", explain="What is reported or noted. Ctrl+O saves."),),
            (
                PartiesField("speaker", "Speaker", self._parties, explain="Who says so."),
                ChoiceField("says", "Says", ("", *(each.value for each in Says))),
            ),
            (
                DateField(
                    "on",
                    "Date",
                    live=days.lines,
                    moved=days.moved,
                    explain="When it was said; empty: now.",
                ),
                ChoiceField("status", "Status", ("", *_STATUSES), explain=NEED_SOURCE),
            ),
            (
                NumberField("quantity", "Quantity", explain="By this speaker's count."),
                ChoiceField("level", "Level", ("", *LEVEL_WORDS)),
            ),
            (
                Field("source", "Source", explain=f"Where it stands. {NEED_SOURCE}"),
                DateField(
                    "source_on",
                    "Dated",
                    live=days.lines,
                    moved=days.moved,
                    explain="The date that stands on the source; may stay empty.",
                ),
            ),
            (
                Field("url", "Link", explain="Where it can be read."),
                Field(
                    "grade",
                    "Grade",
                    live=unless_wrong(check_grade),
                    explain="Of the source, such as B2; may stay empty.",
                ),
            ),
            (
                NumberField(
                    "corrects",
                    "Corrects",
                    explain="# of the entry it takes the place of; what is empty stays as it was.",
                ),
                *self._file_field(),
            ),
        )

    def _file_field(self) -> Sequence[Field]:
        if host(self).guarded:
            return ()
        explain = "Path of a file to attach; a copy is kept by the store."
        return (Field("file", "File", explain=explain, live=_size),)

    def standing_of_one(self) -> Values:
        """Stored status, quantity and level; the finding belongs to the status."""
        row = self.chosen[0]
        return {
            "status": row.status.value,
            "finding": row.verification.value,
            "quantity": "" if row.amount is None else str(row.amount),
            "level": "" if row.level is None else LEVEL_WORDS[row.level],
        }

    def stands(self, row: CommitmentRow) -> str:
        """Stored values of one of several commitments that this report would set."""
        status = row.status.value if self._sets("status") else ""
        return ", ".join(each for each in (status, reached(row)) if each and self._sets_any())

    def puts(self, row: CommitmentRow) -> str:
        """Values that this report sets in each; a text alone overwrites nothing."""
        if not self._sets_any():
            return self.stands(row)
        return ", ".join(self.as_saved(key) for key in _SETTING if self._sets(key))

    def _sets(self, key: str) -> bool:
        return key in self.fields and bool(self.value(key))

    def _sets_any(self) -> bool:
        return any(self._sets(key) for key in _SETTING)

    def said(self) -> list[Words]:
        """Kind of the entry, and what is still needed."""
        try:
            entry = self._entry()
        except BadInput:
            return []
        said = [Words(f"This is {_KINDS[entry.kind]}.", "dim")]
        new = entry.status
        if new is not None and needs_source(new) and not (entry.source or entry.url):
            said.append(Words(f"! {new} needs a source: where does it stand?", "soon"))
        return said

    def _entry(self) -> Entry:
        return Entry(
            text=self.value("text"),
            speaker=speaker_of(self.fields["speaker"]),
            says=Says(said) if (said := self._choice("says")) else None,
            status=Status(new) if (new := self._choice("status")) else None,
            level=level_of(self.fields["level"]),
            quantity=self._number("quantity"),
            source=self.value("source"),
            url=self.value("url"),
            grade=self.value("grade"),
            on=self._days.read(self.fields["on"].value),
            corrects=self._number("corrects"),
            source_on=self._source_day(),
            file=self._file(),
        )

    def _source_day(self) -> date | None:
        found = self._days.read(self.fields["source_on"].value)
        return found.date() if isinstance(found, datetime) else found

    def _file(self) -> NewFile | StoredFile:
        path = self.value("file") if "file" in self.fields else ""
        if not path:
            return StoredFile()
        return NewFile(_path(path), folder_of(host(self).location))

    def _choice(self, key: str) -> str:
        field = self.fields[key]
        assert isinstance(field, ChoiceField)  # noqa: S101  built in rows
        return field.read()

    def _number(self, key: str) -> int | None:
        field = self.fields[key]
        assert isinstance(field, NumberField)  # noqa: S101  built in rows
        return field.read()

    def command(self) -> AddReport | None:
        """Add the entry to each of the commitments."""
        if not self.changes():
            return None
        codes = tuple(row.code for row in self.taking_part)
        return AddReport(codes, self._entry(), seen=self.seen)


def _path(text: str) -> Path:
    return typed_path(text.strip()).absolute()


def _size(text: str) -> Sequence[Words]:
    """Show the size of the file, if one is named."""
    if not text.strip():
        return ()
    path = _path(text)
    if not path.is_file():
        raise BadInput(
            "There is no such file.", text=text, hint="Give its whole path: ~/letters/7.pdf"
        )
    return (Words(f"{path.name}, {path.stat().st_size:,} bytes", "dim"),)
