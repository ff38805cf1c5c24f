"""Contents of a form: its fields, their text, and the draft that outlives the form."""

import asyncio
from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding

from tui.formatting import commitment
from tui.formatting.commitment import Words
from tui.forms.base import drafts
from tui.forms.base.form_layout import FormLayout
from tui.services.protocol import host, tell
from tui.widgets.fields.field import Field

Values = dict[str, str]

KEEP_AFTER = 1.0
"""Seconds after a key until the text is on disk: the most that `kill -9` can lose."""


class DraftForm(FormLayout):
    """Frame with fields; leaving it loses nothing that was typed."""

    NAME: ClassVar[str] = "form"
    """Title of the form, and prefix of the key of its drafts."""

    BINDINGS = [
        Binding("escape", "leave", show=False, id="form.leave"),
        Binding("ctrl+t", "drop_draft", show=False, id="form.drop_draft"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.zone = "UTC"
        """Zone of the agreement, for reading dates and showing deadlines."""
        self.stays = ""
        """Sentence on what stays unchanged when the form is left; set by the form below it."""
        self.saved = False
        self._typed: Values = {}
        self._typed_on: Values = {}
        self._typed_at = ""
        self._left = self._ready = False
        self._keeping = False
        self.known = 0
        """Number of the last change when the stored values were read."""
        self.rest: Values | None = None
        """Stored values at the time of typing, while others' changes since then await a choice."""

    def about(self) -> tuple[str, str]:
        """Title (`WPA-3 > Status`) and subject (the commitment's title)."""
        return self.NAME.capitalize(), ""

    def draft_key(self) -> str:
        """Key of the form's drafts."""
        return self.NAME

    def opened_on(self) -> tuple[str, ...]:
        """Subject of the form, to reopen the form on it."""
        return ()

    def standing(self) -> Values:
        """Stored values, as last read, of all that this form may overwrite."""
        return {}

    def said(self) -> list[Words]:
        """Lines below the fields, about all of them together."""
        return []

    def filled(self) -> None:
        """Hook: the fields are there with their first values."""

    async def typed(self, field: Field) -> None:
        """Hook: text was typed into a field."""

    def fill(self, values: Mapping[str, str], mine: Mapping[str, str]) -> None:
        """Fill the fields with the stored values, then with the typed ones."""
        for key, field in self.fields.items():
            field.value = field.base = values.get(key, "")
            # A text area may write line ends its own way: that is no change.
            field.base = field.value
            if key in mine:
                field.value = mine[key]

    def restore_draft(self) -> None:
        """Restore the draft of this form, and say so."""
        draft = drafts.find(self.app, self.draft_key())
        if draft is None:
            return
        self._typed, self._typed_at = dict(draft.values), draft.at
        self._typed_on = dict(draft.base)
        for key, text in draft.values.items():
            if key in self.fields:
                self.fields[key].value = text
        standing = self.standing()
        rest = {key: draft.base.get(key, text) for key, text in standing.items()}
        since = ""
        if rest != standing:
            self.rest, self.known = rest, draft.known
            since = " Others changed something since: saving shows both."
        self.tell(f"Draft of {draft.at} restored. Ctrl+T drops it.{since}", "soon")

    def action_drop_draft(self) -> None:
        """Reset all fields to their first values."""
        if drafts.find(self.app, self.draft_key()) is None:
            return
        drafts.drop(self.app, self.draft_key())
        self._typed, self.rest = {}, None
        for field in self.fields.values():
            field.value = field.base
        self.tell("The draft is dropped.")

    def value(self, key: str) -> str:
        """Text of a field, without blanks around it."""
        return self.fields[key].value.strip()

    def changes(self) -> Values:
        """Fields that differ from their first values."""
        return {key: field.value for key, field in self.fields.items() if field.changed}

    async def on_field_changed(self, event: Field.Changed) -> None:
        """Keep the draft in case the form is torn down; show what the text means."""
        event.stop()
        self.forget_told(event.field)
        self._note_typed()
        self._keep_soon()
        await self.typed(event.field)
        self.say_below(self.said())

    def _keep_soon(self) -> None:
        """Save the draft in case the program is killed; typing goes on meanwhile."""
        if not self._keeping:
            self._keeping = True
            self.set_timer(KEEP_AFTER, self._keep_now)

    async def _keep_now(self) -> None:
        self._keeping = False
        if self._put_draft():
            await asyncio.to_thread(drafts.save, self.app, self.draft_key())

    def _note_typed(self) -> None:
        self._typed = self.changes()
        self._typed_on = dict(self.standing() if self.rest is None else self.rest)
        self._typed_at = self.read_now()

    def read_now(self) -> str:
        """Time of typing, in the zone of the user."""
        app = host(self)
        return commitment.moment(app.now(), app.reading_zone)[4:]

    def action_leave(self) -> None:
        """Leave the form; ask first if something would be lost."""
        count = len(self.changes())
        if not count:
            self._typed = {}
            self.dismiss(None)
            return
        some = f"{count} change{'s' * (count > 1)}"
        them = "them" if count > 1 else "it"
        question = f"Leave with {some} unsaved? y keeps a draft, d discards {them}, n stays."
        answers = {"y": self._leave_draft, "d": self._discard, "n": stay}
        self.ask([Words(f"{question} {self.stays}".rstrip(), "soon")], answers, stay)

    def _leave_draft(self) -> None:
        self._left = True
        self._go("What you typed is kept: it is there when the form is opened again.")

    def _discard(self) -> None:
        self._typed = {}
        self._go("What you typed is discarded.")

    def _go(self, text: str) -> None:
        app = self.app
        self.dismiss(None)
        tell(app, f"{text} {self.stays}".rstrip())

    def on_unmount(self) -> None:
        """Keep what was typed and not saved: it is offered when this form opens again."""
        self.keep_draft()

    def keep_open(self) -> None:
        """Keep the contents of the fields as of now, to the last letter."""
        if self._ready:
            self._note_typed()
            self.keep_draft()

    def keep_draft(self) -> None:
        """Keep the draft; keep nothing if all fields were reset."""
        if self._put_draft():
            drafts.save(self.app, self.draft_key())

    def _put_draft(self) -> bool:
        """Put the draft among the others; return whether that changed anything."""
        if self.saved or not self.fields:
            return False
        draft = drafts.Draft(
            self._typed,
            self._typed_at,
            type(self).__name__,
            self.opened_on(),
            self.about()[0],
            cut_off=not self._left,
            base=self._typed_on,
            known=self.known,
        )
        return drafts.put(self.app, self.draft_key(), draft)


def stay() -> None:
    """Go on editing."""
