"""Whether the moments in the trail can be right."""

from dataclasses import dataclass

from pendulum import DateTime
from sqlalchemy import Connection, func, select

from db import tables as t


@dataclass(frozen=True, slots=True)
class Clocks:
    """What the trail says of the clocks by which it was written."""

    latest: DateTime | None
    """The latest moment in it; None while it is empty."""
    backdated: int
    """Changes dated before the one that was made before them."""


@dataclass(frozen=True, slots=True)
class ClocksOf:
    """Look through all moments of the trail."""

    def read(self, connection: Connection) -> Clocks:
        """What is found."""
        ch = t.change.c
        latest = connection.scalar(select(ch.at).order_by(ch.at.desc()).limit(1))
        before = func.lag(ch.at).over(order_by=ch.id).label("before")
        pairs = select(ch.at.label("at"), before).subquery()
        behind = select(func.count()).select_from(pairs).where(pairs.c.at < pairs.c.before)
        return Clocks(latest, connection.scalar(behind) or 0)
