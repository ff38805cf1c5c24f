"""Point of the history that a typed moment means."""

from dataclasses import dataclass

from pendulum import DateTime
from sqlalchemy import Connection, func, select

from db import tables as t
from db.domain.errors import NotFound
from db.domain.history_point import Point
from db.domain.parsing.history_point import Now, NumberedChange, read_point

_CH = t.change.c


@dataclass(frozen=True, slots=True)
class PointOf:
    """The point that a text typed at `now` by somebody in `zone` means."""

    text: str
    now: DateTime
    zone: str

    def read(self, connection: Connection) -> Point:
        """The point, the number of its last change included.

        Raises:
            BadInput: when it is no moment.
            NotFound: for the number of a change that does not exist.
        """
        typed = read_point(self.text, now=self.now, zone=self.zone)
        newest = connection.scalar(select(func.coalesce(func.max(_CH.id), 0))) or 0
        began = connection.scalar(select(_CH.at).order_by(_CH.id).limit(1))
        match typed:
            case Now():
                return Point(self.now, newest, newest, began, is_now=True)
            case NumberedChange(0):
                return Point(began or self.now, 0, newest, began)
            case NumberedChange(number):
                return Point(_recorded(connection, number, newest), number, newest, began)
            case _:
                return Point(typed, _known_at(connection, typed), newest, began)


def _recorded(connection: Connection, number: int, newest: int) -> DateTime:
    at = connection.scalar(select(_CH.at).where(_CH.id == number))
    if at is None:
        last = f"The last is #{newest}." if newest else "There is none yet."
        raise NotFound(f"There is no change #{number}. {last}", "See accord log.")
    return at


def _known_at(connection: Connection, at: DateTime) -> int:
    """The last change before the first one that was recorded later.

    The trail is cut at one place. Where clocks differ, a change recorded after that place by a
    slower clock also counts as later.
    """
    first_later = select(func.min(_CH.id)).where(_CH.at > at).scalar_subquery()
    beyond = func.coalesce(first_later, select(func.max(_CH.id) + 1).scalar_subquery())
    known = select(func.coalesce(func.max(_CH.id), 0)).where(_CH.id < beyond)
    return connection.scalar(known) or 0


@dataclass(frozen=True, slots=True)
class NextChange:
    """The number of the change after (`step` 1) or before (-1) another one; None at the end."""

    number: int
    step: int

    def read(self, connection: Connection) -> int | None:
        """The number."""
        if self.step > 0:
            return connection.scalar(select(func.min(_CH.id)).where(_CH.id > self.number))
        return connection.scalar(select(func.max(_CH.id)).where(_CH.id < self.number))
