"""What would move if an event moved: derived as the store would, and nothing written."""

from dataclasses import dataclass

from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.domain.deadline.parse import parse_rule
from db.domain.deadline.resolve import AnchorTime, Resolution, resolve
from db.domain.deadline.rules import Anchor, EventAnchor, anchors_of
from db.facts import Facts, anchor_time, batches, gather, start_of
from db.projection import dependants


@dataclass(frozen=True, slots=True)
class Moved:
    """A commitment whose deadline would come out differently."""

    code: str
    title: str
    before: Resolution
    after: Resolution


@dataclass(frozen=True, slots=True)
class EventMove:
    """Deadlines that move when an event of an agreement is at `at` (UTC; None: unknown).

    Args:
        agreement: Its code.
        key: The event's; one that does not exist yet moves nothing.
        at: When it happens; for a day only, any instant of that day in the agreement's zone.
        day_only: Whether only the day is known.
        planned: Whether it has not happened yet.
    """

    agreement: str
    key: str
    at: DateTime | None
    day_only: bool = True
    planned: bool = False

    def read(self, connection: Connection) -> tuple[Moved, ...]:
        """Those that move, in the order they were entered."""
        e, a = t.event.c, t.agreement.c
        event = connection.execute(
            select(e.id, a.code, a.zone)
            .join_from(t.event, t.agreement)
            .where(a.code == self.agreement.strip().upper(), e.key == self.key)
        ).first()
        if event is None:
            return ()
        event_id, home, zone = event
        moved = (
            self._moved(connection, facts, home, zone)
            for group in batches(dependants(connection, events=[event_id]))
            for facts in gather(connection, group)
        )
        return tuple(each for each in moved if each is not None)

    def _moved(
        self, connection: Connection, facts: Facts, home: str, home_zone: str
    ) -> Moved | None:
        rule = parse_rule(facts.rules[-1] if facts.rules else "none")
        known: dict[Anchor, AnchorTime | None] = {
            anchor: anchor_time(connection, anchor, facts.agreement, facts.zone)
            for anchor in anchors_of(rule)
        }
        before = resolve(rule, known, facts.zone)
        for anchor in known:
            if self._is_it(anchor, facts.agreement, home):
                known[anchor] = self._time(home_zone, facts.zone)
        after = resolve(rule, known, facts.zone)
        return Moved(facts.code, facts.words[1], before, after) if before != after else None

    def _is_it(self, anchor: Anchor, agreement: str, home: str) -> bool:
        return (
            isinstance(anchor, EventAnchor)
            and anchor.key == self.key
            and (anchor.agreement or agreement) == home
        )

    def _time(self, home_zone: str, zone: str) -> AnchorTime | None:
        if self.at is None:
            return None
        at = self.at
        if self.day_only:
            at = start_of(at.in_timezone(home_zone).date(), zone)
        return AnchorTime(at, self.day_only, zone, self.planned)
