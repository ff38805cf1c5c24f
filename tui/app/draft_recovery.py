"""Drafts of forms that were cut off: saved when the line drops, offered at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import App

from tui.formatting.sanitize import safe
from tui.keys.actions import find, shown_key

if TYPE_CHECKING:
    from tui.forms.base.drafts import Draft
    from tui.keys.actions import Keys
    from tui.services.state_file import StateFile


class DraftRecovery(App[Any]):
    """Draft recovery for the app; stands before `App` among its bases."""

    keys: Keys
    read_only: bool
    keepsake: StateFile | None = None
    """Storage for drafts between two runs; None keeps them for this run only."""
    drafts: dict[str, Any]

    def keep_open_forms(self) -> None:
        """Save what is typed in the open forms."""
        for screens in self._screen_stacks.values():
            for screen in screens:
                keep = getattr(screen, "keep_open", None)
                if keep is not None:
                    keep()

    def take_up(self, keepsake: StateFile) -> None:
        """Read the drafts of the last run, and save those of this run in the same place."""
        self.keepsake = keepsake
        self.drafts = keepsake.read("drafts")

    async def offer_drafts(self) -> None:
        """Show a message about drafts that were cut off when the line dropped, if there are any."""
        if not self.drafts or self.read_only:
            return
        kept = await _cut_off(self)
        if kept:
            what = f"{safe(kept[0].about)}, typed {safe(kept[0].at)}"
            more = f" and {len(kept) - 1} more" if len(kept) > 1 else ""
            key = shown_key(find("bring_back"), self.keys)
            self.say(f"A draft is kept: {what}{more}. {key} opens it.", "soon")  # type: ignore[attr-defined]  # the app's

    @work(group="form")
    async def bring_back(self) -> None:
        """Reopen, with its draft, the form cut off last or whose text gave way to another's."""
        from tui.forms import REOPEN
        from tui.forms.base import drafts

        kept = await _cut_off(self, aside=True)
        if not kept:
            self.say("No draft is kept of a form that was cut off.")  # type: ignore[attr-defined]  # the app's
            return
        form = REOPEN[kept[0].form](kept[0].of)
        drafts.take_up(self, form.draft_key())
        await self.push_screen_wait(form)
        await self.offer_drafts()


async def _cut_off(app: DraftRecovery, *, aside: bool = False) -> list[Draft]:
    """Drafts of forms that can be reopened without their parent, newest first.

    With `aside`, also texts that gave way to another user's version.

    The draft of a commitment that was withdrawn since is kept, in case the withdrawal is undone.
    """
    from db.queries.commitments.list import StillThere
    from tui.forms import REOPEN, commitments_of
    from tui.forms.base import drafts

    found = [draft for draft in drafts.cut_off(app, aside=aside) if draft.form in REOPEN]
    codes = {code for draft in found for code in commitments_of(draft)}
    there = await app.ask_live(StillThere(tuple(codes)))  # type: ignore[attr-defined]  # the app's
    about = [(draft, set(commitments_of(draft))) for draft in found]
    return [draft for draft, its in about if not its or its & there]
