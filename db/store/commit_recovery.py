"""Recovery of a change whose acknowledgement was lost: saved or not, and never written twice.

The connection to a server can break after a commit was sent and before the answer came. Each line
of the audit trail has a digest over itself and all lines before it (docs/trail.md), so its number
and digest tell it from any other. Once a server can be reached, either the line is there or the
change was not made.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pendulum import DateTime
from sqlalchemy import Connection, Engine, select

from db import tables as t
from db.domain.backoff import pause
from db.domain.errors import StoreAway, StoreProblem, Unsure
from db.engine.factory import disable_sync_commit, for_writing
from db.store.corruption import translate_errors

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CommandResult:
    """Result of a command: its line in the audit trail; change_id None if nothing changed."""

    change_id: int | None
    summary: str
    ahead: DateTime | None = None
    """Time of the previous change, if it is still in the future by this store's clock."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of the audit trail that is about to be saved, with its command."""

    command: object
    number: int
    digest: str
    summary: str
    ahead: DateTime | None = None
    """Time of the previous line, if it is still in the future by the clock used here."""

    @property
    def done(self) -> CommandResult:
        """Result of the command, once it is saved."""
        return CommandResult(self.number, self.summary, self.ahead)

    def is_kept(self, connection: Connection) -> bool:
        """Check whether the store has the line; needs a writing transaction, which waits."""
        ch = t.change.c
        kept = connection.execute(select(ch.digest).where(ch.id == self.number)).scalar()
        return kept == self.digest


def unsure() -> Unsure:
    """Error while nobody knows whether the change was saved."""
    return Unsure(
        "The line to the store broke while this was being saved, so it may be saved or not.",
        "Look before you do it again: accord log",
    )


def not_kept() -> StoreAway:
    """Error once it is known that nothing was written."""
    return StoreAway("The line to the store broke, and nothing was saved.", "Save it again.")


def within(seconds: float, find_out: Callable[[], T]) -> T:
    """The result of `find_out`, tried again and again for so many seconds.

    Raises:
        Unsure: when the store could not be asked.
    """
    until, tries = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        try:
            return find_out()
        except StoreProblem:
            tries += 1
            time.sleep(pause(tries, random.random()))  # noqa: S311  only to part those who wait
    raise unsure()


@dataclass(slots=True)
class PendingCommit:
    """The store's one change in doubt, if any."""

    patience: float = 0.0
    """Seconds for which to ask again and again whether it was saved."""
    written: Written | None = None

    @property
    def command(self) -> object | None:
        """The command of the change in doubt."""
        return self.written.command if self.written is not None else None

    def settle(self, engine: Engine) -> CommandResult | None:
        """Result of the change in doubt; None if it was not saved, or no change is in doubt.

        Raises:
            StoreProblem: when the store still cannot be asked.
        """
        written = self.written
        if written is None:
            return None
        with translate_errors(engine), engine.connect() as it, for_writing(it).begin():
            disable_sync_commit(it)
            kept = written.is_kept(it)
        self.written = None
        return written.done if kept else None

    def done_before(self, command: object, engine: Engine) -> CommandResult | None:
        """The earlier result of this very command, if that was in doubt and turns out to be saved.

        Raises:
            StoreProblem: when the store still cannot be asked.
        """
        earlier, kept = self.command, self.settle(engine)
        return kept if earlier == command else None

    def resolved(self, engine: Engine) -> CommandResult:
        """The result of the change, as soon as the store can tell.

        Raises:
            StoreAway: when nothing was saved.
            Unsure: when the store cannot be asked for so long.
        """
        kept = within(self.patience, lambda: self.settle(engine))
        if kept is None:
            raise not_kept()
        return kept
