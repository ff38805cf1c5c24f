"""Merging with another user's changes: automatic, or by choice with both versions side by side.

A form declares what it may overwrite (`standing`) and its own version of that (`mine`). A change by
only one side is taken without a question; for a change by both the form asks.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from db.domain.errors import AccordError, BadInput
from db.domain.three_way_merge import FieldConflict, Side, partings, side_of
from db.protocols import Command
from db.queries.history.changes import LastChange
from db.queries.history.concurrent_edits import FieldEdit
from tui.formatting import merge_conflict
from tui.formatting.merge_conflict import ConflictRow
from tui.forms.base import drafts
from tui.forms.base.draft_form import DraftForm, Values
from tui.forms.base.form_chrome import FormTitle
from tui.keys.actions import find, shown_key
from tui.services.protocol import host
from tui.widgets.fields.parties import PartiesField
from tui.widgets.fields.typed import ChoiceField, NumberField

Parted = tuple[FieldConflict[str], ...]
NOTHING_LEFT = "Theirs stands, and nothing of yours is left to save. Esc goes back."
KEPT_ASIDE = "What you typed instead is kept; {} opens it."


class MergingForm(DraftForm):
    """Form that several users may be filling in at the same time."""

    def __init__(self) -> None:
        super().__init__()
        self.joining = False
        """True while two versions are being merged: no other save runs meanwhile."""
        self.loaded: Values = {}
        """Result of the last `load`."""
        self._busy = False
        self._beside: tuple[FieldEdit, ...] = ()
        self._aside = False
        """True if texts were set aside because another user's version was chosen."""

    # -- what a form says about itself --------------------------------------------------------

    async def load(self) -> Values:
        """Read from the store what the form needs; return the first values of its fields."""
        return {}

    def command(self) -> Command | None:
        """Build the command to save; None if nothing was changed.

        Raises:
            BadInput: for input that cannot be saved.
        """
        raise NotImplementedError

    async def save(self) -> None:
        """Send the command and close on success; stay open when it is refused."""
        raise NotImplementedError

    def refuse(self, error: AccordError) -> None:
        """Show the refusal, with what to type instead."""
        raise NotImplementedError

    def mine(self) -> Values:
        """New values of the changed fields that this form may overwrite."""
        return {
            key: self.as_saved(key)
            for key in self.standing()
            if key in self.fields and self.fields[key].changed
        }

    def as_saved(self, key: str) -> str:
        """Text of a field as it would be saved; as typed if it cannot be read."""
        field = self.fields[key]
        try:
            if isinstance(field, ChoiceField):
                return field.read() if field.value.strip() else ""
            if isinstance(field, NumberField):
                number = field.read()
                return "" if number is None else str(number)
            if isinstance(field, PartiesField):
                return ", ".join(field.read().codes)
        except BadInput:
            pass
        return field.value.strip()

    async def touches(self, key: str, known: int) -> Sequence[FieldEdit]:
        """Read others' changes after change `known`, to the whole subject or one of several.

        The key is one of `standing`, or empty for all of them.
        """
        del key, known
        return ()

    def row_label(self, key: str) -> str:
        """Label of a key of `standing`."""
        return self.fields[key].label if key in self.fields else key.capitalize()

    def give_up(self, keys: Sequence[str]) -> None:
        """Give up keys for which theirs was chosen; fields have the value already."""

    # -- joining -----------------------------------------------------------------------------

    async def read_store(self) -> Values:
        """Read the result of `load`, and the number of the change up to which it is known."""
        self.known = await host(self).ask(LastChange())
        self.loaded = await self.load()
        return self.loaded

    def show_all(self) -> None:
        """Update the title and the preview of saving."""
        self.query_one(FormTitle).show(*self.about())
        self.say_below(self.said())
        self.fit()

    def join(self) -> None:
        """Read the current values; save on top of them, or ask whose version to keep."""
        self.joining = True
        self.run_worker(self._join())

    async def _join(self) -> None:
        before = self.standing() if self.rest is None else self.rest
        mine, known = self.mine(), self.known
        try:
            values = await self.read_store()
            parted = partings(before, {**before, **mine}, self.standing())
            rows = await self._rows(parted, known)
        except AccordError as error:
            self.joining = False
            self.rest, self.known = before, known
            self.refuse(error)
            return
        if not any(each.open for each in parted):
            await self._chosen(values, parted, {})
            return
        from tui.forms.merge_conflict import ConflictScreen

        # Until somebody has chosen, what was typed rests on what stood there before.
        self.rest, self.known = before, known
        title, _ = self.about()
        others = merge_conflict.people(self._beside) or "Somebody"
        said = f"{others} changed it too. Whose shall stand?"
        answer = partial(self._answered, values, parted)
        self.app.push_screen(ConflictScreen(title, said, rows), answer)

    async def _rows(self, parted: Parted, known: int) -> list[ConflictRow]:
        """Make the rows to choose from; remember the authors of the changes."""
        shared = await self.touches("", known)
        found: list[ConflictRow] = []
        seen = {touch.id: touch for touch in shared}
        for each in parted:
            touches = shared or (await self.touches(each.key, known) if each.by_them else ())
            seen |= {touch.id: touch for touch in touches}
            if shared or each.by_them:
                found += merge_conflict.rows(
                    [each], touches, host(self).reading_zone, self.row_label
                )
        self._beside = tuple(seen.values())
        return found

    def _answered(self, values: Values, parted: Parted, choices: Mapping[str, Side] | None) -> None:
        if choices is None:
            self.joining = False
            for each in parted:
                if each.by_me and each.key in self.fields:
                    # What was typed as so many days later is a date by now, and stays that date.
                    self.fields[each.key].value = each.mine
            self.keep_open()
            self.tell("Nothing is saved. What you typed is kept; saving shows both again.", "soon")
            return
        self._beside = ()
        by_group = {group.partition("/")[2]: side for group, side in choices.items()}
        self.run_worker(self._chosen(values, parted, by_group))

    async def _chosen(self, values: Values, parted: Parted, choices: Mapping[str, Side]) -> None:
        """Fill in the choices, and save them."""
        sides = {each.key: side_of(each, choices) for each in parted}
        kept = {each.key: each.mine for each in parted if sides[each.key] is Side.MINE}
        typed = {key: text for key, text in self.changes().items() if key not in sides}
        self.rest = None
        self._set_aside([each for each in parted if sides[each.key] is Side.THEIRS], kept)
        self.fill(values, {**typed, **kept})
        given_up = [key for key, side in sides.items() if side is Side.THEIRS]
        self.give_up(given_up)
        self.show_all()
        self.joining = False
        try:
            command = self.command()
        except AccordError as error:
            if kept or not given_up:
                self.refuse(error)
            else:
                self.tell(self._nothing_left())
            return
        if command is None:
            self.tell(self._nothing_left())
            return
        self._busy = True
        try:
            await self.save()
        finally:
            self._busy = False

    def _set_aside(self, lost: Sequence[FieldConflict[str]], kept: Values) -> None:
        """Keep the texts that gave way to theirs as a draft that can be reopened."""
        by_me = [each for each in lost if each.by_me]
        typed = self.changes()
        words = {each.key: each.mine for each in by_me if each.key in typed}
        if not by_me or not typed:
            return
        self._aside = True
        draft = drafts.Draft(
            words or typed,  # of several, theirs was chosen for some: the fields are about all
            self.read_now(),
            type(self).__name__,
            self.opened_on(),
            self.about()[0],
            base={**self.standing(), **kept},
            known=self.known,
        )
        drafts.set_aside(self.app, self.draft_key(), draft)

    def _nothing_left(self) -> str:
        return f"{NOTHING_LEFT} {self._said_aside()}".strip()

    def _said_aside(self) -> str:
        if not self._aside:
            return ""
        return KEPT_ASIDE.format(shown_key(find("bring_back"), host(self).keys))

    def say_meanwhile(self) -> None:
        """Say, after saving, what others changed as well, and where replaced texts are kept."""
        if self._beside or self._aside:
            said = f"Saved. {merge_conflict.meanwhile(self._beside)}".strip()
            host(self).say(f"{said} {self._said_aside()}".strip())
