"""Base of the forms that change one commitment or many at once."""

from collections.abc import Sequence

from db.domain.errors import NotFound, SomeRefused
from db.protocols import Command
from db.queries.commitments.list import CommitmentsByCode
from db.queries.commitments.row import CommitmentRow
from db.queries.history.concurrent_edits import FieldEdit, Meanwhile
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.base.draft_form import Values, stay
from tui.forms.base.form_screen import FormScreen
from tui.services.protocol import HiddenMarks, host

MOST_REFUSALS = 5
"""Number of refusals listed one by one; the rest is counted."""


class BulkForm(FormScreen):
    """Form for the commitments with these codes."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__()
        self.codes = tuple(dict.fromkeys(code.strip().upper() for code in codes))
        self.chosen: tuple[CommitmentRow, ...] = ()
        self._left_out: set[str] = set()
        self.unseen = HiddenMarks()
        """Commitments that were not on the screen when the form was opened."""

    def about(self) -> tuple[str, str]:
        """Code and title; for several their number, and how many of them are not visible."""
        end = f"{self.unseen} > {self.NAME.capitalize()}"
        if len(self.chosen) == 1:
            return f"{self.chosen[0].code}{end}", safe(self.chosen[0].title)
        some = ", ".join(self.codes[:8]) + (" ..." if len(self.codes) > 8 else "")
        return f"{len(self.codes)} commitments{end}", some

    async def question(self, command: Command) -> tuple[str, Sequence[str]]:
        """Ask before commitments are changed that are not visible."""
        del command
        codes = [row.code for row in self.taking_part]
        if not {*self.unseen.codes} & {*codes}:
            return "", ()
        title, _ = self.about()
        return f"{title}. Save?", self.unseen.named(codes)

    def draft_key(self) -> str:
        """Key of the draft, one for each set of commitments."""
        return f"{self.NAME}:{' '.join(self.codes)}"

    def opened_on(self) -> tuple[str, ...]:
        """Codes of the commitments."""
        return self.codes

    async def load_chosen(self) -> CommitmentRow:
        """Read the commitments; return the first.

        Raises:
            NotFound: when one does not exist, or none was chosen.
        """
        if not self.codes:
            raise NotFound("There is nothing to change here.", "a adds a commitment.")
        self.chosen = await host(self).ask(CommitmentsByCode(self.codes))
        self.zone = self.chosen[0].zone
        return self.chosen[0]

    @property
    def one(self) -> CommitmentRow | None:
        """The commitment, if there is only one."""
        return self.chosen[0] if len(self.chosen) == 1 else None

    @property
    def taking_part(self) -> tuple[CommitmentRow, ...]:
        """Commitments that are not excluded."""
        return tuple(row for row in self.chosen if row.code not in self._left_out)

    @property
    def seen(self) -> dict[str, int]:
        """Versions of the commitments, as they were read."""
        return {row.code: row.version for row in self.chosen}

    # -- when somebody else was faster ---------------------------------------------------------

    def stands(self, row: CommitmentRow) -> str:
        """Stored value, in words, of all that this form may overwrite in one of several."""
        del row
        return ""

    def puts(self, row: CommitmentRow) -> str:
        """New value for one of several commitments; the stored one if nothing was typed."""
        return self.stands(row)

    def standing_of_one(self) -> Values:
        """Stored values of the only commitment, by field."""
        return {}

    def standing(self) -> Values:
        """Stored values: of one commitment by field, of several by code."""
        if self.one is not None:
            return self.standing_of_one()
        return {row.code: self.stands(row) for row in self.chosen}

    def mine(self) -> Values:
        """New values: of one commitment by field, of several by code, without those excluded."""
        if self.one is not None:
            return super().mine()
        return {row.code: self.puts(row) for row in self.taking_part}

    async def touches(self, key: str, known: int) -> Sequence[FieldEdit]:
        """Read others' changes to the only commitment, or to the one with this code."""
        code = self.one.code if self.one is not None else key
        return await host(self).ask(Meanwhile(code, known)) if code else ()

    def row_label(self, key: str) -> str:
        """Label of the field, or the code."""
        return super().row_label(key) if self.one is not None else key

    def give_up(self, keys: Sequence[str]) -> None:
        """Exclude those of several commitments for which others' version was chosen."""
        if self.one is None:
            self._left_out |= set(keys)

    # -- when some of several cannot -----------------------------------------------------------

    def some_refused(self, error: SomeRefused) -> None:
        """List the commitments that cannot be changed, and offer to change the others."""
        refused = {refusal.code for refusal in error.refusals}
        rest = [row.code for row in self.taking_part if row.code not in refused]
        reasons = [(refusal.code, refusal.reason) for refusal in error.refusals]
        words = [Words(f"! {len(refused)} cannot be changed:", "overdue"), *refusal_lines(reasons)]
        if not rest:
            self.tell("\n".join(each.text for each in words), "overdue")
            return
        words.append(Words(f"Change the other {len(rest)}? y/n", "soon"))
        self.ask(words, {"y": lambda: self._without(refused), "n": stay}, stay)

    def _without(self, refused: set[str]) -> None:
        self._left_out |= refused
        self.run_worker(self.action_save(), exclusive=True)


def refusal_lines(reasons: Sequence[tuple[str, str]]) -> list[Words]:
    """List the refused commitments with the reason, a line each; count the rest."""
    lines = [Words(f"  {code}: {safe(why)}") for code, why in reasons[:MOST_REFUSALS]]
    more = len(reasons) - MOST_REFUSALS
    return [*lines, Words(f"  and {more} more")] if more > 0 else lines
