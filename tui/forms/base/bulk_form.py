"""What forms share that change one commitment or many at once."""

from collections.abc import Sequence

from db.domain.errors import NotFound, SomeRefused
from db.protocols import Command
from db.queries.commitments.list import Chosen
from db.queries.commitments.row import CommitmentRow
from db.queries.history.concurrent_edits import Meanwhile, Touch
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.base.draft_form import Values, stay
from tui.forms.base.form_screen import FormScreen
from tui.services.protocol import Unseen, host

MOST_REFUSALS = 5
"""Named one by one; of the others only the number is told."""


class BulkForm(FormScreen):
    """A form about the commitments with these codes."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__()
        self.codes = tuple(dict.fromkeys(code.strip().upper() for code in codes))
        self.chosen: tuple[CommitmentRow, ...] = ()
        self._left_out: set[str] = set()
        self.unseen = Unseen()
        """Those of them that were not on the screen when the form was opened."""

    def about(self) -> tuple[str, str]:
        """The code and title, or how many, and how many of them one does not see."""
        end = f"{self.unseen} > {self.NAME.capitalize()}"
        if len(self.chosen) == 1:
            return f"{self.chosen[0].code}{end}", safe(self.chosen[0].title)
        some = ", ".join(self.codes[:8]) + (" ..." if len(self.codes) > 8 else "")
        return f"{len(self.codes)} commitments{end}", some

    async def question(self, command: Command) -> tuple[str, Sequence[str]]:
        """Any that one does not see are changed only when that is meant."""
        del command
        codes = [row.code for row in self.taking_part]
        if not {*self.unseen.codes} & {*codes}:
            return "", ()
        title, _ = self.about()
        return f"{title}. Save?", self.unseen.named(codes)

    def draft_key(self) -> str:
        """A draft for each set of commitments."""
        return f"{self.NAME}:{' '.join(self.codes)}"

    def opened_on(self) -> tuple[str, ...]:
        """The codes."""
        return self.codes

    async def load_chosen(self) -> CommitmentRow:
        """Read the commitments; gives the first.

        Raises:
            NotFound: when one is not there, or none was chosen.
        """
        if not self.codes:
            raise NotFound("There is nothing to change here.", "a adds a commitment.")
        self.chosen = await host(self).ask(Chosen(self.codes))
        self.zone = self.chosen[0].zone
        return self.chosen[0]

    @property
    def one(self) -> CommitmentRow | None:
        """The commitment, when it is only one."""
        return self.chosen[0] if len(self.chosen) == 1 else None

    @property
    def taking_part(self) -> tuple[CommitmentRow, ...]:
        """Those that are not left out."""
        return tuple(row for row in self.chosen if row.code not in self._left_out)

    @property
    def seen(self) -> dict[str, int]:
        """Their versions as they were read."""
        return {row.code: row.version for row in self.chosen}

    # -- when somebody else was faster ---------------------------------------------------------

    def stands(self, row: CommitmentRow) -> str:
        """What stands there of all that this form writes over, in words: one of several."""
        del row
        return ""

    def puts(self, row: CommitmentRow) -> str:
        """What this form would put in its place: one of several; as it stands where nothing."""
        return self.stands(row)

    def standing_of_one(self) -> Values:
        """What stands there of the only one, by field."""
        return {}

    def standing(self) -> Values:
        """Of one its fields, of several each by its code."""
        if self.one is not None:
            return self.standing_of_one()
        return {row.code: self.stands(row) for row in self.chosen}

    def mine(self) -> Values:
        """Of one its fields, of several each that takes part by its code."""
        if self.one is not None:
            return super().mine()
        return {row.code: self.puts(row) for row in self.taking_part}

    async def touches(self, key: str, known: int) -> Sequence[Touch]:
        """What others changed of the only one, or of the one with this code."""
        code = self.one.code if self.one is not None else key
        return await host(self).ask(Meanwhile(code, known)) if code else ()

    def row_label(self, key: str) -> str:
        """The field's label, or the code."""
        return super().row_label(key) if self.one is not None else key

    def give_up(self, keys: Sequence[str]) -> None:
        """Of several, leave those out that stay as others made them."""
        if self.one is None:
            self._left_out |= set(keys)

    # -- when some of several cannot -----------------------------------------------------------

    def some_refused(self, error: SomeRefused) -> None:
        """Name those that cannot, and offer to change the others."""
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
    """Who cannot and why, a line each; the rest only counted."""
    lines = [Words(f"  {code}: {safe(why)}") for code, why in reasons[:MOST_REFUSALS]]
    more = len(reasons) - MOST_REFUSALS
    return [*lines, Words(f"  and {more} more")] if more > 0 else lines
