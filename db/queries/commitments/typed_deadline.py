"""Deadlines as typed for an agreement of the store."""

from dataclasses import dataclass

from pendulum import DateTime
from sqlalchemy import Connection

from db.domain.deadlines.resolution import Due
from db.domain.deadlines.rules import Rule
from db.domain.parsing.deadline import parse_deadline
from db.domain.unlikely_dates import remarks
from db.queries.lookups import AgreementOf, Events


@dataclass(frozen=True, slots=True)
class TypedRule:
    """A deadline as typed at `now` for an agreement, freely or as a rule; `+3d` moves `current`."""

    agreement: str
    text: str
    now: DateTime
    current: Due | None = None

    def read(self, connection: Connection) -> tuple[Rule, tuple[str, ...]]:
        """The rule, and remarks on it.

        Raises:
            BadInput: marking the error.
        """
        zone = AgreementOf(self.agreement, self.now).read(connection).zone
        events = [
            row.key if row.agreement == self.agreement else f"{row.agreement}/{row.key}"
            for row in Events().read(connection)
        ]
        found = parse_deadline(
            self.text, now=self.now, zone=zone, current=self.current, events=events
        )
        return found, remarks(self.text, found, self.now, zone)
