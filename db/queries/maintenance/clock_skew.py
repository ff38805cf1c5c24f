"""Plausibility of the moments in the audit trail."""

from dataclasses import dataclass

from pendulum import DateTime
from sqlalchemy import Connection, func, select

from db import tables as t


@dataclass(frozen=True, slots=True)
class Clocks:
    """Findings about the clocks that wrote the audit trail."""

    latest: DateTime | None
    """The latest moment in it; None while it is empty."""
    backdated: int
    """Changes dated before the change that precedes them."""


@dataclass(frozen=True, slots=True)
class ClocksOf:
    """Check all moments of the audit trail."""

    def read(self, connection: Connection) -> Clocks:
        """The findings."""
        ch = t.change.c
        latest = connection.scalar(select(ch.at).order_by(ch.at.desc()).limit(1))
        before = func.lag(ch.at).over(order_by=ch.id).label("before")
        pairs = select(ch.at.label("at"), before).subquery()
        behind = select(func.count()).select_from(pairs).where(pairs.c.at < pairs.c.before)
        return Clocks(latest, connection.scalar(behind) or 0)
