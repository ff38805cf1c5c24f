"""Form for the parties of a commitment: owners, counterparts, verifiers."""

from collections.abc import Iterable, Sequence

from db.commands.agreements import AddParty
from db.commands.batch import Together
from db.commands.commitments import SetParties
from db.domain.enums import CommitmentRole
from db.protocols import Command
from db.queries.commitments.detail import CommitmentDetail, GetCommitment
from db.queries.commitments.list import PartiesOfEach
from db.queries.commitments.row import CommitmentRow
from db.queries.lookups import Parties, PartyName
from tui.formatting.commitment import Words
from tui.forms.base.bulk_form import BulkForm
from tui.forms.base.form_screen import Values
from tui.services.protocol import host
from tui.widgets.fields.field import Field
from tui.widgets.fields.parties import ChosenParties, PartiesField

ROLES = ("owners", "to", "verifiers")
_MEANT = {
    "owners": CommitmentRole.OWNER,
    "to": CommitmentRole.COUNTERPART,
    "verifiers": CommitmentRole.VERIFIER,
}


def roles_of(story: CommitmentDetail) -> dict[str, str]:
    """Give the parties of a commitment as text for their fields."""
    groups = {
        "owners": story.owners,
        "to": story.named(CommitmentRole.COUNTERPART),
        "verifiers": story.named(CommitmentRole.VERIFIER),
    }
    return {key: ", ".join(party.code for party in group) for key, group in groups.items()}


def read_role(field: Field) -> ChosenParties:
    """Read the parties in a field.

    Raises:
        BadInput: for an unknown one.
    """
    assert isinstance(field, PartiesField)  # noqa: S101  forms make it so
    return field.read()


def role_fields(parties: Sequence[PartyName]) -> dict[str, Field]:
    """Make a field for each role."""
    return {
        "owners": PartiesField("owners", "Owners", parties, explain="Who must act, lead first."),
        "to": PartiesField("to", "Owed to", parties, explain="To whom."),
        "verifiers": PartiesField("verifiers", "Verifiers", parties, explain="Who checks."),
    }


class PartiesForm(BulkForm):
    """The `w` form. For many commitments it sets only the roles that are filled in."""

    NAME = "who"

    async def load(self) -> Values:
        """Read the parties, and those of the commitment."""
        first = await self.load_chosen()
        self._parties: tuple[PartyName, ...] = await host(self).ask(Parties(first.agreement))
        if self.one is None:
            self._of_each = await host(self).ask(PartiesOfEach(self.codes))
            return {}
        story = await host(self).ask(GetCommitment(first.code))
        return roles_of(story)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: a line for each role."""
        return tuple((field,) for field in role_fields(self._parties).values())

    def standing_of_one(self) -> Values:
        """Stored parties, by role."""
        return self.loaded

    def stands(self, row: CommitmentRow) -> str:
        """Stored parties of one of several commitments, in the roles that are filled in."""
        roles = self._of_each.get(row.code, {})
        return "; ".join(
            f"{self.fields[key].label.lower()} {', '.join(roles.get(_MEANT[key], ()))}"
            for key in self._typed_roles()
        )

    def puts(self, row: CommitmentRow) -> str:
        """Parties typed in."""
        del row
        return "; ".join(
            f"{self.fields[key].label.lower()} {self.as_saved(key)}" for key in self._typed_roles()
        )

    def _typed_roles(self) -> list[str]:
        return [key for key in ROLES if self.fields and self.value(key)]

    def said(self) -> list[Words]:
        """Roles that will be the same for all, for several commitments."""
        if self.one:
            return []
        roles = [self.fields[key].label.lower() for key in ROLES if self.value(key)]
        said = f"{len(self.chosen)} commitments get these {' and '.join(roles)}."
        return [Words(said if roles else "What stays empty stays as it is.", "dim")]

    def command(self) -> Command | None:
        """Set the changed roles; add the parties that are new."""
        chosen = {key: read_role(self.fields[key]) for key in ROLES}
        wanted = {
            key: chosen[key].codes
            for key in ROLES
            if self.fields[key].changed and (self.one or chosen[key].codes)
        }
        if not wanted:
            return None
        codes = tuple(row.code for row in self.taking_part)
        parties = SetParties(
            codes,
            wanted.get("owners"),
            wanted.get("to"),
            wanted.get("verifiers"),
            seen=self.seen,
        )
        return with_new_parties(parties, chosen.values())


def with_new_parties(command: Command, chosen: Iterable[ChosenParties]) -> Command:
    """Combine the command with the addition of the new parties it names, as one step."""
    new = dict(pair for each in chosen for pair in each.new)
    if not new:
        return command
    return Together((*(AddParty(code, name) for code, name in new.items()), command))
