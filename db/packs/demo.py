"""A demo store of invented agreements with dates relative to now, to try things out in.

There is always something overdue, due today, due soon, waiting, disputed, extended, and met early
and late. Commands fill it like any other store. Each is given at its own time in the past by one
of several people, so that the history looks real.
"""

from pendulum import DateTime

from db.packs.demo_data import kesh, lake
from db.packs.demo_data.diary import PEOPLE, Diary
from db.store.store import Store

_MINUTES_APART = 7
"""Minutes between two steps, so that no two share a time and time order is number order."""


def build_demo(location: str, now: DateTime) -> None:
    """Fill the empty store at `location` as if it had been kept for four months until `now`.

    Raises:
        StoreProblem: when it cannot be made there.
    """
    told = [*kesh.steps(Diary(now, kesh.ZONE)), *lake.steps(Diary(now, lake.ZONE))]
    told.sort(key=lambda step: -step.ago)
    time = iter(
        now.subtract(days=step.ago, minutes=_MINUTES_APART * (len(told) - place)).in_timezone("UTC")
        for place, step in enumerate(told)
    )
    stores = {who: Store.open(location, actor=who, clock=lambda: next(time)) for who in PEOPLE}
    try:
        for step in told:
            stores[step.who].do(step.command)
    finally:
        for store in stores.values():
            store.close()
