"""A change of which nobody knows whether it was saved: kept in mind until the store can say."""

from dataclasses import dataclass

from sqlalchemy import Engine

from db.damage import told
from db.engine import for_writing, wait_for_no_other
from db.outcome import Done, Written, not_kept, within


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
