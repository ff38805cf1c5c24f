"""The only place that reads the machine's clock."""

from collections.abc import Callable

import pendulum
from pendulum import DateTime

Clock = Callable[[], DateTime]

SLACK = 120
"""Seconds that the clocks of two machines may differ without a warning."""


def system_clock() -> DateTime:
    """This moment, in UTC."""
    return pendulum.now("UTC")


def fixed_clock(moment: DateTime) -> Clock:
    """A clock that always says `moment`: for tests, demos and screenshots (`--now`)."""
    utc = moment.in_timezone("UTC")
    return lambda: utc
