"""Form for the tags of one commitment or many."""

from collections.abc import Sequence

from db.commands.flags import SetTags, retag
from db.queries.commitments.row import CommitmentRow
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.base.bulk_form import BulkForm
from tui.forms.base.form_screen import Values
from tui.widgets.fields.field import Field


class TagsForm(BulkForm):
    """The `#` form: for one, its tags; for many, tags to add and remove."""

    NAME = "tags"

    async def load(self) -> Values:
        """Read the tags in use."""
        await self.load_chosen()
        return {"tags": self.one.tags if self.one else ""}

    def rows(self) -> Sequence[Sequence[Field]]:
        """Fields: one line."""
        explain = "Words with blanks between. +word adds, -word takes off, bare words replace."
        return ((Field("tags", "Tags", explain=explain),),)

    def standing_of_one(self) -> Values:
        """Stored tags."""
        return self.loaded

    def as_saved(self, key: str) -> str:
        """Tags after saving."""
        return retag(self.loaded[key], self.fields[key].value)

    def stands(self, row: CommitmentRow) -> str:
        """Stored tags; adding and removing overwrites nothing."""
        return row.tags if self._replaces else ""

    def puts(self, row: CommitmentRow) -> str:
        """Tags after saving."""
        return retag(row.tags, self.fields["tags"].value) if self._replaces else ""

    @property
    def _replaces(self) -> bool:
        words = self.fields["tags"].value.split() if self.fields else []
        return not all(word[0] in "+-" for word in words)

    def said(self) -> list[Words]:
        """Preview of the tags."""
        text = self.fields["tags"].value
        if self.one:
            return [Words(f"= {safe(retag(self.one.tags, text)) or 'no tags'}")]
        if not text.strip():
            return [Words(f"{len(self.chosen)} commitments. +word adds, -word takes off.", "dim")]
        changed = [row for row in self.chosen if retag(row.tags, text) != row.tags]
        lines = [Words(f"{len(changed)} will change, {len(self.chosen) - len(changed)} will not")]
        return lines + [
            Words(f"  {row.code}: {safe(retag(row.tags, text)) or 'no tags'}")
            for row in changed[:5]
        ]

    def command(self) -> SetTags | None:
        """Set the tags; an empty line clears them for one, and does nothing for many."""
        text = self.fields["tags"].value
        if not self.changes() or (not self.one and not text.strip()):
            return None
        codes = tuple(row.code for row in self.taking_part)
        return SetTags(codes, text, seen=self.seen)
