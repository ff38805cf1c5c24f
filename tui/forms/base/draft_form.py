"""What a form holds: its fields, what was typed into them, and the draft that outlives it."""

import asyncio
from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding

from tui.formatting import commitment
from tui.formatting.commitment import Words
from tui.forms.base import drafts
from tui.forms.base.form_layout import FormFrame
from tui.services.protocol import host, tell
from tui.widgets.fields.field import Field

Values = dict[str, str]

KEEP_AFTER = 1.0
"""Seconds after a key until what was typed is on the disk: the most that `kill -9` takes."""


class KeptForm(FormFrame):
    """A frame with fields; nothing typed into them is lost by leaving."""

    NAME: ClassVar[str] = "form"
    """Its title, and the beginning of the key of its drafts."""

    BINDINGS = [
        Binding("escape", "leave", show=False, id="form.leave"),
        Binding("ctrl+t", "drop_draft", show=False, id="form.drop_draft"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.zone = "UTC"
        """The agreement's, in which days are read and deadlines shown."""
        self.stays = ""
        """What leaving it leaves as it is, as a sentence: that of a form it was opened from."""
        self.saved = False
        self._typed: Values = {}
        self._typed_on: Values = {}
        self._typed_at = ""
        self._left = self._ready = False
        self._keeping = False
        self.known = 0
        """Number of the last change when what stands in the store was read."""
        self.rest: Values | None = None
        """What stood there when it was typed, while others' changes since await a choice."""

    def about(self) -> tuple[str, str]:
        """Where one is (`WPA-3 > Status`) and what it is about (its title)."""
        return self.NAME.capitalize(), ""

    def draft_key(self) -> str:
        """Under which its drafts are kept."""
        return self.NAME

    def opened_on(self) -> tuple[str, ...]:
        """What it is about, to open it again on the same."""
        return ()

    def standing(self) -> Values:
        """What stands in the store of all that this form may write over, as it was read last."""
        return {}

    def said(self) -> list[Words]:
        """Lines below the fields about all of them together."""
        return []

    def filled(self) -> None:
        """The fields are there, with what stands in them at first."""

    async def typed(self, field: Field) -> None:
        """Something was typed into a field."""

    def fill(self, values: Mapping[str, str], mine: Mapping[str, str]) -> None:
        """Put in what stands in the store, and on top of it what was typed."""
        for key, field in self.fields.items():
            field.value = field.base = values.get(key, "")
            # A text area may write line ends its own way: that is no change.
            field.base = field.value
            if key in mine:
                field.value = mine[key]

    def restore_draft(self) -> None:
        """Put in what was typed when this form was left, and say so."""
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
        """Put everything back to what it was before anybody typed."""
        if drafts.find(self.app, self.draft_key()) is None:
            return
        drafts.drop(self.app, self.draft_key())
        self._typed, self.rest = {}, None
        for field in self.fields.values():
            field.value = field.base
        self.tell("The draft is dropped.")

    def value(self, key: str) -> str:
        """The text of a field, without blanks around it."""
        return self.fields[key].value.strip()

    def changes(self) -> Values:
        """The fields that say something else than at first."""
        return {key: field.value for key, field in self.fields.items() if field.changed}

    async def on_field_changed(self, event: Field.Changed) -> None:
        """Keep it for the case that the form is torn down; say what it means."""
        event.stop()
        self.forget_told(event.field)
        self._note_typed()
        self._keep_soon()
        await self.typed(event.field)
        self.say_below(self.said())

    def _keep_soon(self) -> None:
        """Keep it for the case that the program is killed; typing goes on meanwhile."""
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
        """The moment of typing, as whoever types reads it."""
        app = host(self)
        return commitment.moment(app.now(), app.reading_zone)[4:]

    def action_leave(self) -> None:
        """Go back; ask first when something would be lost."""
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
        """Keep what stands in the fields this moment, to the last letter."""
        if self._ready:
            self._note_typed()
            self.keep_draft()

    def keep_draft(self) -> None:
        """Keep what was typed; nothing, when all was put back to what it was."""
        if self._put_draft():
            drafts.save(self.app, self.draft_key())

    def _put_draft(self) -> bool:
        """Note it among the drafts; whether that changed anything."""
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
