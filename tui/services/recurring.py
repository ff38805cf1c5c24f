"""Creation of due occurrences of recurring duties while the screens are open."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from db.domain.errors import AccordError
from tui.services.connection import StandbyFallback
from tui.services.slow_commit import SlowCommitNotice

if TYPE_CHECKING:
    from pendulum import DateTime

    from db.store.commit_recovery import CommandResult


class OccurrenceScheduler(StandbyFallback, SlowCommitNotice):
    """Recurring duties of the app; stands before `App` among its bases."""

    _made_at: DateTime | None = None
    """Hour of the last check; None checks at the next tick."""

    def make_instances(self) -> None:
        """Create the occurrences that are due, once an hour; a read-only session creates none."""
        hour = self.live.clock().start_of("hour")
        if self.read_only or self.away or self.point is not None or hour == self._made_at:
            return
        self._made_at = hour
        self.run_worker(self._make_what_came_up(), group="instances")

    async def _make_what_came_up(self) -> None:
        """Query first: a session with nothing to write must delay nobody."""
        from db.commands.occurrences import MakeOccurrences
        from db.queries.commitments.occurrences import CameUp

        with contextlib.suppress(AccordError):  # who cannot write will hear of it when they do
            with self.noticing():
                if not await asyncio.to_thread(self.live.ask, CameUp(self.live.clock())):
                    return
                async with self._writing:
                    saved = asyncio.to_thread(self.live.do, MakeOccurrences())
                    done = await self.in_time(self.live, saved)
            if done.change_id is not None:
                self.announce(done.change_id)

    def _be_back(self, said: str, newest: int, doubt: object, kept: CommandResult | None) -> None:
        from db.commands.occurrences import MakeOccurrences

        self._made_at = None  # it may have come up while nothing could be made
        if isinstance(doubt, MakeOccurrences):
            doubt = kept = None  # nobody's own change; it is looked for again
        super()._be_back(said, newest, doubt, kept)
