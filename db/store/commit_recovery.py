"""What became of a change whose acknowledgement was lost: kept or not, and never written twice.

The line to a server can break after a commit was sent and before the answer came. Each line of the
trail has a digest over itself and all lines before it (docs/trail.md), so its number and digest
tell it from any other: once a server can be reached, the line is there, or the change was not made.
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
from db.engine.factory import for_writing, wait_for_no_other
from db.store.corruption import told

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: its line in the trail, or change_id None when nothing had to change."""

    change_id: int | None
    summary: str
    ahead: DateTime | None = None
    """The moment of the change before, where that is still to come by this store's clock."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of the trail as it was about to be kept, and what it was for."""

    command: object
    number: int
    digest: str
    summary: str
    ahead: DateTime | None = None
    """The moment of the line before, where that is still to come by the clock used here."""

    @property
    def done(self) -> Done:
        """What was done, once it is kept."""
        return Done(self.number, self.summary, self.ahead)

    def is_kept(self, connection: Connection) -> bool:
        """Whether the store has it; ask in a writing transaction, which waits for others."""
        ch = t.change.c
        kept = connection.execute(select(ch.digest).where(ch.id == self.number)).scalar()
        return kept == self.digest


def unsure() -> Unsure:
    """What is said while nobody knows."""
    return Unsure(
        "The line to the store broke while this was being saved, so it may be saved or not.",
        "Look before you do it again: accord log",
    )


def not_kept() -> StoreAway:
    """What is said once it is known that nothing was written."""
    return StoreAway("The line to the store broke, and nothing was saved.", "Save it again.")


def within(seconds: float, find_out: Callable[[], T]) -> T:
    """What `find_out` comes to, tried again and again for so long.

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
class Doubt:
    """The one change of a store's that is in doubt, if any."""

    patience: float = 0.0
    """Seconds for which to ask again and again what became of it."""
    written: Written | None = None

    @property
    def command(self) -> object | None:
        """What the change was for."""
        return self.written.command if self.written is not None else None

    def settle(self, engine: Engine) -> Done | None:
        """Find out: what the change did, or None if it was not saved, or none is in doubt.

        Raises:
            StoreProblem: when the store still cannot be asked.
        """
        written = self.written
        if written is None:
            return None
        with told(engine), engine.connect() as it, for_writing(it).begin():
            wait_for_no_other(it)
            kept = written.is_kept(it)
        self.written = None
        return written.done if kept else None

    def done_before(self, command: object, engine: Engine) -> Done | None:
        """What this very command did the last time, if that was in doubt and is there.

        Raises:
            StoreProblem: when the store still cannot be asked.
        """
        earlier, kept = self.command, self.settle(engine)
        return kept if earlier == command else None

    def resolved(self, engine: Engine) -> Done:
        """What the change did, as soon as the store says so.

        Raises:
            StoreAway: when nothing was saved.
            Unsure: when the store cannot be asked for so long.
        """
        kept = within(self.patience, lambda: self.settle(engine))
        if kept is None:
            raise not_kept()
        return kept
