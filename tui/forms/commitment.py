"""Form with all fields of a commitment: a new one, or an edit saved and undone as one step."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from db.protocols import Command
from db.queries.commitments.detail import CommitmentDetail, GetCommitment
from db.queries.history.concurrent_edits import FieldEdit, Meanwhile
from db.store.commit_recovery import CommandResult
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.agreement_context import AgreementContext, agreements, chosen_agreement, enter, pick
from tui.forms.base.form_screen import FormScreen, Values
from tui.forms.commitment_commands import adding, editing
from tui.forms.commitment_fields import commitment_rows, values_of
from tui.forms.common_fields import ReasonField, remember
from tui.forms.deadline_reader import as_rule
from tui.forms.parties import ROLES
from tui.services.protocol import host
from tui.widgets.fields.field import Field
from tui.widgets.fields.parties import PartiesField

if TYPE_CHECKING:
    from db.queries.lookups import AgreementRow


class CommitmentForm(FormScreen):
    """The `e` form of the commitment with this code; without a code, a new commitment.

    Args:
        code: The commitment to edit.
        agreement: Agreement of a new one, until another is chosen.
        values: Texts by field, taken over from the quick-add line.
    """

    NAME = "commitment"

    def __init__(
        self, code: str = "", *, agreement: str = "", values: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.code = code.strip().upper()
        self.agreement = agreement.strip().upper()
        self._carried = dict(values or {})
        self._agreements: tuple[AgreementRow, ...] = ()
        self._story: CommitmentDetail | None = None
        self.place: AgreementContext

    def about(self) -> tuple[str, str]:
        """Title and subject: the commitment, or a new one."""
        if self._story is not None:
            return f"{self.code} > Edit", safe(self._story.row.title)
        return "New commitment", ""

    def draft_key(self) -> str:
        """Key of the draft: one per commitment, one for new ones, one for quick-add lines."""
        return f"{self.NAME}:{self.code or ('line' if self._carried else 'new')}"

    def opened_on(self) -> tuple[str, ...]:
        """The commitment, or for a new one its agreement."""
        return self.code, self.agreement

    async def load(self) -> Values:
        """Read the commitment, its agreement, and the names that its fields may use."""
        app = host(self)
        self._agreements = await agreements(app)
        self._story = await app.ask(GetCommitment(self.code)) if self.code else None
        code = self._story.row.agreement if self._story else self.agreement
        await self._enter(code)
        return values_of(self._story) if self._story else self._blank()

    def standing(self) -> Values:
        """Stored values of all fields; none for a new commitment."""
        return self.loaded if self._story else {}

    def as_saved(self, key: str) -> str:
        """Text as it will be saved; a deadline becomes its rule."""
        if key == "due":
            return as_rule(self.place.reader, self.fields[key].value)
        return super().as_saved(key)

    async def touches(self, key: str, known: int) -> Sequence[FieldEdit]:
        """Read others' changes to the commitment."""
        del key
        return await host(self).ask(Meanwhile(self.code, known)) if self.code else ()

    def _blank(self) -> Values:
        return {"agreement": self.agreement, "critical": "no", "continuing": "no"}

    async def _enter(self, code: str) -> None:
        """Read the names of an agreement."""
        self.place = await enter(host(self), pick(self._agreements, code), self._story)
        self.agreement, self.zone = self.place.code, self.place.zone

    def rows(self) -> Sequence[Sequence[Field]]:
        """All fields; the agreement can be chosen only for a new commitment."""
        known = () if self._story else [each.code for each in self._agreements]
        reason = ReasonField(self.app)
        return commitment_rows(known, self.place.parties, reason, live=self._due, moved=self._moved)

    def _due(self, text: str) -> Sequence[Words]:
        return self.place.reader.lines(
            text, self.value("reason") if "reason" in self.fields else ""
        )

    def _moved(self, text: str, days: int) -> str:
        return self.place.reader.moved(text, days)

    def filled(self) -> None:
        """Fill in the texts taken over from the quick-add line."""
        for key, text in self._carried.items():
            if key in self.fields:
                self.fields[key].value = text

    async def typed(self, field: Field) -> None:
        """Update on input: another agreement has other names; a reason ends the request for one."""
        if field.key == "reason":
            self.fields["due"].look()
        code = chosen_agreement(field, self.agreement)
        if code is None:
            return
        await self._enter(code)
        for key in ROLES:
            roles = self.fields[key]
            if isinstance(roles, PartiesField):
                roles.offer(self.place.parties)
        self.fields["due"].look()

    def said(self) -> list[Words]:
        """Number and names of the changed fields."""
        changed = self.changes()
        if not changed or not self.fields:
            return []
        names = ", ".join(self.fields[key].label.lower() for key in changed)
        count = f"{len(changed)} field{'s' * (len(changed) > 1)}"
        verb = "changed" if self._story else "filled in"
        return [Words(f"{count} {verb}: {names}. Nothing is saved yet.", "dim")]

    def finish(self, done: CommandResult) -> None:
        """Remember the reason for next time."""
        if "reason" in self.fields:
            remember(self.app, self.value("reason"))
        super().finish(done)

    def command(self) -> Command | None:
        """Add the commitment, or change the fields that differ."""
        if not self.value("title"):
            raise self.missing("title", "A commitment needs a title.")
        if self._story is None:
            return adding(self.fields, self.agreement, self.place.reader)
        changed = set(self.changes())
        rule = self.place.reader.canonical(self.fields["due"].value)
        if "due" in changed and rule == (self._story.row.rule or "none"):
            changed.discard("due")
        if "due" in changed and self.place.reader.in_force and not self.value("reason"):
            raise self.missing("reason", "The deadline in force is changed: say why.")
        return editing(self.fields, self._story.row, changed, rule)
