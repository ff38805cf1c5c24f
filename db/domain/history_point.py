"""A point of the store's history: when it is looked at from, and what was known then. Pure."""

from dataclasses import dataclass

from pendulum import DateTime


@dataclass(frozen=True, slots=True)
class Point:
    """Where in the history a store is looked at.

    Args:
        at: What the clock says there.
        known: The number of the last change that was recorded by then; 0 before the first.
        newest: The number of the last change there is.
        began: When the first change of the store was recorded; None while it is empty.
        is_now: Whether the present was asked for, whatever the clock says by now.
    """

    at: DateTime
    known: int
    newest: int
    began: DateTime | None = None
    is_now: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether everything that is known now was known then."""
        return self.known == self.newest
