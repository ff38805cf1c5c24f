"""A point of the store's history: the as-of time, and the last change known then. Pure."""

from dataclasses import dataclass

from pendulum import DateTime


@dataclass(frozen=True, slots=True)
class Point:
    """Point in a store's history to look at.

    Args:
        at: Time of the clock there.
        known: Number of the last change recorded by then; 0 before the first.
        newest: Number of the last existing change.
        began: Time of the store's first change; None while it is empty.
        is_now: True if the present was asked for, whatever the clock says by now.
    """

    at: DateTime
    known: int
    newest: int
    began: DateTime | None = None
    is_now: bool = False

    @property
    def is_complete(self) -> bool:
        """True if everything known now was known then."""
        return self.known == self.newest
