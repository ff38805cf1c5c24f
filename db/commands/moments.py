"""A day or a moment as people give it, as the store keeps it."""

from datetime import date, datetime
from typing import NamedTuple

import pendulum
from pendulum import DateTime

from db.facts import start_of


class Moment(NamedTuple):
    """An instant (UTC), its local day in the agreement's zone, and whether a time was given."""

    at: DateTime
    day: date
    timed: bool


def moment(on: date | datetime | None, zone: str, now: DateTime) -> Moment:
    """A day alone is that day's start in the zone; None is now; a moment without zone is local."""
    if on is None:
        return Moment(now, now.in_timezone(zone).date(), timed=True)
    if isinstance(on, datetime):
        at = pendulum.instance(on, tz=on.tzinfo or zone)
        return Moment(at.in_timezone("UTC"), at.in_timezone(zone).date(), timed=True)
    return Moment(start_of(on, zone), on, timed=False)
