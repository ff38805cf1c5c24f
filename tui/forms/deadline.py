"""Form for a deadline, or a new version of one: an extension with reason and agreement."""

from collections.abc import Sequence

from db.commands.deadlines import SetDeadline
from db.domain.errors import BadInput
from db.domain.parsing.deadline import examples
from db.queries.commitments.deadline_anchors import AnchorTimes
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.row import CommitmentRow
from db.queries.lookups import AgreementOf
from db.store.commit_recovery import CommandResult
from tui.formatting.commitment import Words
from tui.forms.base.bulk_form import BulkForm
from tui.forms.base.form_screen import Values
from tui.forms.common_fields import ReasonField, remember
from tui.forms.day_reader import DayReader, day_of
from tui.forms.deadline_reader import DeadlineReader, as_rule
from tui.services.protocol import host
from tui.widgets.fields.date import DateField
from tui.widgets.fields.field import Field


class DeadlineForm(BulkForm):
    """The `d` form, for one commitment or many."""

    NAME = "deadline"

    async def load(self) -> Values:
        """Read the deadline in force and everything that a rule may count from."""
        app = host(self)
        first = await self.load_chosen()
        anchors = await app.ask(AnchorTimes(first.agreement))
        rules = {row.rule or "none" for row in self.chosen}
        rule = rules.pop() if len(rules) == 1 else ""
        links = (await app.ask(GetCommitment(first.code))).links if self.one else ()
        current = first.due if self.one else None
        calendar = (await app.ask(AgreementOf(first.agreement, app.now()))).calendar
        self._reader = DeadlineReader(
            app.now(), first.zone, anchors, rule, current, links, calendar
        )
        self._days = DayReader(app.now(), first.zone)
        return {"due": "" if rule == "none" else rule}

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: the rule, the reason, the parties that agreed, and the date."""
        days = self._days
        return (
            (
                DateField(
                    "due",
                    "Deadline",
                    live=self._due,
                    moved=self._moved,
                    explain="A date or a rule; none takes it away.",
                    examples=examples(),
                ),
            ),
            (ReasonField(self.app),),
            (
                DateField(
                    "on",
                    "Agreed on",
                    live=days.lines,
                    moved=days.moved,
                    explain="When it was agreed.",
                ),
                Field("by", "Agreed by", explain="Who agreed to it, in words."),
            ),
            (Field("source", "Source", explain="Where the new deadline stands."),),
        )

    def _due(self, text: str) -> Sequence[Words]:
        # Read again after somebody else's change, so never bound to one reader.
        return self._reader.lines(text, self.value("reason"))

    async def typed(self, field: Field) -> None:
        """Update on input: a reason ends the request for one."""
        if field.key == "reason":
            self.fields["due"].look()

    def _moved(self, text: str, days: int) -> str:
        return self._reader.moved(text, days)

    def standing_of_one(self) -> Values:
        """Rule in force."""
        return self.loaded

    def as_saved(self, key: str) -> str:
        """Text as it will be saved; a deadline becomes its rule."""
        return as_rule(self._reader, self.fields[key].value)

    def stands(self, row: CommitmentRow) -> str:
        """Rule in force."""
        return "" if row.rule == "none" else row.rule

    def puts(self, row: CommitmentRow) -> str:
        """New rule."""
        del row
        return as_rule(self._reader, self.fields["due"].value)

    def said(self) -> list[Words]:
        """Number of deadlines that will change, for several commitments."""
        if self.one:
            return []
        try:
            rule = self._reader.canonical(self.fields["due"].value)
        except BadInput:
            return []
        change = [row for row in self.chosen if (row.rule or "none") != rule]
        lines = [
            Words(f"{len(change)} will change, {len(self.chosen) - len(change)} have it already")
        ]
        if len({row.zone for row in self.chosen}) > 1:
            lines.append(
                Words(f"! shown for {self.chosen[0].code}: the others have other zones", "soon")
            )
        if any(row.rule not in ("", "none") for row in change) and not self.value("reason"):
            lines.append(Words("! deadlines in force are changed: a reason is needed", "soon"))
        return lines

    def finish(self, done: CommandResult) -> None:
        """Remember the reason for next time."""
        remember(self.app, self.value("reason"))
        super().finish(done)

    def command(self) -> SetDeadline | None:
        """Add a version to the deadlines whose rule differs."""
        text = self.fields["due"].value
        if not self.fields["due"].changed and not text.strip():
            return None
        rule = self._reader.canonical(text)
        change = [row for row in self.taking_part if (row.rule or "none") != rule]
        if not change:
            return None
        if any(row.rule not in ("", "none") for row in change) and not self.value("reason"):
            raise self.missing("reason", "The deadline in force is changed: say why.")
        agreed_on = self._days.read(self.fields["on"].value)
        return SetDeadline(
            tuple(row.code for row in change),
            rule,
            self.value("reason"),
            day_of(agreed_on, self.zone),
            self.value("by"),
            self.value("source"),
            self.seen,
        )
